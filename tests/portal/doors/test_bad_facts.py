"""Facts that do not fit: said twice, of another round, or not the sender's to say."""

from collections.abc import Callable

import pytest
from django.test import Client

from governance.journal.queries import first_broken_line
from governance.proposals.models import Comment, Proposal
from tests.portal.doors.forms import filled
from tests.portal.doors.places import address
from tests.portal.doors.world import World

Visitor = Callable[..., Client]


@pytest.mark.parametrize("answers", [["yes", "no"], ["no", "yes"], ["yes", "yes"]])
def test_two_answers_are_no_answer(
    world: World, visitor: Visitor, answers: list[str]
) -> None:
    there = address(world, "round_check", "open", "en")
    met = visitor("member").post(there, {"answer": answers})
    assert met.status_code == 422
    assert "This answer is not on the ballot" in met.content.decode()


@pytest.mark.parametrize("answer", ["maybe", "YES", "1", "yes ", "yes\x00", "оui"])
def test_an_answer_that_is_not_on_the_paper(
    world: World, visitor: Visitor, answer: str
) -> None:
    there = address(world, "round_check", "open")
    assert visitor("member").post(there, {"answer": answer}).status_code == 422


def test_an_option_of_another_round(world: World, visitor: Visitor) -> None:
    there = address(world, "round_check", "choice", "en")
    for foreign in (world.needs["on_ballot"], world.needs["draft"], 0, -1, 10**20):
        met = visitor("member").post(there, {"chosen": [foreign]})
        assert met.status_code == 422
        assert "not on this ballot" in met.content.decode()


def test_the_slip_of_another_round(world: World, visitor: Visitor) -> None:
    client = visitor("member")
    checked = client.post(address(world, "round_check", "open"), {"answer": "yes"})
    slip = {"slip": checked.context["slip"]}
    assert (
        client.post(address(world, "round_receipt", "choice"), slip).status_code == 400
    )
    signed, last = slip["slip"][:-1], slip["slip"][-1]
    wrong = {"slip": signed + ("A" if last != "A" else "B")}
    assert (
        client.post(address(world, "round_receipt", "open"), wrong).status_code == 400
    )
    assert client.post(address(world, "round_receipt", "open"), slip).status_code == 200


# What a form never asked for, sent with it.
SMUGGLED = {
    "status": "confirmed", "author": "1", "author_id": "1", "number": "1",
    "is_staff": "1", "is_superuser": "1", "cooperative_id": "2", "voting_right": "1",
    "submitted_at": "2020-01-01", "confirmed_at": "2020-01-01", "confirmed_by": "1",
    "by": "1", "at": "2020-01-01", "weight": "9", "votes_count": "99", "pk": "1",
    "id": "1", "sealed_at": "2020-01-01", "opened_at": "2020-01-01", "html": "<b>x</b>",
}  # fmt: skip


def test_smuggled_fields_change_nothing(world: World, visitor: Visitor) -> None:
    for form in filled(world):
        met = visitor(form.role).post(
            address(world, form.name, form.state), form.fields | SMUGGLED
        )
        assert met.status_code < 500, form.name
    for person in world.people.values():
        before = person.is_superuser, person.is_staff
        person.refresh_from_db()
        assert (person.is_superuser, person.is_staff) == before
    drafted = Proposal.objects.order_by("-number")[0]
    assert drafted.author == world.people["member"]
    assert (drafted.status, drafted.cooperative) == ("draft", world.home)
    assert drafted.submitted_at is None
    brief = Proposal.objects.get(number=world.needs["mandated"]).brief
    assert (brief.confirmed_at, brief.confirmed_by) == (None, None)
    said = Comment.objects.order_by("-pk")[0]
    assert said.author == world.people["member"]
    assert "<b>" not in said.html
    assert first_broken_line() is None


def test_a_need_goes_to_ones_own_co_op_only(world: World, visitor: Visitor) -> None:
    """With one co-op nobody asks which; with two, a third is refused."""
    new = next(form for form in filled(world) if form.name == "need_new")
    there = address(world, "need_new")
    for value in (world.foreign.pk, str(world.foreign.slug), "\x00"):
        visitor("member").post(there, new.spoiled(cooperative=value))
    assert not Proposal.objects.filter(cooperative=world.foreign).exists()


def test_the_answer_of_the_co_op_is_its_coordinators(
    world: World, visitor: Visitor
) -> None:
    there = address(world, "need_comment", "submitted", "en")
    words = {"kind": "answer", "text": "The co-op says yes."}
    for role in ("member", "foreign_coordinator", "secretary"):
        met = visitor(role).post(there, words)
        assert met.status_code == 403
        assert "in its name" in met.content.decode()
    words["kind"] = "comment"
    for role in ("stranger", "officer", "superuser"):
        met = visitor(role).post(there, words)
        assert met.status_code == 403
        assert "Only members" in met.content.decode()


@pytest.mark.parametrize("language, words", [
    ("fr", "Ce vote est terminé"), ("en", "This vote is closed"),
])  # fmt: skip
def test_a_closed_vote_in_both_languages(
    world: World, visitor: Visitor, language: str, words: str
) -> None:
    for state in ("closing", "sealed"):
        there = address(world, "round_check", state, language)
        met = visitor("member").post(there, {"answer": "yes"})
        assert met.status_code == 409
        assert words in met.content.decode()


def test_a_place_of_somebody_else(world: World, visitor: Visitor) -> None:
    """A vote held, or a cycle opened, in the name of another co-op."""
    names = {"round_new": "place", "cycle_new": "cooperative"}
    for form in filled(world):
        if field := names.get(form.name):
            theirs = form.fields[field].replace("lac-tamarac", "trois-ormes")
            met = visitor("coordinator").post(
                address(world, form.name), form.spoiled(**{field: theirs})
            )
            assert met.status_code == 422
        if form.name == "round_new":
            invited = [world.home.pk, world.foreign.pk]
            met = visitor("coordinator").post(
                address(world, form.name), form.spoiled(cooperatives=invited)
            )
            assert met.status_code == 422
