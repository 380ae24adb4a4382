"""Support and comments."""

from datetime import datetime
from typing import Any

import pytest

from governance.guard import PersonalInformation
from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.proposals import actions
from governance.proposals.models import COMMENT_MAX, Comment
from governance.refusals import MoveNotAllowed, NotAllowed, Refusal
from tests.builders import draft_need, submitted_need, voted_need


def test_support_counts_once_however_often_it_is_clicked(
    lac_tamarac: Cooperative, rose_aimee: Person, huguette: Person, at: datetime
) -> None:
    need = submitted_need(lac_tamarac)
    clicks = [actions.support_proposal(need, by=huguette, at=at) for _ in range(3)]
    assert clicks == [True, False, False]
    assert need.supports.count() == 1
    assert Entry.objects.filter(verb="need.supported").count() == 1


def test_support_is_taken_back_at_any_stage_and_quietly_twice(
    lac_tamarac: Cooperative,
    rose_aimee: Person,
    huguette: Person,
    melanie: Person,
    at: datetime,
) -> None:
    need = submitted_need(lac_tamarac)
    actions.support_proposal(need, by=huguette, at=at)
    assert actions.withdraw_support(need, by=huguette, at=at)
    assert not actions.withdraw_support(need, by=huguette, at=at)
    assert not need.supports.exists()
    assert Entry.objects.filter(verb="need.support_withdrawn").count() == 1


def test_drafts_and_voted_needs_take_no_support(
    lac_tamarac: Cooperative,
    rose_aimee: Person,
    huguette: Person,
    melanie: Person,
    at: datetime,
) -> None:
    for need in (draft_need(lac_tamarac), voted_need(lac_tamarac)):
        with pytest.raises(MoveNotAllowed):
            actions.support_proposal(need, by=huguette, at=at)


def test_strangers_neither_support_nor_comment(
    lac_tamarac: Cooperative, rose_aimee: Person, stranger: Person, at: datetime
) -> None:
    need = submitted_need(lac_tamarac)
    with pytest.raises(NotAllowed):
        actions.support_proposal(need, by=stranger, at=at)
    with pytest.raises(NotAllowed):
        actions.add_comment(need, by=stranger, at=at, text="Moi", language="fr")


@pytest.mark.parametrize("kind", ["comment", "question", "concern"])
def test_members_comment_in_the_name_of_their_coop(
    kind: str,
    lac_tamarac: Cooperative,
    trois_ormes: Cooperative,
    rose_aimee: Person,
    huguette: Person,
    at: datetime,
) -> None:
    need = submitted_need(lac_tamarac)
    comment = actions.add_comment(
        need, by=huguette, at=at, text="Chez **nous** aussi.", language="fr", kind=kind
    )
    assert (comment.kind, comment.cooperative) == (kind, trois_ormes)
    assert "<strong>nous</strong>" in comment.html
    line = Entry.objects.get(verb="need.commented")
    assert line.facts == {"comment": comment.pk, "kind": kind}  # no word of the text


def test_only_the_coops_coordinator_answers_for_it(
    lac_tamarac: Cooperative,
    rose_aimee: Person,
    melanie: Person,
    solange: Person,
    at: datetime,
) -> None:
    need = submitted_need(lac_tamarac)
    answer: dict[str, Any] = {
        "text": "Nous y travaillons.", "language": "fr", "kind": Comment.Kind.ANSWER,
    }  # fmt: skip
    for person in (rose_aimee, solange):
        with pytest.raises(NotAllowed):
            actions.add_comment(need, by=person, at=at, **answer)
    actions.add_comment(need, by=melanie, at=at, **answer)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "  "},
        {"text": "a" * (COMMENT_MAX + 1)},
        {"kind": "insult"},
        {"language": "xx"},
    ],
)
def test_a_wrong_comment_is_refused(
    wrong: dict[str, str], lac_tamarac: Cooperative, rose_aimee: Person, at: datetime
) -> None:
    need = submitted_need(lac_tamarac)
    given = {"text": "Bonjour", "language": "fr", "kind": "comment"} | wrong
    with pytest.raises(Refusal):
        actions.add_comment(need, by=rose_aimee, at=at, **given)
    assert not need.comments.exists()


def test_a_health_number_is_not_saved_in_a_comment(
    lac_tamarac: Cooperative, rose_aimee: Person, at: datetime
) -> None:
    need = submitted_need(lac_tamarac)
    with pytest.raises(PersonalInformation):
        actions.add_comment(
            need, by=rose_aimee, at=at, text="carte TREM 5412 2816", language="fr"
        )


def test_nobody_comments_on_a_draft(
    lac_tamarac: Cooperative, rose_aimee: Person, at: datetime
) -> None:
    need = draft_need(lac_tamarac)
    with pytest.raises(NotAllowed):
        actions.add_comment(need, by=rose_aimee, at=at, text="Moi", language="fr")
