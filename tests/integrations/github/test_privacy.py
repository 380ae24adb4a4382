"""Nothing of a person leaves for GitHub: canaries in every field of every member."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from governance.membership.models import NameShown, Person
from governance.proposals.actions import (
    add_comment,
    confirm_brief,
    outside,
    support_proposal,
)
from integrations import outbox
from integrations.github import door, inbound, reconcile
from integrations.github.client import connect
from integrations.github.refresh import refresh
from integrations.models import Delivery, InboundEvent, Label
from tests.builders import (
    briefed_need,
    mandated_need,
    placed,
    secretary,
    submitted_need,
    written_brief,
)
from tests.cast import admit, welcome
from tests.integrations.github_fixtures import mirrored
from tests.worlds import shared

pytestmark = pytest.mark.usefixtures("melanie", "gaetan")

CANARIES = ("Zanarifirst", "Zanarilast", "zanari@mail.example", "ZANARI-0042")


@shared
def zanari(lac_tamarac):
    """A member who lets everyone see the name: even that does not leave."""
    person = welcome(
        "Zanarifirst", "Zanarilast", email="zanari@mail.example",
        name_shown=NameShown.FULL,
    )  # fmt: skip
    return admit(person, lac_tamarac, member_number="ZANARI-0042")


@shared
def mandated(lac_tamarac, melanie, gaetan, zanari):
    """A need of hers, without a brief."""
    return mandated_need(lac_tamarac, author=zanari)


@shared
def mandated_to_gaetan(lac_tamarac, melanie, gaetan, rose_aimee):
    return mandated_need(lac_tamarac, author=gaetan)


def traffic(github) -> str:
    """Everything that was said to GitHub, headers and all, as one text."""
    sent = [
        [row["method"], row["path"], row["request"]]
        for row in github.traffic()["exchanges"]
    ]
    assert sent
    return json.dumps(sent, ensure_ascii=False)


def everything_sent(github, link) -> str:
    now = timezone.now()
    for event, part in (("issues", "issue"), ("pull_request", "pull_request")):
        InboundEvent.objects.create(
            guid=event, event=event, received_at=now, due_at=now,
            payload={
                "repository": {"id": link.repository.remote_id},
                part: {"number": link.number},
            },
        )  # fmt: skip
    inbound.apply_due()
    reconcile.poll(now + timedelta(days=2))
    return traffic(github)


def test_no_name_no_address_no_id_of_a_member_leaves(
    github, lac_tamarac, zanari, rose_aimee, marc_andre, at
):
    github.ask("GET", "/_sandbox/traffic?clear=1")
    need = submitted_need(lac_tamarac, author=zanari, title="Zanarititle à lire")
    support_proposal(need, by=marc_andre, at=at)
    add_comment(need, by=zanari, at=at, text="Zanaricomment", language="fr")
    briefed_need(lac_tamarac, author=zanari, title="Zanarititle deux")
    link = mirrored()
    assert link.number
    said = everything_sent(github, link)
    people = Person.objects.all()
    for canary in (*CANARIES, "Zanarititle", "zanarititle", "Zanaricomment"):
        assert canary not in said
    for person in people:
        assert str(person.ref) not in said
        assert not person.email or person.email not in said
        assert person.get_full_name() not in said
    assert "Lac-Tamarac" in said


def test_no_kind_of_write_names_anybody(
    github, lac_tamarac, zanari, rose_aimee, melanie, at
):
    """Issues, comments, labels, milestones, updates, answers, links: all of them."""
    github.ask("GET", "/_sandbox/traffic?clear=1")
    Label.objects.all().delete()
    link = everything_written(github, lac_tamarac, zanari, melanie)
    rows = github.traffic()["exchanges"]
    ours = [row for row in rows if "passerelle" in str(row["request"]["headers"])]
    kinds = {(row["method"], kind_of(row["path"])) for row in ours}
    assert {
        ("POST", "issues"), ("PATCH", "issue"), ("POST", "comments"),
        ("PATCH", "comment"), ("POST", "milestones"), ("POST", "issue labels"),
        ("DELETE", "issue labels"),
    } <= kinds  # fmt: skip
    said = json.dumps(
        [[row["path"], row["request"]] for row in ours], ensure_ascii=False
    ).casefold()
    for person in Person.objects.exclude(ref=outside.VOICE):
        for mark in (
            person.ref,
            person.email,
            person.get_full_name(),
            person.last_name,
        ):
            assert not mark or str(mark).casefold() not in said
    for canary in (*CANARIES, "Zanarititle", "Zanaritext", "Zanaricomment"):
        assert canary.casefold() not in said
    assert link.trouble == "edited"


def everything_written(github, lac_tamarac, zanari, melanie):
    now = timezone.now()
    need = briefed_need(
        lac_tamarac, author=zanari, title="Zanarititle", text="Zanaritext, chaque jour."
    )
    link = mirrored()
    placed(need, at=now)
    add_comment(need, by=zanari, at=now, text="Zanaricomment", language="fr")
    answer = add_comment(
        need, by=melanie, at=now, text="The whole list.", language="en", kind="answer"
    )
    outside.release_answer(answer, by=melanie, at=now)
    type(need).objects.filter(pk=need.pk).update(effort_days=2)
    anew(need, title="A newer title")
    path = github.repo(f"/issues/{link.number}")
    body = github.ask("GET", path).json["body"].replace("### Need", "### Needs")
    github.ask("PATCH", path, {"body": body}, token="developer")
    for story in ("Another story.", "The last story."):
        anew(need, user_story=story)
    refresh(connect(), link, now)
    link.refresh_from_db()
    return link


def anew(need, **parts):
    brief = written_brief(need, at=timezone.now(), **parts)
    confirm_brief(brief, by=secretary(need.cooperative), at=timezone.now())
    outbox.collect(timezone.now())
    outbox.deliver_due("github")


def kind_of(path: str) -> str:
    tail = path.partition("?")[0].split("/")[3:]
    if tail[:2] == ["issues", "comments"]:
        return "comment"
    if tail[:1] == ["issues"] and len(tail) > 1:
        return "issue" if len(tail) == 2 else tail[2].replace("labels", "issue labels")
    return "/".join(tail)


def test_the_canaries_would_be_heard(github, mandated):
    """Negative control: a name that is sent is found in the traffic."""
    link = mirrored_title(mandated, "The wish of Zanarifirst")
    assert link.number
    assert "Zanarifirst" in traffic(github)


def mirrored_title(need, title):
    brief = written_brief(need, at=timezone.now(), title=title)
    confirm_brief(brief, by=secretary(need.cooperative), at=timezone.now())
    return mirrored()


@pytest.mark.parametrize(
    "title",
    ["The wish of zanarifirst ZANARILAST", "Answer to Zanari@Mail.Example"],
)
def test_a_brief_that_names_its_author_is_stopped_at_the_door(
    github, issues, mandated, title
):
    assert mirrored_or_none(mandated, title) == "never"
    assert issues() == []


def mirrored_or_none(need, title) -> str:
    brief = written_brief(need, at=timezone.now(), title=title)
    confirm_brief(brief, by=secretary(need.cooperative), at=timezone.now())
    outbox.collect(timezone.now())
    outbox.deliver_due("github")
    row = Delivery.objects.get(channel="github")
    assert "anari" not in row.problem.lower()
    return row.fate


def test_the_guard_looks_once_more_at_the_door(github, issues, lac_tamarac, zanari):
    """A health number that slipped into a confirmed brief does not leave."""
    need = briefed_need(lac_tamarac, author=zanari)
    type(need.brief).objects.update(user_story="My card is TEST 5412 2816, see.")
    outbox.collect(timezone.now())
    outbox.deliver_due("github")
    assert Delivery.objects.get(channel="github").fate == "never"
    assert issues() == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ask Bélanger, Rose-Aimée.", True),
        ("Ask rose   aimee\nBELANGER about it.", True),
        ("Ask Rose-Aimée B. Bélanger.", True),
        ("Write to Rose-Aimee.Belanger@example.org", True),
        ("As Mélanie Gagnon said.", True),
        ("A rose for each member, says Bélanger.", False),
        ("As a member, I print my list.", False),
    ],
)
def test_every_member_of_the_co_op_is_known_at_the_door(
    mandated_to_gaetan, melanie, text, names
):
    """Rose-Aimée neither wrote the need nor supports it; Mélanie only holds a seat."""
    text = text.replace("Mélanie Gagnon", melanie.get_full_name())
    assert door.names_somebody(mandated_to_gaetan, text) is names
