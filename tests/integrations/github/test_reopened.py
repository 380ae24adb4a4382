"""A need taken up again: one polite comment, the issue opened if asked, and old work
that does not answer it a second time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from governance.proposals.lifecycle import Status
from governance.releases import actions
from governance.releases.models import Reopening
from integrations import outbox
from integrations.github import reopened
from integrations.models import Delivery
from tests.builders import a_release, briefed_need
from tests.integrations.github_fixtures import mirrored
from tests.worlds import shared

pytestmark = pytest.mark.usefixtures("gaetan", "rose_aimee")


@shared
def roses(lac_tamarac, gaetan, rose_aimee, melanie):
    """A need of Rose-Aimée's, whose brief was confirmed."""
    return briefed_need(lac_tamarac, author=rose_aimee)


@pytest.fixture
def link(github, roses, melanie):
    link = mirrored()
    github.ask(
        "PATCH", github.repo(f"/issues/{link.number}"),
        {"state": "closed", "state_reason": "completed"}, token="developer",
    )  # fmt: skip
    actions.confirm_delivery(
        a_release(at=timezone.now()), roses, by=melanie, at=timezone.now()
    )
    link.refresh_from_db()
    return link


def sent_back(link, melanie, reason="Le bouton manque sur un téléphone.", **more):
    need = link.proposal
    need.refresh_from_db()
    again = actions.reopen_need(need, by=melanie, at=timezone.now(), reason=reason)
    choice = {"reopens_issue": True} | more
    actions.send_back(again, by=melanie, at=timezone.now(), **choice)
    outbox.collect(timezone.now())
    outbox.deliver_due("github")
    return Delivery.objects.order_by("-pk")[0]


def comments(github, link):
    return github.ask("GET", github.repo(f"/issues/{link.number}/comments")).json


def state(github, link):
    return github.ask("GET", github.repo(f"/issues/{link.number}")).json["state"]


def test_one_comment_and_the_issue_is_open_again(github, link, melanie):
    row = sent_back(link, melanie)
    assert (row.fate, state(github, link)) == ("done", "open")
    [comment] = comments(github, link)
    assert "does not meet their need yet" in comment["body"]
    assert "Le bouton manque" in comment["body"]
    assert "Mélanie" not in comment["body"]
    Delivery.objects.filter(pk=row.pk).update(fate="pending", due_at=timezone.now())
    outbox.deliver_due("github")
    assert len(comments(github, link)) == 1


def test_a_coordinator_may_leave_the_issue_as_it_is(github, link, melanie):
    sent_back(link, melanie, reopens_issue=False)
    assert state(github, link) == "closed"
    assert len(comments(github, link)) == 1


def test_a_second_time_is_told_in_the_same_comment(github, link, melanie):
    sent_back(link, melanie, reopens_issue=False)
    when = timezone.now() + timedelta(seconds=1)
    actions.confirm_delivery(
        a_release(tag="v9", at=when), link.proposal, by=melanie, at=when
    )
    sent_back(link, melanie, reason="Encore rien.", reopens_issue=False)
    [comment] = comments(github, link)
    assert "Le bouton manque" in comment["body"]
    assert "Encore rien" in comment["body"]


def test_no_name_leaves_and_members_text_is_defused(github, link, melanie, rose_aimee):
    row = sent_back(link, melanie, reason="Rose-Aimée Bélanger ne voit rien.")
    assert (row.fate, comments(github, link)) == ("never", [])
    Reopening.objects.update(reason="Voir @priya et #1, <img src=x>")
    text = reopened.worded(link.proposal)
    assert "@priya" not in text
    assert "#1" not in text


def test_figures_leave_from_ten_answers_on(github, link, lac_tamarac):
    at = timezone.now()
    few = Reopening(proposal=link.proposal, at=at, answers=9, no=8)
    many = Reopening(proposal=link.proposal, at=at, answers=12, no=10)
    Reopening.objects.bulk_create([few, many])
    text = reopened.worded(link.proposal)
    assert "10 of 12 members" in text
    assert "8 of 9" not in text
    assert "Most of those who answered" in text


def test_what_was_closed_before_stays_in_development_here(github, link, melanie):
    sent_back(link, melanie, reopens_issue=False)
    from integrations.github import reconcile

    reconcile.poll(timezone.now() + timedelta(days=1))
    link.proposal.refresh_from_db()
    assert link.proposal.status == Status.IN_DEVELOPMENT
