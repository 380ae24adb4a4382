"""From a blank page to a submitted need: what is kept, what is refused."""

from datetime import datetime
from typing import Any

import pytest
from django.utils.translation import override

from governance.guard import PersonalInformation
from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.proposals import actions, permissions
from governance.proposals.lifecycle import Status
from governance.proposals.models import TEXT_MAX, TITLE_MAX, Proposal, Revision
from governance.refusals import MoveNotAllowed, NotAllowed, Refusal
from tests.builders import accepted_need, draft_need, submitted_need, voted_need
from tests.round_builders import opened_round


def test_a_draft_has_a_number_a_wording_and_its_values(
    lac_tamarac: Cooperative, rose_aimee: Person
) -> None:
    first = draft_need(lac_tamarac, values=["openness", "privacy", "democracy"])
    second = draft_need(lac_tamarac, title="Autre besoin")
    assert second.number == first.number + 1
    wording = first.wording("en")  # no English yet: the original is shown
    assert wording is not None
    assert (wording.slug, wording.origin) == ("voir-qui-a-lu-mon-dossier", "author")
    assert wording.html.startswith("<p>Je veux")
    tags = {tag.value: tag.weight for tag in first.value_tags.all()}
    assert tags == {"openness": 2, "privacy": 1, "democracy": 1}


def test_weights_may_be_given(lac_tamarac: Cooperative, rose_aimee: Person) -> None:
    need = draft_need(lac_tamarac, values={"privacy": -1, "flexibility": 2})
    assert {t.value: t.weight for t in need.value_tags.all()} == {
        "privacy": -1,
        "flexibility": 2,
    }


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": "  "}, "title"),
        ({"title": "a" * (TITLE_MAX + 1)}, "121 characters; 120"),
        ({"text": " \n\x00 "}, "few words"),
        ({"text": "a" * (TEXT_MAX + 1)}, "8001 characters; 8000"),
        ({"language": "de"}, "French or English"),
        ({"category": "sport"}, "category"),
        ({"values": ["wealth"]}, "value"),
        ({"values": ["equity", "equality", "honesty", "openness"]}, "at most 3"),
        ({"values": {"privacy": 3}}, "weighs"),
        ({"barriers": ["laziness"]}, "obstacle"),
        ({"text": "Ma carte TREM 5412 2816"}, "health insurance"),
        ({"title": "NAS 046 454 286"}, "social insurance"),
    ],
)
def test_a_wrong_draft_is_refused_with_a_sentence_and_nothing_is_kept(
    wrong: dict[str, Any], said: str, lac_tamarac: Cooperative, rose_aimee: Person
) -> None:
    with override("en"), pytest.raises(Refusal) as refusal:
        draft_need(lac_tamarac, **wrong)
    with override("en"):
        assert said in str(refusal.value)
    assert not Proposal.objects.exists()
    assert not Entry.objects.filter(verb="need.drafted").exists()


def test_a_title_of_signs_alone_still_has_an_address(
    lac_tamarac: Cooperative, rose_aimee: Person
) -> None:
    wording = draft_need(lac_tamarac, title="???").wording("fr")
    assert wording is not None
    assert wording.slug == "besoin"


def test_the_original_is_its_authors_and_earlier_wordings_are_kept(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, at: datetime
) -> None:
    need = draft_need(lac_tamarac, author=rose_aimee)
    words = {"title": "Mieux dit", "text": "En plus clair.", "language": "fr"}
    with pytest.raises(NotAllowed):
        actions.revise_proposal(need, by=melanie, at=at, **words)
    revision = actions.revise_proposal(need, by=rose_aimee, at=at, **words)
    assert revision.number == 2
    assert [r.is_current for r in need.revisions.order_by("number")] == [False, True]


def test_the_same_words_again_change_nothing(
    lac_tamarac: Cooperative, rose_aimee: Person, at: datetime
) -> None:
    need = draft_need(lac_tamarac)
    words = {"title": "Mieux dit", "text": "En plus clair.", "language": "fr"}
    for _click in range(2):
        actions.revise_proposal(need, by=rose_aimee, at=at, **words)
    assert need.revisions.count() == 2
    assert Entry.objects.filter(verb="need.revised").count() == 1


