"""What stands on a paper ballot, in French then in English: text and what to mark."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting import asking, paper_desk
from governance.voting.models import PaperBatch, Round
from governance.voting.rules import Question
from portal.site.votes.paper.both import both

ANSWERED = {Round.Rule.MAJORITY, Round.Rule.DOUBLE_MAJORITY, Round.Rule.DELEGATES}
RANKED = {Round.Rule.IRV, Round.Rule.STV, Round.Rule.SCHULZE}


@dataclass(frozen=True)
class Row:
    """Something to mark: its words in each language. ``scale`` are numbers to circle;
    without them there is a box."""

    words: tuple[str, str]
    scale: tuple[int, ...] = ()


@dataclass(frozen=True)
class BallotPaper:
    """Everything on one ballot; pairs are French and English."""

    place: str
    batch: tuple[str, str]
    title: tuple[str, str]
    asked: tuple[str, str] | None
    how: tuple[str, str]
    rows: tuple[Row, ...]
    rule: tuple[str, str]
    signed: tuple[str, str] | None
    warning: tuple[str, str]


def paper_of(batch: PaperBatch) -> BallotPaper:
    """The ballot of a batch, from the sealed rule sheet alone."""
    round, sheet = batch.round, batch.round.sheet
    question = asking.of_sheet(sheet)
    titles = [_titles(option) for option in sheet["options"]]
    rule, words = str(sheet["rule"]["name"]), sheet["rule"]["in_words"]
    answered = rule in ANSWERED
    recorded = paper_desk.is_recorded(round)
    return BallotPaper(
        place=batch.cooperative.name_fr,
        batch=both(lambda: _("Batch %(number)s") % {"number": batch.number}),
        title=(round.title_fr, round.title_en),
        asked=titles[0] if answered else None,
        how=both(lambda: _how(rule, question)),
        rows=_answers() if answered else _needs(rule, question, titles),
        rule=(words["fr"], words["en"]),
        signed=both(lambda: _("Name, and member number")) if recorded else None,
        warning=both(lambda: _warning(recorded)),
    )


def _warning(recorded: bool) -> str:
    if recorded:
        return _(
            "This vote is recorded: a paper ballot without a name does not count. It is "
            "cast once."
        )
    return _(
        "A paper ballot is cast once. Do not sign it and write nothing else on it: it "
        "would not count."
    )


def _titles(option: dict[str, Any]) -> tuple[str, str]:
    titles = option["title"]
    return titles["fr"], titles["en"]


def _answers() -> tuple[Row, ...]:
    return (
        Row(both(lambda: _("Yes"))),
        Row(both(lambda: _("No"))),
        Row(both(lambda: _("I abstain"))),
    )


def _needs(
    rule: str, question: Question, titles: list[tuple[str, str]]
) -> tuple[Row, ...]:
    scale = tuple(range(1, question.max_points + 1)) if rule == "points" else ()
    return tuple(Row(words, scale) for words in titles)


def _how(rule: str, question: Question) -> str:
    """What to do with the pen, in one or two sentences."""
    if rule in ANSWERED:
        return _("Mark one box only.")
    if rule in RANKED:
        return _(
            "Write 1 beside the need you want most, then 2, 3… Stop where you like; "
            "number %(most)s at most."
        ) % {"most": question.max_choices}
    if rule == Round.Rule.POINTS:
        told = _("Circle one number beside a need to give it that many points.")
        most = _("Give %(total)s points in all at most.")
        total = question.total_points
        return f"{told} {most % {'total': total}}" if total else told
    return ngettext(
        "Mark %(most)s box at most.",
        "Mark %(most)s boxes at most.",
        question.max_choices,
    ) % {"most": question.max_choices}
