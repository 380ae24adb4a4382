"""Labels and milestones as we use them, read from GitHub's JSON."""

from dataclasses import dataclass

from integrations.github.records import Json


@dataclass(frozen=True)
class RemoteLabel:
    id: int
    name: str


@dataclass(frozen=True)
class RemoteMilestone:
    number: int
    title: str


def label_of(row: Json) -> RemoteLabel:
    return RemoteLabel(id=int(row["id"]), name=str(row["name"]))


def milestone_of(row: Json) -> RemoteMilestone:
    return RemoteMilestone(number=int(row["number"]), title=str(row["title"]))
