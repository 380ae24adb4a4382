"""Fixtures whose rows are made once and lent to the tests that follow.

``@shared`` stands where ``@pytest.fixture`` stood. What such a fixture writes lies in a
savepoint, one a fixture, in the order in which a test asks for them: the next test
goes back to the last savepoint that is also its own and makes only what is missing.
Each test runs in a transaction inside, which is undone, and gets copies of the
objects: it sees the very rows, round keys and objects it would have made, no others.
So that little is missing, the tests of a file that begin alike follow each other.

For a fixture that acts on the database and the folder of round keys alone, and asks
only for others like it (and for ``database``). Where a test has a database of its own
(``each_database``, ``transactional_db``) everything is made anew, in place.
"""

import functools
import inspect
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django.plugin import blocking_manager_key

from tests.worlds_stack import Chain, Maker, Stack

GIVEN = frozenset({"database", "db"})
OWN_DATABASE = frozenset(
    {
        "each_database", "postgresql", "sqlite_file", "transactional_db",
        "live_server", "django_db_reset_sequences", "django_db_serialized_rollback",
    }
)  # fmt: skip

# Of a file or more; what has the scope of a class is made for each test by itself.
WIDE = frozenset({"session", "package", "module"})

KEPT = pytest.StashKey[Chain]()

stack = Stack()
_makers: dict[Callable[..., Any], Maker] = {}


def shared(make: Maker) -> Any:
    """A fixture for one test whose rows are lent to the next. It may not ``yield``:
    there is nothing to tidy, all is undone."""
    assert not inspect.isgeneratorfunction(make), make

    @functools.wraps(make)
    def lent(**asked: Any) -> Any:
        return stack.copy_of(make) if stack.lends(make) else make(**asked)

    _makers[lent] = make
    return pytest.fixture(lent)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Of each file, those that begin with the same rows side by side; the others after
    them, as they stood."""
    first_seen: dict[Maker, int] = {}
    for item in items:
        for make in chain_of(item):
            first_seen.setdefault(make, len(first_seen))

    def beginning(item: Any) -> tuple[bool, list[int]]:
        chain = chain_of(item)
        return not chain, [first_seen[make] for make in chain]

    files = itertools.groupby(items[:], key=lambda item: item.path)
    items[:] = [i for _, held in files for i in sorted(held, key=beginning)]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Iterator[Any]:
    """Just before a test's own transaction begins, when the database is at hand. What
    several tests wait for is made on bare ground, whoever asks for it first."""
    item = request._pyfuncitem
    with item.config.stash[blocking_manager_key].unblock():
        if fixturedef.argname == "_django_db_helper":
            stack.prepare(chain_of(item))
        elif fixturedef.scope in WIDE and not stack.in_use:
            stack.forget()
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: Any, nextitem: Any) -> Iterator[Any]:
    try:
        return (yield)
    finally:
        stack.in_use = False
        if not (nextitem and goes_on(item, nextitem)):
            with item.config.stash[blocking_manager_key].unblock():
                stack.forget()


def goes_on(item: Any, nextitem: Any) -> bool:
    """Whether what stands may go on standing: nobody else uses the database then."""
    same_file = nextitem.path == item.path
    return is_plain(nextitem) and bool(same_file or chain_of(nextitem))


def is_plain(item: Any) -> bool:
    """Whether the test runs in a transaction on the database of all tests."""
    names = set(getattr(item, "fixturenames", ()))
    marker = item.get_closest_marker("django_db")
    return not names & OWN_DATABASE and not (marker and (marker.args or marker.kwargs))


def chain_of(item: Any) -> Chain:
    """The shared fixtures of a test as pytest would make them: each after those it
    asks for, in the order of the test's own list."""
    if KEPT not in item.stash:
        chain: Chain = {}
        for name in item.fixturenames if is_plain(item) else ():
            _follow(item._fixtureinfo.name2fixturedefs, name, 1, chain)
        item.stash[KEPT] = chain
    return item.stash[KEPT]


def _follow(known: Any, name: str, above: int, chain: Chain) -> Maker | None:
    """The maker of a shared fixture, put in the chain with those it needs; None for
    any other. ``above``: 1 for the definition in force, 2 for the one it replaces…"""
    definitions = known.get(name, ())
    found = definitions[-above] if len(definitions) >= above else None
    make = _makers.get(found.func) if found and not found.params else None
    if make is None or make in chain:
        return make
    asked: dict[str, Maker | None] = {}
    for needed in found.argnames:
        again = above + 1 if needed == name else 1
        asked[needed] = _follow(known, needed, again, chain)
        if asked[needed] is None and needed not in GIVEN:
            return None
    chain[make] = asked
    return make
