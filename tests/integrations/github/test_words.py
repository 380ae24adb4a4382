"""Words that cross: a developer's to members, the co-op's answer back. No loops."""

from datetime import timedelta

import pytest
from django.utils import timezone

from governance.journal.models import Entry
from governance.membership.names import public_name
from governance.proposals.actions import add_comment, outside
from governance.proposals.models import Comment
from governance.refusals import NotAllowed
from integrations import outbox
from integrations.github import inbound, reconcile
from integrations.models import Delivery, Heard, InboundEvent, Remark
from tests.builders import coordinator
from tests.integrations.github_fixtures import mirrored

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")

_guids = iter(range(1_000_000))


@pytest.fixture
def link(github, briefed):
    return mirrored()


def said(github, link, body, token="developer"):
    """A comment on GitHub, and its event applied."""
    path = github.repo(f"/issues/{link.number}/comments")
    comment = github.ask("POST", path, {"body": body}, token=token).json
    told(link, comment["id"])
    return comment["id"]


def told(link, comment_id):
    now = timezone.now()
    InboundEvent.objects.create(
        guid=f"word-{next(_guids)}", event="issue_comment", received_at=now, due_at=now,
        payload={
            "repository": {"id": link.repository.remote_id},
            "issue": {"number": link.number}, "comment": {"id": comment_id},
        },
    )  # fmt: skip
    inbound.apply_due()


def discussion(link):
    return list(Comment.objects.filter(proposal=link.proposal).order_by("pk"))


@pytest.mark.parametrize(("word", "language"), [("/membres", "fr"), ("/Members", "en")])
def test_a_word_for_members_appears_in_the_discussion(github, link, word, language):
    number = said(github, link, f"{word} Which <b>list</b> do you mean?")
    [comment] = discussion(link)
    assert "Which &lt;b&gt;list&lt;/b&gt; do you mean?" in comment.html
    assert "GitHub" in comment.text.splitlines()[0]
    assert comment.language == language
    assert public_name(comment.author, comment.cooperative) == "GitHub"
    told(link, number)
    reconcile.poll(timezone.now())
    assert len(discussion(link)) == 1
    assert Entry.objects.filter(verb="need.commented").count() == 1


@pytest.mark.parametrize(
    "body", ["Just us.", "We tell /members nothing", "/membership"]
)
def test_other_comments_stay_on_github(github, link, body):
    said(github, link, body)
    assert discussion(link) == []
    assert not Heard.objects.exists()


def test_a_word_edited_or_taken_back_changes_here_too(github, link):
    number = said(github, link, "/members First words")
    path = github.repo(f"/issues/comments/{number}")
    github.ask("PATCH", path, {"body": "/members Better words"}, token="developer")
    told(link, number)
    assert "Better words" in discussion(link)[0].text
    github.ask("DELETE", path, token="developer")
    told(link, number)
    assert "words" not in discussion(link)[0].text
    assert discussion(link)[0].text


def test_personal_information_is_held_back(github, link):
    said(github, link, "/members The card TEST 5412 2816 fails.")
    assert discussion(link) == []
    assert Heard.objects.get().fate == Heard.Fate.HELD


def test_a_word_without_an_event_is_heard_by_the_next_look(github, link):
    path = github.repo(f"/issues/{link.number}/comments")
    github.ask("POST", path, {"body": "/membres Bonjour"}, token="developer")
    reconcile.poll(timezone.now())
    assert "Bonjour" in discussion(link)[0].text


def answered(link, text="Yes, the whole list."):
    by = coordinator(link.proposal.cooperative)
    return add_comment(
        link.proposal, by=by, at=timezone.now(), text=text, language="en", kind="answer"
    )


def release(comment, **delivery):
    by = coordinator(comment.proposal.cooperative)
    outside.release_answer(comment, by=by, at=timezone.now())
    outbox.collect(timezone.now())
    outbox.deliver_due("github")
    return Delivery.objects.order_by("-pk")[0]


def comments_there(github, link):
    return github.ask("GET", github.repo(f"/issues/{link.number}/comments")).json


def test_the_answer_goes_back_by_a_click_and_only_once(github, link):
    answer = answered(link)
    assert comments_there(github, link) == []
    for _ in range(2):
        assert release(answer).fate == "done"
    [there] = comments_there(github, link)
    assert "Yes, the whole list." in there["body"]
    assert "Lac-Tamarac" in there["body"]
    assert coordinator(link.proposal.cooperative).last_name not in there["body"]


def test_what_we_wrote_is_never_heard(github, link):
    release(answered(link, "/members Round and round?"))
    [there] = comments_there(github, link)
    told(link, there["id"])
    said(github, link, "/members From our own hand", token="sandbox")
    copied = there["body"].partition("\n")[0]
    said(github, link, f"/members Copied\n{copied}")
    assert len(discussion(link)) == 1
    assert not Heard.objects.exists()


def test_a_lost_answer_to_the_post_makes_no_second_comment(github, link):
    github.fault("bad_gateway_after", method="POST", path="/comments$")
    assert release(answered(link)).fate == "pending"
    later = timezone.now() + timedelta(hours=1)
    outbox.deliver_due("github", clock=lambda: later)
    assert len(comments_there(github, link)) == 1
    assert Remark.objects.get().remote_id == comments_there(github, link)[0]["id"]


def test_only_a_coordinator_lets_an_answer_leave(link, rose_aimee):
    with pytest.raises(NotAllowed):
        outside.release_answer(answered(link), by=rose_aimee, at=timezone.now())
