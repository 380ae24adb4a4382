"""Ways from the admin's menu to pages of the site that belong to a coordinator's work."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from governance.membership.queries import cooperatives_where


class SiteMenuItem(MenuItem):
    """Its address is in the reader's language, so it is asked anew for each page."""

    place = ""

    @property
    def url(self) -> str:
        return reverse(self.place)

    @url.setter
    def url(self, given: str) -> None:
        """Wagtail's own beginning gives one; the reader is not known then."""


class ExcusesMenuItem(SiteMenuItem):
    place = "excuses"

    def __init__(self) -> None:
        label: Any = _("Numbers let through")
        super().__init__(label, "", icon_name="check", order=130)

    def is_shown(self, request: HttpRequest) -> bool:
        return cooperatives_where(request.user, "coordinate_cooperative").exists()
