"""The page of a result under each rule, and who may read recorded answers."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from governance.membership.models import Person
from governance.voting import queries
from governance.voting.models import Ballot, Round
from portal.models import Job
from portal.site import home
from portal.site.trace import vote_words
from portal.site.votes.results import one, otherwise
from tests import believable
from tests.every_rule import RULES, Hall, voters
from tests.portal.votes.conftest import HOUR, rounds_of, signed_in
from tests.round_builders import sealed, vote
from tests.worlds import shared

# What each rule must show, besides its sentence: part of the page's context.
SHOWN = {
    "majority": ("answers",),
    "approval": ("lines",),
    "points": ("lines",),
    "irv": ("lines", "transfers"),
    "stv": ("lines", "transfers"),
    "schulze": ("lines", "duels"),
    "mes": ("lines", "purchases"),
    "double-majority": ("answers", "sides", "places"),
    "delegates": ("answers", "sides", "places"),
}


@shared
def hall(
    les_affluents: Any,
    denis: Any,
    lac_tamarac: Any,
    trois_ormes: Any,
    rose_aimee: Any,
    melanie: Any,
    at: Any,
) -> Hall:
    people = rose_aimee, melanie
    hall = Hall(les_affluents, denis, lac_tamarac, trois_ormes, *people, at)
    return hall.get_ready([*believable.NEEDS])


def counted(hall: Hall, rule: str) -> Round:
    host, guest = voters(hall.host), voters(hall.guest)
    people = [*host[:10], *guest[:3]]
    if rule == "delegates":
        believable.name_delegates(hall, host[:2], hall.host)
        believable.name_delegates(hall, guest[:1], hall.guest)
        people = [*host[:2], *guest[:1]]
    return believable.counted(hall, rule, people)


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_its_page_in_both_languages(
    hall: Hall, rule: str, django_assert_max_num_queries: Any
) -> None:
    held = counted(hall, rule)
    cache.clear()
    for language in ("fr", "en"):
        with django_assert_max_num_queries(15):
            page = Client().get(rounds_of(held, "round_results", language))
        assert page.status_code == 200
        for name in SHOWN[rule]:
            assert page.context[name], name
        told = page.content.decode()
        assert page.context["told"].headline
        assert "style=" not in told and len(told) < 60_000
        assert told.count("<h1>") == 1
        need = held.options.first().proposal  # type: ignore[union-attr]
        with translation.override(language):
            assert vote_words(need, held.result)
            assert home.result_sentence(held)
            one.stack(held.result, need.number)
            assert Client().get(reverse("round_list")).status_code == 200


@pytest.mark.parametrize("rule", ["irv", "mes"])
def test_what_would_have_come_out_otherwise_changes_nothing(
    hall: Hall, rule: str, monkeypatch: Any
) -> None:
    held = counted(hall, rule)
    cache.clear()
    before = held.result.figures
    found = Client().get(rounds_of(held, "round_results")).context["otherwise"]
    assert found.rules if rule == "irv" else found.served["mes"]
    held.refresh_from_db()
    assert held.result.figures == before
    check = queries.check_seal(held)
    assert check is not None and check.holds
    monkeypatch.setattr(otherwise, "_counted", None)
    again = Client().get(rounds_of(held, "round_results")).context["otherwise"]
    assert again == found, "counted once, kept by the seal"


def test_two_points_more_turnout_under_equal_shares_and_among_delegates(
    hall: Hall,
) -> None:
    """Shares are made again with these people in it; delegates each way they could all
    have answered. Both languages have the sentence, and a table where it differs."""
    believable.name_delegates(hall, voters(hall.host)[2:4], hall.host)
    budget, sent = counted(hall, "mes"), counted(hall, "delegates")
    cache.clear()
    for language, suppose in (("fr", "Supposons que"), ("en", "Suppose that")):
        for held in (budget, sent):
            page = Client().get(rounds_of(held, "round_results", language))
            found = page.context["otherwise"]
            assert found.sentences[0].startswith(suppose)
            assert all(other.name in page.content.decode() for other in found.more)
    told = otherwise.found(budget, budget.result)["joined"]
    assert told["extra"] == 1 and told["tried"] == told["all"]
    told = otherwise.found(sent, sent.result)
    assert (told["more"]["extra"], len(told["swayed"])) == (1, 2)


def test_points_are_shown_as_a_grid_of_people(hall: Hall) -> None:
    held = counted(hall, "points")
    cache.clear()
    grid = Client().get(rounds_of(held, "round_results")).context["otherwise"].given
    points = {row["number"]: row["points"] for row in held.result.figures["points"]}
    assert {row.option.number: row.total for row in grid.rows} == points
    assert {sum(row.cells) for row in grid.rows} == {held.result.ballots}


def test_a_tie_is_said_and_its_lot_can_be_drawn_again(hall: Hall) -> None:
    held, needs = believable.opened(hall, "irv")
    a, b = (need.number for need in needs[:2])
    for person, first in zip(voters(hall.host)[:2], (a, b), strict=True):
        vote(held, person, {"ranking": [first]}, at=hall.at)
    sealed(held)
    held.refresh_from_db()
    page = Client().get(rounds_of(held, "round_results"))
    lottery = page.context["lottery"]
    assert {drawn.title for drawn in lottery.drawn} >= {
        "Résultats en langage clair",
        "Journal d’accès visible",
    }
    assert f"{lottery.root} | {held.pk} | {a}" in page.content.decode()
    assert len(page.context["told"].ties) >= 2, "the tie, and who else could have won"


def test_recorded_answers_are_for_members_of_the_co_ops_that_vote(
    hall: Hall, stranger: Person, rose_aimee: Person
) -> None:
    held = counted(hall, "delegates")
    url = rounds_of(held, "round_answers")
    assert Client().get(url).status_code == 302
    assert signed_in(stranger).get(url).status_code == 403
    page = signed_in(rose_aimee).get(url)
    assert page.status_code == 200
    said = [(coop.slug, len(people)) for coop, people in page.context["groups"]]
    assert said == [("lac-tamarac", 2), ("trois-ormes", 1)]
    assert page["Cache-Control"].count("no-store") == 1
    results = Client().get(rounds_of(held, "round_results")).content.decode()
    assert url not in results
    assert (
        url
        in signed_in(rose_aimee).get(rounds_of(held, "round_results")).content.decode()
    )


def test_a_secret_vote_has_no_answers_to_read(hall: Hall, rose_aimee: Person) -> None:
    url = rounds_of(counted(hall, "majority"), "round_answers")
    assert signed_in(rose_aimee).get(url).status_code == 409


PAGES = [
    "round_detail", "round_results", "round_answers", "round_verify", "round_bundle",
    "round_log", "round_checkpoint",
]  # fmt: skip
CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|name="form_key"[^>]*')


@pytest.mark.parametrize("rule", ["majority", "schulze"])
def test_no_page_says_anything_of_the_ballots_of_an_open_vote(
    hall: Hall, rule: str, melanie: Person
) -> None:
    """Every page is the same, byte for byte, whatever lies in the ballot box."""
    now = replace(hall, at=timezone.now() - HOUR)
    held, needs = believable.opened(now, rule)
    there = voters(hall.host)[:4]
    one_side, other = _opposite(rule, needs)
    for person in there:
        vote(held, person, one_side, at=now.at)
    before = _seen(held, needs, melanie)
    Ballot.objects.filter(round=held).update(choices=other)
    cache.clear()
    assert _seen(held, needs, melanie) == before


def _opposite(rule: str, needs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    if rule == "majority":
        return {"answer": "yes"}, {"answer": "no"}
    key = "chosen" if rule == "mes" else "ranking"
    return {key: [needs[0].number]}, {key: [needs[1].number]}


def _seen(held: Round, needs: Any, member: Person) -> dict[str, bytes]:
    urls = [rounds_of(held, name) for name in PAGES]
    urls += [reverse("round_list"), "/fr/", "/en/"]
    urls += [reverse("need_short", args=[need.number]) for need in needs[:1]]
    found = {}
    for who, client in (("anyone", Client()), ("member", signed_in(member))):
        for url in urls:
            page = client.get(url, follow=True)
            content = b"".join(page) if page.streaming else page.content
            found[f"{who} {url}"] = CHANGING.sub(b"", content)
    return found


def test_a_recorded_federation_vote_is_told_by_co_op_to_its_members(
    hall: Hall, rose_aimee: Person
) -> None:
    people = [*voters(hall.host)[:6], *voters(hall.guest)[:2]]
    held = believable.counted(hall, "majority", people, secrecy="recorded")
    url = rounds_of(held, "round_results")
    told = signed_in(rose_aimee).get(url).context
    members, places = told["sides"]
    assert sum(part.value for part in members.stack.slices) == 8
    assert sum(part.value for part in places.stack.slices) == 2
    assert [sum(map(int, place.shown)) for place in told["places"]] == [6, 2]
    anyone = Client().get(url).context
    assert not anyone["sides"] and not anyone["places"] and anyone["not_by_place"]


def test_a_large_vote_is_counted_otherwise_by_the_worker(
    hall: Hall, monkeypatch: Any
) -> None:
    held = counted(hall, "irv")
    cache.clear()
    monkeypatch.setattr(otherwise, "AT_ONCE", 5)
    waiting = Client().get(rounds_of(held, "round_results")).context["otherwise"]
    assert not waiting.rules and "worked out" in waiting.sentences[0]
    assert Job.objects.get(dedupe_key=f"count otherwise {held.pk}")
    otherwise.count_otherwise.call(held.pk)
    assert Client().get(rounds_of(held, "round_results")).context["otherwise"].rules


@pytest.mark.parametrize("rule", RULES)
def test_a_vote_in_which_nobody_took_part_has_its_page_too(
    hall: Hall, rule: str
) -> None:
    if rule == "delegates":
        believable.name_delegates(hall, voters(hall.host)[:1], hall.host)
    for quorum in ("1/20", "0"):
        with transaction.atomic():
            same = replace(hall, ready=dict(hall.ready))
            held = believable.counted(same, rule, [], quorum=quorum)
            page = Client().get(rounds_of(held, "round_results", "fr"))
            assert page.status_code == 200
            assert page.context["told"].headline
            transaction.set_rollback(True)
        cache.clear()
