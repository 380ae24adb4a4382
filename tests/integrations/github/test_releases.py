"""Releases on the sandbox's real histories: what a tag contains, what only looks like
it, previews, hotfixes, moved tags, and a person's word over all of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from governance.journal.models import Entry
from governance.proposals.lifecycle import Status
from governance.releases import actions
from governance.releases.models import Credit, Evidence, Release
from governance.releases.queries import previews_of, standings, to_settle
from integrations.github import reconcile, releases, repositories
from integrations.github.client import connect
from integrations.github.refresh import refresh
from integrations.models import Weighing
from tests.integrations.github_fixtures import mirrored

pytestmark = pytest.mark.usefixtures("gaetan", "rose_aimee")
_turns = iter(range(100, 1_000_000))


@pytest.fixture
def link(github, briefed, melanie):
    return mirrored()


@pytest.fixture
def tag():
    """A version number of this test's own, higher than those before."""
    return f"v{next(_turns)}.0"


def publish(github, tag, **more):
    new = {"tag_name": tag, "name": tag, **more}
    answer = github.ask("POST", github.repo("/releases"), new, token="developer")
    assert answer.status == 201, answer.text


def push(github, branch, message, **more):
    order = {"branch": branch, "message": message, **more}
    return github.ask("POST", "/_sandbox/push", order).json["sha"]


def weighed(github, link, tag, after=timedelta(0)):
    """Our look at one release; the stage of the need then."""
    client, at = connect(), timezone.now() + after
    remote = client.release(repositories.located(link.repository, client), tag)
    releases.apply(client, link.repository, remote, at)
    link.refresh_from_db()
    link.proposal.refresh_from_db()
    return link.proposal.status


def held(link):
    rows = Evidence.objects.current().filter(proposal=link.proposal)
    return [(row.kind, row.certainty) for row in rows]


def merged(github, link, how="merge"):
    """A pull request for the issue, merged one way or another; its number."""
    branch = f"work-{next(_turns)}"
    push(github, branch, "Do it")
    body = f"Fixes #{link.number}\n\nTested-by: @amina-k"
    new = {"title": "Do it", "head": branch, "base": "main", "body": body}
    pull = github.ask("POST", github.repo("/pulls"), new, token="developer").json
    path = github.repo(f"/pulls/{pull['number']}/merge")
    github.ask("PUT", path, {"merge_method": how}, token="developer")
    return pull["number"]


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_every_way_of_merging_is_proved_by_containment(github, link, tag, how):
    number = merged(github, link, how)
    publish(github, tag)
    assert weighed(github, link, tag) == Status.RELEASED
    [row] = Evidence.objects.filter(proposal=link.proposal)
    assert (row.kind, row.certainty, row.by) == ("contained", "proved", None)
    assert (row.facts["pull"], row.facts["sha"]) == (number, link.merge_sha)
    hands = set(Credit.objects.values_list("role", "handle"))
    assert hands == {("developer", "priya"), ("tester", "amina-k")}
    assert not Entry.objects.filter(facts__icontains="amina").exists()


def test_a_preview_is_to_try_and_delivers_nothing(github, link, tag):
    merged(github, link)
    publish(github, f"{tag}-rc1", prerelease=True)
    assert weighed(github, link, f"{tag}-rc1") == Status.IN_TEST
    assert [str(one) for one in previews_of(link.proposal)] == [f"{tag}-rc1"]
    publish(github, f"{tag}-rc2", prerelease=True)
    weighed(github, link, f"{tag}-rc2")
    # Invited once, not at every preview.
    assert Entry.objects.filter(verb="preview.offered").count() == 1
    assert not to_settle().exists()
    publish(github, tag)
    assert weighed(github, link, tag) == Status.RELEASED
    assert link.proposal.delivered.get().release.tag == tag


def test_a_hotfix_on_another_branch_is_likely_until_a_person_says_so(
    github, link, tag, melanie
):
    publish(github, tag)
    weighed(github, link, tag)
    merged(github, link)
    refresh(connect(), link, timezone.now())
    link.refresh_from_db()
    fix = tag.replace(".0", ".1")
    picked = f"Do it\n\n(cherry picked from commit {link.merge_sha})"
    push(github, f"hotfix-{fix}", picked, start=tag)
    publish(github, fix, target_commitish=f"hotfix-{fix}", notes="A correction.")
    assert weighed(github, link, fix) == Status.IN_TEST
    assert held(link) == [("merge", "likely")]
    assert list(to_settle()) == [link.proposal]
    release = Release.objects.get(tag=fix)
    actions.confirm_delivery(
        release, link.proposal, by=melanie, at=timezone.now() + timedelta(seconds=1)
    )
    assert link.proposal.status == Status.RELEASED
    assert not to_settle().exists()


