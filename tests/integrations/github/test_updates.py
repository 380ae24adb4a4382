"""A brief confirmed anew: our block is brought up to date, theirs is kept."""

import pytest
from django.utils import timezone

from governance.proposals.actions import confirm_brief
from integrations import outbox
from integrations.github.client import connect
from integrations.github.refresh import refresh
from integrations.models import Delivery
from tests.builders import BRIEF, briefed_need, placed, secretary, written_brief
from tests.integrations.github_fixtures import mirrored

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")


@pytest.fixture
def link(github, briefed):
    return mirrored()


def confirmed_anew(link, **parts) -> str:
    """Write and confirm the brief again, deliver; the fate of that line."""
    need = link.proposal
    brief = written_brief(need, at=timezone.now(), **parts)
    confirm_brief(brief, by=secretary(need.cooperative), at=timezone.now())
    outbox.collect(timezone.now())
    outbox.deliver_due("github")
    return Delivery.objects.filter(channel="github").order_by("-pk")[0].fate


def shown(github, link):
    return github.ask("GET", github.repo(f"/issues/{link.number}")).json


def edit(github, link, **fields):
    path = github.repo(f"/issues/{link.number}")
    assert github.ask("PATCH", path, fields, token="developer").status == 200


def test_new_words_replace_old_ones_in_the_same_issue(github, issues, link):
    assert confirmed_anew(link, title="Newer", user_story="A newer story.") == "done"
    issue = shown(github, link)
    assert issue["title"] == "Newer"
    assert "A newer story." in issue["body"]
    assert len(issues()) == 1


def test_what_developers_wrote_around_our_block_is_kept(github, link):
    body = "Before.\r\n" + shown(github, link)["body"].replace("\n", "\r\n") + "After."
    edit(github, link, body=body, title="A developer's title")
    assert confirmed_anew(link, title="Newer", user_story="A newer story.") == "done"
    issue = shown(github, link)
    assert issue["body"].startswith("Before.\n")
    assert issue["body"].endswith("After.")
    assert "A newer story." in issue["body"]
    assert issue["title"] == "A developer's title"


@pytest.mark.parametrize(
    ("old", "new"),
    [("### Need", "### Need (as we understand it)"), ("passerelle:begin", "gone")],
)
def test_a_block_that_developers_edited_is_left_to_people(github, link, old, new):
    edit(github, link, body=shown(github, link)["body"].replace(old, new))
    for story in ("A newer story.", "The newest story."):
        assert confirmed_anew(link, user_story=story) == "done"
    assert new in shown(github, link)["body"]
    assert "story." not in shown(github, link)["body"].replace(BRIEF["user_story"], "")
    path = github.repo(f"/issues/{link.number}/comments")
    [comment] = github.ask("GET", path).json
    assert "The newest story." in comment["body"]
    link.refresh_from_db()
    assert link.trouble == ("edited" if new.startswith("###") else "markers")


def test_a_block_put_back_is_ours_again(github, link):
    body = shown(github, link)["body"]
    edit(github, link, body="All gone.")
    refresh(connect(), link, timezone.now())
    link.refresh_from_db()
    assert link.trouble == "markers"
    edit(github, link, body=body)
    refresh(connect(), link, timezone.now())
    link.refresh_from_db()
    assert link.trouble == ""


def test_nothing_changed_means_nothing_is_sent(github, link):
    github.ask("GET", "/_sandbox/traffic?clear=1")
    assert confirmed_anew(link) == "done"
    assert {row["method"] for row in github.traffic()["exchanges"]} == {"GET"}


def test_labels_are_made_once_and_changed_singly(github, lac_tamarac, link):
    labels = github.ask("GET", github.repo("/labels?per_page=100")).json
    ours = {row["name"]: row for row in labels if row["name"].startswith("coop")}
    assert "coop-mandate" in ours
    assert ours["coop value: Openness"]["color"] != "ededed"
    path = github.repo(f"/issues/{link.number}/labels")
    github.ask("DELETE", f"{path}/coop-mandate", token="developer")
    github.ask("POST", path, {"labels": ["help wanted"]}, token="developer")
    value = github.repo("/labels/coop%20value:%20Openness")
    github.ask("PATCH", value, {"new_name": "open"}, token="developer")
    need = link.proposal
    need.value_tags.filter(value="privacy").delete()
    type(need).objects.filter(pk=need.pk).update(effort_days=2)
    assert confirmed_anew(link, user_story="Shorter.") == "done"
    names = {row["name"] for row in shown(github, link)["labels"]}
    assert {"help wanted", "open", "coop effort: up to 2 days"} <= names
    gone = {"coop-mandate", "coop value: Privacy", "coop effort: up to 15 days"}
    assert not names & gone
    github.ask("GET", "/_sandbox/traffic?clear=1")
    briefed_need(lac_tamarac)
    assert mirrored().number != link.number
    sent = [row["method"] for row in github.traffic()["exchanges"]]
    assert sent.count("POST") <= 2  # the issue, and one size of effort at most


def test_an_issue_gets_the_milestone_of_its_cycle(github, link):
    placed(link.proposal, at=timezone.now())
    outbox.collect(timezone.now())
    outbox.deliver_due("github")
    milestone = shown(github, link)["milestone"]
    assert milestone["title"].startswith("Year")
    path = github.repo(f"/issues/{link.number}")
    github.ask("PATCH", path, {"milestone": None}, token="developer")
    assert confirmed_anew(link, user_story="Another story.") == "done"
    assert shown(github, link)["milestone"] is None  # developers moved it: theirs
