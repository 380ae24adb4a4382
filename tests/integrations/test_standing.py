"""How far the work is, in words for somebody who never saw a pull request."""

import pytest
from django.utils.translation import override

from integrations.models import Part, PullRequest
from portal.site.develop.standing import (
    is_told,
    parts_sentence,
    pull_sentence,
    short_words,
)


def pull(**facts):
    return PullRequest(**{"state": "open", "review": "", "checks": ""} | facts)


@pytest.mark.parametrize(
    ("facts", "english", "french"),
    [
        ({}, "Not reviewed yet.", "Personne ne l’a encore relue."),
        (
            {"review": "approved", "approvals": 2, "checks": "passing"},
            "2 developers approved; automatic tests pass.",
            (
                "2 personnes du développement l’ont approuvée; "
                "les tests automatiques réussissent."
            ),
        ),
        (
            {"state": "draft", "review": "changes", "checks": "failing"},
            "Not finished yet; a developer asks for changes; an automatic test fails.",
            (
                "Pas encore terminée; une personne du développement demande des "
                "changements; un test automatique échoue."
            ),
        ),
        (
            {"state": "merged", "review": "approved", "approvals": 1},
            "Merged into the software; 1 developer approved.",
            "Intégrée au logiciel; 1 personne du développement l’a approuvée.",
        ),
        ({"state": "closed"}, "Set aside by the developers.", None),
    ],
)
def test_a_pull_request_is_a_sentence(facts, english, french):
    with override("en"):
        assert pull_sentence(pull(**facts)) == english
    with override("fr"):
        assert french in (None, pull_sentence(pull(**facts)))


def test_what_was_set_aside_gives_way_to_what_goes_on():
    old, new = pull(state="closed"), pull()
    assert [is_told(one, [old, new]) for one in (old, new)] == [False, True]
    assert is_told(old, [old])


def test_the_thread_has_room_for_a_few_words():
    with override("en"):
        said = short_words([pull(review="approved", checks="passing")])
        assert said == "code approved, tests pass"
        assert short_words([pull(state="merged")]) == ""


def test_parts_are_counted():
    parts = [Part(is_open=False, done=True), Part(is_open=True, done=False)]
    with override("en"):
        assert parts_sentence(parts) == ("The work is divided into 2 parts; 1 is done.")
        assert parts_sentence(parts[1:]).endswith("; none is done yet.")
        assert parts_sentence([]) == ""
