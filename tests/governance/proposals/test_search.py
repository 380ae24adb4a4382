"""Finding a need again: plurals, dropped accents, half-typed words, both languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.membership.models import Cooperative, Person
from governance.proposals import search
from governance.proposals.queries import listed
from tests.builders import submitted_need

TITLES = {
    "results": "Expliquer chaque résultat médical en mots simples",
    "drugs": "Liste de médicaments à imprimer",
    "caregivers": "Accès pour les personnes proches aidantes",
    "offline": "Œuvrer hors ligne à la campagne",
    "english": "Reminders by text message",
}
FINDS = [
    ("resultats", {"results"}),
    ("RÉSULTATS MÉDICAUX", {"results"}),
    ("medical resultat", {"results"}),
    ("expliquer les résultats", {"results"}),
    ("medicament", {"results", "drugs"}),  # one stem with “médical”
    ("médicaments imprimer", {"drugs"}),
    ("médica", {"results", "drugs"}),
    ("liste médicaments", {"drugs"}),
    ("proche aidante", {"caregivers"}),
    ("l’accès", {"caregivers"}),
    ("œuvre", {"offline"}),
    ("oeuvrer ligne", {"offline"}),
    ("reminder", {"english"}),
    ("text messages", {"english"}),
    ("liste simple", set()),
    ("zzz", set()),
    ("%", set(TITLES)),
    ("_", set(TITLES)),
    ("", set(TITLES)),
]


def found(query: str, numbers: dict[int, str]) -> set[str]:
    return {numbers[n.number] for n in listed(language="fr", query=query)}


def test_the_same_needs_are_found_on_both_databases(
    each_database: object, lac_tamarac: Cooperative, rose_aimee: Person
) -> None:
    numbers = {
        submitted_need(lac_tamarac, title=title, text="Voilà.").number: name
        for name, title in TITLES.items()
    }
    wrong = {
        query: got
        for query, wanted in FINDS
        if (got := found(query, numbers)) != wanted
    }
    assert wrong == {}
    assert found(str(min(numbers)), numbers) >= {numbers[min(numbers)]}


def test_only_the_last_word_may_be_half_typed() -> None:
    first, last = search.patterns("medic simp")
    assert " medic" not in first
    assert " simp" in last


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_a_text_is_found_by_each_of_its_own_words(text: str) -> None:
    kept = search.index(text)
    for pieces in search.patterns(text):
        assert any(piece in kept for piece in pieces)


@pytest.mark.parametrize("query", ["a" * 5000, "mot " * 500, "\x00", "🙂", "'; --"])
def test_odd_queries_do_no_harm(query: str) -> None:
    assert len(search.patterns(query)) <= search.WORDS_MAX
