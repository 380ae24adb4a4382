"""What a round must be before members are asked."""

from datetime import timedelta

import pytest

from governance.journal.models import Entry
from governance.refusals import NotAllowed, Refusal
from governance.voting.models import Round
from governance.voting.refusals import InvalidRound
from tests.round_builders import accepted_need, prepared_round


def test_a_prepared_round_is_seen_by_nobody_yet(prepared, melanie, at):
    assert not Round.objects.announced().exists()
    assert not Round.objects.open(at).exists()
    assert not Round.objects.due_to_open(at).exists()
    entry = Entry.objects.about(prepared).get()
    assert entry.verb == "round.prepared" and entry.by == str(melanie.ref)


@pytest.mark.parametrize(
    "terms",
    [
        {"title_en": "  "},
        {"title_fr": "a" * 161},
        {"intro_en": "a" * 4001},
        {"nature": "plebiscite"},
        {"rule": "coin-toss"},
        {"quorum": "5 %"},
        {"quorum": "0.05"},
        {"quorum": "3/2"},
        {"threshold": "1/0"},
        {"threshold": "0"},
        {"threshold": "1", "comparison": "more_than"},
        {"comparison": "about"},
        {"cooperatives": []},
        {"closes_at": "opening"},
        {"record_date": "after"},
    ],
    ids=str,
)
def test_a_round_that_cannot_be_put_is_refused_with_a_sentence(
    lac_tamarac, need, gaetan, at, terms
):
    odd = {
        "opening": at,
        "after": (at + timedelta(days=1)).date(),
    }
    terms = {
        key: odd.get(value, value) if isinstance(value, str) else value
        for key, value in terms.items()
    }
    with pytest.raises(InvalidRound) as refused:
        prepared_round(lac_tamarac, need, by=gaetan, at=at, **terms)
    assert refused.value.status == 422 and str(refused.value)
    assert not Round.objects.exists()


def test_a_round_that_would_close_in_the_past(lac_tamarac, need, melanie, at):
    with pytest.raises(InvalidRound):
        prepared_round(
            lac_tamarac, need, by=melanie, at=at,
            opens_at=at - timedelta(days=2), closes_at=at,
        )  # fmt: skip


def test_yes_or_no_is_about_one_need_and_choices_about_several(
    lac_tamarac, need, needs, melanie, at
):
    for wrong in (
        {"proposals": needs, "rule": "majority"},
        {"proposals": [need], "rule": "approval"},
        {"proposals": needs, "rule": "approval", "max_choices": 4},
        {"proposals": needs, "rule": "approval", "max_choices": 0},
        {"proposals": [need, need], "rule": "approval"},
    ):
        with pytest.raises(InvalidRound):
            prepared_round(lac_tamarac, need, by=melanie, at=at, **wrong)


def test_needs_come_from_co_ops_that_vote(
    lac_tamarac, trois_ormes, huguette, solange, melanie, at
):
    theirs = accepted_need(trois_ormes, author=huguette, coordinator=solange, at=at)
    with pytest.raises(InvalidRound, match=str(theirs.number)):
        prepared_round(lac_tamarac, theirs, by=melanie, at=at)


def test_a_need_must_have_been_accepted(lac_tamarac, need, melanie, at):
    need.status = "submitted"
    with pytest.raises(InvalidRound, match=str(need.number)):
        prepared_round(lac_tamarac, need, by=melanie, at=at)


def test_a_co_op_does_not_ask_the_members_of_another(
    lac_tamarac, trois_ormes, need, melanie, denis, at
):
    both = {"cooperatives": [lac_tamarac, trois_ormes]}
    with pytest.raises(NotAllowed):
        prepared_round(lac_tamarac, need, by=melanie, at=at, **both)
    assert prepared_round(lac_tamarac, need, by=denis, at=at, **both).pk
    with pytest.raises(InvalidRound):
        prepared_round(lac_tamarac, need, by=denis, at=at, cooperatives=[trois_ormes])


def test_one_host_and_one_only(les_affluents, lac_tamarac, need, denis, at):
    for hosts in (
        {"host": None, "federation": None},
        {"host": lac_tamarac, "federation": les_affluents},
    ):
        with pytest.raises(InvalidRound):
            prepared_round(lac_tamarac, need, by=denis, at=at, **hosts)


def test_personal_information_does_not_get_into_the_introduction(
    lac_tamarac, need, melanie, at
):
    with pytest.raises(Refusal):
        prepared_round(
            lac_tamarac, need, by=melanie, at=at, intro_fr="Carte: TREM 5555 1234"
        )


def test_what_binds_a_co_op_names_its_grounds(lac_tamarac, need, gaetan, at):
    facts = {"by": gaetan, "at": at}
    with pytest.raises(InvalidRound):
        prepared_round(lac_tamarac, need, nature="orientation", reference=" ", **facts)
    held = prepared_round(
        lac_tamarac, need, nature="orientation", reference="CA-2026-14", **facts
    )
    assert held.reference == "CA-2026-14"


def test_an_assembly_votes_no_sooner_than_the_by_law_lets_it(
    lac_tamarac, need, gaetan, at
):
    sent = at.date()
    facts = {"by": gaetan, "at": at, "nature": "assembly", "reference": "AGA 2026"}
    for notice_on, days in ((None, 30), (sent, lac_tamarac.notice_days - 1)):
        opens_at = at + timedelta(days=days)
        with pytest.raises(InvalidRound) as refused:
            prepared_round(
                lac_tamarac, need, notice_on=notice_on, opens_at=opens_at,
                closes_at=opens_at + timedelta(hours=3), **facts,
            )  # fmt: skip
    assert lac_tamarac.short_name in str(refused.value)
    opens_at = at + timedelta(days=lac_tamarac.notice_days)
    held = prepared_round(
        lac_tamarac, need, notice_on=sent, opens_at=opens_at,
        closes_at=opens_at + timedelta(hours=3), record_date=sent, **facts,
    )  # fmt: skip
    assert held.notice_on == sent
