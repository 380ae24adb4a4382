"""Summaries name their fields, addresses that mix the languages lead to the page."""

from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from portal.site.languages import in_words


class Asked(forms.Form):
    title = forms.CharField(label="Titre", max_length=3)
    days = forms.IntegerField(label="Jours", error_messages={"required": "Combien?"})
    day = forms.DateField(label="Quel jour?", initial="")


def test_a_summary_names_the_field_where_the_sentence_does_not() -> None:
    form = Asked({"title": "quatre", "days": "", "day": "hier"})
    form.add_error(None, "Rien ne va.")
    form.add_error("title", "Le titre crie.")
    html = Template("{% error_summary form %}").render(Context({"form": form}))
    lines = [line.split("<")[0] for line in html.split(">") if "</" in line]
    assert any(line.startswith("Titre\xa0: Assurez-vous") for line in lines)
    assert any(line.startswith("Quel jour? Saisissez") for line in lines)
    assert {"Combien?", "Le titre crie.", "Rien ne va."} <= set(lines)


@pytest.mark.parametrize(
    ("address", "french", "english"),
    [
        ("/en/besoins/", "/fr/besoins/", "/en/needs/"),
        ("/en/votes/21/bulletin/", "/fr/votes/21/bulletin/", "/en/votes/21/ballot/"),
        ("/fr/needs/", "/fr/besoins/", "/en/needs/"),
        ("/en/vie-privee/", "/fr/vie-privee/", "/en/privacy/"),
        ("/en/nulle-part/", "", ""),
        ("/fr/votes/424242/", "", ""),
    ],
)
def test_an_address_that_mixes_the_languages(
    client: Client, database: Any, address: str, french: str, english: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    links = {link.code: link.url for link in answer.context["misplaced"]}
    assert links == ({"fr": french, "en": english} if french else {})
    for code, url in links.items():
        assert f'href="{url}" lang="{code}"' in answer.content.decode()


def test_a_language_is_named_in_the_readers_own() -> None:
    with translation.override("fr"):
        assert (in_words("fr"), in_words("en")) == ("en français", "en anglais")
    with translation.override("en"):
        assert (in_words("fr"), in_words("en")) == ("in French", "in English")
