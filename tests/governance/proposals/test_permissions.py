"""Every person of the cast against every act on a need, at each telling stage."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from governance.membership.models import Cooperative, Person
from governance.proposals import permissions as may
from governance.proposals.models import Proposal
from tests.builders import (
    accepted_need,
    draft_need,
    mandated_need,
    submitted_need,
    written_brief,
)
from tests.cast import AT
from tests.worlds import shared

ON = date(2026, 11, 2)
EVERYONE = [
    "rose_aimee",
    "marc_andre",
    "melanie",
    "gaetan",
    "auxiliary",
    "huguette",
    "solange",
    "bertrand",
    "denis",
    "priya",
    "stranger",
    "superuser",
    "nobody",
    "visitor",
]
MEMBERS = {
    "rose_aimee", "marc_andre", "melanie", "gaetan", "auxiliary",
    "huguette", "solange", "bertrand",
}  # fmt: skip
HERE = {"rose_aimee", "marc_andre", "melanie", "gaetan", "auxiliary"}


@shared
def cast(
    rose_aimee: Person, marc_andre: Person, melanie: Person, gaetan: Person,
    auxiliary: Person, huguette: Person, solange: Person, bertrand: Person,
    denis: Person, priya: Person, stranger: Person, superuser: Person,
) -> dict[str, Any]:  # fmt: skip
    """Everyone, by name."""
    return {**locals(), "nobody": None, "visitor": AnonymousUser()}


def who(cast: dict[str, Any], question: Any) -> set[str]:
    """The names of those for whom the answer is yes."""
    return {name for name, person in cast.items() if question(person)}


@shared
def draft(cast: Any, lac_tamarac: Cooperative, rose_aimee: Person) -> Proposal:
    return draft_need(lac_tamarac, author=rose_aimee)


@shared
def submitted(cast: Any, lac_tamarac: Cooperative, rose_aimee: Person) -> Proposal:
    return submitted_need(lac_tamarac, author=rose_aimee)


@shared
def accepted(cast: Any, lac_tamarac: Cooperative, rose_aimee: Person) -> Proposal:
    return accepted_need(lac_tamarac, author=rose_aimee)


def test_propose(cast: dict[str, Any], lac_tamarac: Cooperative) -> None:
    assert who(cast, lambda p: may.can_propose(p, lac_tamarac, ON)) == HERE


def test_see_a_draft(cast: dict[str, Any], draft: Proposal) -> None:
    assert who(cast, lambda p: may.can_see(p, draft)) == {"rose_aimee", "melanie"}


def test_see_a_submitted_need(cast: dict[str, Any], submitted: Proposal) -> None:
    assert who(cast, lambda p: may.can_see(p, submitted)) == set(EVERYONE)


def test_edit(
    cast: dict[str, Any], draft: Proposal, submitted: Proposal, accepted: Proposal
) -> None:
    assert who(cast, lambda p: may.can_edit(p, draft)) == {"rose_aimee"}
    assert who(cast, lambda p: may.can_edit(p, submitted)) == {"rose_aimee"}
    assert who(cast, lambda p: may.can_edit(p, accepted)) == set()


def test_submit_and_withdraw(
    cast: dict[str, Any], draft: Proposal, accepted: Proposal
) -> None:
    assert who(cast, lambda p: may.can_submit(p, draft)) == {"rose_aimee"}
    assert who(cast, lambda p: may.can_submit(p, accepted)) == set()
    assert who(cast, lambda p: may.can_withdraw(p, accepted)) == {"rose_aimee"}


def test_translate(cast: dict[str, Any], submitted: Proposal) -> None:
    both = {"rose_aimee", "melanie"}
    assert who(cast, lambda p: may.can_translate(p, submitted, "en")) == both


def test_support(
    cast: dict[str, Any], draft: Proposal, submitted: Proposal, accepted: Proposal
) -> None:
    assert who(cast, lambda p: may.can_support(p, draft, ON)) == set()
    assert who(cast, lambda p: may.can_support(p, submitted, ON)) == MEMBERS
    assert who(cast, lambda p: may.can_support(p, accepted, ON)) == MEMBERS


def test_comment_and_answer(
    cast: dict[str, Any], draft: Proposal, submitted: Proposal
) -> None:
    assert who(cast, lambda p: may.can_comment(p, draft, ON)) == set()
    assert who(cast, lambda p: may.can_comment(p, submitted, ON)) == MEMBERS
    assert who(cast, lambda p: may.can_answer(p, submitted)) == {"melanie"}


def test_accept(cast: dict[str, Any], submitted: Proposal) -> None:
    assert who(cast, lambda p: may.can_accept(p, submitted)) == {"melanie"}


def test_write_and_confirm_a_brief(
    cast: dict[str, Any], accepted: Proposal, lac_tamarac: Cooperative
) -> None:
    assert who(cast, lambda p: may.can_write_brief(p, accepted)) == set()
    mandated = mandated_need(lac_tamarac)
    assert who(cast, lambda p: may.can_write_brief(p, mandated)) == {"melanie"}
    brief = written_brief(mandated, at=AT)
    confirmers = {"gaetan", "denis"}  # not melanie: she wrote it
    assert who(cast, lambda p: may.can_confirm_brief(p, brief)) == confirmers