def test_a_coordinator_translates_and_the_origin_says_so(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, at: datetime
) -> None:
    need = submitted_need(lac_tamarac, author=rose_aimee)
    words = {"title": "See who read my record", "text": "I want to.", "language": "en"}
    revision = actions.revise_proposal(need, by=melanie, at=at, **words)
    assert (revision.origin, revision.number) == (Revision.Origin.TRANSLATION, 1)
    assert need.wording("en") == revision
    original = need.wording("fr")
    assert original is not None
    assert original.origin == Revision.Origin.AUTHOR


def test_once_accepted_only_a_missing_wording_may_be_added(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, at: datetime
) -> None:
    need = accepted_need(lac_tamarac, author=rose_aimee)
    words = {"title": "See who read it", "text": "I want to."}
    with pytest.raises(NotAllowed):
        actions.revise_proposal(need, by=rose_aimee, at=at, language="fr", **words)
    actions.revise_proposal(need, by=melanie, at=at, language="en", **words)
    with pytest.raises(NotAllowed):
        actions.revise_proposal(
            need, by=melanie, at=at, language="en", title="Else", text="Else."
        )


def test_a_health_number_is_not_saved_by_a_revision(
    lac_tamarac: Cooperative, rose_aimee: Person, at: datetime
) -> None:
    need = draft_need(lac_tamarac)
    with pytest.raises(PersonalInformation):
        actions.revise_proposal(
            need, by=rose_aimee, at=at, language="fr", title="T", text="TREM54122816"
        )
    assert need.revisions.count() == 1


def test_classifying_again_replaces_the_values_once(
    lac_tamarac: Cooperative, rose_aimee: Person, at: datetime
) -> None:
    need = draft_need(lac_tamarac)
    said = Entry.objects.count()
    for _press in range(2):
        actions.classify_proposal(
            need, by=rose_aimee, at=at, category="medications", values=["equity"]
        )
    need.refresh_from_db()
    assert (need.category, need.barriers) == ("medications", [])
    assert [tag.value for tag in need.value_tags.all()] == ["equity"]
    assert Entry.objects.count() == said + 1


def test_a_public_need_is_classified_by_a_coordinator_until_a_vote_opens(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, at: datetime
) -> None:
    kind: dict[str, Any] = {"category": "medications", "values": {"equity": 1}}
    need = accepted_need(lac_tamarac, author=rose_aimee)
    actions.classify_proposal(need, by=melanie, at=at, **kind)
    with pytest.raises(NotAllowed):
        actions.classify_proposal(need, by=rose_aimee, at=at, **kind)
    opened_round(lac_tamarac, need, by=melanie, at=at)
    with pytest.raises(MoveNotAllowed):
        actions.classify_proposal(need, by=melanie, at=at, **kind)


def test_only_its_author_submits_and_only_once(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, at: datetime
) -> None:
    need = draft_need(lac_tamarac, author=rose_aimee)
    with pytest.raises(NotAllowed):
        actions.submit_proposal(need, by=melanie, at=at)
    actions.submit_proposal(need, by=rose_aimee, at=at)
    assert (need.status, need.submitted_at) == (Status.SUBMITTED, at)
    with pytest.raises(MoveNotAllowed):
        actions.submit_proposal(need, by=rose_aimee, at=at)


@pytest.mark.parametrize("build", [draft_need, submitted_need, accepted_need])
def test_its_author_withdraws_before_a_vote(
    build: Any,
    lac_tamarac: Cooperative,
    rose_aimee: Person,
    melanie: Person,
    at: datetime,
) -> None:
    need = build(lac_tamarac, author=rose_aimee)
    with pytest.raises(NotAllowed):
        actions.withdraw_proposal(need, by=melanie, at=at)
    actions.withdraw_proposal(need, by=rose_aimee, at=at)
    assert need.status == Status.WITHDRAWN


def test_once_a_vote_has_opened_it_stays(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, at: datetime
) -> None:
    need = accepted_need(lac_tamarac, author=rose_aimee)
    opened_round(lac_tamarac, need, by=melanie, at=at)
    assert permissions.can_withdraw(rose_aimee, need)
    with pytest.raises(MoveNotAllowed):
        actions.withdraw_proposal(need, by=rose_aimee, at=at)
    voted = voted_need(lac_tamarac, author=rose_aimee)
    with pytest.raises(MoveNotAllowed):
        actions.withdraw_proposal(voted, by=rose_aimee, at=at)
