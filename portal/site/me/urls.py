"""Addresses of the reader's own pages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from portal.site.me import views

urlpatterns = [
    path(_("me/"), views.my_page, name="my_page"),
    path(_("me/settings/"), views.my_settings, name="my_settings"),
]
