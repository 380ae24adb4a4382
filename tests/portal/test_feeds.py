"""Feeds of needs, decisions and releases: Atom, in the language of the address."""

import xml.etree.ElementTree as ET

import pytest

from tests.builders import submitted_need

ATOM = "{http://www.w3.org/2005/Atom}"
pytestmark = pytest.mark.usefixtures("founded", "melanie", "gaetan")


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    assert path.startswith(
        f"/{feed.attrib['{http://www.w3.org/XML/1998/namespace}lang']}"
    )
    return feed.findall(f"{ATOM}entry")


def test_needs_are_told_in_both_languages_and_nobody_is_named(
    client, lac_tamarac, rose_aimee
):
    need = submitted_need(lac_tamarac, author=rose_aimee, title="Lire mes résultats")
    for path in ("/fr/besoins/feed/", "/en/needs/feed/"):
        [entry] = read(client, path)
        assert entry.find(f"{ATOM}title").text == "Lire mes résultats"
        link = entry.find(f"{ATOM}link").attrib["href"]
        assert f"/{need.number}-" in link
        assert client.get("/" + link.split("/", 3)[3]).status_code == 200
        assert rose_aimee.last_name not in client.get(path).content.decode()


@pytest.mark.parametrize(
    "path",
    ["/fr/decisions/feed/", "/en/decisions/feed/", "/fr/versions/feed/",
     "/en/releases/feed/"],
)  # fmt: skip
def test_decisions_and_releases_have_a_feed_even_when_empty(client, path):
    assert read(client, path) == []
    assert client.post(path).status_code == 405
