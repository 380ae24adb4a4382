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

ISSUES = 250


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    rows = written(folder / "sandbox.json", ISSUES)
    with running_sandbox(folder) as sandbox:
        yield sandbox, rows


@pytest.fixture
def night(many, settings, lac_tamarac):
    """One night after the other; the requests of each, by status."""
    sandbox, rows = many
    settings.GITHUB = pointed_at(sandbox)
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
    """A list page, nothing else; the second night even these are "not modified",
    also for a worker that was started anew."""
    first = night()
    assert first[ISSUES_PATH, 200] == 3
    client._kept.__dict__.clear()
    second = night()
    assert second[ISSUES_PATH, 304] == 3
    assert second.total() - 3 <= 4  # the repository, who we are, comments, releases
    assert MirrorLink.objects.filter(checked_at__lt=timezone.now()).count() == 0


def test_a_changed_issue_costs_its_page_and_its_visit(many, night):
    sandbox, _rows = many
    night()
    sandbox.ask("PATCH", sandbox.repo("/issues/120"), {"state": "closed"})
    third = night()
    assert (third[ISSUES_PATH, 200], third[ISSUES_PATH, 304]) == (1, 2)
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
        sandbox.ask("POST", sandbox.repo("/issues"), {"title": f"{number}"})
    assert night()[ISSUES_PATH, 200] == 1
    sandbox.ask("POST", sandbox.repo("/issues"), {"title": "301"})
    assert night()[ISSUES_PATH, 200] == 2
