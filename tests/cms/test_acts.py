"""The journal at the desk, in plain words: each act that is ever written has its own."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cms.desk.acts import ACTS
from tests import builders

ROOMS = ("governance", "integrations")
NAME = re.compile(r'"([a-z]+\.[a-z_]{3,})"')


def written() -> set[str]:
    """Every short name in the files that write to the journal or choose what to write."""
    files = (
        p for room in ROOMS for p in (Path(settings.BASE_DIR) / room).rglob("*.py")
    )
    texts = (file.read_text() for file in files if "migrations" not in file.parts)
    return {
        name
        for text in texts
        if re.search(r"record\(|verb", text)
        for name in NAME.findall(text)
    }


def test_every_act_has_words_and_no_words_are_left_over() -> None:
    assert written() == set(ACTS)


@pytest.mark.django_db
def test_the_list_tells_acts_in_words_and_the_line_its_sealed_name(
    client: Client, lac_tamarac, rose_aimee, melanie, denis
) -> None:
    builders.submitted_need(lac_tamarac, author=rose_aimee)
    client.force_login(denis)
    asked = {"verb": "need.submitted"}
    page = client.get(reverse("journal:index"), asked)
    [row] = page.context["object_list"]
    assert f"Besoin {row.subject_id}" in page.content.decode()
    line = client.get(reverse("journal:inspect", args=[row.pk])).content.decode()
    assert "Besoin proposé" in line and "need.submitted" in line
