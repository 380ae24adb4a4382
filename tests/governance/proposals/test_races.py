"""Many hands at once, on both databases: numbers, supports, wordings, stages."""

from datetime import datetime
from typing import Any

from governance.journal.models import Entry
from governance.journal.queries import first_broken_line
from governance.membership.models import Cooperative, Person
from governance.proposals import actions
from governance.proposals.models import Proposal
from tests.builders import IMPACTS, draft_need, submitted_need
from tests.governance.proposals.hands import HANDS, refused, together
from tests.round_builders import crowd


def fresh(need: Proposal) -> Proposal:
    return Proposal.objects.get(pk=need.pk)


def test_numbers_have_no_gap_and_no_double(
    each_database: object, lac_tamarac: Cooperative, rose_aimee: Person
) -> None:
    together(lambda n: draft_need(lac_tamarac, author=rose_aimee, title=f"Besoin {n}"))
    numbers = Proposal.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, HANDS + 1))
    assert first_broken_line() is None


def test_one_person_supports_once_whatever_the_number_of_clicks(
    each_database: object,
    lac_tamarac: Cooperative,
    rose_aimee: Person,
    huguette: Person,
    at: datetime,
) -> None:
    need = submitted_need(lac_tamarac)
    got = together(lambda _n: actions.support_proposal(fresh(need), by=huguette, at=at))
    assert sorted(got) == [False] * (HANDS - 1) + [True]
    assert need.supports.count() == 1
    assert Entry.objects.filter(verb="need.supported").count() == 1


def test_many_people_support_at_once(
    each_database: object, lac_tamarac: Cooperative, rose_aimee: Person, at: datetime
) -> None:
    need = submitted_need(lac_tamarac)
    people = crowd(lac_tamarac, HANDS)
    together(lambda n: actions.support_proposal(fresh(need), by=people[n], at=at))
    assert need.supports.count() == HANDS
    assert first_broken_line() is None


def test_wordings_follow_each_other(
    each_database: object, lac_tamarac: Cooperative, rose_aimee: Person, at: datetime
) -> None:
    need = draft_need(lac_tamarac)

    def revise(number: int) -> Any:
        return actions.revise_proposal(
            fresh(need),
            by=rose_aimee,
            at=at,
            language="fr",
            title=f"T{number}",
            text="T",
        )

    together(revise)
    revisions = need.revisions.order_by("number")
    assert [r.number for r in revisions] == list(range(1, HANDS + 2))
    assert [r.is_current for r in revisions] == [False] * HANDS + [True]


def test_a_need_is_accepted_once(
    each_database: object,
    lac_tamarac: Cooperative,
    rose_aimee: Person,
    melanie: Person,
    at: datetime,
) -> None:
    need = submitted_need(lac_tamarac)
    got = together(
        lambda _n: actions.accept_for_vote(fresh(need), by=melanie, at=at, **IMPACTS)
    )
    assert refused(got) == HANDS - 1
    assert Entry.objects.filter(verb="need.accepted").count() == 1
