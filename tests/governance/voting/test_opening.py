"""The roll is frozen and the rule sheet sealed: what they hold, and what refuses."""

import hashlib
import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from governance.membership.actions import admit_member, end_membership
from governance.membership.models import Membership
from governance.proposals.lifecycle import Status
from governance.refusals import MoveNotAllowed, NotAllowed, Refusal
from governance.voting import keyring
from governance.voting.actions import open_round, void_round
from governance.voting.models import RollLine, Round
from governance.voting.refusals import InvalidRound
from tests.cast import SINCE, admit, welcome
from tests.round_builders import DAY, crowd, opened_round, prepared_round


def on_the_roll(round):
    return {line.person for line in round.roll.select_related("person")}


def test_the_roll_is_everyone_with_a_vote_on_the_record_date(
    lac_tamarac, need, melanie, rose_aimee, auxiliary, huguette, at
):
    record_date = date(2026, 10, 1)
    late = welcome("Paul", "Tardif")
    admit(late, lac_tamarac, since=record_date + DAY)
    left = welcome("Lise", "Partie")
    admit(left, lac_tamarac)
    end_membership(
        Membership.objects.get(person=left), by=None, at=at, until=record_date
    )
    gone_since = welcome("Yves", "Depuis")
    admit(gone_since, lac_tamarac)
    end_membership(
        Membership.objects.get(person=gone_since), by=None, at=at,
        until=record_date + DAY,
    )  # fmt: skip
    round = opened_round(lac_tamarac, need, by=melanie, at=at, record_date=record_date)
    assert on_the_roll(round) == {rose_aimee, melanie, gone_since}


def test_who_joins_after_the_opening_does_not_vote_in_it(yes_or_no, lac_tamarac):
    before = yes_or_no.roll.count()
    admit(welcome("Nouvelle", "Venue"), lac_tamarac)
    assert yes_or_no.roll.count() == before == yes_or_no.rule_sheet["roll_size"]


def test_a_member_of_two_coops_stands_on_the_roll_once(
    les_affluents, lac_tamarac, trois_ormes, need, denis, rose_aimee, huguette, at
):
    admit_member(
        trois_ormes, person=rose_aimee, category="user", by=None, at=at,
        since=SINCE + timedelta(days=300),
    )  # fmt: skip
    round = opened_round(
        lac_tamarac, need, by=denis, at=at, host=None, federation=les_affluents,
        cooperatives=[trois_ormes, lac_tamarac],
    )  # fmt: skip
    line = round.roll.get(person=rose_aimee)
    assert line.cooperative == lac_tamarac, "she joined Lac-Tamarac first"
    sizes = {s["cooperative"]: s["roll"] for s in round.rule_sheet["electorate"]}
    assert sizes == {"lac-tamarac": round.roll.count() - 1, "trois-ormes": 1}
    assert round.rule_sheet["roll_size"] == round.roll.count()


def test_roll_numbers_follow_no_order_of_people(lac_tamarac, need, melanie, at):
    crowd(lac_tamarac, 60)
    round = opened_round(lac_tamarac, need, by=melanie, at=at)
    people = list(round.roll.order_by("number").values_list("person_id", flat=True))
    assert people not in (sorted(people), sorted(people, reverse=True))
    numbers = list(round.roll.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(people) + 1))


def test_the_sheet_holds_what_decides_the_outcome_in_both_languages(
    up_to_two, needs, lac_tamarac
):
    sheet = up_to_two.rule_sheet
    assert sheet["nature"] == "consultation"
    assert sheet["title"] == {
        "fr": "Que construire cet hiver?", "en": "What to build this winter?",
    }  # fmt: skip
    assert [o["number"] for o in sheet["options"]] == [n.number for n in needs]
    assert sheet["options"][0]["title"]["fr"] == "Lecture à voix haute"
    assert sheet["options"][0]["wording"]["fr"]["revision"] == 1
    assert sheet["rule"]["name"] == "approval" and sheet["rule"]["version"] == 1
    assert sheet["rule"]["max_choices"] == 2
    assert sheet["rule"]["quorum"] == "1/20" and sheet["rule"]["quorum_voters"] == 1
    assert set(sheet["rule"]["in_words"]) == {"fr", "en"}
    assert "up to 2 needs" in sheet["rule"]["in_words"]["en"]
    assert sheet["opens_at"] == {
        "utc": "2026-11-02T14:30:00Z",
        "local": "2026-11-02T09:30:00-05:00",
        "zone": "America/Toronto",
    }
    assert sheet["electorate"][0]["name"]["en"] == lac_tamarac.name_en


