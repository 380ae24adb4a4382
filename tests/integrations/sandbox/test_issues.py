"""PyGithub does everything one does to issues; the fixture judges every exchange."""

from datetime import UTC, datetime, timedelta

import pytest
from github import GithubException, UnknownObjectException

from tests.integrations.sandbox.driving import as_developer, client, repository
from tests.integrations.sandbox.fixtures import REPOSITORY, RunningSandbox


def test_who_am_i_and_where(sandbox: RunningSandbox) -> None:
    github = client(sandbox)
    assert github.get_user().login == "passerelle-bot"
    assert github.get_user("priya").name == "Priya"
    assert github.get_rate_limit().resources.core.limit == 5000
    repo = github.get_repo(REPOSITORY)
    assert (repo.full_name, repo.default_branch, repo.has_issues) == (
        REPOSITORY,
        "main",
        True,
    )
    assert github.get_repo("Carnet-Commun/Carnet").id == repo.id
    assert [person.login for person in repo.get_assignees()] == [
        "passerelle-bot",
        "priya",
        "jonas",
    ]
    assert repo.has_in_assignees("priya") and not repo.has_in_assignees("nobody")
    assert list(repo.get_milestones()) == []


def test_an_issue_from_birth_to_reopening(sandbox: RunningSandbox) -> None:
    repo = repository(sandbox)
    issue = repo.create_issue(
        "Un rappel à l’écran",
        body="En clair.\n\n<!-- mark -->",
        labels=["coop-mandate"],
    )
    assert (issue.number, issue.state, issue.user.login) == (
        1,
        "open",
        "passerelle-bot",
    )
    assert [label.name for label in issue.labels] == ["coop-mandate"]
    issue.edit(title="Un rappel", body="Mieux dit.")
    issue.edit(state="closed", state_reason="not_planned")
    assert (issue.state_reason, issue.closed_by.login) == (
        "not_planned",
        "passerelle-bot",
    )
    issue.edit(state="open")
    assert (issue.state, issue.state_reason, issue.closed_at) == (
        "open",
        "reopened",
        None,
    )
    assert [event.event for event in issue.get_events()] == [
        "labeled",
        "renamed",
        "closed",
        "reopened",
    ]


def test_assigning(sandbox: RunningSandbox) -> None:
    issue = repository(sandbox).create_issue("Un besoin")
    issue.add_to_assignees("priya", "nobody")
    assert [person.login for person in issue.assignees] == ["priya"]
    issue.edit(assignees=["jonas"])
    issue.remove_from_assignees("jonas")
    assert issue.assignees == []
    seen = [(event.event, event.assignee.login) for event in issue.get_events()]
    assert seen == [
        ("assigned", "priya"),
        ("unassigned", "priya"),
        ("assigned", "jonas"),
        ("unassigned", "jonas"),
    ]


def test_lists_filter_sort_and_page(sandbox: RunningSandbox) -> None:
    repo = repository(sandbox)
    for number in range(1, 8):
        repo.create_issue(
            f"Besoin {number}", labels=["pair"] if number % 2 == 0 else []
        )
    repo.get_issue(3).edit(state="closed")
    assert [row.number for row in repo.get_issues()] == [7, 6, 5, 4, 2, 1]
    assert [row.number for row in repo.get_issues(state="closed")] == [3]
    assert [
        row.number
        for row in repo.get_issues(labels=["pair"], sort="created", direction="asc")
    ] == [2, 4, 6]
    assert repo.get_issues(creator="jonas").totalCount == 0
    soon = datetime.now(UTC) + timedelta(hours=1)
    assert list(repo.get_issues(state="all", since=soon)) == []
    small = client(sandbox)
    small.per_page = 3
    assert len(list(small.get_repo(REPOSITORY).get_issues(state="all"))) == 7


def test_link_header_names_the_pages(sandbox: RunningSandbox) -> None:
    for number in range(5):
        sandbox.ask("POST", sandbox.repo("/issues"), {"title": f"Besoin {number}"})
    answer = sandbox.ask("GET", "/repositories/4101/issues?per_page=2&page=2&state=all")
    here = f"{sandbox.url}/repositories/4101/issues"
    assert answer.headers["Link"].split(", ") == [
        f'<{here}?per_page=2&page=1&state=all>; rel="prev"',
        f'<{here}?per_page=2&page=3&state=all>; rel="next"',
        f'<{here}?per_page=2&page=3&state=all>; rel="last"',
        f'<{here}?per_page=2&page=1&state=all>; rel="first"',
    ]


def test_comments(sandbox: RunningSandbox) -> None:
    repo = repository(sandbox)
    issue = repo.create_issue("Un besoin")
    comment = issue.create_comment("Une question?")
    comment.edit("Une autre question?")
    assert [row.body for row in issue.get_comments()] == ["Une autre question?"]
    assert repo.get_issue(1).comments == 1
    answer = as_developer(sandbox).get_issue(1).create_comment("Une réponse.")
    assert (answer.user.login, issue.get_comment(answer.id).body) == (
        "priya",
        "Une réponse.",
    )
    assert len(list(repo.get_issues_comments(sort="updated", direction="desc"))) == 2
    answer.delete()
    assert [
        row.id for row in issue.get_comments(since=datetime(2020, 1, 1, tzinfo=UTC))
    ] == [comment.id]


def test_labels(sandbox: RunningSandbox) -> None:
    repo = repository(sandbox)
    label = repo.create_label("effort: 12d", "0f5b57", "Douze jours")
    label.edit("effort: 14d", "C2410C", "Quatorze jours")
    assert repo.get_label("Effort: 14d").color == "c2410c"
    issue = repo.create_issue("Un besoin", labels=["effort: 14d"])
    issue.add_to_labels("PH.3.1", "bug")
    issue.remove_from_labels("bug")
    assert sorted(row.name for row in issue.get_labels()) == ["PH.3.1", "effort: 14d"]
    issue.set_labels("bug")
    issue.delete_labels()
    assert list(issue.get_labels()) == []
    repo.get_label("PH.3.1").delete()
    assert "PH.3.1" not in [row.name for row in repo.get_labels()]
    with pytest.raises(GithubException) as refused:
        repo.create_label("BUG", "ffffff")
    assert (refused.value.status, refused.value.data["errors"][0]["code"]) == (
        422,
        "already_exists",
    )


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("title", {"title": "x" * 257}),
        ("title", {"title": "  "}),
        ("body", {"title": "x", "body": "x" * 65_537}),
    ],
)
def test_words_that_github_would_refuse(
    sandbox: RunningSandbox, field: str, body: dict[str, str]
) -> None:
    answer = sandbox.ask("POST", sandbox.repo("/issues"), body)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, field)
    assert sandbox.ask("GET", sandbox.repo("/issues")).json == []


def test_what_is_not_there(sandbox: RunningSandbox) -> None:
    repo = repository(sandbox)
    with pytest.raises(UnknownObjectException):
        repo.get_issue(99)
    with pytest.raises(UnknownObjectException):
        client(sandbox).get_repo("someone/else")
    with pytest.raises(UnknownObjectException):
        repo.get_label("nothing like it")
    with pytest.raises(GithubException, match="Label does not exist"):
        repo.create_issue("Un besoin").remove_from_labels("bug")


def test_the_enterprise_form(sandbox: RunningSandbox) -> None:
    repo = client(sandbox, prefix="/api/v3").get_repo(REPOSITORY)
    issue = repo.create_issue("Un besoin")
    assert issue.url == f"{sandbox.url}/api/v3/repos/{REPOSITORY}/issues/1"
    assert [row.body for row in issue.get_comments()] == []
