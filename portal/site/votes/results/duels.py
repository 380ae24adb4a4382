"""Needs compared two by two: who beats whom, and what decided where they go round."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from governance.voting.models import Result, Round
from governance.voting.outcomes import named
from governance.voting.outcomes.naming import listed
from portal.site.charts import Slice, Stack
from portal.site.votes.results.answers import labelled
from portal.site.votes.results.papers import Lettered, lettered

WINS, LOSES, LEVEL, SELF = "wins", "loses", "level", "self"


@dataclass(frozen=True)
class Pair:
    """A cell of the matrix: how many put the row first, and how many the column."""

    state: str
    ours: str = ""
    theirs: str = ""


@dataclass(frozen=True)
class Standing:
    """A need against each other one."""

    paper: Lettered
    pairs: list[Pair]
    beats: str
    loses: str
    level: str


@dataclass(frozen=True)
class Duel:
    title: str
    language: str
    verdict: str
    stack: Stack


@dataclass(frozen=True)
class Duels:
    """``first`` is the need whose duels are drawn; ``paths`` are told only where no need
    beats each of the others."""

    sentences: list[str]
    first: Lettered
    drawn: list[Duel]
    standings: list[Standing]
    paths: list[tuple[Lettered, list[str]]]


def duels(round: Round, result: Result) -> Duels | None:
    figures = result.figures
    if round.rule != Round.Rule.SCHULZE or not figures["elected"]:
        return None
    papers = list(lettered(round).values())
    first = figures["elected"][0]
    at = next(i for i, paper in enumerate(papers) if paper.option.number == first)
    circle = figures["condorcet_winner"] is None
    return Duels(
        sentences=_sentences(result),
        first=papers[at],
        drawn=_drawn(papers, at, result),
        standings=[_standing(papers, i, figures["matrix"]) for i in range(len(papers))],
        paths=_paths(papers, figures["strengths"]) if circle else [],
    )


def _sentences(result: Result) -> list[str]:
    figures = result.figures
    best = figures["condorcet_winner"]
    if best is not None:
        told = _("There is a need that beats each of the others: %(title)s.")
        return [told % {"title": named(result, [best])}]
    circle = figures["smith_set"]
    told = _("There is no need that beats each of the others.")
    if len(circle) < 2:
        return [told]
    return [
        told,
        _(
            "%(titles)s beat all the rest, and none of them beats all of these. What "
            "decides is how wide the victories are: a chain of victories is as strong "
            "as its narrowest one, and the strongest chain wins."
        )
        % {"titles": named(result, circle)},
    ]


def _drawn(papers: list[Lettered], at: int, result: Result) -> list[Duel]:
    """The duels of one need, each as a bar."""
    matrix, valid = result.figures["matrix"], result.ballots - result.figures["blank"]
    found = []
    for i, other in enumerate(papers):
        if i == at:
            continue
        ours, theirs = matrix[at][i], matrix[i][at]
        slices = (
            Slice(labelled(papers[at].letter, number_format(ours)), ours),
            Slice(
                _("neither: %(n)s") % {"n": number_format(valid - ours - theirs)},
                valid - ours - theirs,
                "plain",
            ),
            Slice(labelled(other.letter, number_format(theirs)), theirs, "maple"),
        )
        found.append(
            Duel(
                title=f"{other.letter}. {other.option.title}",
                language=other.option.language,
                verdict=str(VERDICTS[_state(ours, theirs)]()),
                stack=Stack(f"{papers[at].letter} – {other.letter}", slices),
            )
        )
    return found


def _standing(papers: list[Lettered], at: int, matrix: list[list[int]]) -> Standing:
    pairs = [
        Pair(SELF)
        if i == at
        else Pair(
            _state(matrix[at][i], matrix[i][at]),
            number_format(matrix[at][i]),
            number_format(matrix[i][at]),
        )
        for i in range(len(papers))
    ]

    def those(state: str) -> str:
        found = zip(papers, pairs, strict=True)
        return listed([paper.letter for paper, pair in found if pair.state == state])

    return Standing(papers[at], pairs, those(WINS), those(LOSES), those(LEVEL))


def _paths(papers: list[Lettered], strengths: Any) -> list[tuple[Lettered, list[str]]]:
    return [
        (
            paper,
            [
                "" if i == j else number_format(strengths[i][j])
                for j in range(len(papers))
            ],
        )
        for i, paper in enumerate(papers)
    ]


def _state(ours: int, theirs: int) -> str:
    if ours == theirs:
        return LEVEL
    return WINS if ours > theirs else LOSES


VERDICTS = {
    WINS: lambda: _("wins"),
    LOSES: lambda: _("loses"),
    LEVEL: lambda: _("level"),
}
