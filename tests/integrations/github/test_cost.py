"""What a night costs: requests are counted, for they are not time."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from integrations.github import client, reconcile
from integrations.models import ListedPage, MirrorLink
from tests.integrations.github_fixtures import pointed_at
from tests.integrations.many_issues import linked, written
from tests.integrations.sandbox.fixtures import running_sandbox

ISSUES, PULLS = 250, 250


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    rows = written(folder / "sandbox.json", ISSUES, PULLS)
    with running_sandbox(folder) as sandbox:
        yield sandbox, rows


@pytest.fixture
def night(many, settings, lac_tamarac):
    """One night after the other; the requests of each, by status."""
    sandbox, rows = many
    settings.GITHUB = pointed_at(sandbox)
    client._kept.__dict__.clear()
    linked(lac_tamarac, rows, sandbox.url)
    nights = iter(range(1, 100))

    def look():
        sandbox.ask("GET", "/_sandbox/traffic?clear=1")
        reconcile.poll(timezone.now() + timedelta(days=next(nights)))
        rows = sandbox.traffic()["exchanges"]
        return Counter((row["path"].partition("?")[0], row["status"]) for row in rows)

    return look


ISSUES_PATH = "/repositories/4101/issues"


def test_unchanged_issues_cost_a_request_a_hundred(night):
    """A list page, and one list of what changed: as many pull requests among them cost
    nothing. The second night the pages are "not modified", also for a worker that was
    started anew."""
    first = night()
    assert first[ISSUES_PATH, 200] == 3 + 5  # once, all that changed since our first
    client._kept.__dict__.clear()
    second = night()
    assert (second[ISSUES_PATH, 304], second[ISSUES_PATH, 200]) == (3, 1)
    assert second.total() - 4 <= 4  # the repository, who we are, comments, releases
    assert MirrorLink.objects.filter(checked_at__lt=timezone.now()).count() == 0


def test_a_changed_issue_costs_its_page_and_its_visit(many, night):
    sandbox, _rows = many
    night()
    sandbox.ask("PATCH", sandbox.repo("/issues/120"), {"state": "closed"})
    third = night()
    assert (third[ISSUES_PATH, 200], third[ISSUES_PATH, 304]) == (2, 2)
    assert third[f"{ISSUES_PATH}/120", 200] == 1
    assert sum(f"{ISSUES_PATH}/" in path for path, _status in third) <= 3
    assert third["/graphql", 200] == 1
    assert MirrorLink.objects.get(number=120).state == "closed"
    sandbox.ask("PATCH", sandbox.repo("/issues/120"), {"state": "open"})


def test_a_page_that_ends_full_is_read_anew(many, night):
    """It would stay the same when the next one is begun."""
    sandbox, _rows = many
    night()
    assert ListedPage.objects.count() == 3
    for number in range(ISSUES + 1, 301):
        ours(sandbox, number)
    assert night()[ISSUES_PATH, 200] == 2  # it, and what changed
    ours(sandbox, 301)
    assert night()[ISSUES_PATH, 200] == 3


def ours(sandbox, number):
    words = {"title": f"{number}", "labels": ["coop-mandate"]}
    sandbox.ask("POST", sandbox.repo("/issues"), words)


def test_without_our_label_the_whole_list_is_read(many, night):
    """People took it off everywhere: five hundred rows are five pages, and still
    nothing is visited that did not change."""
    sandbox, _rows = many
    sandbox.ask("DELETE", sandbox.repo("/labels/coop-mandate"))
    night()
    told = night()
    assert told[ISSUES_PATH, 304] + told[ISSUES_PATH, 200] <= 9
    visited = {path for path, _status in told if f"{ISSUES_PATH}/" in path}
    assert visited == {f"{ISSUES_PATH}/comments"}
