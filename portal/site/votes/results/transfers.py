"""The stages of a ranked count: a picture, a sentence for each, and their table."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from governance.voting.models import Result, Round
from governance.voting.outcomes.naming import votes
from portal.site.charts import Bar, Chart
from portal.site.flows import NOBODY, Flow, Level, Moves, Row, Tone
from portal.site.votes.results import stages
from portal.site.votes.results.papers import Lettered, lettered


@dataclass(frozen=True)
class Key:
    """What a letter and a colour stand for."""

    letter: str
    title: str
    language: str
    tone: Tone


@dataclass(frozen=True)
class Cell:
    """Votes at a stage, and what came or went since the one before."""

    votes: str
    change: str


@dataclass(frozen=True)
class Transfers:
    """``marked`` says what the line across the bars is, "" where there is none."""

    keys: list[Key]
    rows: list[Row]
    sentences: list[str]
    heads: list[int]
    table: list[tuple[Key, list[Cell]]]
    quota: Chart | None
    marked: str


def transfers(round: Round, result: Result) -> Transfers | None:
    """None under rules that have no stages, or when nobody ranked anything."""
    if round.rule not in (Round.Rule.IRV, Round.Rule.STV):
        return None
    if not result.figures["rounds"]:
        return None
    papers = lettered(round)
    flow = flow_of(result.figures, papers)
    keys = _keys(flow, papers)
    return Transfers(
        keys=keys,
        rows=flow.rows(),
        sentences=stages.sentences(result, papers),
        heads=list(range(1, len(flow.levels) + 1)),
        table=[(key, _cells(key.letter, flow.levels)) for key in keys],
        quota=_quota_chart(result, papers),
        marked=_("Past the line: more than half of the votes that still count.")
        if round.rule == Round.Rule.IRV
        else "",
    )


def flow_of(figures: dict[str, Any], papers: dict[int, Lettered]) -> Flow:
    """The count as a flow: letters, from first to last, then what counts for nobody."""
    rounds = figures["rounds"]
    letter = {number: paper.letter for number, paper in papers.items()}
    keys = [*(letter[n] for n in figures["order"]), NOBODY]
    levels = [_level(stage, letter) for stage in rounds]
    told = _run_off_moves if figures["rule"] == Round.Rule.IRV else _scottish_moves
    whole = sum(levels[0].values(), Fraction(0))
    half = figures["rule"] == Round.Rule.IRV
    marks = [(whole - level[NOBODY]) / 2 for level in levels] if half else []
    return Flow(keys, levels, told(rounds, levels, letter), marks)


def _level(stage: dict[str, Any], letter: dict[int, str]) -> Level:
    held = {letter[row["number"]]: Fraction(row["votes"]) for row in stage["totals"]}
    gone = Fraction(stage["exhausted"]) + Fraction(stage.get("lost", 0))
    return {**held, NOBODY: gone}


def _run_off_moves(
    rounds: Sequence[dict[str, Any]], levels: Sequence[Level], letter: dict[int, str]
) -> list[Moves]:
    """Who is set aside after a stage gives all they have."""
    moves: list[Moves] = []
    for stage, above, below in zip(rounds[:-1], levels[:-1], levels[1:], strict=True):
        moves.append(
            _given(stage["excluded"], stage["transfers"], above, below, letter)
        )
    return moves


def _scottish_moves(
    rounds: Sequence[dict[str, Any]], levels: Sequence[Level], letter: dict[int, str]
) -> list[Moves]:
    """Here each stage tells how it came out of the one before."""
    moves: list[Moves] = []
    for stage, above, below in zip(rounds[1:], levels[:-1], levels[1:], strict=True):
        moves.append(_given(stage["of"], stage["transfers"], above, below, letter))
    return moves


def _given(
    giver: int,
    transfers: Sequence[dict[str, Any]],
    above: Level,
    below: Level,
    letter: dict[int, str],
) -> Moves:
    given = {letter[row["number"]]: Fraction(row["votes"]) for row in transfers}
    return {letter[giver]: {**given, NOBODY: below[NOBODY] - above[NOBODY]}}


def _keys(flow: Flow, papers: dict[int, Lettered]) -> list[Key]:
    by_letter = {paper.letter: paper.option for paper in papers.values()}
    tones = flow.tones()
    keys = [
        Key(k, by_letter[k].title, by_letter[k].language, tones[k])
        for k in flow.keys
        if k
    ]
    nobody = Key(NOBODY, _("no longer name any need in the running"), "", tones[NOBODY])
    return [*keys, nobody] if flow.levels[-1][NOBODY] else keys


def _cells(letter: str, levels: Sequence[Level]) -> list[Cell]:
    cells, before = [], None
    for level in levels:
        now = level.get(letter)
        if now is None or (before == 0 == now):
            cells.append(Cell("–", ""))
            continue
        change = now - before if before is not None else Fraction(0)
        cells.append(Cell(votes(str(now), 5), _signed(change)))
        before = now
    return cells


def _signed(change: Fraction) -> str:
    if not change:
        return ""
    sign = "+" if change > 0 else "−"
    return sign + votes(str(abs(change)), 5)


def _quota_chart(result: Result, papers: dict[int, Lettered]) -> Chart | None:
    """How far each need came at its best stage, with the quota as a line."""
    figures = result.figures
    if "quota" not in figures:
        return None
    best = {
        n: max(stages.total(stage, n) for stage in figures["rounds"]) for n in papers
    }
    quota = figures["quota"]
    bars = [
        Bar(
            label=papers[n].option.title,
            value=best[n],
            text=votes(str(best[n])),
            tone="evergreen" if n in figures["elected"] else "plain",
            cells=(_("yes") if best[n] >= quota else _("no"),),
        )
        for n in figures["order"]
    ]
    return Chart(
        title=_("How far each need came"),
        description=_(
            "The most votes it had at any stage. The line is the quota: %(n)s."
        )
        % {"n": votes(quota)},
        bars=bars,
        columns=(_("Need"), _("Most votes"), _("Reached the quota")),
        maximum=max([*best.values(), Fraction(quota)]),
        key="quota",
        mark=quota,
    )
