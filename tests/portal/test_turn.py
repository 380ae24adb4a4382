"""Of several processes one does the background work, and another takes over."""

import threading
from pathlib import Path

import pytest

from portal.serving import turn


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(turn, "PAUSE", 0.01)
    return tmp_path / "worker.lock"


def test_the_second_begins_when_the_first_is_gone(file: Path) -> None:
    first, second, began = turn.Turn(file), turn.Turn(file), threading.Event()
    first.wait_for(lambda: None).join(10)
    waiting = second.wait_for(began.set)
    assert not began.wait(0.05)
    assert first.held is not None
    first.held.close()  # as the system does when a process ends
    waiting.join(10)
    assert began.is_set()
    assert second.held is not None
    second.held.close()


def test_whoever_ends_while_waiting_never_begins(file: Path) -> None:
    first, second, began = turn.Turn(file), turn.Turn(file), threading.Event()
    first.wait_for(lambda: None).join(10)
    waiting = second.wait_for(began.set)
    second.give_up()
    waiting.join(10)
    assert not began.is_set()
    assert first.held is not None
    first.held.close()
