"""Addresses of general meetings: call one, run it, show it on the wall, write it up."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from portal.site.assembly.views import (
    agenda,
    attendance,
    calling,
    papers,
    reading,
    running,
    wall,
)

urlpatterns = [
    path(_("assemblies/"), reading.meeting_list, name="meeting_list"),
    path(_("assemblies/new/"), calling.meeting_new, name="meeting_new"),
    path(_("assemblies/<int:pk>/"), reading.meeting_detail, name="meeting_detail"),
    path(_("assemblies/<int:pk>/change/"), calling.meeting_edit, name="meeting_edit"),
    path(
        _("assemblies/<int:pk>/cancel/"), calling.meeting_cancel, name="meeting_cancel"
    ),
    path(
        _("assemblies/<int:pk>/notice/"), calling.meeting_notice, name="meeting_notice"
    ),
    path(
        _("assemblies/<int:pk>/agenda/"), agenda.meeting_agenda, name="meeting_agenda"
    ),
    path(
        _("assemblies/<int:pk>/agenda/<int:point>/"),
        agenda.meeting_point,
        name="meeting_point",
    ),
    path(
        _("assemblies/<int:pk>/attendance/"),
        attendance.meeting_attendance,
        name="meeting_attendance",
    ),
    path(
        _("assemblies/<int:pk>/attendance/now/"),
        attendance.meeting_presence,
        name="meeting_presence",
    ),
    path(
        _("assemblies/<int:pk>/attendance/sheet/"),
        papers.meeting_sheet,
        name="meeting_sheet",
    ),
    path(_("assemblies/<int:pk>/run/"), running.meeting_run, name="meeting_run"),
    path(
        _("assemblies/<int:pk>/questions/"),
        papers.meeting_questions,
        name="meeting_questions",
    ),
    path(
        _("assemblies/<int:pk>/minutes/"),
        papers.meeting_minutes,
        name="meeting_minutes",
    ),
    path(_("assemblies/<int:pk>/wall/"), wall.meeting_wall, name="meeting_wall"),
    path(
        _("assemblies/<int:pk>/wall/now/"),
        wall.meeting_wall_now,
        name="meeting_wall_now",
    ),
]
