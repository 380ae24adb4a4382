"""A rule sheet states only what has come to pass, and a late form is told the truth."""

from datetime import timedelta

import pytest

from governance.proposals.actions import revise_proposal
from governance.voting.actions import open_round
from governance.voting.refusals import InvalidRound, NotOpen
from tests.round_builders import DAY, accepted_need, prepared_round, sealed, vote


@pytest.fixture
def prepared(lac_tamarac, rose_aimee, melanie, gaetan, at):
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=at)

    def make(**more):
        later = at + 30 * DAY
        given = {
            "by": gaetan,
            "at": at,
            "opens_at": later,
            "closes_at": later + 7 * DAY,
        }
        return prepared_round(lac_tamarac, need, **given | more)

    return make


def test_a_roll_is_not_frozen_before_its_record_date(prepared, gaetan, at):
    held = prepared(record_date=(at + 3 * DAY).date())
    with pytest.raises(InvalidRound, match=r"still to come|encore à venir"):
        open_round(held, by=gaetan, at=at + 2 * DAY)
    opened = open_round(held, by=gaetan, at=at + 3 * DAY)
    assert opened.sheet["record_date"] == "2026-11-05"


def test_a_notice_still_to_be_sent_is_no_fact(prepared, gaetan, at):
    more = {"nature": "assembly", "notice_on": (at + 2 * DAY).date()}
    held = prepared(record_date=at.date(), **more)
    with pytest.raises(InvalidRound, match=r"later than today|à venir"):
        open_round(held, by=gaetan, at=at)
    assert open_round(held, by=gaetan, at=at + 2 * DAY).opened_at is not None


@pytest.mark.parametrize("voted", [True, False])
def test_a_form_sent_again_after_the_close_says_whether_the_vote_counts(
    prepared, rose_aimee, gaetan, at, voted
):
    held = open_round(
        prepared(opens_at=at, closes_at=at + DAY, record_date=at.date()),
        by=gaetan,
        at=at,
    )
    if voted:
        vote(held, rose_aimee, "yes", at=at, form_key="once")
    vote(held, gaetan, "no", at=at)
    sealed(held)
    with pytest.raises(NotOpen) as told:
        vote(held, rose_aimee, "no", at=at + 2 * DAY, form_key="once")
    counts = "your ballot counts" in str(told.value) or "compte" in str(told.value)
    assert counts == voted
    assert held.ballots.count() == 1 + voted


def test_a_vote_opens_once_both_wordings_are_in_step(
    prepared, rose_aimee, gaetan, melanie, client, at
):
    held = prepared(opens_at=at, closes_at=at + DAY, record_date=at.date())
    need = held.options.get().proposal
    need.revisions.filter(language="en").delete()
    with pytest.raises(InvalidRound, match=r"English|anglais"):
        open_round(held, by=gaetan, at=at)
    words = {"language": "en", "title": "See who read my file", "text": "I want it."}
    revise_proposal(need, by=melanie, at=at - timedelta(days=1), **words)
    client.force_login(gaetan)
    page = client.get(f"/en/votes/{held.pk}/open/").content.decode()
    assert "older than the original" in page and f"/{need.number}/translate/" in page
    with pytest.raises(InvalidRound, match=r"older|ancien"):
        open_round(held, by=gaetan, at=at)
    need.revisions.filter(language="en").update(at=at)
    assert open_round(held, by=gaetan, at=at).opened_at is not None
    assert client.get(f"/en/votes/{held.pk}/").status_code == 200
