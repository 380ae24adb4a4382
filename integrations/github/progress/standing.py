"""How pull requests and parts stand, whoever told it. Pure.

Reviews and tests are summed up to what a member can read: nobody's name, no text.
"""

from collections.abc import Iterable
from dataclasses import dataclass

NONE = ""
# How a pull request stands.
OPEN, DRAFT, MERGED, CLOSED = "open", "draft", "merged", "closed"
# What its reviewers say.
APPROVED, CHANGES, AWAITED = "approved", "changes", "awaited"
# What its automatic tests say; ``UNKNOWN`` when we may not see them.
PASSING, FAILING, RUNNING, UNKNOWN = "passing", "failing", "running", "unknown"

FAILED = {
    "failure", "error", "timed_out", "cancelled", "action_required", "startup_failure",
}  # fmt: skip
GOOD = {"success", "neutral", "skipped"}


@dataclass(frozen=True)
class PullStand:
    """``home`` is the repository's name; ``approvals`` counts the reviewers whose
    last word is yes."""

    number: int
    home: str
    html_url: str
    state: str
    review: str = NONE
    approvals: int = 0
    checks: str = NONE


@dataclass(frozen=True)
class PartStand:
    """A sub-issue. ``done`` when it was closed as completed."""

    number: int
    html_url: str
    title: str
    state: str
    done: bool


@dataclass(frozen=True)
class Progress:
    """``parts`` is ``None`` where the server knows no sub-issues."""

    pulls: tuple[PullStand, ...] = ()
    parts: tuple[PartStand, ...] | None = ()


def pull_state(state: str, *, merged: bool, draft: bool) -> str:
    if merged:
        return MERGED
    if state.lower() != OPEN:
        return CLOSED
    return DRAFT if draft else OPEN


def review_of(last_words: Iterable[str], decision: str = "") -> tuple[str, int]:
    """From each reviewer's last word (and GitHub's own decision, where the repository
    asks for reviews): the whole, and how many said yes."""
    said = [word.upper() for word in last_words]
    approvals = said.count("APPROVED")
    if "CHANGES_REQUESTED" in (*said, decision.upper()):
        return CHANGES, approvals
    if decision.upper() == "REVIEW_REQUIRED":
        return AWAITED, approvals
    yes = approvals or decision.upper() == "APPROVED"
    return (APPROVED if yes else NONE), approvals


def checks_of(runs: Iterable[str]) -> str:
    """The whole of single tests, given by how each ended (empty while it runs)."""
    ended = [run.lower() for run in runs]
    if not ended:
        return NONE
    if FAILED & set(ended):
        return FAILING
    return PASSING if set(ended) <= GOOD else RUNNING
