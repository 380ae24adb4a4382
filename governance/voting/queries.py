"""Reads over rounds: lists, a person's own part, receipts, the check of a seal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce

from governance.membership.models import Person
from governance.proposals.models import Revision
from governance.voting import correcting, keyring, papers, rule_sheet, seal
from governance.voting.helping import helped
from governance.voting.models import Ballot, Option, RollLine, Round, RoundQuerySet
from governance.voting.outcomes import Told, outcome
from governance.voting.receipts import tidy
from governance.voting.turnouts import (
    PlaceTurnout,
    Turnout,
    turnout,
    turnout_by_cooperative,
)

__all__ = [
    "OwnBallot",
    "PlaceTurnout",
    "SealCheck",
    "Told",
    "Turnout",
    "bare",
    "check_seal",
    "count_of",
    "find_ballot",
    "helped",
    "listed",
    "outcome",
    "own_ballot",
    "read_papers",
    "roll_line",
    "rounds_for",
    "struck_on",
    "turnout",
    "turnout_by_cooperative",
    "waiting_and_voted",
    "with_papers",
]


MOST_OPEN = 40  # rounds that wait for one person at a time


@dataclass(frozen=True)
class OwnBallot:
    """What a person cast, while the round is open. ``choices`` and ``tracker`` are
    None once the link is cut or its key lost: the vote stands, nobody can open it."""

    voted_on: date
    choices: dict[str, Any] | None
    tracker: str | None


@dataclass(frozen=True)
class SealCheck:
    """The check of a sealed round, done again from the rows: sheet, count, seal."""

    sheet: bool
    marks: bool
    count: bool
    seal: bool

    @property
    def holds(self) -> bool:
        return self.sheet and self.marks and self.count and self.seal


def listed(language: str) -> RoundQuerySet:
    """Rounds for a page of cards, in a number of queries that does not grow.

    Those of ``with_papers``, each with its ``roll_count`` and ``voted_count``. Narrow
    it with ``announced()``, ``open(at)``…
    """
    lines = RollLine.objects.filter(round=OuterRef("pk"))
    return with_papers(language).annotate(
        roll_count=count_of(lines), voted_count=count_of(lines.voted())
    )


def with_papers(language: str) -> RoundQuerySet:
    """Rounds with host, federation, result, and needs in the words of ``language``;
    counting no roll, so that a round of 100,000 members costs as much as one of ten.
    """
    rounds = Round.objects.select_related("host", "federation", "result")
    return rounds.prefetch_related(_papers(language))


def read_papers(round: Round, language: str) -> None:
    """The needs on the paper of one round, in two queries, unless they are read."""
    prefetch_related_objects([round], _papers(language))


def _papers(language: str) -> Prefetch[str]:
    shown = Q(language=language) | Q(language=F("proposal__language"))
    wordings = Prefetch(
        "proposal__revisions",
        queryset=Revision.objects.filter(shown, is_current=True),
        to_attr="current_revisions",
    )
    options = Option.objects.select_related("proposal").prefetch_related(wordings)
    return Prefetch("options", queryset=options)


def bare(pk: int) -> Round | None:
    """The round alone, read as cheaply as can be: each cast begins here."""
    statement = "SELECT * FROM voting_round WHERE id = %s"
    return next(iter(Round.objects.raw(statement, [pk])), None)


def rounds_for(person: Person, at: datetime) -> RoundQuerySet:
    """The announced rounds on whose roll the person stands, the last to close first;
    ``my_voted_on`` is the day they voted or None."""
    return _mine(person).filter(voided_at=None).order_by("-closes_at", "-pk")


def waiting_and_voted(
    person: Person, at: datetime, most: int
) -> tuple[list[Round], list[Round]]:
    """The rounds that wait for the person's ballot now, the first to close first, and
    the ``most`` latest in which they voted; read at once."""
    now_open = Q(pk__in=Round.objects.open(at).values("pk"))
    on_paper = RollLine.objects.filter(
        round=OuterRef("pk"), person=person, paper_on__isnull=False
    )
    waits = Q(my_voted_on=None) & ~Q(Exists(on_paper)) & now_open
    rows = _mine(person).filter(waits | Q(my_voted_on__isnull=False))
    latest_first = rows.order_by(F("my_voted_on").desc(nulls_first=True), "-pk")
    found = list(latest_first[: most + MOST_OPEN])
    waiting = [round for round in found if round.my_voted_on is None]  # type: ignore[attr-defined]
    voted = [round for round in found if round.my_voted_on is not None]  # type: ignore[attr-defined]
    return sorted(waiting, key=lambda r: (r.closes_at, r.pk)), voted[:most]


def roll_line(round: Round, person: Any) -> RollLine | None:
    """The person's line on the frozen roll, if they stand there."""
    if getattr(person, "pk", None) is None:
        return None
    return round.roll.filter(person=person).first()


