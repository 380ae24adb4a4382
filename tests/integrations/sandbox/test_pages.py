"""A newcomer plays the developer with nothing but forms and links."""

from urllib.request import Request

import pytest

from tests.integrations.sandbox.fixtures import REPOSITORY, RunningSandbox, fetch

BODY = "<!-- coop-portal v1 p=1 h=2 -->\n## Récit\nJe **peux** lire.\n\n<script>alert(1)</script>"


@pytest.fixture
def issue(sandbox: RunningSandbox) -> int:
    """An issue as Passerelle writes one."""
    body = {
        "title": "Un rappel à l’écran",
        "body": BODY,
        "labels": ["coop-mandate", "effort: 12d"],
    }
    return int(sandbox.ask("POST", sandbox.repo("/issues"), body).json["number"])


def test_from_issue_to_release_by_hand(sandbox: RunningSandbox, issue: int) -> None:
    front = sandbox.page("/").text
    assert "Un rappel à l’écran" in front and "personal health record" in front
    assert "It is yours" in sandbox.submit(f"/issues/{issue}/take").text
    assert (
        "Your comment is there"
        in sandbox.submit(f"/issues/{issue}/comment", body="Une **question**").text
    )
    landed = sandbox.submit(
        f"/issues/{issue}/pull", title="Show the reminder", body="On every page."
    )
    assert landed.url == f"{sandbox.url}/{REPOSITORY}/pull/2?done=pull_opened"
    assert "It will close" in landed.text and "Fixes #1" in landed.text
    assert (
        "Merged. The issue it names is closed." in sandbox.submit("/pull/2/merge").text
    )
    closed = sandbox.page(f"/{REPOSITORY}/issues/{issue}").text
    assert (
        "Closed, done" in closed
        and "taken by Priya" in closed
        and "<strong>question</strong>" in closed
    )
    assert "2 commits wait" not in sandbox.page(f"/{REPOSITORY}/releases").text
    ready = sandbox.page(f"/{REPOSITORY}/releases/new").text
    assert 'value="v0.1.0"' in ready and "Show the reminder" in ready
    out = sandbox.submit(
        "/releases/new", tag="v0.1.0", name="Premiers pas", notes="- Le rappel"
    )
    assert (
        out.url.endswith("/releases/tag/v0.1.0?done=published")
        and "<li>Le rappel</li>" in out.text
    )
    sha = sandbox.ask("GET", sandbox.repo("/pulls/2")).json["merge_commit_sha"]
    assert "Merge pull request #2" in sandbox.page(f"/{REPOSITORY}/commit/{sha}").text


def test_closing_and_reopening_by_hand(sandbox: RunningSandbox, issue: int) -> None:
    sandbox.submit(f"/issues/{issue}/close", reason="not_planned")
    assert (
        sandbox.ask("GET", sandbox.repo("/issues/1")).json["state_reason"]
        == "not_planned"
    )
    assert (
        "Closed, not planned" in sandbox.page(f"/{REPOSITORY}/issues?state=closed").text
    )
    assert "Open again." in sandbox.submit(f"/issues/{issue}/reopen").text
    sandbox.submit(f"/issues/{issue}/pull", title="Une piste")
    assert "Closed without merging" in sandbox.submit("/pull/2/close").text
    sandbox.submit("/pull/2/reopen")
    assert (
        "Your comment is there"
        in sandbox.submit("/pull/2/comment", body="Plus tard").text
    )


def test_hidden_marks_stay_hidden_and_html_is_harmless(
    sandbox: RunningSandbox, issue: int
) -> None:
    text = sandbox.page(f"/{REPOSITORY}/issues/{issue}").text
    assert "coop-portal" not in text
    assert "<script>" not in text and "&lt;script&gt;" in text
    assert "<h3>Récit</h3>" in text


