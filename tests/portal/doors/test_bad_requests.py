"""Requests that no browser would send, and addresses that lead nowhere."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.portal.doors.fingerprints import changed
from tests.portal.doors.places import address
from tests.portal.doors.world import World

Visitor = Callable[..., Client]
MANY, HUGE = "9" * 5000, "99999999999999999999"
LOST = {"fr": "Cette page n’existe pas", "en": "This page does not exist"}

# What is asked of a list and not understood is left aside.
ASKED = [
    f"/fr/besoins/?page={MANY}", "/fr/besoins/?page=-1",
    "/fr/besoins/?cooperative=%00&category=x&status=y&value=z&sort=w",
    "/fr/besoins/?q=%25_%5C%27%22", "/fr/besoins/?q=a&q=b&page=1&page=2",
    "/fr/votes/?page=%00", f"/fr/votes/?page={MANY}",
    f"/fr/feuille-de-route/?cycle={MANY}", "/fr/feuille-de-route/?cycle=%00",
    "/fr/feuille-de-route/?cycle=%C2%B2", f"/fr/feuille-de-route/?cycle={HUGE}",
    f"/fr/decisions/?page={MANY}", f"/fr/decisions/?cooperative={HUGE}&outcome=%00",
    "/fr/decisions/?q=%00", "/fr/versions/?page=-1", "/en/demo/?next=%00",
]  # fmt: skip

# A search that cannot be made is told, with the whole list below it.
NO_SEARCH = ["%00", "x" * 3000, "a+" * 1000]

NOWHERE = [
    "/{lang}/%00/", "/{lang}/%ED%A0%80/", "/{lang}/%FF/", "/{lang}/{needs}/-1/",
    "/{lang}/{needs}/0/", "/{lang}/{needs}/{many}/", "/{lang}/{needs}/{huge}/",
    "/{lang}/{needs}/1-%00/", "/{lang}/{needs}/abc/", "/{lang}/{needs}/1.5/",
    "/{lang}/{needs}/0x1/", "/{lang}/{needs}/{huge}/decision/", "/{lang}/coops/%00/",
    "/{lang}/coops/nulle-part/", "/{lang}/votes/{huge}/", "/{lang}/votes/{many}/",
    "/{lang}/votes/-1/", "/{lang}/" + "a/" * 1000, "/{lang}/../../etc/passwd",
    "/{lang}/decisions/%00/",
]  # fmt: skip
MIXED = ["/{lang}/{foreign}/", "/{lang}/{foreign}/1/"]
TWO_LANGUAGES = {
    "fr": "Cette adresse mêle deux langues",
    "en": "This address mixes two languages",
}
WORDS = {
    "fr": {"needs": "besoins", "foreign": "needs"},
    "en": {"needs": "needs", "foreign": "besoins"},
}


@pytest.mark.parametrize("asked", ASKED, ids=range(len(ASKED)))
def test_a_list_asked_for_nonsense(world: World, visitor: Visitor, asked: str) -> None:
    for role in ("anonymous", "coordinator"):
        assert visitor(role).get(asked).status_code == 200


@pytest.mark.parametrize("words", NO_SEARCH, ids=["nul", "long", "many"])
def test_a_search_that_cannot_be_made(
    world: World, visitor: Visitor, words: str
) -> None:
    for role in ("anonymous", "coordinator"):
        met = visitor(role).get(f"/fr/besoins/?q={words}")
        assert met.status_code == 400
        assert 'id="filter_q_error"' in met.content.decode()
        assert met.context["cards"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_address_that_leads_nowhere(
    world: World, visitor: Visitor, before: dict[str, str], language: str
) -> None:
    """A sentence, in the reader's own language; another one where the address mixes
    the words of two."""
    words = {"lang": language, "many": MANY, "huge": HUGE} | WORDS[language]
    client = visitor("coordinator")
    told = dict.fromkeys(NOWHERE, LOST) | dict.fromkeys(MIXED, TWO_LANGUAGES)
    for pattern, sentence in told.items():
        there = pattern.format(**words)
        met = client.get(there)
        assert met.status_code == 404, there
        assert sentence[language] in met.content.decode(), there
        assert client.post(there).status_code in {404, 405}, there
    assert not changed(before)


def test_the_words_of_the_other_language_lead_to_the_need(
    world: World, visitor: Visitor
) -> None:
    number = world.needs["submitted"]
    met = visitor("anonymous").get(f"/en/needs/{number}-anything-else/")
    assert met.status_code == 302
    assert met["Location"].startswith(f"/en/needs/{number}-")


CODECS = ["utf-7", "utf-16", "zlib", "hex", "rot13", "idna", "undefined", "nonsense"]
PARTS = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'


@pytest.mark.parametrize("codec", CODECS)
def test_a_form_in_another_encoding_is_read_as_ours(
    world: World, visitor: Visitor, codec: str
) -> None:
    body = PARTS % (b"kind", b"comment") + PARTS % (b"text", b"+2AA- abc") + b"--x--"
    kind = f"multipart/form-data; boundary=x; charset={codec}"
    there = address(world, "need_comment", "submitted")
    met = visitor("member").generic("POST", there, body, content_type=kind)
    assert met.status_code == 302
    assert "+2AA- abc" in visitor("member").get(met["Location"]).content.decode()


BODIES: dict[str, tuple[bytes, str]] = {
    "json": (b'{"text": "x"}', "application/json"),
    "no boundary": (b"x", "multipart/form-data"),
    "cut short": (b"--x\r\nContent-Disp", "multipart/form-data; boundary=x"),
    "a file": (PARTS % (b'text"; filename="a', b"x") + b"--x--",
               "multipart/form-data; boundary=x"),
    "many fields": (b"&".join(b"a%d=1" % n for n in range(1500)),
                    "application/x-www-form-urlencoded"),
    "another charset": (b"kind=comment&text=x",
                        "application/x-www-form-urlencoded; charset=utf-16"),
    "27 megabytes": (b"a=" + b"x" * (27 << 20), "application/x-www-form-urlencoded"),
}  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_is_no_form(
    world: World, visitor: Visitor, before: dict[str, str], body: str
) -> None:
    sent, kind = BODIES[body]
    there = address(world, "need_comment", "submitted")
    met: Any = visitor("member").generic("POST", there, sent, content_type=kind)
    if body == "another charset":
        assert met.status_code == 302
        return
    assert met.status_code in {400, 413, 422}
    assert "<h1" in met.content.decode()
    assert not changed(before)


def test_half_a_letter_is_not_kept(world: World, visitor: Visitor) -> None:
    """A lone surrogate in an address's own encoding becomes a sign of its loss."""
    there = address(world, "need_comment", "submitted")
    sent = b"kind=comment&text=%ED%A0%80abc%FF"
    client = visitor("member")
    kind = "application/x-www-form-urlencoded"
    met = client.generic("POST", there, sent, content_type=kind)
    assert met.status_code == 302
    assert "\ufffdabc\ufffd" in client.get(met["Location"]).content.decode()


@pytest.mark.parametrize("header", [
    {"Accept-Language": "\x00;q=x," + "a" * 5000}, {"Accept-Language": "fr;q=9e999"},
    {"Cookie": "sessionid=\x00; csrftoken=é"}, {"Cookie": "django_language=../../etc"},
    {"Cookie": "messages=xxx:yyy"}, {"X-Forwarded-Host": "mal.example"},
    {"Referer": "\x00"}, {"Content-Length": "abc"}, {"User-Agent": "\x00" * 50},
], ids=range(9))  # fmt: skip
def test_headers_that_no_browser_sends(
    world: World, visitor: Visitor, header: dict[str, str]
) -> None:
    met = visitor("anonymous").get("/fr/besoins/", headers=header)
    assert met.status_code == 200
    assert "mal.example" not in met.content.decode()
