"""The developers' board narrowed, fed to programs, and how fast co-ops answer."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from portal.site.develop.answering import AnswerTime, summed
from tests.builders import BRIEF, briefed_need
from tests.worlds import shared

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")

DAY = datetime(2026, 11, 1, tzinfo=UTC)


@shared
def needs(lac_tamarac, melanie, gaetan, rose_aimee):
    """A small calm one, waiting for long; a large one about records, new."""
    long_ago = timezone.now() - timedelta(days=120)
    small = briefed_need(lac_tamarac, at=long_ago, effort_days=2)
    recent = timezone.now() - timedelta(days=13)
    large = briefed_need(
        lac_tamarac, at=recent, effort_days=40, category="records_results",
        values=["privacy"],
    )  # fmt: skip
    return small, large


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [0, 1]),
        ("effort=small", [0]),
        ("effort=large", [1]),
        ("skill=data", [1]),
        ("skill=security", [0]),
        ("value=openness", [0]),
        ("waiting=90", [0]),
        ("waiting=no&effort='--", [0, 1]),
    ],
)
def test_the_board_is_narrowed_by_its_address(client, needs, query, found):
    wanted = [needs[n].number for n in found]
    shown = client.get(f"/en/develop/?{query}").context["looking"]
    assert [work.need.number for work in shown] == wanted
    rows = client.get(f"/en/develop/needs.json?{query}").json()["needs"]
    assert [row["number"] for row in rows] == wanted


def test_skills_chosen_in_the_brief_win_over_the_guess(client, needs):
    small = needs[0]
    assert shown_skill(client, "security") == [(small.number, False)]
    type(small.brief).objects.filter(proposal=small).update(skills=["words", "mobile"])
    assert shown_skill(client, "words") == [(small.number, True)]
    assert shown_skill(client, "security") == []
    page = client.get("/fr/developper/").content.decode()
    assert "Langage simple et traduction, Téléphones et tablettes" in page


def shown_skill(client, key):
    rows = client.get(f"/en/develop/needs.json?skill={key}").json()["needs"]
    return [(row["number"], row["skills_chosen"]) for row in rows]


def test_small_and_calm_needs_are_good_first_tasks(client, needs):
    answer = client.get("/fr/developper/")
    assert [w.need.number for w in answer.context["first_tasks"]] == [needs[0].number]


@pytest.mark.parametrize(
    "address", ["/en/develop/needs.atom", "/fr/developper/besoins.atom"]
)
def test_the_feed_is_atom_and_holds_no_person(client, needs, rose_aimee, address):
    answer = client.get(address)
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.content)
    titles = [node.text for node in root.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles.count(BRIEF["title"]) == 2
    assert rose_aimee.last_name not in answer.content.decode()


def test_an_answer_answers_what_was_asked_before():
    def said(need, kind, days):
        return (need, "Lac-Tamarac", kind, DAY + timedelta(days=days))

    words = [
        said(1, "comment", 0), said(1, "comment", 2), said(1, "answer", 4),
        said(2, "comment", 0), said(2, "answer", 9), said(2, "comment", 10),
    ]  # fmt: skip
    assert summed(words) == [AnswerTime("Lac-Tamarac", 4, 3, 1)]
    assert summed([said(3, "answer", 1)]) == []
