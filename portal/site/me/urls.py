"""Address of the reader's own page."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from portal.site.me import views

urlpatterns = [path(_("me/"), views.my_page, name="my_page")]
