"""What the CMS adds to the Wagtail admin. Registration only."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission

from cms import drafts, telling
from cms.desk import leaving, menu, scope
from cms.desk.group import GovernanceGroup
from cms.desk.policy import enters
from cms.desk.waiting import WaitingPanel
from cms.models import ReleasePage


@hooks.register("register_admin_viewset")
def governance() -> GovernanceGroup:
    return GovernanceGroup()


@hooks.register("construct_homepage_panels")
def waiting(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WaitingPanel(request.user))


@hooks.register("before_edit_page")
def with_what_came_since(request: HttpRequest, page: Any) -> None:
    if isinstance(page, ReleasePage) and request.method == "GET":
        drafts.fill(page, page.language)


@hooks.register("after_publish_page")
def members_are_told(request: HttpRequest, page: Any) -> None:
    if isinstance(page, ReleasePage):
        telling.tell(page, by=request.user, at=timezone.now())
        other = telling.publish_translation(page, by=request.user)
        if other is not None:
            leaving.say_of_translation(request, other)


@hooks.register("after_edit_page")
def back_to_what_waits(request: HttpRequest, page: Any) -> HttpResponse | None:
    return leaving.to_the_desk(request)


@hooks.register("construct_page_action_menu")
def without_moderators_nobody_is(
    items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    leaving.in_plain_words(items, context)


@hooks.register("construct_main_menu")
def without_outside_help(request: HttpRequest, items: list[Any]) -> None:
    menu.without_outside_help(items)


@hooks.register("register_admin_menu_item")
def the_way_out() -> menu.FrontMenuItem:
    return menu.FrontMenuItem()


@hooks.register("construct_reports_menu")
def without_what_one_may_not_read(request: HttpRequest, items: list[Any]) -> None:
    if not enters(request.user, scope.oversees):
        items[:] = [item for item in items if item.name != "site-history"]
    if not user_has_any_page_permission(request.user):  # the others are about pages
        items[:] = [item for item in items if item.name == "site-history"]


@hooks.register("insert_global_admin_css")
def colours() -> str:
    return menu.stylesheet()
