"""What the chair of a general meeting may do in a vote, as its rule sheet seals it.

A vote put to a meeting closes when the chair says so, at the latest at its hour; and
where the by-law gives the chair a casting vote, that vote breaks a tie. Both stand on
the sheet before the first ballot, in figures and in words.
"""

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from governance.journal.chain import canonical
from governance.voting.models import CastingVote, Result, Round
from governance.voting.rules import Outcome

DOCUMENT = "passerelle/casting-vote/1"
WARNING = timedelta(seconds=60)  # from the declaration to the closing


@dataclass(frozen=True)
class Chair:
    """The chair of the meeting that a vote is put to. ``casting_vote`` is the article of
    the by-law that gives one, empty where none does."""

    casting_vote: str = ""


def terms(chair: Chair, rule: str) -> dict[str, Any]:
    """The part of the rule sheet about the meeting."""
    told: dict[str, Any] = {
        "early_closing": {
            "by": "the chair of the meeting",
            "at_once_when": "everyone on the roll has answered",
            "otherwise_after_seconds": WARNING // timedelta(seconds=1),
            "published": "on the public log",
        },
    }
    if rule == Round.Rule.MAJORITY:
        told["tie"] = {
            "broken_by": "the casting vote of the chair"
            if chair.casting_vote
            else None,
            "article": chair.casting_vote,
        }
    return told | {"in_words": _in_words(chair, rule)}


def may_close_early(round: Round) -> bool:
    return "early_closing" in _meeting(round)


def gives_casting_vote(round: Round) -> bool:
    return bool(_meeting(round).get("tie", {}).get("broken_by"))


def is_tied(result: Result) -> bool:
    """As many for as against, where more than half was asked for; with a quorum."""
    figures = result.figures
    half = result.round.sheet["rule"].get("threshold") == "1/2"
    lost = result.outcome == Outcome.NOT_PASSED
    majority = figures["rule"] == Round.Rule.MAJORITY
    return bool(majority and half and lost and figures.get("tie"))


def document(round: Round) -> bytes:
    """How the chair of the meeting broke the tie, once that is done; else empty. It
    comes after the seal, so that the log does not hold it."""
    vote = CastingVote.objects.filter(round=round).first()
    if vote is None:
        return b""
    return canonical(
        {
            "format": DOCUMENT,
            "round": round.pk,
            "seal": round.result.seal,
            "answer": vote.answer,
            "at": vote.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "reason": {"fr": vote.reason_fr, "en": vote.reason_en},
        }
    )


def in_words(round: Round, language: str) -> str:
    """The sealed sentences; empty where the vote is not put to a meeting."""
    told: dict[str, str] = _meeting(round).get("in_words", {})
    return told.get(language) or told.get("fr", "")


def _meeting(round: Round) -> dict[str, Any]:
    found: dict[str, Any] = (round.rule_sheet or {}).get("meeting", {})
    return found


def _in_words(chair: Chair, rule: str) -> dict[str, str]:
    told = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            told[code] = " ".join(_sentences(chair, rule))
    return told


def _sentences(chair: Chair, rule: str) -> list[str]:
    early = _(
        "The chair of the meeting may declare the vote closed before its hour: at once "
        "when everyone has answered, otherwise one minute after saying so."
    )
    if rule != Round.Rule.MAJORITY:
        return [early]
    if not chair.casting_vote:
        return [early, _("A tie rejects: the by-law gives the chair no casting vote.")]
    tie = _(
        "In a tie, the chair has a casting vote, with reasons that everyone can read "
        "(by-law, %(article)s)."
    )
    return [early, tie % {"article": chair.casting_vote}]
