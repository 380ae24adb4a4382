"""A GitHub for the tests of this folder: the sandbox, as a process of its own."""

from tests.integrations.github_fixtures import github, issues, sandbox_process

__all__ = ["github", "issues", "sandbox_process"]
