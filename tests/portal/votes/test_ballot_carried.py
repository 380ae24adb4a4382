"""Signed out in the middle of a ballot: the choices come back, to their owner alone."""

import logging
import re
from base64 import urlsafe_b64decode
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from governance.membership.models import Person
from governance.proposals.models import Proposal
from governance.voting.actions import seal_round
from governance.voting.models import Round
from portal.site.votes.carried import COOKIE, SECONDS
from tests.portal.votes.conftest import rounds_of, signed_in
from tests.portal.votes.test_ballot import checked

BACKEND = "django.contrib.auth.backends.ModelBackend"
FOUND = "what you had chosen when you were signed out"


def ticked(response: Any) -> list[int]:
    boxes = re.findall(
        r'name="chosen"[^>]*value="(\d+)"( checked)?', response.content.decode()
    )
    return [int(number) for number, mark in boxes if mark]


def sent_too_late(
    round: Round, person: Person, number: int, step: str, language: str = "en"
) -> tuple[Client, Any]:
    """The browser whose session ended before this step, and the answer it got."""
    client = signed_in(person)
    page = client.get(rounds_of(round, "round_ballot", language)).content.decode()
    under = re.search(r'name="under" value="([^"]+)"', page)
    assert under
    paper: dict[str, object] = {"chosen": [number], "under": under.group(1)}
    if step != "round_check":
        paper = {"slip": checked(client, round, paper)}
    client.logout()
    return client, client.post(rounds_of(round, step, language), paper)


@pytest.mark.parametrize("step", ["round_check", "round_receipt", "round_ballot"])
@pytest.mark.parametrize(
    ("language", "words"), [("en", FOUND), ("fr", "quand votre session s’est fermée")]
)
def test_the_choices_come_back_once_after_signing_in(
    choice_round: Round,
    needs: list[Proposal],
    rose_aimee: Person,
    step: str,
    language: str,
    words: str,
) -> None:
    chosen = needs[1].number
    client, answer = sent_too_late(choice_round, rose_aimee, chosen, step, language)
    ballot = rounds_of(choice_round, "round_ballot", language)
    assert answer.status_code == 302
    assert answer["Location"].endswith(ballot)
    assert client.get(answer["Location"]).content.decode().count("demi-heure") == (
        language == "fr"
    )
    client.force_login(rose_aimee, backend=BACKEND)
    paper = client.get(ballot)
    assert ticked(paper) == [chosen]
    assert words in paper.content.decode()
    assert not choice_round.ballots.exists()
    assert client.cookies[COOKIE].value == ""
    assert ticked(client.get(ballot)) == []


def test_the_cookie_is_sealed_and_goes_to_the_ballot_alone(
    choice_round: Round,
    needs: list[Proposal],
    rose_aimee: Person,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    chosen = needs[1].number
    client, _answer = sent_too_late(choice_round, rose_aimee, chosen, "round_check")
    cookie = client.cookies[COOKIE]
    assert cookie["path"] == rounds_of(choice_round, "round_ballot")
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["max-age"]) == ("Lax", 30 * 60)
    assert b"chosen" not in urlsafe_b64decode(cookie.value)
    kept = [session.get_decoded() for session in Session.objects.all()]
    for place in (str(kept), caplog.text):
        assert "chosen'" not in place
        assert cookie.value not in place


def test_blank_and_full_papers_are_of_one_length(
    choice_round: Round, needs: list[Proposal], rose_aimee: Person
) -> None:
    client = signed_in(rose_aimee)
    slips = [
        checked(client, choice_round, paper)
        for paper in ({"none": "on"}, {"chosen": [n.number for n in needs[:2]]})
    ]
    client.logout()
    lengths = set()
    for slip in slips:
        client.post(rounds_of(choice_round, "round_receipt"), {"slip": slip})
        lengths.add(len(client.cookies[COOKIE].value))
    assert len(lengths) == 1


def test_another_person_finds_nothing_and_the_cookie_goes(
    choice_round: Round,
    needs: list[Proposal],
    rose_aimee: Person,
    marc_andre: Person,
) -> None:
    client, _answer = sent_too_late(
        choice_round, rose_aimee, needs[1].number, "round_receipt"
    )
    ballot = rounds_of(choice_round, "round_ballot")
    client.force_login(marc_andre, backend=BACKEND)
    paper = client.get(ballot)
    assert ticked(paper) == []
    assert FOUND not in paper.content.decode()
    assert client.cookies[COOKIE].value == ""
    client.force_login(rose_aimee, backend=BACKEND)
    assert ticked(client.get(ballot)) == []


def test_after_half_an_hour_nothing_opens(
    choice_round: Round, needs: list[Proposal], rose_aimee: Person
) -> None:
    client, _answer = sent_too_late(
        choice_round, rose_aimee, needs[1].number, "round_check"
    )
    kept = client.cookies[COOKIE].value
    with time_machine.travel(timezone.now() + timedelta(seconds=SECONDS + 1)):
        client.force_login(rose_aimee, backend=BACKEND)
        client.cookies[COOKIE] = kept
        assert ticked(client.get(rounds_of(choice_round, "round_ballot"))) == []


@pytest.mark.parametrize(
    "sent",
    [{}, {"chosen": ["1"]}, {"under": "x"}, {"slip": "forged"}, {"slip": ""}],
    ids=["nothing", "nobody’s", "unreadable", "forged", "empty"],
)
def test_what_is_nobodys_is_not_kept(
    choice_round: Round, sent: dict[str, object]
) -> None:
    for step in ("round_check", "round_receipt"):
        client = Client()
        answer = client.post(rounds_of(choice_round, step), sent, follow=True)
        assert COOKIE not in client.cookies
        assert "Sign in and choose again" in answer.content.decode()


def test_a_cookie_of_ones_own_making_is_an_empty_paper(
    choice_round: Round, rose_aimee: Person
) -> None:
    for made in ("é", "AAAA", "A" * 400, "=="):
        client = signed_in(rose_aimee)
        client.cookies[COOKIE] = made
        paper = client.get(rounds_of(choice_round, "round_ballot"))
        assert (paper.status_code, ticked(paper)) == (200, [])


def test_a_closed_vote_keeps_nothing(
    choice_round: Round, needs: list[Proposal], rose_aimee: Person
) -> None:
    slip = checked(signed_in(rose_aimee), choice_round, {"chosen": [needs[0].number]})
    late = choice_round.closes_at + timedelta(hours=2)
    client = Client()
    with time_machine.travel(late):
        seal_round(choice_round, at=late)
        client.post(rounds_of(choice_round, "round_receipt"), {"slip": slip})
    assert COOKIE not in client.cookies