def on_rolls_of(person: Any, rounds: Sequence[Round]) -> set[int]:
    """The keys of those of ``rounds`` on whose roll the person stands, free to vote
    online: with a paper ballot in hand, they are not."""
    if not rounds or getattr(person, "pk", None) is None:
        return set()
    theirs = RollLine.objects.filter(person=person, round__in=rounds, paper_on=None)
    return set(theirs.values_list("round_id", flat=True))


def struck_on(round: Round, person: Any) -> date | None:
    """The day a correction took the person off the roll, if they are not back on it."""
    if roll_line(round, person) is not None:
        return None
    lines = RollLine.every_line.filter(round=round, person_id=person.pk)
    day: date | None = (
        lines.order_by("-number").values_list("struck_on", flat=True).first()
    )
    return day


def own_ballot(round: Round, person: Any) -> OwnBallot | None:
    """What the person cast, to show it to them alone; None if they did not vote."""
    line = roll_line(round, person)
    if line is None or line.voted_on is None:
        return None
    if not line.ballot_link:
        return OwnBallot(line.voted_on, None, None)
    try:
        linked = keyring.read_link(round.key_id, line.number, line.ballot_link)
    except keyring.KeyLost:
        return OwnBallot(line.voted_on, None, None)
    ballot = Ballot.objects.filter(round=round, pk=linked).first()
    if ballot is None:
        return OwnBallot(line.voted_on, None, None)
    return OwnBallot(line.voted_on, ballot.choices, ballot.tracker)


def find_ballot(round: Round, tracker: str) -> Ballot | None:
    """The ballot of a receipt as it was counted; before the seal there is none to see.

    Typed with or without accents, capitals and hyphens.
    """
    if round.sealed_at is None:
        return None
    return round.ballots.filter(tracker=tidy(tracker)).first()


def check_seal(round: Round) -> SealCheck | None:
    """Recount a sealed round from its rows; None before the seal."""
    if round.sealed_at is None:
        return None
    ballots, result, sheet = seal.cast_in(round), round.result, round.sheet
    paper = papers.whole(round)
    try:
        counted = seal.count(sheet, ballots, paper)
        figures = seal.figures(sheet, counted, ballots, paper)
    except (KeyError, ValueError, TypeError, LookupError):
        figures = None
    sealed = seal.digest(round.rule_sheet_hash, ballots, result.figures)
    return SealCheck(
        sheet=rule_sheet.is_intact(round),
        marks=correcting.stands(round)
        and round.roll.voted().count() == len(ballots)
        and (paper is None or paper.used <= paper.marked),
        count=figures == result.figures and result.outcome == result.figures["outcome"],
        seal=sealed == result.seal,
    )


def count_of(lines: Any) -> Coalesce:
    """Of ``lines`` with ``OuterRef("pk")``, in a subquery: joins would multiply rows."""
    number = lines.order_by().values("round").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def _mine(person: Person, **line: Any) -> RoundQuerySet:
    theirs = RollLine.objects.filter(person=person, **line)
    lines = theirs.filter(round=OuterRef("pk"))
    return (
        Round.objects.announced()
        .filter(pk__in=theirs.values("round"))
        .annotate(my_voted_on=Subquery(lines.values("voted_on")[:1]))
        .select_related("host", "federation", "result")
    )
