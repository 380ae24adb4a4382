"""Names are found without their accents, whatever wrote them."""

from governance.membership.models import Person
from governance.membership.models.folding import folded, words


def test_words_of_a_name() -> None:
    assert words("Marie-Ève  O’Néill") == ["marie", "eve", "o", "neill"]
    assert folded("Œdipe", "ÇELİK-Łoś") == " oedipe celik los"
    assert folded("", "") == ""


def test_a_name_is_folded_however_it_is_written(db: None) -> None:
    one = Person.objects.create_user(first_name="Mélanie", last_name="Côté")
    two = Person(first_name="Gaétan", last_name="Bélanger")
    Person.objects.bulk_create([two])
    one.last_name = "Roy"
    one.save(update_fields=["last_name"])
    told = set(Person.objects.values_list("folded_name", flat=True))
    assert told == {" melanie roy", " gaetan belanger"}
