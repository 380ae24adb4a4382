"""The two questions of signing in: which address, which code."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context, ratelimit
from django import forms
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Person


class AddressForm(RequestLoginCodeForm):
    """Finds the person; an unknown address is as good an answer as a known one."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The one your co-op knows. Example: rose@example.org"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("This address is not complete. Example: rose@example.org"),
        },
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        if not ratelimit.consume(
            context.request, action="request_login_code", key=email
        ):
            raise get_adapter().validation_error("too_many_login_attempts")
        self._user = Person.objects.filter(email=email, is_active=True).first()
        return email


class CodeForm(ConfirmLoginCodeForm):
    code = forms.CharField(
        label=_("The code we sent you"),
        help_text=_("Nine digits. Spaces and dashes do not matter."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
        error_messages={"required": _("Write the code from the e-mail.")},
    )
