"""A ballot of each rule over HTTP, without a script: three steps, back, again."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from governance.membership.models import Person
from governance.voting.models import Helped, RollLine, Round
from tests.every_rule import RULES, Hall, opened, voters
from tests.portal.votes.conftest import rounds_of, sentence_of, signed_in
from tests.portal.votes.test_ballot import checked, slip_in
from tests.worlds import shared

CONTROL = re.compile(
    r'<input type="(?:radio|checkbox)" name="([^"]+)"[^>]*?(?: value="([^"]*)")?'
    r"(?: checked)(?: required)?>"
)
LIST = re.compile(r'<select name="([^"]+)".*?</select>', re.S)
CHOSEN = re.compile(r'value="(\d+)" selected')


@shared
def hall(
    les_affluents: Any,
    denis: Person,
    lac_tamarac: Any,
    trois_ormes: Any,
    rose_aimee: Person,
    melanie: Person,
) -> Hall:
    at = timezone.now() - timedelta(hours=1)
    people = rose_aimee, melanie
    hall = Hall(les_affluents, denis, lac_tamarac, trois_ormes, *people, at)
    return hall.get_ready()


def filled(rule: str, numbers: list[int]) -> dict[str, Any]:
    """How the form of a rule is sent."""
    if len(numbers) == 1:
        return {"answer": "no"}
    a, b, c = map(str, numbers)
    if rule in ("approval", "mes"):
        return {"chosen": [a, c]}
    if rule == "points":
        return {f"points_{a}": "2", f"points_{b}": "0", f"points_{c}": "3"}
    return {f"rank_{c}": "1", f"rank_{a}": "2"}


def choices(rule: str, numbers: list[int]) -> dict[str, Any]:
    """What it reads."""
    if len(numbers) == 1:
        return {"answer": "no"}
    a, _b, c = numbers
    if rule in ("approval", "mes"):
        return {"chosen": [a, c]}
    return {"points": [[a, 2], [c, 3]]} if rule == "points" else {"ranking": [c, a]}


def on_the_paper(page: str) -> dict[str, Any]:
    """What the form on a page would send."""
    found: dict[str, Any] = {}
    for name, value in CONTROL.findall(page):
        found.setdefault(name, []).append(value)
    for box in LIST.finditer(page):
        if place := CHOSEN.search(box.group(0)):
            found[box.group(1)] = [place.group(1)]
    return {k: v[0] if k != "chosen" else v for k, v in found.items()}


@pytest.mark.parametrize("rule", RULES)
def test_three_steps_back_again_and_doubled(
    hall: Hall, rule: str, django_assert_max_num_queries: Any
) -> None:
    held, needs = opened(hall, rule)
    numbers = [need.number for need in needs]
    member = voters(hall.host)[0]
    client, sent = signed_in(member), filled(rule, numbers)
    empty = client.get(rounds_of(held, "round_ballot", "fr"))
    marks = on_the_paper(empty.content.decode()).values()
    assert set(marks) <= {"0"}, "nothing is marked beforehand"
    slip = checked(client, held, sent)
    back = client.post(rounds_of(held, "round_ballot"), {"slip": slip})
    assert on_the_paper(back.content.decode()) == sent
    url = rounds_of(held, "round_receipt")
    first, second = client.post(url, {"slip": slip}), client.post(url, {"slip": slip})
    assert first.status_code == second.status_code == 200
    assert first.context["receipt"].tracker == second.context["receipt"].tracker
    cast, ours = held.ballots.get().choices, {"place", "veil"}
    assert {k: v for k, v in cast.items() if k not in ours} == choices(rule, numbers)
    with django_assert_max_num_queries(15):
        again = client.get(rounds_of(held, "round_ballot"))
    assert on_the_paper(again.content.decode()) == sent
    assert "You voted on" in again.content.decode()


def test_a_recorded_vote_says_so_at_each_step(hall: Hall) -> None:
    held, _needs = opened(hall, "delegates")
    client = signed_in(voters(hall.host)[0])
    paper = client.get(rounds_of(held, "round_ballot")).content.decode()
    check = client.post(rounds_of(held, "round_check"), {"answer": "yes"})
    for page in (paper, check.content.decode()):
        assert "can read your answer with your name" in page
        assert "carries your name" not in page and "no name" not in page


def test_help_is_counted_at_the_first_ballot_alone(hall: Hall) -> None:
    held, _needs = opened(hall, "majority")
    client, url = signed_in(voters(hall.host)[0]), rounds_of(held, "round_receipt")
    for answer in ("yes", "no"):
        check = client.post(rounds_of(held, "round_check"), {"answer": answer})
        page = check.content.decode()
        assert ('name="helped"' in page) is (answer == "yes")
        client.post(url, {"slip": slip_in(page), "helped": "on"})
    assert Helped.objects.get(round=held).people == 1


def test_who_took_a_paper_ballot_is_told(hall: Hall) -> None:
    held, _needs = opened(hall, "majority")
    member = voters(hall.host)[0]
    client = signed_in(member)
    slip = checked(client, held, {"answer": "yes"})
    RollLine.objects.filter(round=held, person=member).update(
        paper_on=timezone.localdate()
    )
    for language, words in (("fr", "bulletin de papier"), ("en", "a paper ballot")):
        answer = client.get(rounds_of(held, "round_ballot", language))
        assert answer.status_code == 409
        assert words in sentence_of(answer)
    late = client.post(rounds_of(held, "round_receipt"), {"slip": slip})
    assert late.status_code == 409 and not held.ballots.exists()


def test_the_link_that_is_lost_leaves_an_empty_paper(hall: Hall) -> None:
    held, needs = opened(hall, "irv")
    client = signed_in(voters(hall.host)[0])
    sent = filled("irv", [need.number for need in needs])
    slip = checked(client, held, sent)
    client.post(rounds_of(held, "round_receipt"), {"slip": slip})
    RollLine.objects.filter(round=held).update(ballot_link="")
    page = client.get(rounds_of(held, "round_ballot")).content.decode()
    assert on_the_paper(page) == {}
    assert "can no longer be opened" in page


def test_an_unfinished_paper_is_kept_under_a_name_of_ones_own(hall: Hall) -> None:
    one, two = opened(hall, "majority")[0], opened(hall, "irv")[0]
    names = {
        _kept(person, held) for person in voters(hall.host)[:2] for held in (one, two)
    }
    assert len(names) == 4


def _kept(person: Person, held: Round) -> str:
    page = signed_in(person).get(rounds_of(held, "round_ballot")).content.decode()
    found = re.search(r'data-keep="([^"]+)"', page)
    assert found
    return found.group(1)