def test_the_sheet_names_the_comparison(yes_or_no, lac_tamarac, new_need, melanie, at):
    rule = yes_or_no.rule_sheet["rule"]
    assert (rule["threshold"], rule["comparison"]) == ("1/2", "more_than")
    other = opened_round(
        lac_tamarac, new_need("Autre"), by=melanie, at=at, threshold="2/3"
    )
    rule = other.rule_sheet["rule"]
    assert (rule["threshold"], rule["comparison"]) == ("2/3", "at_least")
    assert "at least 2/3" in rule["in_words"]["en"]


def test_anyone_can_hash_the_sheet_again(yes_or_no):
    """Sorted keys, no spaces, UTF-8: three lines of any language."""
    canonical = json.dumps(
        yes_or_no.rule_sheet, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    assert digest == yes_or_no.rule_sheet_hash


def test_the_key_is_a_file_of_its_own_and_not_in_the_database(
    prepared, melanie, at, key_folder
):
    assert not key_folder.exists()
    held = open_round(prepared, by=melanie, at=at)
    (file,) = key_folder.glob("*.key")
    assert file == keyring.path(held.key_id)
    assert file.stat().st_mode & 0o777 == 0o600
    assert key_folder.stat().st_mode & 0o777 == 0o700
    assert len(file.read_bytes()) == 32


def test_opening_twice_is_opening_once(yes_or_no, melanie, at):
    before = (yes_or_no.rule_sheet_hash, yes_or_no.opened_at)
    key = keyring.path(yes_or_no.key_id).read_bytes()
    again = open_round(yes_or_no, by=None, at=at + DAY)
    assert (again.rule_sheet_hash, again.opened_at) == before
    assert keyring.path(yes_or_no.key_id).read_bytes() == key


def test_opening_early_announces_and_takes_no_ballot_yet(
    lac_tamarac, need, melanie, rose_aimee, at
):
    from governance.voting.lifecycle import Stage, stage
    from governance.voting.refusals import NotOpen
    from tests.round_builders import vote

    round = opened_round(
        lac_tamarac, need, by=melanie, at=at, opens_at=at + DAY, closes_at=at + 3 * DAY
    )
    assert stage(round, at) is Stage.ANNOUNCED
    with pytest.raises(NotOpen, match=r"not open yet|pas encore"):
        vote(round, rose_aimee, "yes", at=at)
    assert vote(round, rose_aimee, "yes", at=at + DAY).tracker


def test_a_need_that_moved_since_keeps_the_round_shut(prepared, need, melanie, at):
    need.status = Status.REFUSED
    need.save()
    with pytest.raises(InvalidRound, match=str(need.number)):
        open_round(prepared, by=melanie, at=at)
    assert not RollLine.objects.exists()


def test_a_need_is_on_one_open_ballot_at_a_time(
    prepared, yes_or_no, lac_tamarac, need, melanie, at
):
    with pytest.raises(InvalidRound, match=str(need.number)):
        open_round(prepared, by=melanie, at=at)
    with pytest.raises(InvalidRound):
        prepared_round(lac_tamarac, need, by=melanie, at=at)
    void_round(
        yes_or_no,
        by=melanie,
        at=at,
        reason_fr="Erreur de date.",
        reason_en="Erreur de date.",
    )
    assert open_round(prepared, by=melanie, at=at).opened_at == at


def test_too_late_void_or_a_stranger(prepared, melanie, stranger, gaetan, at):
    with pytest.raises(NotAllowed):
        open_round(prepared, by=stranger, at=at)
    with pytest.raises(MoveNotAllowed):
        open_round(prepared, by=melanie, at=prepared.closes_at)
    void_round(
        prepared,
        by=gaetan,
        at=at,
        reason_fr="Remise au printemps.",
        reason_en="Remise au printemps.",
    )
    with pytest.raises(MoveNotAllowed):
        open_round(prepared, by=melanie, at=at)


def test_an_empty_roll_is_no_vote(lac_tamarac, need, melanie, at):
    with pytest.raises(InvalidRound):
        opened_round(lac_tamarac, need, by=melanie, at=at, record_date=date(2020, 1, 1))
    assert Round.objects.get().opened_at is None


def test_where_no_key_can_be_kept_nothing_opens(prepared, melanie, at, settings):
    settings.ROUND_KEYS_DIR = "/proc/nowhere"
    with pytest.raises(Refusal):
        open_round(prepared, by=melanie, at=at)
    prepared.refresh_from_db()
    assert prepared.opened_at is None and not RollLine.objects.exists()


def test_the_database_refuses_another_sheet_once_opened(yes_or_no):
    other = yes_or_no.rule_sheet | {"roll_size": 1}
    for change in (
        {"rule_sheet": other},
        {"rule_sheet_hash": "0" * 64},
        {"opened_at": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Round.objects.filter(pk=yes_or_no.pk).update(**change)


def test_the_database_refuses_two_lines_for_one_person(yes_or_no, rose_aimee):
    line = yes_or_no.roll.get(person=rose_aimee)
    line.pk, line.number = None, 99
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save(force_insert=True)
