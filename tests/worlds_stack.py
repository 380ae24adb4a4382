"""The savepoints that shared fixtures lie in, one on the other (``tests.worlds``)."""

import copy
import pickle
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings

from governance.voting import signing
from tests import databases

Maker = Callable[..., Any]
Chain = dict[Maker, dict[str, Maker | None]]  # each with what it asks for, by name
Keys = dict[str, bytes]
HOME = Path(settings.ROUND_KEYS_DIR)


@dataclass
class Level:
    """What one fixture added: its savepoint, and all there is with it."""

    make: Maker
    savepoint: Any
    made: dict[Maker, Any]
    keys: Keys

    def copies(self) -> dict[Maker, Any]:
        """All of it anew: what is one object stays one."""
        if self.kept is None:
            return copy.deepcopy(self.made)
        return dict(zip(self.made, pickle.loads(self.kept), strict=True))

    @cached_property
    def kept(self) -> bytes | None:
        """To be read several times faster than it is copied; None if it cannot be."""
        try:
            return pickle.dumps([*self.made.values()], pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, AttributeError, TypeError):
            return None


@dataclass
class Stack:
    levels: list[Level] = field(default_factory=list)
    ground: Any = None  # the transaction around all
    raw: Any = None  # the connection they are on
    copies: dict[Maker, Any] = field(default_factory=dict)
    written: set[Path] = field(default_factory=set)
    in_use: bool = False  # by the test that runs now

    def prepare(self, chain: Chain) -> None:
        """Go back to what the chain has in common with the last, and make the rest."""
        self.take_keys_away()
        if not (chain and self.stands()):
            self.forget()
        self.go_back(self.common(chain))
        if chain and self.ground is None:
            self.ground, self.raw = begin(), connection.connection
        for make in [*chain][len(self.levels) :]:
            self.add(make, chain[make])
        self.copies = self.levels[-1].copies() if chain else {}
        self.in_use = True

    def common(self, chain: Chain) -> int:
        """How many levels stand as this chain would make them."""
        number = 0
        for level, make in zip(self.levels, chain, strict=False):
            if level.make is not make:
                break
            number += 1
        return number

    def add(self, make: Maker, asked: dict[str, Maker | None]) -> None:
        """On copies of what is below, which a fixture may change in passing."""
        below = self.levels[-1] if self.levels else None
        made = below.copies() if below else {}
        given = {name: made[of] if of else None for name, of in asked.items()}
        if not asked:  # a moment, a name: nothing that is written down
            made[make] = make()
            self.levels.append(Level(make, None, made, below.keys if below else {}))
            return
        savepoint = begin()
        try:
            made[make], keys = _with_keys(below.keys if below else {}, make, given)
        except BaseException:
            undo(savepoint)
            raise
        self.levels.append(Level(make, savepoint, made, keys))

    def lends(self, make: Maker) -> bool:
        return make in self.copies and self.stands()

    def copy_of(self, make: Maker) -> Any:
        """The test's own copy; its round keys are where the test has them by now."""
        self.lend_keys(Path(settings.ROUND_KEYS_DIR))
        return self.copies[make]

    def lend_keys(self, folder: Path) -> None:
        for name, secret in self.levels[-1].keys.items():
            if folder / name not in self.written:
                self.written.add(folder / name)
                _put(folder / name, secret)

    def take_keys_away(self) -> None:
        """The key that signs stays: other processes may know it by now."""
        for file in self.written:
            if file.name != signing.FILE:
                file.unlink(missing_ok=True)
        self.written = set()

    def stands(self) -> bool:
        """Whether the connection is still the one that the rows are on."""
        return self.ground is not None and connection.connection is self.raw

    def go_back(self, number: int) -> None:
        while len(self.levels) > number:
            undo(self.levels.pop().savepoint)

    def forget(self) -> None:
        self.copies = {}
        self.take_keys_away()
        if self.stands():
            self.go_back(0)
            undo(self.ground)
        self.levels, self.ground, self.raw = [], None, None


def begin() -> Any:
    """As Django's ``TestCase`` does: an action that must be outermost may run inside."""
    atomic = transaction.atomic()
    atomic._from_testcase = True
    atomic.__enter__()
    return atomic


def undo(savepoint: Any) -> None:
    if savepoint is None:
        return
    transaction.set_rollback(True)
    savepoint.__exit__(None, None, None)


def _with_keys(keys: Keys, make: Maker, given: dict[str, Any]) -> tuple[Any, Keys]:
    """What was made, and the round keys that there are with it."""
    with tempfile.TemporaryDirectory(dir=databases.fast_folder()) as name:
        folder = Path(name)
        for file, secret in {signing.FILE: _signing_key(), **keys}.items():
            _put(folder / file, secret)
        with override_settings(ROUND_KEYS_DIR=folder):
            made = make(**given)
        there = {file.name: file.read_bytes() for file in folder.iterdir()}
    return made, there if len(there) > 1 else {}


@cache
def _signing_key() -> bytes:
    """That of all tests without a folder of their own, in every process."""
    with override_settings(ROUND_KEYS_DIR=HOME):
        signing.public_key()
        return signing.path().read_bytes()


def _put(file: Path, secret: bytes) -> None:
    """As the keyring keeps it, but for the wait on the disk."""
    if file.exists() and file.read_bytes() == secret:
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_bytes(secret)
