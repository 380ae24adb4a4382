"""Rights come from memberships in force and seats held, and from nothing else."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from governance.membership import permissions as may
from governance.membership.actions import end_membership, end_seat
from governance.membership.models import CooperativeGroupObjectPermission
from governance.membership.seats import group_of

ON = date(2026, 11, 2)

AT_A_COOP = [
    may.can_coordinate,
    may.can_run_rounds,
    may.can_record_decisions,
    may.can_steer_roadmap,
    may.can_confirm_briefs,
    may.can_keep_register,
]

EXPECTED = {
    "melanie": {
        "can_coordinate", "can_run_rounds", "can_steer_roadmap",
        "can_confirm_briefs", "can_keep_register",
    },
    "gaetan": {
        "can_run_rounds", "can_record_decisions", "can_steer_roadmap",
        "can_confirm_briefs", "can_keep_register",
    },
    "denis": {"can_run_rounds", "can_steer_roadmap", "can_confirm_briefs"},
    "bertrand": set(),
    "solange": set(),
    "rose_aimee": set(),
    "auxiliary": set(),
    "priya": set(),
    "superuser": set(),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_what_each_of_the_cast_may_do_at_lac_tamarac(name, lac_tamarac, request):
    person = request.getfixturevalue(name)
    granted = {right.__name__ for right in AT_A_COOP if right(person, lac_tamarac)}
    assert granted == EXPECTED[name]


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_a_visitor_may_do_nothing(nobody, lac_tamarac):
    assert not any(right(nobody, lac_tamarac) for right in AT_A_COOP)
    assert not may.is_member(nobody, lac_tamarac, ON)
    assert not may.is_member_of_any(nobody, ON)
    assert not may.may_vote_in(nobody, lac_tamarac, ON)
    assert not may.can_oversee(nobody, lac_tamarac.federation)


def test_a_superuser_passes_has_perm_but_not_our_questions(superuser, lac_tamarac):
    assert superuser.has_perm("membership.run_rounds", lac_tamarac)  # the trap
    assert not may.can_run_rounds(superuser, lac_tamarac)
    assert not may.can_oversee(superuser, lac_tamarac.federation)
    assert not may.may_vote_in(superuser, lac_tamarac, ON)
    assert not may.can_appoint(superuser, lac_tamarac)


def test_only_the_officer_oversees_the_federation(denis, gaetan, les_affluents):
    assert may.can_oversee(denis, les_affluents)
    assert not may.can_oversee(gaetan, les_affluents)
    assert not may.can_oversee(denis, None)


def test_an_ended_seat_gives_nothing_at_once(gaetan, lac_tamarac, at):
    assert may.can_record_decisions(gaetan, lac_tamarac)
    end_seat(gaetan.seats.get(), by=None, at=at)
    assert not any(right(gaetan, lac_tamarac) for right in AT_A_COOP)


def test_a_closed_account_gives_nothing(gaetan, lac_tamarac):
    gaetan.is_active = False
    gaetan.save()
    assert not any(right(gaetan, lac_tamarac) for right in AT_A_COOP)
    assert not may.may_vote_in(gaetan, lac_tamarac, ON)


def test_membership_is_a_fact_with_dates(rose_aimee, lac_tamarac, trois_ormes, at):
    assert may.is_member(rose_aimee, lac_tamarac, ON)
    assert not may.is_member(rose_aimee, trois_ormes, ON)
    assert not may.is_member(rose_aimee, lac_tamarac, date(2024, 4, 30))
    end_membership(rose_aimee.memberships.get(), by=None, at=at, until=ON)
    assert not may.is_member(rose_aimee, lac_tamarac, ON)
    assert may.may_vote_in(rose_aimee, lac_tamarac, date(2026, 11, 1))


def test_an_auxiliary_member_is_a_member_without_a_vote(auxiliary, lac_tamarac):
    assert may.is_member(auxiliary, lac_tamarac, ON)
    assert may.is_member_of_any(auxiliary, ON)
    assert not may.may_vote_in(auxiliary, lac_tamarac, ON)


def test_an_officer_reaches_only_the_co_ops_of_the_federation(denis, lac_tamarac):
    lac_tamarac.federation = None
    lac_tamarac.save()
    assert not may.can_run_rounds(denis, lac_tamarac)


def test_rights_are_rows_on_the_co_op_and_die_with_it(lac_tamarac):
    group = group_of(lac_tamarac, "secretary")
    rows = CooperativeGroupObjectPermission.objects.filter(group=group)
    assert rows.count() == 4
    lac_tamarac.delete()
    assert not rows.exists()


def test_each_question_costs_one_query(
    gaetan, denis, lac_tamarac, django_assert_num_queries
):
    with django_assert_num_queries(1):
        may.can_record_decisions(gaetan, lac_tamarac)
    with django_assert_num_queries(1):
        may.can_run_rounds(gaetan, lac_tamarac)
    with django_assert_num_queries(2):  # no seat at the co-op, then the federation
        may.can_run_rounds(denis, lac_tamarac)
