"""Several repositories in one file: each is seen as if it were alone.

The first stands at the top of the data; the others below ``elsewhere``, by id. People,
tokens, deliveries and the counter of ids belong to all of them.
"""

from collections.abc import Iterator, MutableMapping
from typing import Any

from integrations.github.sandbox.store import Data

OWN = {
    "repository", "labels", "issues", "comments", "events", "commits", "branches", "tags",
    "releases", "milestones", "checks", "next_number",
}  # fmt: skip


class Home(MutableMapping[str, Any]):
    """One repository of several; what is not its own is everybody's."""

    def __init__(self, whole: Data, own: Data) -> None:
        self._whole, self._own = whole, own

    def _part(self, key: str) -> Data:
        return self._own if key in OWN else self._whole

    def __getitem__(self, key: str) -> Any:
        return self._part(key)[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._part(key)[key] = value

    def __delitem__(self, key: str) -> None:
        del self._part(key)[key]

    def __iter__(self) -> Iterator[str]:
        return iter({*self._own, *(key for key in self._whole if key not in OWN)})

    def __len__(self) -> int:
        return len(list(iter(self)))


def all_of(data: Data) -> list[Data]:
    """Every repository, the first one first."""
    return [data, *(Home(data, own) for own in data.get("elsewhere", {}).values())]


def name_of(home: Data) -> str:
    row = home["repository"]
    return f"{row['owner']}/{row['name']}"


def by_id(data: Data, number: int | str) -> Data | None:
    homes = all_of(data)
    return next((h for h in homes if str(h["repository"]["id"]) == str(number)), None)


def by_name(data: Data, full_name: str) -> Data | None:
    """By the name it has now, in any case."""
    wanted = full_name.lower()
    return next((h for h in all_of(data) if name_of(h).lower() == wanted), None)


def once_named(data: Data, full_name: str) -> int | None:
    """The id of the repository that had this name before."""
    found: int | None = data.get("once", {}).get(full_name.lower())
    return found
