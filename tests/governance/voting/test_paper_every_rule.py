"""A vote of each rule with paper in it, from the batch to the check that anyone makes."""

import pytest
from django.core.management import CommandError

from governance.voting import paper_desk, queries
from governance.voting.actions.paper_batches import name_scrutineer
from governance.voting.bundle import verify, writing
from governance.voting.paper import forms
from tests.every_rule import RULES, Hall, ballots, opened, voters
from tests.governance.voting.paper_builders import batch_of, counted_twice, mark
from tests.governance.voting.rules.shared_cases import tallied as tallied_file
from tests.governance.voting.test_paper_counting import tallied
from tests.round_builders import sealed, vote
from tests.worlds import shared


@shared
def hall(les_affluents, denis, lac_tamarac, trois_ormes, rose_aimee, melanie, at):
    people = rose_aimee, melanie
    hall = Hall(les_affluents, denis, lac_tamarac, trois_ormes, *people, at)
    return hall.get_ready()


@pytest.mark.parametrize("rule", RULES)
def test_online_and_paper_are_one_result_that_verifies(rule, hall, tmp_path):
    few = [voters(place) for place in (hall.host, hall.guest)]
    round, needs = opened(hall, rule)
    said = ballots(rule, needs)
    (ours, theirs), by = (few[0][:2], few[1][:1]), hall.officer
    vote(round, theirs[0], said[0], at=hall.at)
    batch = batch_of(round, hall.host, 5, by=by, at=hall.at)
    mark(round, *ours, by=by, at=hall.at)
    on_paper = [one | {"place": hall.host.slug} for one in said[1:3]]
    question, named = paper_desk.question(round), paper_desk.rule(round)
    tally = tallied(named, question, on_paper if rule in forms.BY_PLACE else said[1:3])
    typed = tally
    if paper_desk.is_recorded(round):  # each paper with its person
        lines = [queries.roll_line(round, person).number for person in ours]
        typed = {
            "named": sorted(
                map(list, zip(lines, on_paper, strict=True)), key=lambda row: row[0]
            )
        }
    figures = {"used": 2, "spoiled": 0, "returned": 3, "tally": typed}
    counted_twice(
        batch, (by, _named(round, few[1][1], by, hall)), at=hall.at, **figures
    )
    result = sealed(round)
    round.refresh_from_db()
    told = round.roll.filter(recorded__isnull=False).count()
    assert told == (3 if paper_desk.is_recorded(round) else 0)
    assert result.ballots == 3 and result.figures["paper"]["totals"] == tally
    assert queries.check_seal(round).holds
    verify.check(writing.files(round))
    _check_tally(round, rule, result.figures, tmp_path / "bundle")


def _check_tally(round, rule, figures, folder):
    """The command counts the same; papers told by option only are the verifier's."""
    writing.write(round, folder)
    form = forms.form_of(rule, paper_desk.question(round))
    if form in (forms.Form.APPROVALS, forms.Form.POINTS):
        with pytest.raises(CommandError, match="verify_bundle"):
            tallied_file(folder, rule)
        return
    told = tallied_file(folder, rule)
    if form is forms.Form.ANSWERS:
        assert told["passes"] == (figures["outcome"] == "passed")
        assert told["quorum_met"] == figures["quorum_met"]
    else:
        assert told["ballots"] == 3
        assert told["winners"] == [str(number) for number in figures["winners"]]


def _named(round, person, by, hall):
    return name_scrutineer(round, by=by, at=hall.at, person=person).person
