"""What a page costs: questions to the database, and bytes on a weak network."""

import gzip
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.membership.models import Cooperative, Person
from governance.proposals import actions
from tests import builders, cast

QUERIES = 15
PAGE, STYLES, SCRIPT = 60_000, 16_000, 4_000  # bytes, compressed


def asked(client: Client, url: str) -> int:
    client.get(url, follow=True)  # languages, sites and formats are read once a process
    with CaptureQueriesContext(connection) as seen:
        response = client.get(url)
    assert response.status_code == 200
    return len(seen)


def fill(coop: Cooperative, author: Person, supporter: Person, count: int) -> None:
    for number in range(count):
        need = builders.submitted_need(
            coop, author=author, title=f"Voir la liste {number}"
        )
        actions.support_proposal(need, by=supporter, at=timezone.now())


def test_the_list_asks_as_much_for_3_needs_as_for_60(
    client: Client, signed_in: Any, lac_tamarac: Cooperative, rose_aimee: Person,
    marc_andre: Person,
) -> None:  # fmt: skip
    fill(lac_tamarac, rose_aimee, marc_andre, 3)
    few = [
        asked(who, "/fr/besoins/?q=liste") for who in (client, signed_in(rose_aimee))
    ]
    fill(lac_tamarac, rose_aimee, marc_andre, 57)
    many = [
        asked(who, "/fr/besoins/?q=liste") for who in (client, signed_in(rose_aimee))
    ]
    assert few == many
    assert max(many) <= QUERIES


@pytest.mark.parametrize("stage", [
    "submitted", "accepted", "voted", "refused", "mandated", "briefed", "in_development", "released",
])  # fmt: skip
def test_a_need_asks_little_at_every_stage(
    client: Client, signed_in: Any, lac_tamarac: Cooperative, rose_aimee: Person,
    marc_andre: Person, melanie: Person, gaetan: Person, stage: str,
) -> None:  # fmt: skip
    name = f"need_in_{stage[3:]}" if stage.startswith("in_") else f"{stage}_need"
    at = timezone.now() - timedelta(days=60)
    need = getattr(builders, name)(lac_tamarac, author=rose_aimee, at=at)
    url = f"/fr/besoins/{need.number}-{need.wording('fr').slug}/"
    for person in (None, rose_aimee, melanie, gaetan):
        assert asked(signed_in(person) if person else client, url) <= QUERIES, person


def test_a_long_discussion_asks_no_more(
    client: Client, lac_tamarac: Cooperative, rose_aimee: Person, at: Any
) -> None:
    need = builders.submitted_need(lac_tamarac, author=rose_aimee)
    url = f"/fr/besoins/{need.number}-{need.wording('fr').slug}/"
    actions.add_comment(need, by=rose_aimee, at=at, text="Un mot", language="fr")
    before = asked(client, url)
    for number in range(20):
        person = cast.admit(
            cast.welcome(f"Membre {number}", "Test", email=f"m{number}@example.org"),
            lac_tamarac,
        )
        actions.add_comment(need, by=person, at=at, text=f"Mot {number}", language="fr")
    assert asked(client, url) == before


def weight(data: bytes) -> int:
    return len(gzip.compress(data, 9))


def static(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str)
    return Path(found).read_bytes()


def test_pages_are_light(
    client: Client, lac_tamarac: Cooperative, rose_aimee: Person, marc_andre: Person
) -> None:
    fill(lac_tamarac, rose_aimee, marc_andre, 12)
    html = client.get("/fr/besoins/").content
    styles = re.findall(rb'href="/static/(portal/[\w.-]+\.css)"', html)
    css = sum(weight(static(name.decode())) for name in styles)
    script = weight(static("portal/passerelle.js"))
    drawings = weight(static("portal/icons.svg"))
    assert css <= STYLES
    assert script <= SCRIPT
    assert weight(html) + css + script + drawings <= PAGE


def test_nothing_is_asked_of_other_hosts(client: Client, database: Any) -> None:
    html = client.get("/fr/besoins/").content.decode()
    loaded = re.findall(r'(?:src|href)="(https?:)?//', html)
    assert not loaded
    assert " style=" not in html
    assert not re.search(r"\son\w+=", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["default-src"] == ["'self'"]