@pytest.mark.parametrize(
    ("path", "fields", "sentence", "kept"),
    [
        (
            "/issues/1/comment",
            {"body": "  "},
            "Write something before you send it.",
            "",
        ),
        (
            "/issues/1/pull",
            {"title": "x" * 257, "body": "Mes mots"},
            "256 characters at most",
            "Mes mots",
        ),
        (
            "/releases/new",
            {"tag": "une version", "notes": "Mes notes"},
            "A tag is made of letters",
            "Mes notes",
        ),
    ],
)
def test_a_form_that_cannot_be_taken(
    sandbox: RunningSandbox,
    issue: int,
    path: str,
    fields: dict[str, str],
    sentence: str,
    kept: str,
) -> None:
    answer = sandbox.submit(path, **fields)
    assert answer.status == 422
    assert (
        sentence in answer.text
        and kept in answer.text
        and 'role="alert"' in answer.text
    )
    assert len(sandbox.ask("GET", sandbox.repo("/pulls?state=all")).json) == 0


def test_merging_twice_and_releasing_twice(sandbox: RunningSandbox, issue: int) -> None:
    sandbox.submit(f"/issues/{issue}/pull", title="Une piste")
    sandbox.submit("/pull/2/merge", method="squash")
    again = sandbox.submit("/pull/2/merge")
    assert (again.status, "already closed" in again.text) == (422, True)
    sandbox.release("v1")
    assert "already has this tag" in sandbox.submit("/releases/new", tag="v1").text


def test_two_languages(sandbox: RunningSandbox, issue: int) -> None:
    french = sandbox.page("/", lang="fr-CA,fr;q=0.9,en;q=0.8")
    assert (
        '<html lang="fr">' in french.text and french.headers["Content-Language"] == "fr"
    )
    assert "ceci n’est pas GitHub" in french.text and 'href="/?lang=en"' in french.text
    english = sandbox.page("/?lang=en", lang="fr")
    assert "this is not GitHub" in english.text
    cookie = english.headers["Set-Cookie"].partition(";")[0]
    later = fetch(
        Request(sandbox.url + "/", headers={"Cookie": cookie, "Accept-Language": "fr"})
    )
    assert '<html lang="en">' in later.text
    refused = sandbox.submit("/issues/1/comment", lang="fr", body="")
    assert "Écrivez quelque chose avant d’envoyer." in refused.text


def test_a_form_from_another_site_is_refused(
    sandbox: RunningSandbox, issue: int
) -> None:
    for origin in ("https://evil.example", "null"):
        assert sandbox.submit(f"/issues/{issue}/close", origin=origin).status == 403
    assert sandbox.ask("GET", sandbox.repo("/issues/1")).json["state"] == "open"
    order = Request(
        sandbox.url + "/_sandbox/faults",
        data=b'{"kind": "slow"}',
        headers={"Origin": "https://evil.example"},
    )
    assert fetch(order).status == 403


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/issues/99",
        "/pull/1",
        "/releases/tag/v9",
        "/commit/abcdef1",
        "/settings/hooks/1",
    ],
)
def test_an_unknown_page_says_so(
    sandbox: RunningSandbox, issue: int, path: str
) -> None:
    answer = sandbox.page(f"/{REPOSITORY}{path}")
    assert (answer.status, "Nothing here" in answer.text) == (404, True)


def test_lists_have_pages(sandbox: RunningSandbox) -> None:
    for number in range(23):
        sandbox.ask("POST", sandbox.repo("/issues"), {"title": f"Besoin {number}"})
    first = sandbox.page(f"/{REPOSITORY}/issues").text
    assert "Page 1 of 2" in first and first.count('class="row-title"') == 20
    assert (
        sandbox.page(f"/{REPOSITORY}/issues?page=2").text.count('class="row-title"')
        == 3
    )
    assert "Page 2 of 2" in sandbox.page(f"/{REPOSITORY}/issues?page=99").text


def test_pages_load_nothing_from_elsewhere(sandbox: RunningSandbox, issue: int) -> None:
    answer = sandbox.page(f"/{REPOSITORY}/issues/{issue}")
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "<script" not in answer.text and " style=" not in answer.text
    for path, kind in (
        ("sandbox.css", "text/css"),
        ("font.woff2", "font/woff2"),
        ("icon.svg", "image/svg+xml"),
    ):
        file = sandbox.page(f"/_sandbox/{path}")
        assert (file.status, file.headers["Content-Type"].partition(";")[0]) == (
            200,
            kind,
        )
