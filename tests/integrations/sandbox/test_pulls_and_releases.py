"""PyGithub through branches, merges, comparisons and releases, each exchange judged."""

import pytest
from github import GithubException, UnknownObjectException

from tests.integrations.sandbox.driving import as_developer, repository
from tests.integrations.sandbox.fixtures import REPOSITORY, RunningSandbox


def push(sandbox: RunningSandbox, branch: str, message: str, *files: str) -> str:
    """A commit on a branch, made if need be."""
    body = {"branch": branch, "message": message, "files": list(files)}
    return str(sandbox.ask("POST", "/_sandbox/push", body).json["sha"])


def test_a_merged_pull_request_closes_its_issue(sandbox: RunningSandbox) -> None:
    repo, mine = repository(sandbox), as_developer(sandbox)
    issue = repo.create_issue("Un besoin")
    own = push(sandbox, "un-besoin", "Do it", "carnet/a.py")
    pull = mine.create_pull(
        "main", "un-besoin", title="Do it", body=f"Fixes #{issue.number}"
    )
    assert (pull.mergeable, pull.commits, pull.changed_files) == (True, 1, 1)
    assert [commit.sha for commit in pull.get_commits()] == [own]
    done = pull.merge()
    assert done.merged and pull.is_merged()
    assert repo.get_pull(pull.number).merge_commit_sha == done.sha
    closed = repo.get_issue(issue.number)
    assert (closed.state, closed.state_reason, closed.closed_by.login) == (
        "closed",
        "completed",
        "priya",
    )
    seen = {row.event: row.raw_data for row in closed.get_timeline()}
    assert seen["closed"]["commit_id"] == done.sha
    assert seen["cross-referenced"]["source"]["issue"]["pull_request"]["url"].endswith(
        f"/pulls/{pull.number}"
    )
    assert [row.number for row in repo.get_commit(own).get_pulls()] == [pull.number]


@pytest.mark.parametrize(
    ("method", "parents", "kept"),
    [("merge", 2, True), ("squash", 1, False), ("rebase", 1, False)],
)
def test_three_ways_to_merge(
    sandbox: RunningSandbox, method: str, parents: int, kept: bool
) -> None:
    repo = as_developer(sandbox)
    own = push(sandbox, "b", "First\n\nwith more words")
    push(sandbox, "b", "Second")
    pull = repo.create_pull("main", "b", title="Two steps", body="")
    done = pull.merge(merge_method=method)
    head = repo.get_commit("main")
    assert (head.sha, len(head.parents)) == (done.sha, parents)
    assert (own in [commit.sha for commit in repo.get_commits()]) is kept


def test_only_the_default_branch_closes(sandbox: RunningSandbox) -> None:
    repo = as_developer(sandbox)
    issue = repo.create_issue("Un besoin")
    push(sandbox, "develop", "Start")
    push(sandbox, "b", "Do it")
    repo.create_pull(
        "develop", "b", title="Do it", body=f"Fixes #{issue.number}"
    ).merge()
    assert repo.get_issue(issue.number).state == "open"
    push(sandbox, "main", f"Do it at last\n\nCloses #{issue.number}")
    assert repo.get_issue(issue.number).state == "closed"


def test_what_a_pull_request_refuses(sandbox: RunningSandbox) -> None:
    repo = as_developer(sandbox)
    for head in ("nowhere", "main"):
        with pytest.raises(GithubException) as refused:
            repo.create_pull("main", head, title="x", body="")
        assert refused.value.status == 422
    push(sandbox, "b", "Do it")
    pull = repo.create_pull("main", "b", title="Do it", body="")
    with pytest.raises(GithubException) as moved:
        pull.merge(sha="0" * 40)
    assert moved.value.status == 409
    pull.edit(title="Do it well", state="closed")
    with pytest.raises(GithubException) as shut:
        pull.merge()
    assert shut.value.status == 405
    assert [row.title for row in repo.get_pulls(state="closed", base="main")] == [
        "Do it well"
    ]


