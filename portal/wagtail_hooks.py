"""What the roof adds to the Wagtail admin. Registration only."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from portal.desk.exchanges import ExchangesGroup
from portal.desk.menu import ExcusesMenuItem
from portal.desk.panel import StuckPanel


@hooks.register("register_admin_viewset")
def exchanges() -> ExchangesGroup:
    return ExchangesGroup()


@hooks.register("construct_homepage_panels")
def stuck(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(StuckPanel(request.user))


@hooks.register("register_admin_menu_item")
def excuses() -> ExcusesMenuItem:
    return ExcusesMenuItem()
