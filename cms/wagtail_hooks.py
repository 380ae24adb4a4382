"""What the CMS adds to the Wagtail admin. Registration only."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from cms.desk import menu
from cms.desk.group import GovernanceGroup
from cms.desk.waiting import WaitingPanel


@hooks.register("register_admin_viewset")
def governance() -> GovernanceGroup:
    return GovernanceGroup()


@hooks.register("construct_homepage_panels")
def waiting(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WaitingPanel(request.user))


@hooks.register("construct_main_menu")
def without_outside_help(request: HttpRequest, items: list[Any]) -> None:
    menu.without_outside_help(items)


@hooks.register("insert_global_admin_css")
def colours() -> str:
    return menu.stylesheet()
