"""A verification bundle, counted again from its ballots alone.

Nothing is verified here (``verify_bundle`` does that): this recounts, under the rule of
the round or under another one that takes the same ballots, with the lot of the round.
Papers are counted with them where the log tells what each one says.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from governance.voting import corrected, merkle
from governance.voting.bundle import verify
from governance.voting.files import answered, on_paper
from governance.voting.files.election import Election, Kind, UnreadableFile
from governance.voting.files.small import SmallCase
from governance.voting.rules import points, rankings
from governance.voting.rules.lot import Listed, Lot
from governance.voting.rules.question import Choices

SHEET, BALLOTS, LOG = "rule-sheet.json", "ballots.jsonl", "ledger.jsonl"


def parse(path: Path) -> Election | SmallCase:
    """The election in a bundle; needs go by their numbers."""
    files = _files(path)
    try:
        sheet = _standing(json.loads(files[SHEET]), files.get(LOG, b""))
        lines, cast = files[BALLOTS].splitlines(), list(_choices(files[BALLOTS]))
        if told := on_paper.line(files.get(LOG, b"")):
            lines, cast = [*lines, told], [*cast, *on_paper.choices(told)]
        if sheet["rule"]["name"] in answered.RULES:
            return answered.case(sheet, cast)
        return _options(sheet, cast, merkle.root(lines).hex())
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise UnreadableFile(
            _("The bundle cannot be read; verify_bundle tells more.")
        ) from wrong


def _standing(sheet: dict[str, Any], log: bytes) -> dict[str, Any]:
    """The sheet with its roll as the corrections on the log left it."""
    mark = b'"entry":"corrected"'
    entries = [json.loads(line) for line in log.splitlines() if mark in line]
    if not entries:
        return sheet
    return corrected.sheet(sheet, corrected.after(sheet, entries))


def _files(path: Path) -> dict[str, bytes]:
    try:
        files = verify.read_bundle(path)
    except (verify.Broken, OSError) as wrong:
        raise UnreadableFile(_("This is not a verification bundle.")) from wrong
    for name in (SHEET, BALLOTS):
        if name not in files:
            raise UnreadableFile(
                _("The bundle lacks the file %(name)s.") % {"name": name}
            )
    return files


def _choices(content: bytes) -> Iterator[Choices]:
    for number, line in enumerate(content.splitlines(), start=1):
        try:
            yield json.loads(line)["choices"]
        except (ValueError, KeyError, TypeError) as wrong:
            raise UnreadableFile(_("This is not a ballot."), number) from wrong


def _options(sheet: dict[str, Any], cast: list[Choices], root: str) -> Election:
    """The sheet names needs by number; a file counts its options from one."""
    numbers = [option["number"] for option in sheet["options"]]
    place = {number: n for n, number in enumerate(numbers, start=1)}
    drawn = Lot(root, str(sheet["round"])).order(numbers)
    form = next((key for key in FORMS if cast and key in cast[0]), "chosen")
    kind, gather = FORMS[form]
    rule = sheet["rule"]
    return Election(
        kind=kind, names=tuple(map(str, numbers)),
        draw=Listed(tuple(place[number] for number in drawn)),
        profile=Counter({
            _placed(kind, ballot, place): papers
            for ballot, papers in gather(cast).items()
        }),
        title=sheet["title"]["fr"], seats=rule.get("seats", 1),
        costs=tuple(cost for _number, cost in rule.get("costs", ())),
        budget=rule.get("budget", 0),
    )  # fmt: skip


def _approvals(cast: Iterable[Choices]) -> Counter[Any]:
    return Counter(tuple((n, 1) for n in ballot["chosen"]) for ballot in cast)


def _placed(kind: Kind, ballot: Any, place: dict[int, int]) -> tuple[Any, ...]:
    if kind is not Kind.RANKINGS:
        return tuple((place[n], given) for n, given in ballot)
    return tuple(
        tuple(place[n] for n in rank) if isinstance(rank, tuple) else place[rank]
        for rank in ballot
    )


FORMS: dict[str, tuple[Kind, Callable[[Iterable[Choices]], Counter[Any]]]] = {
    "chosen": (Kind.APPROVALS, _approvals),
    "points": (Kind.POINTS, points.gather),
    "ranking": (Kind.RANKINGS, rankings.gather),
}
