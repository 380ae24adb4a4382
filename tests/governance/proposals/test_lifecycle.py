"""Every pair of stages: what the table allows moves, all else is refused."""

import ast
import re
from datetime import datetime
from pathlib import Path

import pytest
from django.utils.translation import override

from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.proposals import lifecycle
from governance.proposals.actions import advance, lock
from governance.proposals.lifecycle import MOVES, Status, check_move
from governance.proposals.models import Proposal
from governance.refusals import MoveNotAllowed
from tests.builders import submitted_need

PAIRS = [(a, b) for a in Status for b in Status]
ALLOWED = [(a, b) for a, b in PAIRS if b in MOVES[a]]
FORBIDDEN = [(a, b) for a, b in PAIRS if b not in MOVES[a]]


@pytest.mark.parametrize(("now", "to"), ALLOWED)
def test_the_table_allows(now: Status, to: Status) -> None:
    check_move(now, to)


@pytest.mark.parametrize(("now", "to"), FORBIDDEN)
def test_the_table_forbids(now: Status, to: Status) -> None:
    with override("en"), pytest.raises(MoveNotAllowed) as refusal:
        check_move(now, to)
    with override("en"):
        assert str(now.label) in str(refusal.value)


def test_the_diagram_of_the_readme_draws_the_table() -> None:
    text = (Path(lifecycle.__file__).parents[2] / "README.md").read_text()
    table = {(now.value, str(to)) for now, to in ALLOWED}
    assert _drawn(text) ^ table == set()
    assert _drawn(text.replace("voted --> mandated:", "voted --> draft:")) != table


def _drawn(text: str) -> set[tuple[str, str]]:
    return set(re.findall(r"^ +(\w+) --> (\w+)(?::|$)", text, re.MULTILINE))


def test_every_stage_has_its_row_and_every_public_one_its_stop() -> None:
    assert set(MOVES) == set(Status)
    stops = [stage for stages in lifecycle.STOPS.values() for stage in stages]
    assert len(stops) == len(set(stops))
    assert set(stops) == lifecycle.PUBLIC - {Status.REFUSED}


@pytest.mark.parametrize("now", list(Status))
def test_advance_moves_and_writes_or_does_neither(
    now: Status, lac_tamarac: Cooperative, melanie: Person, at: datetime
) -> None:
    need = submitted_need(lac_tamarac)
    for to in Status:
        Proposal.objects.filter(pk=need.pk).update(status=now)
        lock(need)
        before = Entry.objects.count()
        if to in MOVES[now]:
            advance(need, to=to, verb="need.tried", by=None, at=at, facts={"n": 1})
            assert Proposal.objects.get(pk=need.pk).status == need.status == to
            line = Entry.objects.order_by("-number")[0]
            assert line.facts == {"from": now.value, "to": to.value, "n": 1}
        else:
            with pytest.raises(MoveNotAllowed):
                advance(need, to=to, verb="need.tried", by=None, at=at)
            assert Proposal.objects.get(pk=need.pk).status == now
            assert Entry.objects.count() == before


def test_a_need_that_moved_meanwhile_is_not_moved_again(
    lac_tamarac: Cooperative, melanie: Person, at: datetime
) -> None:
    need = submitted_need(lac_tamarac)
    Proposal.objects.filter(pk=need.pk).update(status=Status.WITHDRAWN)
    with pytest.raises(RuntimeError):
        advance(need, to=Status.UNDER_REVIEW, verb="need.tried", by=None, at=at)
    assert Proposal.objects.get(pk=need.pk).status == Status.WITHDRAWN
    assert not Entry.objects.filter(verb="need.tried").exists()


def test_only_one_function_assigns_the_status() -> None:
    """Read from the source: ``x.status = …`` of a need stands in progress.py alone."""
    rooms = Path(lifecycle.__file__).parents[1]
    places = []
    for room in ("proposals", "voting", "decisions", "roadmap", "releases"):
        for path in (rooms / room).rglob("*.py"):
            if "migrations" not in path.parts and _assigns_status(path):
                places.append(path.name)
    assert places == ["progress.py"]


def _assigns_status(path: Path) -> bool:
    nodes = ast.walk(ast.parse(path.read_text()))
    assigned = (n for n in nodes if isinstance(n, ast.Assign))
    targets = (t for n in assigned for each in n.targets for t in ast.walk(each))
    return any(isinstance(t, ast.Attribute) and t.attr == "status" for t in targets)
