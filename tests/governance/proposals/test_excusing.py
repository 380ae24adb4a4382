"""The guard's override: exactly what was excused passes, in that co-op, until it is
revoked, never to GitHub; and nothing of it is kept anywhere but where it was written."""

import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from hypothesis import assume, example, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from governance.guard import PersonalInformation, letters, matched, refuse_blocked, scan
from governance.guard.marks import mark, marks
from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.proposals import actions
from governance.proposals.excuses import at_places, uses_in
from governance.proposals.models import Excuse
from governance.refusals import NotAllowed, Refusal
from integrations.fates import WillNeverWork
from integrations.github import answers, door
from tests import builders
from tests.portal.doors.fingerprints import fingerprint
from tests.worlds import shared

CODE = "COVI19010112"  # of a form, not of a person
AGAIN = "covi-1901.0112"
WHY = "C’est le code d’un formulaire du ministère."
later = timedelta(minutes=1)
HEALTH = st.builds(
    "{} {:02}{:02} {:02}{:02}".format,
    st.from_regex(r"[A-Z]{4}", fullmatch=True),
    st.integers(0, 99),
    st.sampled_from([*range(1, 13), *range(51, 63)]),
    st.integers(1, 31),
    st.integers(0, 99),
)


@shared
def excused(lac_tamarac: Cooperative, melanie: Person, at: datetime) -> Excuse:
    return actions.excuse_match(lac_tamarac, by=melanie, at=at, text=CODE, reason=WHY)


def say(need: Any, by: Person, at: datetime, text: str) -> Any:
    return actions.add_comment(need, by=by, at=at, text=text, language="fr")


def test_what_was_excused_passes_however_it_is_spaced(
    excused: Excuse, lac_tamarac: Cooperative, rose_aimee: Person, at: datetime
) -> None:
    need = builders.draft_need(lac_tamarac, text=f"Le formulaire {CODE} est trop long.")
    actions.submit_proposal(need, by=need.author, at=at)
    said = say(need, rose_aimee, at, f"Oui, {AGAIN} aussi.")
    assert [use.comment for use in uses_in(need)] == [None, said]
    facts = list(Entry.objects.order_by("number").values_list("verb", "facts"))
    assert "match.excused" in [verb for verb, _facts in facts]
    assert [f["excuses"] for _verb, f in facts if "excuses" in f] == [[excused.pk]] * 2


def test_the_same_letters_at_another_coop_are_stopped(
    excused: Excuse, trois_ormes: Cooperative, huguette: Person, at: datetime
) -> None:
    with pytest.raises(PersonalInformation):
        builders.draft_need(trois_ormes, author=huguette, text=f"Le code {CODE}.")
    elsewhere = builders.submitted_need(trois_ormes, author=huguette)
    with pytest.raises(PersonalInformation):
        say(elsewhere, huguette, at, CODE)


def test_what_was_revoked_is_stopped_again_and_what_was_kept_stays(
    excused: Excuse, lac_tamarac: Cooperative, melanie: Person, at: datetime
) -> None:
    need = builders.draft_need(lac_tamarac, author=melanie, text=f"Le code {CODE}.")
    for _twice in range(2):
        actions.revoke_excuse(excused, by=melanie, at=at + later)
    assert Entry.objects.filter(verb="excuse.revoked").count() == 1
    with pytest.raises(PersonalInformation):
        builders.draft_need(lac_tamarac, author=melanie, text=f"Le code {CODE}, oui.")
    assert CODE in need.wording("fr").text
    again = actions.excuse_match(
        lac_tamarac, by=melanie, at=at + later, text=AGAIN, reason=WHY
    )
    assert again != excused
    places = Cooperative.objects.filter(pk=lac_tamarac.pk)
    assert list(at_places(places)) == [again, excused]


