"""A GitHub for the tests of this folder: the sandbox, as a process of its own."""

from typing import Any

from governance.proposals.models import Proposal
from tests.builders import briefed_need
from tests.integrations.github_fixtures import github, issues, sandbox_process
from tests.worlds import shared

__all__ = ["github", "issues", "sandbox_process"]


@shared
def briefed(lac_tamarac: Any, melanie: Any, gaetan: Any, rose_aimee: Any) -> Proposal:
    """A need of Lac-Tamarac, whose brief was confirmed; nobody mirrored it yet."""
    return briefed_need(lac_tamarac)
