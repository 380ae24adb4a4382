"""Reviews of a pull request, and the tests that ran on its last commit."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.acts.act import Act, Refused
from integrations.github.sandbox.store import Data, Record

OPINIONS = ("APPROVED", "CHANGES_REQUESTED")
EVENTS = {"APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED", "COMMENT": "COMMENTED"}  # fmt: skip
CONCLUSIONS = ("success", "failure", "neutral", "cancelled", "skipped", "timed_out")
FAILED = ("failure", "cancelled", "timed_out", "action_required")


def review(act: Act, pull: Record, *, event: str, body: str = "") -> Record:
    """One review. Nobody approves what she opened herself."""
    if event not in EVENTS:
        raise Refused("Validation Failed", field="event")
    if event != "COMMENT" and pull["user"] == act.by:
        raise Refused("Can not approve your own pull request", code="custom")
    row: Record = {
        "id": act.next_id(), "user": act.by, "state": EVENTS[event], "body": body,
        "at": act.at, "sha": shapes.pulls.head_sha(act.data, pull),
    }  # fmt: skip
    pull["pull"].setdefault("reviews", []).append(row)
    pull["updated_at"] = act.at
    act.tell(
        "pull_request_review",
        "submitted",
        review=shapes.reviews.webhook(act.data, pull, row, act.places),
        pull_request=shapes.pulls.simple(act.data, pull, act.places),
    )
    return row


def test(act: Act, pull: Record, *, name: str, conclusion: str | None) -> Record:
    """A test on the last commit; no conclusion while it runs. Nothing else changes,
    not even when the pull request was updated: GitHub keeps silent about it too."""
    if conclusion not in (None, *CONCLUSIONS):
        raise Refused("Validation Failed", field="conclusion")
    sha = shapes.pulls.head_sha(act.data, pull)
    runs = act.data.setdefault("checks", {}).setdefault(sha, [])
    runs[:] = [run for run in runs if run["name"] != name]
    row: Record = {"id": act.next_id(), "name": name, "conclusion": conclusion, "at": act.at, "suite": act.next_id()}  # fmt: skip
    runs.append(row)
    if conclusion:
        suite = shapes.reviews.suite(act.data, pull, row, act.places)
        act.tell("check_suite", "completed", check_suite=suite)
    return row


def last_opinions(pull: Record) -> dict[str, Record]:
    """Each reviewer's last review that says yes or no."""
    rows = pull["pull"].get("reviews", [])
    return {row["user"]: row for row in rows if row["state"] in OPINIONS}


def decision(pull: Record) -> str | None:
    """GitHub's own, where reviews are asked for: here once there is one."""
    said = [row["state"] for row in last_opinions(pull).values()]
    if "CHANGES_REQUESTED" in said:
        return "CHANGES_REQUESTED"
    return "APPROVED" if said else None


def runs_of(data: Data, sha: str) -> list[Record]:
    """The tests of a commit."""
    runs: list[Record] = data.get("checks", {}).get(sha, [])
    return runs


def rollup(data: Data, sha: str) -> str | None:
    """All tests of a commit in a word; None where there are none."""
    ended = [run["conclusion"] for run in runs_of(data, sha)]
    if not ended:
        return None
    if any(one in FAILED for one in ended):
        return "FAILURE"
    return "PENDING" if None in ended else "SUCCESS"
