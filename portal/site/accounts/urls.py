"""Addresses of signing in, in each language.

django-allauth looks for its views under names of its own: the same addresses
carry both names. There is no sign-up: its name leads to signing in.
"""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from portal.site.accounts import demo, views

SIGN_IN, CODE, SIGN_OUT = _("sign-in/"), _("sign-in/code/"), _("sign-out/")

request_code = views.RequestCode.as_view()
confirm_code = views.ConfirmCode.as_view()
sign_out = views.SignOut.as_view()

urlpatterns = [
    path(SIGN_IN, request_code, name="sign_in"),
    path(CODE, confirm_code, name="sign_in_code"),
    path(SIGN_OUT, sign_out, name="sign_out"),
    path("demo/", demo.demo_sign_in, name="demo_sign_in"),
    # Above Wagtail's own door for private pages, which takes passwords without limit.
    path("_util/login/", request_code),
    path(SIGN_IN, request_code, name="account_login"),
    path(SIGN_IN, request_code, name="account_request_login_code"),
    path(SIGN_IN, request_code, name="account_signup"),
    path(SIGN_IN, request_code, name="account_inactive"),
    path(CODE, confirm_code, name="account_confirm_login_code"),
    path(SIGN_OUT, sign_out, name="account_logout"),
]
