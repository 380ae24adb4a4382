"""The menu “Gouvernance”."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from cms.desk.decided import DecisionViewSet, ReleaseViewSet, RoadmapViewSet
from cms.desk.journal import JournalViewSet
from cms.desk.needs import BriefViewSet, NeedViewSet
from cms.desk.register import (
    CooperativeViewSet,
    MembershipViewSet,
    PersonViewSet,
    SeatViewSet,
)
from cms.desk.votes import RoundViewSet


class GovernanceGroup(ModelViewSetGroup):
    menu_label = _("Governance")
    menu_icon = "group"
    menu_order = 110
    items = (
        NeedViewSet,
        BriefViewSet,
        RoundViewSet,
        DecisionViewSet,
        RoadmapViewSet,
        ReleaseViewSet,
        CooperativeViewSet,
        MembershipViewSet,
        PersonViewSet,
        SeatViewSet,
        JournalViewSet,
    )
