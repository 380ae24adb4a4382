"""What the CMS adds to the Wagtail admin. Registration only."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from cms.desk.group import GovernanceGroup
from cms.desk.waiting import WaitingPanel


@hooks.register("register_admin_viewset")
def governance() -> GovernanceGroup:
    return GovernanceGroup()


@hooks.register("construct_homepage_panels")
def waiting(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WaitingPanel(request.user))
