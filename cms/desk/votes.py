"""Voting rounds: who may vote and how it ended, never who voted what."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.desk import facts as read
from cms.desk import scope
from cms.desk.facts import Fact
from cms.desk.viewset import DeskViewSet
from governance.voting.models import Round


def holder(round: Round) -> str:
    return read.place_name(round.host or round.federation)


def turnout(round: Any) -> str:
    return f"{round.voted_count} / {round.roll_count}"


def stage(round: Round) -> Any:
    if round.voided_at:
        return _("void")
    if round.sealed_at:
        return _("counted and sealed")
    return _("opened") if round.opened_at else _("in preparation")


class RoundViewSet(DeskViewSet):
    model = Round
    name = "rounds"
    icon = "tasks"
    menu_label = _("Voting rounds")
    menu_order = 200
    rows = staticmethod(scope.rounds)
    search_fields = ("title_fr", "title_en")
    list_filter = ("nature", "rule", "host")
    ordering = ("-opens_at",)
    facts = (
        Fact("title", _("Round"), lambda r: read.in_language(r, "title"), "title_fr"),
        Fact("holder", _("Held by"), holder),
        Fact("nature", _("Kind"), read.of("get_nature_display"), "nature"),
        Fact("stage", _("Stage"), stage),
        Fact("turnout", _("Voted, out of"), turnout),
        Fact("opens", _("Opens"), read.moment("opens_at"), "opens_at"),
        Fact("closes", _("Closes"), read.moment("closes_at"), "closes_at"),
    )
    details = (
        Fact("rule", _("How votes are counted"), read.of("get_rule_display")),
        Fact("quorum", _("Quorum"), read.of("quorum")),
        Fact("threshold", _("Threshold"), read.of("threshold")),
        Fact("record_date", _("Record date"), read.day("record_date")),
        Fact("sheet", _("Seal of the rule sheet"), read.of("rule_sheet_hash")),
        Fact("outcome", _("Outcome"), read.of("result.get_outcome_display")),
        Fact("seal", _("Seal of the result"), read.of("result.seal")),
        Fact(
            "void_reason",
            _("Why it is void"),
            lambda row: read.in_language(row, "void_reason") or "–",
        ),
    )

    @staticmethod
    def fetch(rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("host", "federation", "result").annotate(
            roll_count=Count("roll", filter=Q(roll__struck_on=None)),
            voted_count=Count("roll", filter=Q(roll__voted_on__isnull=False)),
        )
