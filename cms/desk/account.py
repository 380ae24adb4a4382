"""One's own account in the admin: the language it speaks and how it looks."""

from typing import Any

from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel


class OwnAccount(AccountView):
    """Without a field for the name: that one stands in the register of a co-op, which
    is not rewritten beside its journal."""

    def get_panels(self) -> list[Any]:
        panels: list[Any] = super().get_panels()
        return [p for p in panels if not isinstance(p, NameEmailSettingsPanel)]
