"""Addresses of the developers' board, its feeds and the mirror's health."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from portal.site.develop import feeds, held, mirror, views

urlpatterns = [
    path(_("develop/"), views.develop, name="develop"),
    path(_("develop/mirror/"), mirror.health, name="mirror_health"),
    path(_("develop/messages/"), held.held_words, name="held_words"),
    path(_("develop/needs.json"), feeds.as_json, name="develop_json"),
    path(_("develop/needs.atom"), feeds.as_atom, name="develop_atom"),
]
