"""Tasks for the tests of the queue: each leaves a mark that any process can see."""

import time
from pathlib import Path

from django_tasks import task


def mark(folder: str, name: str) -> None:
    with (Path(folder) / name).open("a") as file:
        file.write("x")


def marks(folder: Path, name: str) -> int:
    path = folder / name
    return len(path.read_text()) if path.exists() else 0


@task(backend="durable")
def leave_mark(folder: str, name: str) -> str:
    mark(folder, name)
    return name


@task(backend="durable")
def fail_first(folder: str, name: str) -> None:
    mark(folder, name)
    if marks(Path(folder), name) == 1:
        raise RuntimeError("the first time never works")


@task(backend="durable")
def fail_always() -> None:
    raise RuntimeError("this never works")


@task(backend="durable", dedupe_key="only {0}")
def only_one(name: str) -> None:
    pass


@task(backend="durable")
def take_long(folder: str, name: str, seconds: float) -> None:
    """Marks the start, so that a test knows when to strike, and the end."""
    mark(folder, f"{name}.started")
    time.sleep(seconds)
    mark(folder, name)


@task(backend="durable", takes_context=True)
def which_attempt(context) -> int:
    return context.attempt
