"""Where one comes out of a page in the admin: after publishing, and who is asked."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.models import GroupApprovalTask, Page

from cms.models import ReleasePage

LEAVE = ("action-publish", "action-submit")


def to_the_desk(request: HttpRequest) -> HttpResponse | None:
    """The list of pages is closed to those who only word their own: they come back to
    what waits for them."""
    leaves = any(name in request.POST for name in LEAVE)
    if not leaves or request.POST.get("next") or request.GET.get("next"):
        return None
    if user_has_any_page_permission(request.user):
        return None
    return redirect("wagtailadmin_home")


def say_of_translation(request: HttpRequest, english: ReleasePage) -> None:
    if english.live:
        messages.success(request, _("The page in English is published as well."))
    else:
        told = _("The page in English waits for its words: it is not published yet.")
        messages.warning(request, told)


class Submit(SubmitForModerationMenuItem):  # type: ignore[misc]
    """In the reader's language: the name of a workflow is kept in one only."""

    def get_context_data(self, parent_context: Any) -> Any:
        return ActionMenuItem.get_context_data(self, parent_context)


def in_plain_words(items: list[Any], context: dict[str, Any]) -> None:
    """“Submit” is offered where there is somebody to submit to."""
    asks = [item for item in items if isinstance(item, SubmitForModerationMenuItem)]
    if not asks:
        return
    page = context.get("page") or context.get("parent_page")
    kept = _moderated(page) if page else False
    plain = [Submit(item.order) if item in asks else item for item in items]
    items[:] = [item for item in plain if kept or not isinstance(item, Submit)]


def _moderated(page: Page) -> bool:
    workflow = page.get_workflow()
    if workflow is None:
        return False
    asked = GroupApprovalTask.objects.filter(
        pk__in=workflow.tasks.values("pk"), active=True, groups__user__is_active=True
    )
    return bool(asked.exists())
