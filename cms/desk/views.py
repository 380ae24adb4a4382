"""Wagtail's generic views, narrowed to the rows of the person.

Wagtail asks its permission policy about a *kind* of object only: a policy with rules
per object does not keep a board out of another board's rows. So each view here
starts from the person's rows, and a row of somebody else is a 404.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage

from cms.desk.facts import Fact, defused
from cms.desk.policy import Rows

Fetch = Callable[[QuerySet[Any]], QuerySet[Any]]


class Scoped:
    """``rows`` is given by the viewset; without it nothing can be seen at all."""

    rows: Rows | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if "pk" in kwargs:
            get_object_or_404(self.mine(request), pk=unquote(str(kwargs["pk"])))
        super().setup(request, *args, **kwargs)  # type: ignore[misc]

    def mine(self, request: HttpRequest) -> QuerySet[Any]:
        if self.rows is None:
            raise LookupError(f"{type(self).__name__} was given no rows.")
        return self.rows(request.user)


class ScopedIndex(Scoped, generic.IndexView):
    """A table of facts, the first of which leads to the row."""

    facts: tuple[Fact, ...] = ()
    fetch: Fetch | None = None

    def get_base_queryset(self) -> QuerySet[Any]:
        rows = self.mine(self.request)
        return self.fetch(rows) if self.fetch else rows

    @cached_property
    def columns(self) -> list[Column]:
        first, *others = self.facts
        return [first.title_column(self.place_of)] + [f.column() for f in others]

    def place_of(self, row: Any) -> str | None:
        return self.get_edit_url(row) or self.get_inspect_url(row)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {fact.name: defused(fact.read(item)) for fact in self.facts}


class ScopedInspect(Scoped, generic.InspectView):
    """Every fact of one row, as read; nothing of the row that is not named."""

    facts: tuple[Fact, ...] = ()
    details: tuple[Fact, ...] = ()
    fetch: Fetch | None = None
    page_title = gettext_lazy("In detail")

    def get_object(self, queryset: QuerySet[Any] | None = None) -> Any:
        rows = self.mine(self.request)
        fetched = self.fetch(rows) if self.fetch else rows
        return get_object_or_404(fetched, pk=unquote(str(self.pk)))

    def get_fields(self) -> list[str]:
        return []

    def get_page_subtitle(self) -> str:
        return str(self.facts[0].read(self.object))

    def get_fields_context(self) -> list[dict[str, Any]]:
        return [
            {"label": f.label, "value": f.read(self.object), "component": None}
            for f in (*self.facts, *self.details)
        ]


class ScopedEdit(Scoped, generic.EditView):
    """Editing asks about this very row, not only about its kind."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        row = get_object_or_404(self.mine(request), pk=unquote(str(kwargs["pk"])))
        if not self.user_has_permission_for_instance("change", row):
            raise PermissionDenied


class ScopedHistory(Scoped, history.HistoryView):
    pass


class ScopedUsage(Scoped, usage.UsageView):
    pass
