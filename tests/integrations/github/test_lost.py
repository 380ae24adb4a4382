"""What happens to an issue or a repository outside our control becomes a state with a
sentence, and nothing is made again by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from integrations import outbox
from integrations.github import inbound, reconcile, redelivery, repositories
from integrations.github.client import connect
from integrations.github.errors import Denied
from integrations.models import Delivery, InboundEvent, MirrorLink, Repository
from tests.builders import briefed_need
from tests.integrations.github_fixtures import forget_traffic, mirrored

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")


@pytest.fixture
def link(github, briefed):
    yield mirrored()
    github.ask("POST", "/_sandbox/repository", {"archived": False})


def night():
    reconcile.poll(timezone.now() + timedelta(days=1))


@pytest.mark.parametrize("how", ["deleted", "moved", "discussion"])
def test_the_nightly_visit_finds_what_no_list_shows(github, issues, link, how):
    github.ask("POST", "/_sandbox/lose", {"number": link.number, "how": how})
    night()
    link.refresh_from_db()
    assert (link.state, link.trouble) == ("gone", how)
    assert bool(link.moved_to) == (how == "moved")
    assert link.get_trouble_display()
    assert len(issues()) == 1
    assert Repository.objects.get().swept == 1
    forget_traffic(github)


def test_unchanged_issues_cost_a_list_and_no_visit(github, lac_tamarac, link):
    night()
    github.ask("GET", "/_sandbox/traffic?clear=1")
    reconcile.poll(timezone.now() + timedelta(days=2))
    paths = [row["path"] for row in github.traffic()["exchanges"]]
    assert not [path for path in paths if f"/issues/{link.number}" in path]
    assert len(paths) <= 6
    link.refresh_from_db()
    assert link.checked_at > timezone.now() + timedelta(days=1)


def test_an_archived_repository_pauses_and_goes_on_later(
    github, issues, lac_tamarac, link
):
    github.ask("POST", "/_sandbox/repository", {"archived": True})
    home = Repository.objects.get()
    repositories.refresh(home, connect())
    assert home.trouble == "archived"
    briefed_need(lac_tamarac)
    mirrored()
    row = Delivery.objects.filter(channel="github").order_by("-pk")[0]
    assert (row.fate, len(issues())) == ("misconfigured", 1)
    github.ask("POST", "/_sandbox/repository", {"archived": False})
    repositories.refresh(home, connect())
    outbox.deliver_due("github")
    row.refresh_from_db()
    assert (row.fate, len(issues())) == ("done", 2)


def test_an_app_that_is_taken_away_is_seen(github, link, settings):
    settings.GITHUB = settings.GITHUB | {"TOKEN": "taken away"}
    event(link, "installation", action="deleted")
    inbound.apply_due()
    assert Repository.objects.get().trouble == "no_access"
    with pytest.raises(Denied):
        repositories.located(Repository.objects.get(), connect())


def test_a_burst_about_one_issue_is_read_once(github, link):
    for _ in range(50):
        event(link, "issues", issue={"number": link.number}, repository=home_of(link))
    github.ask("GET", "/_sandbox/traffic?clear=1")
    inbound.apply_due()
    assert InboundEvent.objects.filter(handled_at=None).count() == 0
    reads = [
        row for row in github.traffic()["exchanges"]
        if row["path"].endswith(f"/issues/{link.number}")
    ]  # fmt: skip
    assert len(reads) == 1


def test_a_hint_that_came_during_the_reading_is_read_for(github, link, monkeypatch):
    """Its news may be younger than what was read: it is not folded away."""
    event(link, "issues", issue={"number": link.number}, repository=home_of(link))
    follow = inbound.FOLLOWED["issues"]
    read = []

    def slow(*args):
        follow(*args)
        read.append(1)
        if len(read) == 1:
            event(
                link, "issues", issue={"number": link.number}, repository=home_of(link)
            )

    monkeypatch.setitem(inbound.FOLLOWED, "issues", slow)
    inbound.apply_due()
    assert len(read) == 2


def test_deliveries_that_failed_are_asked_for_again():
    def row(number, guid, status):
        return {"id": number, "guid": guid, "status_code": status}

    now = timezone.now()
    InboundEvent.objects.create(
        guid="here", event="ping", payload={}, received_at=now, due_at=now
    )
    rows = [row(4, "b", 502), row(3, "a", 200), row(2, "a", 500), row(1, "b", 500)]
    rows += [row(5, "here", 504)]
    assert [r["id"] for r in redelivery.missing(rows)] == [4]


def test_second_issues_for_one_need_are_closed_as_duplicates(github, issues, link):
    body = github.ask("GET", github.repo(f"/issues/{link.number}")).json["body"]
    twin = github.ask("POST", github.repo("/issues"), {"title": "t", "body": body}).json
    night()
    shown = github.ask("GET", github.repo(f"/issues/{twin['number']}")).json
    assert (shown["state"], shown["state_reason"]) == ("closed", "duplicate")
    assert MirrorLink.objects.get().number == link.number


_numbers = iter(range(1_000_000))


def home_of(link):
    return {"id": link.repository.remote_id}


def event(link, name, **payload):
    now = timezone.now()
    InboundEvent.objects.create(
        guid=f"lost-{next(_numbers)}", event=name, payload=payload,
        received_at=now, due_at=now,
    )  # fmt: skip
