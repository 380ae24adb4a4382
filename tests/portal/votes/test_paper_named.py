"""Paper in a recorded vote: typed person by person, so that the roll call is whole."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.refusals import MoveNotAllowed
from governance.voting.actions import seal_round
from governance.voting.actions.paper_batches import open_batch
from governance.voting.actions.paper_marks import hand_back_paper
from governance.voting.bundle import verify, writing
from governance.voting.models import Round
from governance.voting.paper import named
from governance.voting.paper.faults import UnfitTally
from governance.voting.paper.forms import Form, form_of
from governance.voting.queries import roll_line
from governance.voting.rules import Question
from portal.site.votes.paper.ballot_paper import paper_of
from tests.governance.voting.paper_builders import mark
from tests.portal.votes.conftest import HOUR, signed_in
from tests.portal.votes.test_paper_pages import at, text
from tests.round_builders import opened_round, vote
from tests.worlds import shared

HAND_IN = {"spoiled": "0", "returned": "3", "hand_in": "1"}


@pytest.mark.parametrize(
    ("rule", "more", "ballots", "form", "totals"),
    [
        (
            "majority", {"options": (7,)}, [{"answer": "yes"}, {"answer": "no"}],
            Form.ANSWERS, {"yes": 1, "no": 1, "abstain": 0},
        ),
        (
            "approval", {"max_choices": 2}, [{"chosen": [4, 7]}, {"chosen": []}],
            Form.APPROVALS, {"approvals": [[7, 1], [4, 1]], "blank": 1},
        ),
        (
            "points", {"max_points": 3}, [{"points": [[4, 3]]}, {"points": []}],
            Form.POINTS, {"points": [[7, [0, 0, 0]], [4, [0, 0, 1]]], "blank": 1},
        ),
        (
            "irv", {"max_choices": 2}, [{"ranking": [4]}, {"ranking": [4]}],
            Form.PAPERS, {"papers": [[{"ranking": [4]}, 2]]},
        ),
    ],
)  # fmt: skip
def test_named_papers_have_the_totals_of_their_rule(rule, more, ballots, form, totals):
    question = Question(
        **{"options": (7, 4), "roll_size": 9, "quorum": Fraction(0), **more}
    )
    tally = named.empty()
    for line, ballot in zip((5, 2), ballots, strict=True):
        tally = named.put(tally, line, ballot)
    named.check(rule, question, tally, 2)
    assert form_of(rule, question) is form
    assert named.totals(rule, question, tally) == totals
    again = {"named": [*tally["named"], tally["named"][0]]}
    for lie, used in ((tally, 3), (again, 3), ({"named": [[1, {"x": 1}]]}, 1), ({}, 0)):
        with pytest.raises(UnfitTally):
            named.check(rule, question, lie, used)


@shared
def recorded(lac_tamarac, needs, melanie, gaetan, rose_aimee, marc_andre):
    """Open, with a batch of five; Rose-Aimée and Marc-André took a paper."""
    then, now = timezone.now() - HOUR, timezone.now()
    round = opened_round(
        lac_tamarac, needs[0], by=melanie, at=then, secrecy="recorded", quorum="0",
        closes_at=now + HOUR,
    )  # fmt: skip
    batch = open_batch(round, by=melanie, at=now, cooperative=lac_tamarac, issued=5)
    mark(round, rose_aimee, marc_andre, by=melanie, at=now)
    vote(round, gaetan, "abstain", at=now)
    return batch


def typed(page, batch, who, answer):
    sent = {"add": "1", "who": who, "answer": answer, "after": "0"}
    return page.post(at("paper_count", batch), sent)


def test_papers_are_typed_by_name_and_the_roll_call_is_whole(
    recorded, melanie, gaetan, rose_aimee, marc_andre
):
    first, second = signed_in(melanie), signed_in(gaetan)
    url = at("paper_count", recorded)
    assert "chaque papier" in text(first.get(url))
    # Gaétan voted online: no paper of his can be typed.
    nobody = typed(first, recorded, "gaetan", "yes")
    assert nobody.status_code == 422 and "n’a ce nom ou ce numéro" in text(nobody)
    told = text(typed(first, recorded, "belan", "yes"))
    assert "Rose-Aimée Bélanger – Oui" in told
    typed(first, recorded, "marc", "no")
    for who, answer in (("0071", "no"), ("marc", "no")):
        typed(second, recorded, who, answer)
    first.post(url, HAND_IN)
    apart = text(second.post(url, HAND_IN, follow=True))
    assert "diffèrent sur 1 ligne" in apart and "Rose-Aimée Bélanger" in apart
    assert "Marc-André" not in apart
    typed(second, recorded, "belan", "yes")  # corrected: it replaces the first
    agreed = text(second.post(url, HAND_IN, follow=True))
    assert "Les deux comptes sont pareils" in agreed
    with pytest.raises(MoveNotAllowed):
        line = roll_line(recorded.round, rose_aimee)
        hand_back_paper(
            recorded.round, by=melanie, at=timezone.now(), number=line.number
        )
    called(recorded.round, first)


def called(round: Round, page) -> None:
    """After the count everyone's answer is there; the bundle has totals alone."""
    seal_round(round, at=round.closes_at + timedelta(minutes=1))
    round.refresh_from_db()
    told = text(page.get(reverse("round_answers", args=[round.pk])))
    assert "Rose-Aimée Bélanger (sur papier) Oui" in told
    assert round.roll.filter(recorded__isnull=False).count() == 3
    files = writing.files(round)
    assert verify.check(files)["papers"] == 2
    assert b'"totals":{"abstain":0,"no":1,"yes":1}' in files["ledger.jsonl"]
    assert b"named" not in files["ledger.jsonl"]


def test_a_ballot_of_a_recorded_vote_asks_for_a_name(recorded):
    paper = paper_of(recorded)
    assert paper.signed == ("Nom et numéro de membre", "Name, and member number")
    assert "sans nom" in paper.warning[0] and "without a name" in paper.warning[1]
