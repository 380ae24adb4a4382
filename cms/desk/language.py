"""The admin speaks the person's language, as the rest of the portal does."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from wagtail.users.models import UserProfile

ADMIN = "wagtailadmin.access_admin"


def keep_language(sender: Any, user: Any, **kwargs: Any) -> None:
    """At sign-in: Wagtail keeps its own note of a language; it is left alone once the
    person chose one there."""
    if user.has_perm(ADMIN):
        UserProfile.objects.get_or_create(
            user=user, defaults={"preferred_language": user.language}
        )


def connect() -> None:
    user_logged_in.connect(keep_language, dispatch_uid="admin-language")
