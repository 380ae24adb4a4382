"""Addresses of the boards: record a decision, read and steer the roadmap."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from portal.site.boards.views import deciding, roadmap, steering

urlpatterns = [
    path(_("needs/<int:number>/decision/"), deciding.decision_new, name="decision_new"),
    path(
        _("needs/<int:number>/roadmap/"), steering.roadmap_place, name="roadmap_place"
    ),
    path(_("roadmap/"), roadmap.roadmap, name="roadmap"),
    path(_("roadmap/cycle/"), steering.cycle_new, name="cycle_new"),
    path(_("roadmap/move/<int:pk>/"), steering.roadmap_move, name="roadmap_move"),
]
