"""A round is described: to whom, about what, by which rule, and when."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Cooperative, Federation, Person
from governance.proposals.models import Proposal
from governance.prose import tidy
from governance.refusals import MoveNotAllowed, allow
from governance.voting import lifecycle, locks, permissions, terms
from governance.voting.lifecycle import Stage
from governance.voting.models import Option, Round, Standstill


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
    instead_of: Round | None = None,
) -> Round:
    """Describe a round; nobody sees it yet but those who may prepare it.

    ``proposals`` come in the order of the ballot paper. ``quorum`` (of the roll) and
    ``threshold`` (of the yes and no votes) are fractions in text. ``comparison`` left
    empty means “more than” for one half and “at least” for anything else, as by-laws
    say it. An orientation names the resolution it rests on in ``reference``, an
    assembly vote its notice of meeting, sent on ``notice_on``. ``bands`` are ``[from members, votes]``, rising; the other figures are those
    of ``Round``. ``InvalidRound`` (422) says what cannot be put to members.
    ``instead_of`` is a round in preparation that is described anew.
    """
    held = _held(instead_of, by, at) if instead_of else None
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
    if held is not None:
        round.pk, round.key_id, round.prepared_by = (
            held.pk,
            held.key_id,
            held.prepared_by,
        )
    terms.check(round, cooperatives, proposals, at=at)
    _write(round, cooperatives, proposals, anew=held is not None)
    facts = {"nature": str(nature), "rule": str(rule), "needs": _numbers(proposals)}
    verb = "round.prepared" if held is None else "round.redescribed"
    record(verb, round, by=by, at=at, facts=facts)
    return round


@transaction.atomic
def delete_round(round: Round, *, by: Person, at: datetime) -> None:
    """A round in preparation goes: nobody else has seen it. Once it was opened it is
    cancelled instead, in public."""
    held = _held(round, by, at)
    record("round.deleted", held, by=by, at=at)
    held.delete()


def _held(round: Round, by: Person, at: datetime) -> Round:
    """The round, held, if this person may still change everything about it."""
    held = locks.hold_alone(round)
    allow(
        permissions.can_run(by, held),
        _("Only the people who hold this vote may change it."),
    )
    if lifecycle.stage(held, at) is not Stage.PREPARED:
        raise MoveNotAllowed(
            _("This vote was opened or cancelled: its description no longer changes.")
        )
    return held


def _one_line(title: str) -> str:
    return " ".join(tidy(title).split())


def _write(
    round: Round,
    cooperatives: Sequence[Cooperative],
    proposals: Sequence[Proposal],
    *,
    anew: bool,
) -> None:
    round.save(force_insert=not anew, force_update=anew)
    if anew:
        round.cooperatives.set(cooperatives)
        round.options.all().delete()
        Standstill.objects.filter(round=round).delete()
    else:
        round.cooperatives.add(*cooperatives)
    Option.objects.bulk_create(
        Option(round=round, proposal=need, position=n)
        for n, need in enumerate(proposals, start=1)
    )


def _numbers(proposals: Sequence[Proposal]) -> list[int]:
    return [need.number for need in proposals]
