"""A brief in parts: each part an issue of its own under that of the need, made once,
told truly, and never a reason by itself to call the need built."""

from datetime import timedelta

import pytest
from django.utils import timezone

from governance.proposals.actions import PartWords, confirm_brief, split_brief
from governance.refusals import NotAllowed, Refusal
from integrations import outbox
from integrations.fates import WillNeverWork
from integrations.github import door, inbound, markers, reconcile
from integrations.github.client import connect
from integrations.models import Delivery, InboundEvent, MirrorLink, Piece, Repository
from tests.builders import mandated_need, written_brief
from tests.integrations.github_fixtures import mirrored
from tests.worlds import shared

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")

PARTS = [
    PartWords("Store each opening", "Garder chaque ouverture", "Two rows appear.", 4),
    PartWords("Show [x] the @list #1", "Montrer la liste", "The list shows two.", 1),
    PartWords("Explain it in help", "L’expliquer dans l’aide", "The page says it."),
]
NO_PARTS = (("no_parts", r"/sub_issues?$"), ("graph_refused", "/graphql$"))


@pytest.fixture(autouse=True)
def fresh_client(github):
    connect()._no_graph_until = 0.0
    connect().knows_parts = True


@shared
def brief(lac_tamarac, melanie, gaetan, at):
    return written_brief(mandated_need(lac_tamarac), at=at)


def sent(brief, by, second, parts=PARTS, at=None):
    at = at or timezone.now()
    split_brief(brief, by=by, at=at, parts=parts)
    confirm_brief(brief, by=second, at=at)
    return mirrored()


def old_server(github):
    for kind, path in NO_PARTS:
        github.fault(kind, times=99, path=path)


def issue(github, number):
    return github.ask("GET", github.repo(f"/issues/{number}")).json


def under(github, link):
    rows = github.ask("GET", github.repo(f"/issues/{link.number}/sub_issues")).json
    return [row["number"] for row in rows]


def deliver_again(hours=1):
    Delivery.objects.filter(channel="github", fate="pending").update(
        due_at=timezone.now()
    )
    moment = timezone.now() + timedelta(hours=hours)
    outbox.deliver_due("github", clock=lambda: moment)


def test_each_part_is_an_issue_under_that_of_the_need(
    github, issues, brief, melanie, gaetan
):
    link = sent(brief, melanie, gaetan)
    pieces = list(link.pieces.all())
    assert len(issues()) == 4
    assert under(github, link) == [piece.number for piece in pieces]
    first = issue(github, pieces[0].number)
    assert first["title"] == "Store each opening"
    assert "Part 1 of 3 of a need" in first["body"]
    assert "4 developer-days" in first["body"]
    assert "Garder chaque ouverture" in first["body"]
    names = {label["name"] for label in first["labels"]}
    assert {"coop-mandate", "coop effort: up to 5 days"} <= names
    whole = issue(github, link.number)["body"]
    assert "1. Store each opening (4 developer-days)" in whole
    assert "@list" not in whole
    assert "#1" not in whole
    assert next((p.title, p.is_open) for p in link.parts.all()) == (
        "Store each opening", True,
    )  # fmt: skip
    before = len(github.traffic()["exchanges"])
    outbox.CHANNELS["github"].deliver(
        Delivery.objects.filter(channel="github").latest("pk").entry, timezone.now()
    )
    said = github.traffic()["exchanges"][before:]
    assert all(row["method"] == "GET" or row["path"] == "/graphql" for row in said)


def test_without_sub_issues_the_needs_issue_lists_them(
    github, issues, brief, melanie, gaetan
):
    old_server(github)
    link = sent(brief, melanie, gaetan)
    assert Repository.objects.get().lists_parts
    body = issue(github, link.number)["body"]
    piece = link.pieces.first()
    line = f"- [ ] [Store each opening]({piece.html_url}) (4 developer-days)"
    assert line in body
    assert "- [ ] [Show " in body
    assert "[x]" not in body
    ticked = body.replace(line, line.replace("[ ]", "[x]", 1)) + "\nTheirs."
    path = github.repo(f"/issues/{link.number}")
    github.ask("PATCH", path, {"body": ticked}, token="developer")
    more = [PartWords("Store it", "Garder", "Yes.", 4, known=piece.part_id), *PARTS[1:]]
    link.refresh_from_db()
    sent(brief, melanie, gaetan, more, timezone.now() + timedelta(seconds=1))
    body = issue(github, link.number)["body"]
    assert "Theirs." in body
    assert "[Store it]" in body
    link.refresh_from_db()
    assert link.trouble == ""
    assert next(part.title for part in link.parts.all()) == "Store it"


