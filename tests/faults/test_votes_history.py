"""Any history of casts, changes, repeats, departures, corrections of the roll, closing,
sealing and voiding, against a model that is a dictionary."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from governance.membership.actions import end_membership
from governance.membership.models import Membership
from governance.refusals import MoveNotAllowed, NotAllowed
from governance.voting import keyring, queries
from governance.voting.actions import (
    confirm_correction,
    propose_adding,
    propose_striking,
    seal_round,
    void_round,
)
from governance.voting.correcting import NotCorrected
from governance.voting.models import Ballot, Result, RollLine, Round
from governance.voting.refusals import FormUsed, InvalidBallot, NotOpen
from tests.round_builders import DAY, accepted_need, crowd, opened_round, vote

ANSWERS = st.sampled_from(["yes", "no", "abstain"])
MEMBERS = st.integers(min_value=0, max_value=3)
PATIENT = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


WHY = {"reason_fr": "Essai.", "reason_en": "Essai."}


def history(place, opener, second, at):
    """A machine that votes in one round; everything is undone after each history."""

    class History(RuleBasedStateMachine):
        receipts = Bundle("receipts")

        def __init__(self):
            super().__init__()
            self.undo = transaction.atomic()
            self.undo.__enter__()
            self.people = crowd(place, 4, prefix="h")
            need = accepted_need(place, author=opener, coordinator=opener, at=at)
            self.round = opened_round(place, need, by=opener, at=at)
            self.now, self.forms = at, 0
            self.model, self.last, self.void, self.result = {}, {}, False, None
            self.struck, self.size = set(), self.round.roll.count()

        def teardown(self):
            connection.set_rollback(True)
            self.undo.__exit__(None, None, None)

        @property
        def open(self):
            closed = self.now >= self.round.closes_at
            return not (closed or self.void or self.result)

        @initialize()
        def someone_votes(self):
            self.cast(0, "yes")

        @rule(target=receipts, who=MEMBERS, answer=ANSWERS)
        def cast(self, who, answer):
            self.forms += 1
            form = f"form {self.forms}"
            person = self.people[who]
            if who in self.struck:
                with pytest.raises(NotAllowed):
                    vote(self.round, person, answer, at=self.now, form_key=form)
                return who, form, None
            if not self.open:
                with pytest.raises(NotOpen):
                    vote(self.round, person, answer, at=self.now, form_key=form)
                return who, form, None
            receipt = vote(self.round, person, answer, at=self.now, form_key=form)
            assert receipt.changed == (who in self.model)
            self.model[who], self.last[who] = (answer, receipt.tracker), form
            return who, form, receipt

        @precondition(lambda self: not self.void and not self.result)
        @rule(told=receipts, answer=ANSWERS)
        def send_a_form_again(self, told, answer):
            who, form, receipt = told
            if receipt is None:
                return
            again = (self.round, self.people[who], answer)
            if self.last[who] == form:
                assert vote(*again, at=self.now, form_key=form) == receipt
            else:
                with pytest.raises(FormUsed):
                    vote(*again, at=self.now, form_key=form)

        @rule(who=MEMBERS)
        def send_nonsense(self, who):
            expected = InvalidBallot if self.open else NotOpen
            with pytest.raises(NotAllowed if who in self.struck else expected):
                vote(self.round, self.people[who], "perhaps", at=self.now)

        @rule(who=MEMBERS)
        def leave_the_co_op(self, who):
            """The roll is frozen: who leaves may still vote in this round."""
            theirs = Membership.objects.filter(person=self.people[who], until=None)
            for membership in theirs:
                end_membership(membership, by=None, at=at, until=at.date() + DAY)

        @rule(who=MEMBERS)
        def strike(self, who):
            """Nobody who voted, or who is not there; nobody after the closing."""
            line = self.round.roll.filter(person=self.people[who]).first()
            facts = {"number": line.number if line else 0, **WHY}
            if not self.open or who in self.model or who in self.struck:
                with pytest.raises(NotCorrected if self.open else MoveNotAllowed):
                    propose_striking(self.round, by=opener, at=self.now, **facts)
                return
            waits = propose_striking(self.round, by=opener, at=self.now, **facts)
            confirm_correction(waits, by=second, at=self.now)
            self.struck.add(who)

        @rule(who=MEMBERS)
        def put_back(self, who):
            facts = {"person": self.people[who], **WHY}
            if not self.open or who not in self.struck:
                with pytest.raises(NotCorrected if self.open else MoveNotAllowed):
                    propose_adding(self.round, by=opener, at=self.now, **facts)
                return
            waits = propose_adding(self.round, by=opener, at=self.now, **facts)
            confirm_correction(waits, by=second, at=self.now)
            self.struck.remove(who)

        @rule(days=st.integers(min_value=1, max_value=4))
        def time_goes_by(self, days):
            self.now += timedelta(days=days)

        @rule()
        def seal(self):
            if self.result or (not self.open and not self.void):
                result = seal_round(self.round, at=max(self.now, self.round.closes_at))
                assert self.result in (None, result)
                self.result = result
            else:
                with pytest.raises(MoveNotAllowed):
                    seal_round(self.round, at=self.now)

        @precondition(lambda self: self.now > at + 5 * DAY)
        @rule()
        def cancel(self):
            if self.void or self.result:
                with pytest.raises(MoveNotAllowed):
                    void_round(
                        self.round,
                        by=opener,
                        at=self.now,
                        reason_fr="Essai.",
                        reason_en="Essai.",
                    )
            else:
                void_round(
                    self.round,
                    by=opener,
                    at=self.now,
                    reason_fr="Essai.",
                    reason_en="Essai.",
                )
                self.void = True

        @invariant()
        def ballots_are_the_model(self):
            stored = Ballot.objects.filter(round=self.round)
            cast = {b.tracker: b.choices["answer"] for b in stored}
            assert cast == {tracker: answer for answer, tracker in self.model.values()}
            voted = RollLine.objects.filter(round=self.round).voted()
            assert {self.people.index(line.person) for line in voted} == set(self.model)

        @invariant()
        def the_result_is_the_model(self):
            if not self.result:
                assert not Result.objects.filter(round=self.round).exists()
                return
            said = Counter(answer for answer, _ in self.model.values())
            figures = self.result.figures
            assert self.result.roll_size == self.size - len(self.struck)
            assert {k: figures[k] for k in ("yes", "no", "abstain")} == {
                k: said[k] for k in ("yes", "no", "abstain")
            }
            assert queries.check_seal(Round.objects.get(pk=self.round.pk)).holds

        @invariant()
        def links_live_as_long_as_the_round(self):
            ended = bool(self.void or self.result)
            assert keyring.path(self.round.key_id).exists() != ended
            linked = RollLine.objects.filter(round=self.round).exclude(ballot_link="")
            assert linked.count() == (0 if ended else len(self.model))

    return History


def test_any_history_agrees_with_a_dictionary(
    database, lac_tamarac, melanie, gaetan, at, tmp_path, settings
):
    settings.ROUND_KEYS_DIR = tmp_path
    machine = history(lac_tamarac, melanie, gaetan, at)
    run_state_machine_as_test(machine, settings=PATIENT)
