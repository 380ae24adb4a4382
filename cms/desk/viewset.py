"""The two kinds of lists at the desk: facts to read, and words to edit."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern
from wagtail.admin.viewsets.model import ModelViewSet

from cms.desk import scope
from cms.desk.facts import Fact
from cms.desk.policy import Rows, SeatPolicy
from cms.desk.views import (
    Fetch,
    ScopedEdit,
    ScopedHistory,
    ScopedIndex,
    ScopedInspect,
    ScopedUsage,
)


class DeskViewSet(ModelViewSet):
    """A list narrowed to ``rows``. ``facts`` are its columns and its export, the
    ``details`` stand beside them on the page of a row; ``fetch`` follows relations in
    a fixed number of queries."""

    rows: Rows
    audience: Callable[[Any], bool] = staticmethod(scope.serves)
    editable: Rows | None = None
    addresses = frozenset({"index", "index_results", "inspect"})
    facts: tuple[Fact, ...] = ()
    details: tuple[Fact, ...] = ()
    fetch: Fetch | None = None

    index_view_class = ScopedIndex
    inspect_view_class = ScopedInspect
    edit_view_class = ScopedEdit
    history_view_class = ScopedHistory
    usage_view_class = ScopedUsage

    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    list_per_page = 30

    @property
    def permission_policy(self) -> SeatPolicy:
        return SeatPolicy(
            self.model,
            rows=self.rows,
            audience=self.audience,
            editable=self.editable,
        )

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(
            rows=self.rows,
            facts=self.facts,
            details=self.details,
            fetch=self.fetch,
            list_export=[fact.name for fact in self.facts],
            export_headings={fact.name: fact.label for fact in self.facts},
            **kwargs,
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        """Only the views this list has: the others do not exist."""
        return [p for p in super().get_urlpatterns() if p.name in self.addresses]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """The facts say what is exported, not Wagtail's own lists of fields."""
        view_kwargs = super().get_index_view_kwargs(**kwargs)
        for name in ("list_display", "list_export", "export_headings"):
            view_kwargs.pop(name, None)
        return view_kwargs

    def get_form_fields(self) -> list[str]:
        return list(getattr(self, "form_fields", []))

    def register_permissions(self) -> None:
        """Rights come with seats; there is nothing to tick in a group's form."""

    def register_admin_url_finder(self) -> None:
        if "edit" in self.addresses:
            super().register_admin_url_finder()
