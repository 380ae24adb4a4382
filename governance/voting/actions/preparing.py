"""A round is described: to whom, about what, by which rule, and when."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Cooperative, Federation, Person
from governance.proposals.models import Proposal
from governance.prose import tidy
from governance.refusals import allow
from governance.voting import permissions, terms
from governance.voting.models import Option, Round


@transaction.atomic
def prepare_round(
    *,
    by: Person,
    at: datetime,
    host: Cooperative | None = None,
    federation: Federation | None = None,
    cooperatives: Sequence[Cooperative],
    proposals: Sequence[Proposal],
    title_fr: str,
    title_en: str,
    intro_fr: str = "",
    intro_en: str = "",
    nature: str,
    rule: str,
    secrecy: str = Round.Secrecy.SECRET,
    max_choices: int = 1,
    seats: int = 1,
    max_points: int = 5,
    total_points: int = 0,
    budget_days: int = 0,
    bands: Sequence[Sequence[int]] = (),
    quorum: str,
    threshold: str = "1/2",
    comparison: str = "",
    opens_at: datetime,
    closes_at: datetime,
    record_date: date,
    reference: str = "",
    notice_on: date | None = None,
) -> Round:
    """Describe a round; nobody sees it yet but those who may prepare it.

    ``proposals`` come in the order of the ballot paper. ``quorum`` (of the roll) and
    ``threshold`` (of the yes and no votes) are fractions in text. ``comparison`` left
    empty means “more than” for one half and “at least” for anything else, as by-laws
    say it. An orientation names the resolution it rests on in ``reference``, an
    assembly vote its notice of meeting, sent on ``notice_on``. ``bands`` are ``[from members, votes]``, rising; the other figures are those
    of ``Round``. ``InvalidRound`` (422) says what cannot be put to members.
    """
    terms.check_place(host, federation)
    for place in permissions.places(host, federation, cooperatives):
        allow(
            permissions.can_prepare(by, place, nature),
            _("You may not prepare a round of this kind for these co-operatives."),
        )
    round = Round(
        host=host,
        federation=federation,
        title_fr=_one_line(title_fr),
        title_en=_one_line(title_en),
        intro_fr=tidy(intro_fr),
        intro_en=tidy(intro_en),
        nature=nature,
        rule=rule,
        secrecy=secrecy,
        max_choices=max_choices,
        seats=seats,
        max_points=max_points,
        total_points=total_points,
        budget_days=budget_days,
        bands=[list(step) for step in bands],
        quorum=quorum.strip(),
        threshold=threshold.strip(),
        comparison=comparison or terms.usual_comparison(threshold.strip()),
        record_date=record_date,
        reference=_one_line(reference),
        notice_on=notice_on,
        opens_at=opens_at,
        closes_at=closes_at,
        prepared_by=by,
    )
    terms.check(round, cooperatives, proposals, at=at)
    _write(round, cooperatives, proposals)
    facts = {"nature": str(nature), "rule": str(rule), "needs": _numbers(proposals)}
    record("round.prepared", round, by=by, at=at, facts=facts)
    return round


def _one_line(title: str) -> str:
    return " ".join(tidy(title).split())


def _write(
    round: Round, cooperatives: Sequence[Cooperative], proposals: Sequence[Proposal]
) -> None:
    round.save(force_insert=True)
    round.cooperatives.set(cooperatives)
    Option.objects.bulk_create(
        Option(round=round, proposal=need, position=n)
        for n, need in enumerate(proposals, start=1)
    )


def _numbers(proposals: Sequence[Proposal]) -> list[int]:
    return [need.number for need in proposals]
