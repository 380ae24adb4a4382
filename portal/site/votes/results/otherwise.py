"""What another rule, other weights or more voters would have given. It decides nothing:
it is counted from the sealed ballots when a page asks, and kept by the result's seal."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain, groupby
from typing import Any

from django.core.cache import cache
from django_tasks import task

from governance.voting import asking
from governance.voting.models import Result, Round
from governance.voting.rules import RULES, Lot, Question, majority, quorum, rankings
from governance.voting.rules import otherwise as alternatives
from governance.voting.rules.approval import ApprovalCount
from governance.voting.rules.counted import first_places
from portal.site.votes.results import given, joined

FORMAT = 2  # of what is kept; another number forgets it all
COUNTED_AGAIN = frozenset(
    {Round.Rule.IRV, Round.Rule.STV, Round.Rule.SCHULZE, Round.Rule.EQUAL_SHARES}
)
READ_AGAIN = COUNTED_AGAIN | {Round.Rule.POINTS}
AT_ONCE = 30_000  # ballots, counted again while a reader waits: less than a second
POINTS = 2  # of turnout, in hundredths of the roll

Found = dict[str, Any]


def at_hand(round: Round, result: Result) -> Found | None:
    """What was found, or is found in no time; None while the worker counts."""
    kept: Found | None = cache.get(_key(result))
    if kept is not None:
        return kept
    if round.rule in READ_AGAIN and _work(round, result) > AT_ONCE:
        count_otherwise.enqueue(round.pk)
        return None
    return found(round, result)


def _work(round: Round, result: Result) -> int:
    """Ballots; Equal Shares goes through them many times more."""
    times = 20 if round.rule == Round.Rule.EQUAL_SHARES else 1
    return result.ballots * times


@task(backend="durable", priority=-10, dedupe_key="count otherwise {0}")
def count_otherwise(round_id: int) -> None:
    round = Round.objects.select_related("result").get(pk=round_id)
    found(round, round.result)


def found(round: Round, result: Result) -> Found:
    """JSON values: ``rules``, ``thresholds``, ``one_each``, ``more``, ``swayed``,
    ``pushed``, ``joined``, ``served``, ``given``; what cannot be told is absent. Counted
    now, and kept."""
    counted = _counted(round, result)
    cache.set(_key(result), counted, None)
    return counted


def _key(result: Result) -> str:
    return f"otherwise-{FORMAT}-{result.seal}"


def _counted(round: Round, result: Result) -> Found:
    question = asking.of_sheet(round.sheet)
    if round.rule in (Round.Rule.MAJORITY, Round.Rule.DOUBLE_MAJORITY):
        return _of_answers(question, result.figures)
    if round.rule == Round.Rule.APPROVAL:
        return {"more": _more(_approvals(question, result))}
    if round.rule == Round.Rule.DELEGATES:
        rolls = {s["cooperative"]: s["roll"] for s in round.sheet["electorate"]}
        return joined.of_delegates(question, result, rolls, _extra(result))
    if round.rule == Round.Rule.POINTS and result.figures["winners"]:
        grid = given.grid(question, result, _ballots(round, result))
        return _of_points(question, result) | grid
    if round.rule in COUNTED_AGAIN and result.figures["elected"]:
        return _of_ballots(round, question, result)
    return {}


def _of_answers(question: Question, figures: dict[str, Any]) -> Found:
    """From the figures alone: no ballot need be read."""
    said = {answer: figures[answer] for answer in majority.ANSWERS}
    count = majority.count_profile(question, said)
    return {
        "thresholds": alternatives.under_other_thresholds(count),
        "more": _more(count),
    }


def _approvals(question: Question, result: Result) -> ApprovalCount:
    rows = {r["number"]: r["approvals"] for r in result.figures["approvals"]}
    return ApprovalCount(
        approvals=tuple(rows[number] for number in question.options),
        ballots=result.ballots,
        blank=result.figures["blank"],
        question=question,
    )


def _more(count: Any) -> Found:
    more = alternatives.with_more_voters(count, points=POINTS)
    return {
        "extra": more.extra,
        "could_change": more.could_change,
        "quorum_met": more.quorum_met,
    }


def _of_points(question: Question, result: Result) -> Found:
    """Each person counted once for every need given points; and what more voters could
    have weighed, each with all the points a need may have."""
    figures = result.figures
    people = {row["number"]: row["people"] for row in figures["givers"]}
    ranked = sorted(people, key=people.__getitem__, reverse=True)
    groups = [list(g) for _, g in groupby(ranked, key=people.__getitem__)]
    winners = first_places(groups, question.seats)[0] if any(people.values()) else ()
    points = {row["number"]: row["points"] for row in figures["points"]}
    last, first_out = (points[figures["order"][question.seats - i]] for i in (1, 0))
    extra = _extra(result)
    return {
        "rules": [_other("people", winners, figures["winners"])],
        "more": {
            "extra": extra,
            "could_change": extra > 0
            and last - first_out <= extra * question.max_points,
            "quorum_met": result.ballots + extra >= figures["quorum_voters"],
        },
    }


def _other(rule: str, winners: Sequence[int], own: Sequence[int]) -> Found:
    differs = set(winners) != set(own)
    return {"rule": rule, "winners": list(winners), "differs": differs}


def _of_ballots(round: Round, question: Question, result: Result) -> Found:
    """Nothing at all where the count made here is not the sealed one."""
    ballots = _ballots(round, result)
    question = replace(question, draw=_draw(round, result))
    count: Any = RULES[round.rule].count(question, ballots)
    if list(count.elected) != result.figures["elected"]:
        return {}
    told = alternatives.under_other_rules(round.rule, question, ballots)
    found: Found = {"rules": [_other(o.rule, o.winners, count.winners) for o in told]}
    if round.rule == Round.Rule.EQUAL_SHARES:
        more = joined.of_shares(question, result, ballots, _extra(result))
        return found | more | {"served": _served(result, ballots)}
    return found | _if_one_first(round, question, result, ballots)


def _served(result: Result, ballots: Sequence[Any]) -> dict[str, int]:
    """For each way of sharing out the days, how many people chose at least one of the
    needs it retains. Equal Shares is about just that."""
    figures = result.figures
    beside = figures["beside"]
    ways = {
        "mes": figures["elected"],
        "plain": beside["mes-plain"],
        "greedy": beside["greedy"],
    }
    cast = Counter(frozenset(ballot["chosen"]) for ballot in ballots)
    return {
        way: sum(people for chosen, people in cast.items() if chosen & set(retained))
        for way, retained in ways.items()
    }


def _if_one_first(
    round: Round, question: Question, result: Result, ballots: Sequence[Any]
) -> Found:
    """Had more people voted and all put the same need first: would others be retained."""
    extra, elected = _extra(result), set(result.figures["elected"])
    if not extra:
        return {}
    profile = rankings.gather(ballots)
    changing = []
    for number in question.options:
        pushed = profile + Counter({(number,): extra})
        count: Any = RULES[round.rule].count_profile(question, pushed)
        if set(count.elected) != elected:
            changing.append(number)
    return {"pushed": {"extra": extra, "changing": changing}}


def _extra(result: Result) -> int:
    """Two hundredths of the roll, rounded up; fewer where fewer had not voted."""
    two = quorum.needed(Fraction(POINTS, 100), result.roll_size)
    return min(two, result.roll_size - result.ballots)


def _ballots(round: Round, result: Result) -> list[Any]:
    """Those cast online, and those of paper where each paper is known."""
    online = round.ballots.values_list("choices", flat=True)
    paper = result.figures.get("paper", {}).get("totals", {}).get("papers", [])
    told = chain.from_iterable([choices] * papers for choices, papers in paper)
    return [*online.iterator(chunk_size=5000), *told]


def _draw(round: Round, result: Result) -> Any:
    """The lot of the round where it decided something; else any will do."""
    root = result.figures.get("lot", {}).get("root", "")
    return Lot(root, str(round.sheet["round"]))
