"""Who may be put on the roll of an open round or taken off it, and why not.

A ballot that was cast stays: nobody but its voter takes it out. Whoever voted, or took
a paper ballot, is not struck (docs/roll.md says why).
"""

import re
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from governance.letters import fold
from governance.membership.models import Cooperative, Membership, Person
from governance.membership.permissions import can_run_rounds
from governance.membership.queries import cooperatives_overseen, cooperatives_where
from governance.refusals import Refusal
from governance.voting import corrected, ledger, merkle, reasons, roll
from governance.voting.models import RollCorrection, RollLine, Round

Kind = RollCorrection.Kind
TELLING = 3  # letters: a shorter word of a name tells nobody apart


class NotCorrected(Refusal):
    """The roll stays as it is; the sentence says why."""

    status = 409


class NamesSomeone(Refusal):
    """A reason that everyone will read names the person."""

    status = 422


def may_correct(person: Any, cooperative: Cooperative) -> bool:
    """Propose or confirm a correction about this co-op's members: its coordinator, its
    secretary, or an officer of its federation."""
    return can_run_rounds(person, cooperative)


def theirs(person: Any, round: Round) -> list[Cooperative]:
    """The co-ops of the round whose part of the roll the person may correct."""
    seated = Q(pk__in=cooperatives_where(person, "run_rounds").values("pk"))
    overseen = Q(pk__in=cooperatives_overseen(person).values("pk"))
    return list(round.cooperatives.filter(seated | overseen).order_by("slug"))


def refuse_unless_addable(round: Round, person: Person) -> roll.Voter:
    """What the register says of a person forgotten on the roll."""
    if round.roll.filter(person=person).exists():
        raise NotCorrected(_("This person is on the roll already."))
    if "meeting" in (round.rule_sheet or {}):
        raise NotCorrected(
            _(
                "The roll of a question put to a meeting is that of the people who were "
                "in the room. Put the question again to add someone."
            )
        )
    voter = roll.voters_among(round, [person.pk]).get(person.pk)
    if voter is None:
        raise NotCorrected(
            _(
                "The register does not say that this person had the right to vote on "
                "the record date. Correct the register first."
            )
        )
    place = Cooperative.objects.get(pk=voter[2])
    if _has_no_weight(round, place):
        raise NotCorrected(
            _(
                "This co-operative had no delegate at the opening, so the rule sheet "
                "gives it no votes. Cancel this vote and hold it again."
            )
        )
    return voter


def refuse_unless_strikable(line: RollLine) -> None:
    """Nobody takes out a ballot that somebody else cast, or a paper they hold."""
    if line.voted_on is not None:
        raise NotCorrected(
            _(
                "This person has voted. A ballot that was cast stays: nobody else may "
                "take it out. If it may change the result, cancel this vote and hold "
                "it again."
            )
        )
    if line.paper_on is not None:
        raise NotCorrected(
            _(
                "This person took a paper ballot. They can be struck once they hand it "
                "back unused."
            )
        )
    if RollLine.objects.filter(round=line.round).count() == 1:
        raise NotCorrected(_("This is the last person on the roll."))


def public_reasons(
    reason_fr: str, reason_en: str, person: Person | None, place: Cooperative
) -> tuple[str, str]:
    """Both tidied; refused where they cannot be shown, or name the person."""
    told = reasons.both(reason_fr, reason_en)
    if person is not None:
        _refuse_names(told, person, member_number(person, place))
    return told


def _refuse_names(told: tuple[str, str], person: Person, number: str) -> None:
    """The reasons are public for good: they name nobody."""
    named = f"{person.first_name} {person.last_name} {number}"
    telling = {word for word in _words(named) if len(word) >= TELLING}
    if telling & set(_words(" ".join(told))):
        raise NamesSomeone(
            _(
                "The reason holds the name or the number of this person. Everyone will "
                "read it: say it without them."
            )
        )


def member_number(person: Person, cooperative: Cooperative) -> str:
    rows = Membership.objects.filter(person=person, cooperative=cooperative)
    numbers = rows.order_by("-since").values_list("member_number", flat=True)
    return numbers.first() or ""


def made(round: Round) -> list[RollCorrection]:
    """The corrections of a round, the first one first, as everyone may read them."""
    return list(round.corrections.made().select_related("cooperative"))


def stands(round: Round) -> bool:
    """Whether the roll is the one that its corrections lead to; always, where there
    were none."""
    entries = [made.published for made in round.corrections.made()]
    now = corrected.after(round.rule_sheet or {}, entries) if entries else None
    if now != round.roll_now:
        return False
    return now is None or now["size"] == round.roll.count()


def can_be_corrected(round: Round) -> bool:
    """A correction is an entry of the public log: a round without one has none."""
    return ledger.has_log(round)


def entry(
    held: Round, waits: RollCorrection, line: RollLine, today: date
) -> dict[str, Any]:
    """What everyone reads; the root is that of the roll as it now stands."""
    step, before = corrected.STEP[waits.kind], _before(held)
    here = before["places"][waits.cooperative.slug]
    root = merkle.root(roll.leaves(held)).hex()
    return {
        "entry": "corrected",
        "kind": str(waits.kind),
        "line": line.number,
        "leaf": line.leaf,
        "place": waits.cooperative.slug,
        "people": {"before": here, "after": here + step},
        "roll": {
            "before": before["size"],
            "after": before["size"] + step,
            "root": root,
        },
        "reason": {"fr": waits.reason_fr, "en": waits.reason_en},
        "on": today.isoformat(),
    }


def _before(held: Round) -> dict[str, Any]:
    return held.roll_now or corrected.after(held.sheet, [])


def roll_now(held: Round) -> dict[str, Any]:
    """Reckoned again from the sealed sheet and everything that was published."""
    entries = [made.published for made in held.corrections.made()]
    return corrected.after(held.rule_sheet or {}, entries)


def _has_no_weight(round: Round, place: Cooperative) -> bool:
    """In a round of delegates the votes of each co-op were sealed at the opening."""
    if round.rule != Round.Rule.DELEGATES:
        return False
    sealed = (round.rule_sheet or {})["rule"]["places"]
    return place.slug not in {name for name, _size, _votes in sealed}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))
