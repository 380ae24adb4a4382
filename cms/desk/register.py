"""Co-ops, their registers and their seats. Members come and go through acts."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.desk import facts as read
from cms.desk import scope
from cms.desk.facts import Fact
from cms.desk.viewset import DeskViewSet
from governance.membership.models import Cooperative, Membership, Person, Seat


class CooperativeViewSet(DeskViewSet):
    """The only words edited at the desk: how a co-op presents itself. The figures of
    its by-law and its place in the federation are not here."""

    model = Cooperative
    name = "co-ops"
    icon = "home"
    menu_label = _("Co-ops")
    menu_order = 600
    rows = staticmethod(scope.places)
    editable = staticmethod(scope.places)
    addresses = frozenset(
        {
            "index",
            "index_results",
            "inspect",
            "edit",
            "history",
            "history_results",
            "usage",
        }
    )
    search_fields = ("short_name", "name_fr", "name_en", "place")
    list_filter = ("kind", "region")
    ordering = ("short_name",)
    facts = (
        Fact("co_op", _("Co-op"), read.of("short_name"), "short_name"),
        Fact("kind", _("Kind"), read.of("get_kind_display"), "kind"),
        Fact("place", _("Place"), read.of("place"), "place"),
        Fact(
            "voting_members",
            _("People with the right to vote"),
            read.of("voting_members"),
            "voting_members",
        ),
    )
    details = (
        Fact("name_fr", _("Name in French"), read.of("name_fr")),
        Fact("name_en", _("Name in English"), read.of("name_en")),
        Fact("mission_fr", _("Mission in French"), read.of("mission_fr")),
        Fact("mission_en", _("Mission in English"), read.of("mission_en")),
        Fact("bylaw", _("By-law"), read.of("bylaw_ref")),
        Fact("quorum", _("Quorum, people"), read.of("quorum_members")),
        Fact("notice", _("Days of notice"), read.of("notice_days")),
        Fact("casting", _("Casting vote of the chair"), read.of("casting_vote_ref")),
    )
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("mission_fr", heading=_("Mission in French")),
                FieldPanel("mission_en", heading=_("Mission in English")),
            ],
            heading=_("Mission"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("place", heading=_("Place")),
                FieldPanel("phone", heading=_("Telephone")),
                FieldPanel("website", heading=_("Web site")),
                FieldPanel("privacy_officer_role", heading=_("Privacy officer, role")),
            ],
            heading=_("How to reach the co-op"),
        ),
        FieldPanel(
            "casting_vote_ref",
            heading=_("Casting vote of the chair"),
            help_text=_(
                "The article of the by-law that gives one, for example “art. 6.3”. Leave "
                "empty where none does: a tie then rejects. Meetings already called keep "
                "what held when they were."
            ),
        ),
    ]


class MembershipViewSet(DeskViewSet):
    model = Membership
    name = "memberships"
    icon = "group"
    menu_label = _("Register of members")
    menu_order = 610
    rows = staticmethod(scope.memberships)
    search_fields = ("person__first_name", "person__last_name", "member_number")
    list_filter = ("cooperative", "category", "voting_right")
    ordering = ("person__last_name", "person__first_name")
    facts = (
        Fact("person", _("Person"), lambda m: str(m.person), "person__last_name"),
        Fact("co_op", _("Co-op"), read.of("cooperative.short_name"), "cooperative"),
        Fact("number", _("Number"), read.of("member_number"), "member_number"),
        Fact("category", _("Category"), read.of("get_category_display"), "category"),
        Fact("votes", _("Right to vote"), read.yes_or_no("voting_right")),
        Fact("since", _("Since"), read.day("since"), "since"),
        Fact("until", _("Until"), read.day("until"), "until"),
    )

    @staticmethod
    def fetch(rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("person", "cooperative")


def co_ops_of(person: Person) -> str:
    return ", ".join(m.cooperative.short_name for m in person.memberships.all())


def seats_of(person: Person) -> str:
    held = [seat for seat in person.seats.all() if seat.until is None]
    return ", ".join(
        f"{s.get_role_display()} · {read.place_name(s.place)}" for s in held
    )


class PersonViewSet(DeskViewSet):
    """Members as facts of their membership. Whoever runs the machine has Wagtail's
    own list of accounts; boards do not."""

    model = Person
    name = "people"
    icon = "user"
    menu_label = _("People")
    menu_order = 620
    rows = staticmethod(scope.people)
    search_fields = ("first_name", "last_name", "email")
    list_filter = ("language", "is_active")
    ordering = ("last_name", "first_name")
    facts = (
        Fact("person", _("Person"), str, "last_name"),
        Fact("co_ops", _("Co-ops"), co_ops_of),
        Fact("seats", _("Seats"), seats_of),
        Fact("language", _("Language"), read.of("get_language_display"), "language"),
        Fact("shown", _("Name shown to others"), read.of("get_name_shown_display")),
    )

    @staticmethod
    def fetch(rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.prefetch_related(
            "memberships__cooperative", "seats__cooperative", "seats__federation"
        )


class SeatViewSet(DeskViewSet):
    model = Seat
    name = "seats"
    icon = "key"
    menu_label = _("Seats")
    menu_order = 630
    rows = staticmethod(scope.seats)
    list_filter = ("role", "cooperative")
    ordering = ("-since",)
    facts = (
        Fact("person", _("Person"), lambda seat: str(seat.person)),
        Fact("role", _("Seat"), read.of("get_role_display"), "role"),
        Fact("place", _("Place"), lambda seat: read.place_name(seat.place)),
        Fact("since", _("Since"), read.day("since"), "since"),
        Fact("until", _("Until"), read.day("until"), "until"),
    )

    @staticmethod
    def fetch(rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("person", "cooperative", "federation")
