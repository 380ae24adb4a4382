"""News of development comes twice, late and out of order: repeating is harmless."""

from datetime import datetime

import pytest
from django.db import transaction

from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.refusals import MoveNotAllowed, NotAllowed
from governance.roadmap.actions import note_progress
from governance.roadmap.lifecycle import STEPS
from tests.builders import mandated_need

S = Status
MOVED = {
    ("started", S.MANDATED): S.IN_DEVELOPMENT,
    ("built", S.MANDATED): S.IN_TEST,
    ("built", S.IN_DEVELOPMENT): S.IN_TEST,
    ("reopened", S.IN_TEST): S.IN_DEVELOPMENT,
    ("reopened", S.RELEASED): S.IN_DEVELOPMENT,
    ("reopened", S.CONFIRMED): S.IN_DEVELOPMENT,
    ("put_back", S.IN_DEVELOPMENT): S.MANDATED,
}
BUILDING = [S.MANDATED, S.IN_DEVELOPMENT, S.IN_TEST, S.RELEASED, S.CONFIRMED]
QUIET = {
    ("started", S.IN_DEVELOPMENT), ("started", S.IN_TEST), ("started", S.RELEASED),
    ("started", S.CONFIRMED), ("built", S.IN_TEST), ("built", S.RELEASED),
    ("built", S.CONFIRMED), ("reopened", S.IN_DEVELOPMENT), ("reopened", S.MANDATED),
    ("put_back", S.MANDATED),
}  # fmt: skip


@pytest.mark.parametrize("step", list(STEPS))
def test_every_step_from_every_stage(
    step: str, lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person,
    gaetan: Person, at: datetime, mandated: Proposal,
) -> None:  # fmt: skip
    need = mandated
    for status in Status:
        Proposal.objects.filter(pk=need.pk).update(status=status)
        before = Entry.objects.count()
        if (step, status) in MOVED:
            assert note_progress(need, step=step, at=at, facts={"issue": 7})
            assert need.status == MOVED[step, status]
            line = Entry.objects.order_by("-number")[0]
            assert (line.verb, line.facts["issue"]) == (STEPS[step].verb, 7)
            assert not note_progress(need, step=step, at=at, facts={"issue": 7})
        elif (step, status) in QUIET:
            assert not note_progress(need, step=step, at=at, facts={})
            assert Entry.objects.count() == before
        else:
            with pytest.raises(MoveNotAllowed), transaction.atomic():
                note_progress(need, step=step, at=at, facts={})


def test_a_person_needs_a_seat_the_portal_does_not(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, gaetan: Person,
    at: datetime, mandated: Proposal,
) -> None:  # fmt: skip
    need = mandated
    with pytest.raises(NotAllowed):
        note_progress(need, step="started", at=at, facts={}, by=rose_aimee)
    assert note_progress(need, step="started", at=at, facts={}, by=melanie)
    assert Entry.objects.get(verb="need.started").by == str(melanie.ref)


def test_an_unknown_step_is_a_mistake_of_the_caller(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, gaetan: Person,
    at: datetime,
) -> None:  # fmt: skip
    with pytest.raises(KeyError):
        note_progress(mandated_need(lac_tamarac), step="begun", at=at, facts={})
