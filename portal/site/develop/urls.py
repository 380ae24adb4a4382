"""Address of the developers' board."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from portal.site.develop import views

urlpatterns = [path(_("develop/"), views.develop, name="develop")]