def test_github_never_gets_what_was_excused(
    excused: Excuse, lac_tamarac: Cooperative, melanie: Person, gaetan: Person,
    at: datetime,
) -> None:  # fmt: skip
    need = builders.mandated_need(lac_tamarac, author=melanie)
    with pytest.raises(PersonalInformation):
        actions.write_brief(
            need, by=melanie, at=at, **builders.BRIEF | {"out_of_scope": CODE}
        )
    brief = builders.briefed_need(lac_tamarac, author=melanie).brief
    brief.out_of_scope = f"Not {CODE}."  # had it come there by another way
    with pytest.raises(WillNeverWork):
        door.check(brief)
    answer = actions.add_comment(
        need, by=melanie, at=at, text=f"Le code {CODE}.", language="fr", kind="answer"
    )
    with pytest.raises(WillNeverWork):
        answers.check(answer)


def test_nothing_of_it_is_kept_nor_logged(
    lac_tamarac: Cooperative, melanie: Person, at: datetime, caplog: Any
) -> None:
    caplog.set_level(logging.DEBUG, logger="governance")
    actions.excuse_match(
        lac_tamarac, by=melanie, at=at, text=f"le code {AGAIN} !", reason=WHY
    )
    kept = f"{everything()} {caplog.text}".lower()
    assert WHY.lower() in kept
    assert not any(part in kept for part in ("covi", "1901.0112", "19010112"))


def everything() -> str:
    """All that the database holds, as text."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found.append(str(cursor.fetchall()))
    return "\n".join(found)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("bonjour", WHY),
        (f"{CODE} et COVI19010113", WHY),
        (CODE, "  "),
        (CODE, "x" * 301),
        (CODE, f"Parce que {AGAIN} est un code."),
        (CODE, "Comme TREM 5810 1512."),
        ("819 555-0123", WHY),
    ],
)
def test_a_wrong_excuse_is_refused_and_writes_nothing(
    lac_tamarac: Cooperative, melanie: Person, at: datetime, text: str, reason: str
) -> None:
    before = fingerprint()
    with pytest.raises(Refusal):
        actions.excuse_match(lac_tamarac, by=melanie, at=at, text=text, reason=reason)
    assert fingerprint() == before


def test_only_the_coops_own_coordinator_excuses_and_revokes(
    excused: Excuse, lac_tamarac: Cooperative, gaetan: Person, rose_aimee: Person,
    solange: Person, denis: Person, at: datetime,
) -> None:  # fmt: skip
    for person in (gaetan, rose_aimee, solange, denis):
        with pytest.raises(NotAllowed):
            actions.excuse_match(lac_tamarac, by=person, at=at, text=CODE, reason=WHY)
        with pytest.raises(NotAllowed):
            actions.revoke_excuse(excused, by=person, at=at)


def test_a_social_number_is_typed_without_the_words_around_it(
    lac_tamarac: Cooperative, melanie: Person, at: datetime
) -> None:
    text = "Le NAS 046 454 286 du dépliant est inventé."
    excuse = actions.excuse_match(
        lac_tamarac, by=melanie, at=at, text="046-454-286", reason="Un exemple connu."
    )
    assert excuse.kind == "social_number"
    builders.draft_need(lac_tamarac, author=melanie, text=text)
    assert (
        actions.excuse_match(
            lac_tamarac, by=melanie, at=at, text=text, reason="Le même."
        )
        == excuse
    )


@given(HEALTH, HEALTH)
@example("COVI 1901 0112", "COVI 1901 0113")
@hypothesis(max_examples=60, deadline=None)
def test_no_other_match_passes_with_an_excuse(excused: str, other: str) -> None:
    assume(letters(excused) != letters(other))
    one = scan(excused)[0]
    known = mark(1, one.kind, matched(excused, one))

    def passes(kind: str, match: str, place: int = 1) -> bool:
        return known in marks(place, kind, match)

    refuse_blocked(f"({excused.lower().replace(' ', '-')})", passes)
    for text in (other, f"{excused}, {other}"):
        with pytest.raises(PersonalInformation):
            refuse_blocked(text, passes)
    assert not passes(one.kind, matched(excused, one), place=2)
    assert not passes("social_number", matched(excused, one))
    assert letters(excused) not in known


def test_a_changed_secret_still_knows_what_was_excused() -> None:
    with override_settings(SECRET_KEY="old"):
        before = mark(1, "health_number", "covi19010112")
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["old"]):
        assert before in marks(1, "health_number", "covi19010112")
        assert before != mark(1, "health_number", "covi19010112")
