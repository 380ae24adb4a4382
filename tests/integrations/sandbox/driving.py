"""PyGithub, set for a sandbox: no waiting between writes, no retries."""

from github import Auth, Github
from github.Repository import Repository

from tests.integrations.sandbox.fixtures import (
    DEVELOPER_TOKEN,
    REPOSITORY,
    TOKEN,
    RunningSandbox,
)


def client(sandbox: RunningSandbox, token: str = TOKEN, prefix: str = "") -> Github:
    """A client; ``prefix`` is /api/v3 for the Enterprise form."""
    return Github(
        base_url=sandbox.url + prefix, auth=Auth.Token(token), retry=None, timeout=10,
        seconds_between_requests=None, seconds_between_writes=None, api_version="2022-11-28",
    )  # fmt: skip


def repository(sandbox: RunningSandbox, token: str = TOKEN) -> Repository:
    """The repository by id, as Passerelle addresses it."""
    found = client(sandbox, token).get_repo(REPOSITORY)
    return client(sandbox, token).get_repo(found.id)


def as_developer(sandbox: RunningSandbox) -> Repository:
    """The repository in the developer's hands."""
    return repository(sandbox, DEVELOPER_TOKEN)
