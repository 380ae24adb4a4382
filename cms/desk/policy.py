"""What may be done at the desk: look. A few words may be edited; facts never."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

Rows = Callable[[Any], QuerySet[Any]]
NOTED = "_lists_entered"


class SeatPolicy(BasePermissionPolicy):
    """``rows`` are those the person may see, ``audience`` says who enters at all,
    ``editable`` are the rows whose words the person may change (none by default)."""

    def __init__(
        self,
        model: type[Model],
        *,
        rows: Rows,
        audience: Callable[[Any], bool],
        editable: Rows | None = None,
    ) -> None:
        super().__init__(model)
        self.rows, self.audience, self.editable = rows, audience, editable

    def user_has_permission(self, user: Any, action: str) -> bool:
        if not user.is_active:
            return False
        if action == "view":
            return enters(user, self.audience)
        return action == "change" and self._editable(user).exists()

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Looking first, which is known: the menu asks this for each of its lists."""
        looking_first = sorted(actions, key=lambda action: action != "view")
        return super().user_has_any_permission(user, looking_first)

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Model
    ) -> bool:
        if not user.is_active:
            return False
        if action == "view":
            rows = self.rows(user)
        elif action == "change":
            rows = self._editable(user)
        else:
            return False
        return bool(rows.filter(pk=instance.pk).exists())

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Any]:
        if not user.is_active:
            return self._nothing()
        return self.rows(user) if "view" in actions else self._editable(user)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Model
    ) -> bool:
        return any(
            self.user_has_permission_for_instance(user, a, instance) for a in actions
        )

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        """Wagtail asks this to notify people; nobody is notified from the desk."""
        from django.contrib.auth import get_user_model  # noqa: PLC0415

        return get_user_model()._default_manager.none()

    def _editable(self, user: Any) -> QuerySet[Any]:
        return self.editable(user) if self.editable else self._nothing()

    def _nothing(self) -> QuerySet[Any]:
        return self.model._default_manager.none()


def enters(user: Any, audience: Callable[[Any], bool]) -> bool:
    """Asked once a request: a page of the admin asks it for each of some twenty lists
    of its menu. It is noted on the person of the request, who is gone after it."""
    known = getattr(user, NOTED, None)
    if known is None:
        known = {}
        setattr(user, NOTED, known)
    if audience not in known:
        known[audience] = bool(audience(user))
    return bool(known[audience])
