"""A brief confirmed anew: our block is brought up to date, theirs is kept."""

import pytest
from django.utils import timezone

from governance.proposals.actions import confirm_brief
from integrations import outbox
from integrations.models import Delivery
from tests.builders import briefed_need, secretary, written_brief
from tests.integrations.github_fixtures import mirrored

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")


@pytest.fixture
def link(github, lac_tamarac):
    briefed_need(lac_tamarac)
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
    assert confirmed_anew(link, user_story="A newer story.") == "never"
    assert new in shown(github, link)["body"]
    assert "A newer story." not in shown(github, link)["body"]


def test_nothing_changed_means_nothing_is_sent(github, link):
    github.ask("GET", "/_sandbox/traffic?clear=1")
    assert confirmed_anew(link) == "done"
    assert {row["method"] for row in github.traffic()["exchanges"]} == {"GET"}
