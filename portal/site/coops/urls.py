"""Addresses of the co-operatives and of the values."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from portal.site.coops import views, witness

urlpatterns = [
    path(_("coops/"), views.coop_list, name="coop_list"),
    path(_("coops/<slug:slug>/"), views.coop_detail, name="coop_detail"),
    path(_("coops/<slug:slug>/witness/"), witness.coop_witness, name="coop_witness"),
    path(_("values/"), views.values, name="values"),
]