def test_hints_alone_wait_and_a_denial_wins_over_every_later_run(
    github, link, tag, melanie
):
    github.ask(
        "PATCH", github.repo(f"/issues/{link.number}"),
        {"state": "closed", "state_reason": "completed"}, token="developer",
    )  # fmt: skip
    publish(github, tag, body=f"Access list, see #{link.number}.")
    assert weighed(github, link, tag) == Status.IN_TEST
    assert held(link) == [("notes", "likely")]
    release = Release.objects.get(tag=tag)
    actions.deny_delivery(
        release, link.proposal, by=melanie, at=timezone.now(), reason="Seulement citée."
    )
    for days in (2, 4):
        assert weighed(github, link, tag, timedelta(days=days)) == Status.IN_TEST
    [standing] = standings(link.proposal)
    assert (standing.comes_to, standing.word.reason) == ("denied", "Seulement citée.")


def test_a_taken_back_delivery_is_not_marked_again_by_the_same_commit(
    github, link, tag, melanie
):
    merged(github, link)
    publish(github, tag)
    weighed(github, link, tag)
    actions.take_back_delivery(
        link.proposal.delivered.get(), by=melanie, at=timezone.now(),
        reason="Le bouton ne marche pas encore.",
    )  # fmt: skip
    assert weighed(github, link, tag, timedelta(days=2)) == Status.IN_TEST
    assert not link.proposal.delivered.exists()
    later = tag.replace(".0", ".1")
    publish(github, later)
    assert weighed(github, link, later, timedelta(days=2)) == Status.RELEASED


def test_old_work_does_not_answer_a_need_taken_up_again(github, link, tag, melanie):
    merged(github, link)
    publish(github, tag)
    weighed(github, link, tag)
    again = timezone.now() + timedelta(seconds=2)
    actions.reopen_need(link.proposal, by=melanie, at=again, reason="Pas chez nous.")
    refresh(connect(), link, again)
    link.proposal.refresh_from_db()
    assert link.proposal.status == Status.IN_DEVELOPMENT
    later = tag.replace(".0", ".1")
    github.ask("POST", "/_sandbox/clock", {"now": f"{again:%Y}-12-31T00:00:00Z"})
    try:
        publish(github, later)
        assert weighed(github, link, later) == Status.IN_DEVELOPMENT
    finally:
        github.ask("POST", "/_sandbox/clock", {"now": ""})


def test_a_moved_tag_loses_its_proof_and_asks_for_a_person(github, link, tag):
    before = push(github, "main", "Before")
    merged(github, link)
    publish(github, tag)
    assert weighed(github, link, tag) == Status.RELEASED
    github.ask("POST", "/_sandbox/tag", {"tag": tag, "to": before})
    assert weighed(github, link, tag, timedelta(days=2)) == Status.RELEASED
    assert held(link) == []
    assert Entry.objects.filter(verb="evidence.lost").count() == 1


def test_what_did_not_change_costs_no_comparison(github, link, tag):
    github.ask(
        "PATCH", github.repo(f"/issues/{link.number}"),
        {"state": "closed", "state_reason": "completed"}, token="developer",
    )  # fmt: skip
    publish(github, tag)
    weighed(github, link, tag)
    github.ask("GET", "/_sandbox/traffic?clear=1")
    weighed(github, link, tag)
    assert Weighing.objects.count() == 1
    paths = [row["path"] for row in github.traffic()["exchanges"]]
    assert not [path for path in paths if "/compare/" in path]


def test_a_release_taken_down_delivers_nothing_more(github, link, tag, melanie):
    publish(github, tag)
    weighed(github, link, tag)
    assert releases.taken_down(link.repository, tag, timezone.now())
    assert not releases.taken_down(link.repository, tag, timezone.now())
    assert not Release.objects.full().exists()


def test_of_two_releases_told_in_the_wrong_order_the_first_delivers(github, link, tag):
    merged(github, link)
    publish(github, tag)
    later = tag.replace(".0", ".1")
    publish(github, later)
    releases.follow(connect(), link.repository, later, timezone.now())
    link.proposal.refresh_from_db()
    assert link.proposal.delivered.get().release.tag == tag


def test_our_own_look_finds_what_was_taken_down_without_a_word(github, link, tag):
    publish(github, tag)
    weighed(github, link, tag)
    row = github.ask("GET", github.repo(f"/releases/tags/{tag}")).json
    github.ask("DELETE", github.repo(f"/releases/{row['id']}"), token="developer")
    reconcile.poll(timezone.now() + timedelta(days=1))
    assert Release.objects.get(tag=tag).withdrawn_at