def test_a_tick_is_no_edit_and_stays():
    ours = f"{markers.BEGIN}\n- [ ] [A](u)\n- [ ] [B](v)\n{markers.END}"
    theirs = ours.replace("- [ ] [A]", "- [x] [A]")
    assert markers.block_hash(ours) == markers.block_hash(theirs)
    assert "- [x] [A](u)\n- [ ] [B](v)" in markers.with_their_ticks(ours, theirs)


@pytest.mark.parametrize("fault", ["bad_gateway_after", "reset_after"])
def test_an_answer_that_is_lost_makes_no_second_part(
    github, issues, brief, melanie, gaetan, fault
):
    github.fault(fault, times=1, method="POST", path="/issues/[0-9]+/sub_issues$")
    at = timezone.now()
    split_brief(brief, by=melanie, at=at, parts=PARTS)
    confirm_brief(brief, by=gaetan, at=at)
    outbox.collect(at)
    for hours in range(5):
        deliver_again(hours)
        if Piece.objects.exclude(number=None).count() == hours + 1:
            github.fault(fault, times=1, method="POST", path="/issues$")
    assert Delivery.objects.filter(channel="github").latest("pk").fate == "done"
    link = MirrorLink.objects.latest("pk")
    assert len(issues()) == 4
    assert under(github, link) == [p.number for p in link.pieces.all()]


def test_a_part_taken_out_is_told_and_left_to_the_developers(
    github, brief, melanie, gaetan
):
    link = sent(brief, melanie, gaetan)
    gone, kept, last = link.pieces.all()
    again = [
        PartWords(p.part.title, p.part.title_fr, p.part.acceptance_test, 2, p.part_id)
        for p in (kept, last)
    ]
    sent(brief, melanie, gaetan, again, timezone.now() + timedelta(seconds=1))
    theirs = issue(github, gone.number)
    assert theirs["state"] == "open"
    assert "took this part out" in theirs["body"]
    assert theirs["labels"] == []
    assert under(github, link) == [kept.number, last.number]
    assert [part.number for part in link.parts.all()] == [kept.number, last.number]
    assert "Store each opening" not in issue(github, link.number)["body"]


def test_what_developers_changed_in_a_part_stays(github, brief, melanie, gaetan):
    link = sent(brief, melanie, gaetan)
    one, two, _three = link.pieces.all()
    body = issue(github, one.number)["body"].replace("Two rows", "Three rows")
    path = github.repo(f"/issues/{one.number}")
    github.ask("PATCH", path, {"body": body, "title": "Mine"}, token="developer")
    above = github.repo(f"/issues/{link.number}/sub_issue")
    github.ask("DELETE", above, {"sub_issue_id": two.remote_id}, token="developer")
    more = [
        PartWords("Other", "Autre", "New words.", None, piece.part_id)
        for piece in link.pieces.all()
    ]
    sent(brief, melanie, gaetan, more, timezone.now() + timedelta(seconds=1))
    theirs = issue(github, one.number)
    assert (theirs["title"], "Three rows" in theirs["body"]) == ("Mine", True)
    one.refresh_from_db()
    assert one.edited
    assert two.number not in under(github, link)
    assert two.number in [part.number for part in link.parts.all()]


def told(link, number):
    now = timezone.now()
    home = {"id": link.repository.remote_id, "full_name": link.repository.full_name}
    InboundEvent.objects.create(
        guid=f"part-{number}-{now}", event="issues", received_at=now, due_at=now,
        payload={"repository": home, "issue": {"number": number}},
    )  # fmt: skip
    assert inbound.apply_due() == 1
    link.proposal.refresh_from_db()
    return link.proposal.status


