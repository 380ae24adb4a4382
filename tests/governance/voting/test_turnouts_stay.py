"""The published turnout is that of the day of the seal, whatever members change later."""

from governance.membership.actions import change_settings
from governance.membership.models import Membership, NameShown, Person
from governance.voting import turnouts
from governance.voting.actions import confirm_correction, propose_adding
from tests.cast import admit, welcome
from tests.round_builders import crowd, opened_round, sealed, vote
from tests.worlds import shared

WHY = {"reason_fr": "Oubli à la date.", "reason_en": "Left out by mistake."}


@shared
def held(lac_tamarac, need, melanie, at):
    """A vote of 12 user members written to in French and of 12 worker members in English,
    with Mélanie and Rose-Aimée, who do not vote."""
    english = [person.pk for person in crowd(lac_tamarac, 12, "member")]
    Person.objects.filter(pk__in=english).update(language="en")
    Membership.objects.filter(person__in=english).update(category="worker")
    crowd(lac_tamarac, 12)
    return opened_round(lac_tamarac, need, by=melanie, at=at)


def told(round):
    split = turnouts.splits(round)
    return {
        group.parts: (group.voted, group.roll)
        for group in (*split.language.groups, *split.category.groups)
    }


def test_a_published_turnout_stays_when_members_change_or_leave(held, at):
    people = list(Person.objects.filter(email__contains="@lac-tamarac.").order_by("pk"))
    for person in people:
        vote(held, person, "yes", at=at)
    sealed(held)
    published = told(held)
    assert published == {
        ("en",): (12, 12), ("fr",): (12, 14), ("worker",): (12, 13), ("user",): (12, 13),
    }  # fmt: skip
    changes, leaves, *_ = people
    change_settings(
        changes, by=changes, at=at, name_shown=NameShown.FULL, language="fr"
    )
    Membership.objects.filter(person=changes).update(category="user")
    Membership.objects.filter(person=leaves).delete()
    Person.objects.filter(pk=leaves.pk).delete()
    assert held.roll.filter(person=None).count() == 1, "the control: somebody is gone"
    assert told(held) == published


def test_a_line_added_by_a_correction_keeps_its_language(
    yes_or_no, lac_tamarac, melanie, gaetan, at
):
    forgotten = admit(welcome("Florence", "Dubé", "en"), lac_tamarac)
    waits = propose_adding(yes_or_no, by=melanie, at=at, person=forgotten, **WHY)
    confirm_correction(waits, by=gaetan, at=at)
    Person.objects.filter(pk=forgotten.pk).update(language="fr")
    assert yes_or_no.roll.get(number=5).language == "en"
