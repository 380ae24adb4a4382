"""Signing in by an e-mailed code, signing out, and the bare address of the site."""

from typing import Any

from allauth.account.internal.stagekit import get_pending_stage
from allauth.account.views import (
    ConfirmLoginCodeView,
    LogoutView,
    RequestLoginCodeView,
)
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.site.accounts import demo, tries
from portal.site.accounts.adapter import Adapter
from portal.site.accounts.destinations import home
from portal.site.accounts.forms import AddressForm, CodeForm

TOO_MANY = "too_many_login_attempts"


@method_decorator(never_cache, name="dispatch")
class RequestCode(RequestLoginCodeView):
    """Asks for an address and sends a code there; known or not, the answer is one."""

    form_class = AddressForm
    template_name = "site/accounts/sign_in.html"
    extra_context = {"demo_is_open": demo.is_open}

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Whoever mistyped the address may write another one."""

    def form_valid(self, form: AddressForm) -> HttpResponse:
        try:
            sent: HttpResponse = super().form_valid(form)
        except OSError:  # the mail server is away (SMTP errors are OSErrors)
            form.add_error(None, _("The e-mail could not be sent. Try again soon."))
            return self.answer(form, 503)
        return sent

    def form_invalid(self, form: AddressForm) -> HttpResponse:
        return self.answer(form, 429 if form.has_error("email", TOO_MANY) else 422)

    def answer(self, form: AddressForm, status: int) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = status
        return response


class ConfirmCode(ConfirmLoginCodeView):
    """Asks for the code; it works once, here, for ten minutes and five tries."""

    form_class = CodeForm
    template_name = "site/accounts/sign_in_code.html"
    tries_are_spent = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = super().dispatch(request, *args, **kwargs)
        if self.has_lapsed(request):
            messages.info(request, _("That code is no longer good. Ask for a new one."))
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not tries.take(self._process.state, timezone.now()):
            return self.spent(request)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def spent(self, request: HttpRequest) -> HttpResponse:
        """Many guesses came together: this code is over for all of them."""
        self._process.abort()
        self.tries_are_spent = True
        messages.error(request, str(Adapter.error_messages[TOO_MANY]))
        return redirect("sign_in")

    def has_lapsed(self, request: HttpRequest) -> bool:
        """No code awaits an answer, and nothing was said about it yet."""
        return not (
            request.user.is_authenticated
            or get_pending_stage(request)
            or self.tries_are_spent
        )

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        self.tries_are_spent = response.status_code == 302
        if not self.tries_are_spent:
            response.status_code = 422
        return response


class SignOut(LogoutView):
    """A POST signs out; a GET only shows the button."""

    template_name = "site/accounts/sign_out.html"


@require_safe
@never_cache
def home_redirect(request: HttpRequest) -> HttpResponse:
    """``/``: the home page in the person's language, or the browser's, or French."""
    if request.user.is_authenticated:
        language = request.user.language
    else:
        language = translation.get_language_from_request(request)
    response = HttpResponseRedirect(home(language))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
