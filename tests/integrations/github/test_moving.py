"""Repositories that change their name, an issue that changes its repository, an App
that is taken away and comes back, deliveries that failed and are sent again."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.utils import timezone

from governance.proposals.actions import confirm_brief
from integrations import outbox
from integrations.fates import Fate
from integrations.github import client, inbound, reconcile, redelivery
from integrations.github.sandbox.rest import account
from integrations.models import Delivery, InboundEvent, MirrorLink, Repository
from tests.builders import briefed_need, secretary, written_brief
from tests.integrations.github_fixtures import SECRET, mirrored, pointed_at
from tests.integrations.sandbox import listener as listening
from tests.integrations.sandbox.fixtures import running_sandbox

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")

OTHER = "carnet-commun/agenda"
listener = listening.listener


@pytest.fixture
def github(tmp_path, settings):
    """A sandbox for each test: names change here."""
    with running_sandbox(tmp_path) as sandbox:
        settings.GITHUB = pointed_at(sandbox)
        yield sandbox


@pytest.fixture
def link(github, briefed):
    return mirrored()


@pytest.fixture
def other(github):
    told = github.ask("POST", "/_sandbox/second", {"name": OTHER}).json
    return Repository.objects.create(
        full_name=OTHER, remote_id=told["id"], html_url=f"{github.url}/{OTHER}"
    )


def anew(need, **parts):
    brief = written_brief(need, at=timezone.now(), **parts)
    confirm_brief(brief, by=secretary(need.cooperative), at=timezone.now())
    outbox.collect(timezone.now())
    outbox.deliver_due("github")


def night():
    reconcile.poll(timezone.now() + timedelta(days=1))


def test_a_transfer_between_two_of_ours_is_followed(github, link, other):
    order = {"number": link.number, "to": other.remote_id}
    there = github.ask("POST", "/_sandbox/transfer", order).json["number"]
    night()
    link.refresh_from_db()
    assert (link.repository, link.number) == (other, there)
    assert (link.state, link.trouble) == ("open", "")
    anew(link.proposal, title="A better title")
    path = f"/repositories/{other.remote_id}/issues/{there}"
    shown = github.ask("GET", path).json
    assert shown["title"] == "A better title"
    assert "coop-mandate" in [label["name"] for label in shown["labels"]]
    assert MirrorLink.objects.count() == 1


def test_a_transfer_out_of_reach_is_said(github, link, other):
    other.delete()
    order = {"number": link.number, "to": 4102}
    github.ask("POST", "/_sandbox/transfer", order)
    night()
    link.refresh_from_db()
    assert (link.state, link.trouble) == ("gone", "moved")
    assert link.moved_to == f"{github.url}/{OTHER}/issues/1"


def test_a_new_name_loses_and_doubles_nothing(github, link, lac_tamarac, marc_andre):
    """By the old name a read is led on (301), a write is not (307): the mirror asks by
    id, and neither happens to it."""
    order = {"id": link.repository.remote_id, "name": "carnet-commun/cahier"}
    github.ask("POST", "/_sandbox/rename", order)
    old = github.repo("/issues")
    assert github.ask("POST", old, {"title": "lost"}).status == 307
    assert github.ask("GET", f"{old}?state=all").url.endswith(
        "/repositories/4101/issues"
    )
    github.ask("GET", "/_sandbox/traffic?clear=1")
    briefed_need(lac_tamarac, author=marc_andre, title="Un autre besoin")
    assert mirrored().number == link.number + 1
    night()
    home = Repository.objects.get()
    assert home.full_name == "carnet-commun/cahier"
    assert set(MirrorLink.objects.values_list("state", "trouble")) == {("open", "")}
    statuses = {row["status"] for row in github.traffic()["exchanges"]}
    assert statuses <= {200, 201, 304}


@pytest.fixture(scope="module")
def key():
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    how = serialization.PrivateFormat.TraditionalOpenSSL
    kind = serialization.Encoding.PEM
    return made.private_bytes(kind, how, serialization.NoEncryption()).decode()


def as_app(key):
    return {
        "TOKEN": "", "APP_PRIVATE_KEY": key, "APP_ID": str(account.APP_ID),
        "INSTALLATION_ID": str(account.INSTALLATION_ID),
    }  # fmt: skip


def told(event):
    now = timezone.now()
    InboundEvent.objects.create(
        guid=f"{event}-{now}", event=event, payload={}, received_at=now, due_at=now
    )
    inbound.apply_due()


def test_an_app_taken_away_pauses_and_goes_on_when_it_is_back(
    github, settings, key, lac_tamarac, briefed, marc_andre
):
    settings.GITHUB = settings.GITHUB | as_app(key)
    assert mirrored().number
    github.ask("POST", "/_sandbox/uninstall", {"uninstalled": True})
    client._kept.__dict__.clear()  # its token of the hour is worth nothing now
    told("installation")
    home = Repository.objects.get()
    assert home.trouble in {"no_access", "out_of_reach"}
    briefed_need(lac_tamarac, author=marc_andre, title="Un autre besoin")
    mirrored()
    row = Delivery.objects.filter(channel="github").order_by("-pk")[0]
    assert row.fate == "misconfigured"
    github.ask("POST", "/_sandbox/uninstall", {"uninstalled": False})
    client._kept.__dict__.clear()
    told("installation")
    outbox.deliver_due("github")
    row.refresh_from_db()
    assert row.fate == "done"
    home.refresh_from_db()
    assert home.trouble == ""


def test_deliveries_that_failed_arrive_when_they_are_sent_again(
    tmp_path, settings, key, lac_tamarac, listener
):
    """The listener was away for the first try; asked for, it comes under its GUID."""
    listener.status = 502
    with running_sandbox(tmp_path, webhook_url=listener.url, secret=SECRET) as own:
        settings.GITHUB = pointed_at(own) | as_app(key)
        own.ask("POST", own.repo("/issues"), {"title": "t"}, token="developer")
        [lost] = own.settled()
        listener.status = 202
        assert redelivery.ask_due(client.connect(), timezone.now()) == 1
        again = own.settled()[-1]
        assert (again["guid"], again["redelivery"]) == (lost["guid"], True)
        assert again["answer"]["status"] == 202


def test_what_github_refuses_never_stops_the_other_repository(github, link, other):
    Repository.objects.filter(pk=other.pk).update(
        remote_id=999_999, polled_at=link.repository.polled_at
    )
    MirrorLink.objects.create(
        proposal=link.proposal,
        repository=other,
        marker="0" * 32,
        number=1,
        state="open",
    )
    with pytest.raises(Fate):
        night()
    assert Repository.objects.get(pk=link.repository_id).swept == 1
