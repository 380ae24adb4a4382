"""What django-allauth asks of the site it serves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.membership.models import Cooperative, Person
from governance.membership.queries import cooperatives_of
from portal.site.accounts.destinations import home, own_page

ADMIN_ACCESS = "wagtailadmin.access_admin"
ADMIN_SESSION = 12 * 3600  # seconds; a seat's session ends with the working day

CODE_GROUPS = 3  # “123-456-789”: can be read aloud, in either language


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This code is not the one we sent. Check each digit."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Too many tries in a short time. Wait a few minutes, then ask for a new "
            "code."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whose tries are counted together. A request that came past fewer proxies
        than set, or by a socket without an address, is counted with its like: a wrong
        setting must not lock every member out."""
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            return request.META.get("REMOTE_ADDR") or "unknown"

    def generate_login_code(self) -> str:
        """Nine digits: five tries a code and three codes a minute are allowed."""
        return "-".join(get_random_string(3, "0123456789") for _ in range(CODE_GROUPS))

    def format_email_subject(self, subject: str) -> str:
        return subject

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """No address of ours is taken from the request's own headers."""
        context = context | {
            "base_url": settings.BASE_URL,
            "email": email,
            "coops": coops_behind(email),
        }
        self.render_mail(template_prefix, email, context).send()

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        if user.has_perm(ADMIN_ACCESS):
            request.session.set_expiry(ADMIN_SESSION)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return own_page(request.user)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return home()

    def add_message(
        self, request: HttpRequest, level: int, *args: Any, **more: Any
    ) -> None:
        """Only what the page does not say already: our own words, or nothing."""
        template = args[0] if args else more.get("message_template")
        sentence = more.get("message") or self.sentence_for(template, request)
        if sentence:
            messages.add_message(request, level, sentence)

    def sentence_for(self, template: str | None, request: HttpRequest) -> str:
        if template == "account/messages/logged_in.txt":
            return welcome(request.user)
        if template == "account/messages/logged_out.txt":
            return _("You are signed out. See you soon.")
        return ""


def coops_behind(email: str) -> list[Cooperative]:
    """The reader's co-ops: naming them, with their telephone, is what makes the
    e-mail believable. Asked for known and unknown addresses alike."""
    person = Person.objects.filter(email=email).first()
    return list(cooperatives_of(person, timezone.localdate()))


def welcome(person: Any) -> str:
    """The first words after signing in; only the reader sees the name."""
    if person.first_name:
        return _("Hello, %(name)s. You are signed in.") % {"name": person.first_name}
    return _("You are signed in.")
