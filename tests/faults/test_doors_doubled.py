"""The same form sent by six hands at once, over HTTP: one act, and everybody is
answered. On SQLite and on PostgreSQL."""

import shutil
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from governance.decisions.models import Decision
from governance.journal.models import Entry
from governance.journal.queries import first_broken_line
from governance.proposals.models import Brief, Comment, Proposal, Support
from governance.roadmap.models import Item
from governance.voting.models import Ballot
from tests.portal.doors import prepared
from tests.portal.doors.forms import Filled, filled
from tests.portal.doors.places import address
from tests.portal.doors.world import World
from tests.round_builders import at_once

HANDS = 6


@pytest.fixture
def world(each_database: Any, tmp_path_factory: Any, django_db_blocker: Any) -> World:
    """That of the doors: a copy of its file on SQLite, made anew on PostgreSQL."""
    if each_database.vendor == "sqlite":
        shelf = prepared.shelf(tmp_path_factory)
        made = prepared.prepared(shelf, django_db_blocker)
        shutil.copyfile(made, str(each_database.settings["NAME"]))
        return prepared.told(made)
    with translation.override("en"):
        return prepared.built()


def browser(world: World, role: str) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[role]
    return client


def together(world: World, form: Filled, **more: Any) -> list[int]:
    """Six windows of one person send at the same moment; the statuses."""
    there = address(world, form.name, form.state)
    windows = [browser(world, form.role) for _hand in range(HANDS)]
    sent = form.fields | more
    met = at_once([lambda w=w: w.post(there, sent).status_code for w in windows])
    assert all(isinstance(status, int) for status in met), met
    return met


def lines(verb: str) -> int:
    return Entry.objects.filter(verb=verb).count()


def test_six_hands_are_one(world: World) -> None:
    forms = {form.name: form for form in filled(world)}
    drafts, decided = lines("need.drafted"), lines("decision.recorded")
    said, supported = Comment.objects.count(), Support.objects.count()

    assert set(together(world, forms["need_new"])) == {302}
    assert lines("need.drafted") == drafts + 1
    assert Proposal.objects.filter(status="draft").count() == 2

    assert set(together(world, forms["need_comment"])) == {302}
    assert Comment.objects.count() == said + 1

    assert set(together(world, forms["need_support"])) == {302}
    assert Support.objects.count() == supported + 1

    assert sorted(together(world, forms["decision_new"]))[0] == 302
    assert lines("decision.recorded") == decided + 1
    voted = Proposal.objects.get(number=world.needs["voted"])
    assert Decision.objects.filter(proposal=voted).count() == 1

    assert set(together(world, forms["need_brief"])) <= {302, 409}
    mandated = Proposal.objects.get(number=world.needs["mandated"])
    assert Brief.objects.filter(proposal=mandated).count() == 1

    assert sorted(together(world, forms["roadmap_place"]))[0] == 302
    assert Item.objects.filter(proposal=mandated).count() == 1

    cast_by_six_hands(world)
    assert first_broken_line() is None


def cast_by_six_hands(world: World) -> None:
    """One slip sent by all, then one each: one ballot more, whoever was last.

    An old slip sent again after a newer one is refused (409): it must not undo it.
    """
    check, cast = (address(world, f"round_{n}", "open") for n in ("check", "receipt"))
    slips = [
        browser(world, "member").post(check, {"answer": "yes"}).context["slip"]
        for _hand in range(HANDS)
    ]
    for sent in ([slips[0]] * HANDS, slips[1:]):
        windows = [(browser(world, "member"), slip) for slip in sent]
        met = at_once(
            [lambda w=w, s=s: w.post(cast, {"slip": s}).status_code for w, s in windows]
        )
        assert set(met) == {200}, met
        assert Ballot.objects.filter(round=world.rounds["open"]).count() == 2
    assert browser(world, "member").post(cast, {"slip": slips[0]}).status_code == 409