def test_all_parts_done_do_not_deliver_the_need(github, brief, melanie, gaetan):
    """They begin it; its own issue says that it is built, and only a version that
    contains the work of every part delivers it."""
    link = sent(brief, melanie, gaetan)
    numbers = [piece.number for piece in link.pieces.all()]
    for number in numbers:
        github.develop(number)
    assert told(link, numbers[-1]) == "in_development"
    assert {(part.is_open, part.done) for part in link.parts.all()} == {(False, True)}
    github.release("v3.0.0")
    reconcile.poll(timezone.now())
    link.proposal.refresh_from_db()
    assert link.proposal.status == "in_development"
    [hint] = link.proposal.evidence.current()
    assert (hint.kind, hint.certainty) == ("contained", "likely")
    path = github.repo(f"/issues/{link.number}")
    github.ask("PATCH", path, {"state": "closed"}, token="developer")
    assert told(link, link.number) == "in_test"
    reconcile.poll(timezone.now() + reconcile.EVERY)
    link.proposal.refresh_from_db()
    assert link.proposal.status == "released"
    handles = set(link.proposal.credits.values_list("handle", flat=True))
    assert handles == {"priya"}


def test_a_part_left_undone_proves_nothing(github, brief, melanie, gaetan):
    """Negative control of the rule above."""
    link = sent(brief, melanie, gaetan)
    numbers = [piece.number for piece in link.pieces.all()]
    for number in numbers[:2]:
        github.develop(number)
    for number in (numbers[2], link.number):
        path = github.repo(f"/issues/{number}")
        github.ask("PATCH", path, {"state": "closed"}, token="developer")
    told(link, link.number)
    github.release("v3.1.0")
    reconcile.poll(timezone.now())
    link.proposal.refresh_from_db()
    assert link.proposal.status == "in_test"


def test_a_transferred_part_is_not_followed_elsewhere(github, brief, melanie, gaetan):
    link = sent(brief, melanie, gaetan)
    piece = link.pieces.first()
    Piece.objects.filter(pk=piece.pk).update(remote_id=piece.remote_id + 100_000)
    told(link, link.number)
    piece.refresh_from_db()
    assert piece.state == "gone"


def test_the_guard_reads_the_parts(brief, melanie, gaetan, at):
    author = brief.proposal.author.get_full_name()
    named = PartWords("Ask", f"Demander à {author}", "x")
    split_brief(brief, by=melanie, at=at, parts=[named, PARTS[0]])
    confirm_brief(brief, by=gaetan, at=at)
    with pytest.raises(WillNeverWork):
        door.check(brief)
    number = PartWords("Call TREM 5412 2816", "Appeler", "x")
    with pytest.raises(Refusal):
        split_brief(brief, by=melanie, at=at, parts=[number, PARTS[0]])


def test_two_people_and_two_parts(brief, melanie, gaetan, rose_aimee, at):
    with pytest.raises(NotAllowed):
        split_brief(brief, by=rose_aimee, at=at, parts=PARTS)
    with pytest.raises(Refusal):
        split_brief(brief, by=melanie, at=at, parts=PARTS[:1])
    with pytest.raises(Refusal):
        split_brief(brief, by=melanie, at=at, parts=PARTS * 3)
    confirm_brief(brief, by=gaetan, at=at)
    split_brief(brief, by=melanie, at=at, parts=PARTS)
    assert brief.confirmed_at is None
    with pytest.raises(NotAllowed):
        confirm_brief(brief, by=melanie, at=at)
    split_brief(brief, by=melanie, at=at, parts=[])
    assert not brief.parts.exists()


def test_a_key_of_another_brief_changes_nothing_there(
    brief, lac_tamarac, melanie, gaetan, at
):
    other = written_brief(mandated_need(lac_tamarac), at=at)
    theirs = split_brief(other, by=melanie, at=at, parts=PARTS)
    stolen = [PartWords("Mine", "À moi", "x", known=theirs[0].pk) for _ in range(2)]
    made = split_brief(brief, by=melanie, at=at, parts=stolen)
    assert len({part.pk for part in (*made, *theirs)}) == 5
    theirs[0].refresh_from_db()
    assert theirs[0].title == "Store each opening"