def test_compare(sandbox: RunningSandbox) -> None:
    repo = repository(sandbox)
    start = repo.get_commit("main").sha
    shas = [
        push(sandbox, "a/b", f"Step {number}", f"f{number}.py") for number in range(4)
    ]
    push(sandbox, "main", "Elsewhere")
    there = repo.compare(start, "a/b")
    assert (there.status, there.ahead_by, there.behind_by, there.total_commits) == (
        "ahead",
        4,
        0,
        4,
    )
    assert [commit.sha for commit in there.commits] == shas
    assert len(there.files) == 4
    apart = repo.compare("main", "a/b")
    assert (apart.status, apart.behind_by, apart.merge_base_commit.sha) == (
        "diverged",
        1,
        start,
    )
    assert repo.compare("a/b", start).status == "behind"
    assert repo.compare(start, start).status == "identical"
    with pytest.raises(UnknownObjectException):
        repo.compare("v0", "main")


def test_a_comparison_in_pages(sandbox: RunningSandbox) -> None:
    for number in range(3):
        push(sandbox, "b", f"Step {number}")
    answer = sandbox.ask("GET", sandbox.repo("/compare/main...b?per_page=2&page=2"))
    assert [row["commit"]["message"] for row in answer.json["commits"]] == ["Step 2"]
    assert (answer.json["total_commits"], 'rel="prev"' in answer.headers["Link"]) == (
        3,
        True,
    )


def test_releases(sandbox: RunningSandbox) -> None:
    repo = as_developer(sandbox)
    release = repo.create_git_release("v0.1.0", "Premiers pas", "Les notes.")
    head = repo.get_commit("main").sha
    assert (
        release.published_at
        and release.html_url == f"{sandbox.url}/{REPOSITORY}/releases/tag/v0.1.0"
    )
    assert repo.get_git_ref("tags/v0.1.0").object.sha == head
    assert [(tag.name, tag.commit.sha) for tag in repo.get_tags()] == [("v0.1.0", head)]
    assert [ref.ref for ref in repo.get_git_matching_refs("tags/v0")] == [
        "refs/tags/v0.1.0"
    ]
    push(sandbox, "main", "More")
    preview = repo.create_git_release("v0.2.0-rc1", "Essai", "", prerelease=True)
    draft = repo.create_git_release("v0.2.0", "Bientôt", "", draft=True)
    assert repo.get_latest_release().tag_name == "v0.1.0"
    assert [row.tag_name for row in repo.get_releases()] == [
        "v0.2.0",
        "v0.2.0-rc1",
        "v0.1.0",
    ]
    with pytest.raises(UnknownObjectException):
        repo.get_release("v0.2.0")
    draft.update_release("La deuxième", "Des notes.", draft=False)
    assert repo.get_release("v0.2.0").name == "La deuxième"
    assert repo.get_release(preview.id).prerelease
    preview.delete_release()
    assert len(list(repo.get_releases())) == 2
    assert repo.compare("v0.1.0", "v0.2.0").total_commits == 1


def test_a_tag_is_released_once(sandbox: RunningSandbox) -> None:
    repo = as_developer(sandbox)
    repo.create_git_release("v1", "", "")
    for tag in ("v1", "no spaces"):
        with pytest.raises(GithubException) as refused:
            repo.create_git_release(tag, "", "")
        assert (refused.value.status, refused.value.data["errors"][0]["field"]) == (
            422,
            "tag_name",
        )


def test_commits(sandbox: RunningSandbox) -> None:
    repo = repository(sandbox)
    messages = [row.commit.message for row in repo.get_commits(path="README.md")]
    assert messages == [
        "Speak French and English",
        "Start the record: one person, one notebook",
    ]
    head = repo.get_commit("main")
    assert repo.get_commit(head.sha[:9]).sha == head.sha
    assert [row.filename for row in head.files] == ["carnet/locale/fr.po", "README.md"]
    with pytest.raises(GithubException) as unknown:
        repo.get_commit("f" * 40)
    assert unknown.value.status == 422
