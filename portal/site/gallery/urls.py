"""Address of the gallery of components, in the demo only."""

from django.conf import settings
from django.urls import path
from django.utils.translation import gettext_lazy as _

from portal.site.gallery.views import gallery

urlpatterns = [path(_("components/"), gallery, name="gallery")] if settings.DEMO else []
