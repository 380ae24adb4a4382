"""A second repository, an issue that moves to it, another name, an App taken away."""

from dataclasses import replace

from integrations.github.sandbox import homes, seed, shapes
from integrations.github.sandbox.acts.act import Act, Refused
from integrations.github.sandbox.store import Data, Record


def add_repository(data: Data, full_name: str, at: str) -> int:
    """Another repository of the same people; its id."""
    made = seed.fresh(full_name, at)
    made["repository"]["id"] = 4101 + len(homes.all_of(data))
    data.setdefault("elsewhere", {})[str(made["repository"]["id"])] = {
        key: made[key] for key in homes.OWN if key in made
    }
    return int(made["repository"]["id"])


def rename(data: Data, repository_id: int, full_name: str) -> None:
    """The id stays; the old name leads to it."""
    home = homes.by_id(data, repository_id)
    if home is None:
        raise Refused("Not Found", status=404)
    data.setdefault("once", {})[homes.name_of(home).lower()] = repository_id
    home["repository"]["owner"], home["repository"]["name"] = full_name.split("/")


def transfer(act: Act, number: int, to: int) -> Record:
    """Issue ``number`` goes on in repository ``to``, under a number of that one. What
    does not exist there (labels, milestones, parts) is lost on the way, as on GitHub."""
    there = homes.by_id(act.data, to)
    if there is None:
        raise Refused("Not Found", status=404)
    arrived = replace(
        act, data=there, places=replace(act.places, full_name=homes.name_of(there))
    )
    issue = act.data["issues"][str(number)]
    moved = {key: value for key, value in issue.items() if key not in LEFT} | {
        "number": there["next_number"], "labels": [], "updated_at": act.at,
    }  # fmt: skip
    there["next_number"] += 1
    there["issues"][str(moved["number"])] = moved
    _take_comments(act, arrived, number, moved["number"])
    shown = shapes.issues.webhook(act.data, issue, act.places)
    issue |= {"lost": "moved", "moved_to": [to, moved["number"]]}
    new = {
        "new_issue": shapes.issues.issue(there, moved, arrived.places),
        "new_repository": shapes.repository.webhook(there, arrived.places),
    }
    act.tell("issues", "transferred", issue=shown, changes=new)
    arrived.note(moved["number"], "transferred")
    return moved


LEFT = ("milestone", "parts")


def _take_comments(act: Act, arrived: Act, number: int, new: int) -> None:
    for key, row in list(act.data["comments"].items()):
        if row["issue"] == number:
            arrived.data["comments"][key] = act.data["comments"].pop(key) | {
                "issue": new
            }
