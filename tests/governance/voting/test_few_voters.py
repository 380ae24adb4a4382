"""A secret vote by co-op in which few people of a co-op vote tells no single answer."""

import json

import pytest
from django.core.management import call_command

from governance.voting import queries, records, seal, turnouts
from governance.voting.bundle import verify, writing
from governance.voting.rules import Place, Question, double_majority
from tests.every_rule import Hall, opened, voters
from tests.round_builders import sealed, vote
from tests.worlds import shared

TOGETHER = "lac-tamarac+trois-ormes"


@shared
def hall(les_affluents, denis, lac_tamarac, trois_ormes, rose_aimee, melanie, at):
    people = rose_aimee, melanie
    hall = Hall(les_affluents, denis, lac_tamarac, trois_ormes, *people, at)
    return hall.get_ready()


def held_with(hall, guests, **more):
    """Ten of the host say yes, some guests no; counted."""
    held, _needs = opened(hall, "double-majority", **more)
    for person in voters(hall.host)[:10]:
        vote(held, person, "yes", at=hall.at)
    for person in voters(hall.guest)[:guests]:
        vote(held, person, "no", at=hall.at)
    result = sealed(held)
    held.refresh_from_db()
    return held, result


@pytest.mark.parametrize("guests", [1, 9])
def test_what_a_few_people_said_is_told_with_others_only(hall, guests):
    held, result = held_with(hall, guests)
    (told,) = result.figures["places"]
    assert (told["place"], told["yes"], told["no"]) == (TOGETHER, 10, guests)
    assert result.figures["places_total"] == 2 and result.figures["places_yes"] == 1
    lines = [json.loads(line) for line in seal.ballot_lines(seal.cast_in(held))]
    assert {line["choices"]["place"] for line in lines} == {TOGETHER}
    assert {len(line["veil"]) for line in lines} == {64}, (
        "marks only: no veil opens one"
    )
    assert b"trois-ormes" not in b"".join(records.ledger_lines(held))
    assert queries.check_seal(held).holds
    facts = verify.Check(writing.files(held)).run()
    assert facts["ballots"] == 10 + guests


def test_co_ops_where_ten_voted_are_told_apart(hall):
    held, result = held_with(hall, 10)
    told = {row["place"]: (row["yes"], row["no"]) for row in result.figures["places"]}
    assert told == {"lac-tamarac": (10, 0), "trois-ormes": (0, 10)}
    assert "fewer than 10 people vote" in held.sheet["rule"]["in_words"]["en"]
    assert verify.Check(writing.files(held)).run()["ballots"] == 20


def test_a_portal_that_tells_a_few_apart_is_caught(hall, monkeypatch):
    monkeypatch.setattr(turnouts, "merged", tuple)
    held, result = held_with(hall, 1)
    assert len(result.figures["places"]) == 2, "the control: the lie is there"
    with pytest.raises(verify.Broken) as caught:
        verify.Check(writing.files(held)).run()
    assert caught.value.key == "few_told"


@pytest.mark.parametrize("guests", [1, 10])
def test_a_place_cannot_be_changed_after_the_commitment(hall, guests):
    held, _result = held_with(hall, guests)
    files = writing.files(held)
    first = json.loads(files["ballots.jsonl"].splitlines()[0])
    veil = first["veil"].encode()
    files["ballots.jsonl"] = files["ballots.jsonl"].replace(veil, veil[::-1], 1)
    with pytest.raises(verify.Broken) as caught:
        verify.Check(files).run()
    assert caught.value.key == "ballot_unknown"


def test_a_recorded_vote_tells_every_co_op(hall):
    _held, result = held_with(hall, 1, secrecy="recorded")
    assert [row["place"] for row in result.figures["places"]] == [
        "lac-tamarac",
        "trois-ormes",
    ]


def test_co_ops_counted_together_give_one_answer():
    asked = Question(
        (1,), 90, 0, places=tuple(map(Place, "abcd")), smallest_place=10
    )  # fmt: skip
    count = double_majority.count_profile(
        asked, {("b", "yes"): 30, ("a+d", "yes"): 14, ("c", "yes"): 10}
    )
    assert list(count.places) == ["a+d", "b", "c"]
    assert len(count.places_yes) == 3 and count.figures()["places_total"] == 4
    alone = double_majority.count_profile(
        asked, {("a+c+d", "yes"): 12, ("b", "no"): 10}
    )
    assert not alone.places_majority, "one answer of four"
    for wrong in ("a+e", "z"):
        with pytest.raises(ValueError, match="not on the roll"):
            double_majority.count_profile(asked, {(wrong, "yes"): 1})
    with pytest.raises(ValueError, match="not on the roll"):
        double_majority.count_profile(asked, {("a+b", "yes"): 9, ("b", "yes"): 3})


@pytest.mark.parametrize(("rule", "guests"), [("double-majority", 1), ("delegates", 2)])
def test_tally_counts_the_bundle_as_the_portal_did(
    hall, tmp_path, capsys, rule, guests
):
    held, _needs = opened(hall, rule)
    there = voters(hall.host)[: 2 if rule == "delegates" else 10]
    for person in [*there, *voters(hall.guest)[:guests]]:
        vote(held, person, "yes", at=hall.at)
    figures = sealed(held).figures
    held.refresh_from_db()
    writing.write(held, tmp_path / "bundle")
    call_command("tally", str(tmp_path / "bundle"), "--rule", rule, "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["coops_total"] == figures["places_total"]
    assert told["quorum_met"] == figures["quorum_met"]
    assert told["passes"] == (figures["outcome"] == "passed")
    if rule == "double-majority":
        assert told["coops_yes"] == figures["places_yes"] == 1 and not told["passes"]
    else:
        assert told["yes"] == figures["yes"]
    call_command("tally", str(tmp_path / "bundle"), "--rule", rule)
    assert len(capsys.readouterr().out.splitlines()) > 3
