"""The parts of every page: what they say without colour, script or eyes."""

import re
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from portal.formats.moments import month_day
from portal.site.charts import Bar, Chart, Meter, Slice, Stack, percent


def drawn(source: str, **inputs: Any) -> str:
    with translation.override("fr"):
        return Template(source).render(Context(inputs))


def test_a_chip_says_its_sign_and_its_sentence() -> None:
    against = drawn(
        "{% chip tag %}", tag=SimpleNamespace(value="flexibility", weight=-1)
    )
    assert "Va contre" in against
    assert "L’outil s’adapte à moi" in against
    assert "is-against" in against
    bare = drawn("{% chip 'openness' %}")
    assert "Ouverture" in bare
    assert "sign" not in bare


def test_a_small_thread_is_a_list_of_six_with_states_in_words() -> None:
    html = drawn("{% thread 'voted' %}")
    assert html.count("<li") == 6
    assert html.count("(fait)") == 2
    assert "Décision" in html
    assert html.count("(à venir)") == 3


def test_a_chart_has_title_description_and_its_table() -> None:
    chart = Chart(
        title="Voix", description="Le plus choisi d’abord.", columns=("Besoin", "Voix"),
        bars=[Bar("Journal <b>", 812, "812 voix"), Bar("Rien", 0, "0 voix")],
    )  # fmt: skip
    html = drawn("{% bar_chart chart %}", chart=chart)
    assert html.count("<title") == html.count("<desc") == 2
    assert 'width="100.00%"' in html
    assert 'width="0%"' in html
    assert '<th scope="row">Journal &lt;b&gt;</th><td>812 voix</td>' in html
    assert "<b>" not in html


@pytest.mark.parametrize("part, whole, length", [
    (1, 4, "25.00%"), (Fraction(1, 3), 1, "33.33%"), (5, 4, "100.00%"),
    (-1, 4, "0.00%"), (1, 0, "0%"), (None, 4, "0%"),
])  # fmt: skip
def test_lengths_stay_within_the_drawing(part: Any, whole: Any, length: str) -> None:
    assert percent(part, whole) == length


def test_a_meter_says_it_before_it_draws_it() -> None:
    html = drawn(
        "{% meter m %}",
        m=Meter("Participation 38 %", 38, 100, "Quorum atteint", mark=25),
    )
    assert html.index("Participation 38 %") < html.index("<svg")
    assert 'class="meter-mark" x="25.00%"' in html


def test_a_stack_begins_each_part_where_the_last_ends() -> None:
    stack = Stack("Réponses", [Slice("3 pour", 3), Slice("1 contre", 1, "maple")])
    html = drawn("{% stack s %}", s=stack)
    assert 'x="75.00%" width="25.00%"' in html
    assert "<title>Réponses</title>" in html


class OneField(forms.Form):
    words = forms.CharField(label="Vos mots", help_text="Peu suffit.")
    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)


def test_a_field_ties_hint_and_error_to_its_control() -> None:
    html = drawn("{% field form.words %}", form=OneField({}))
    assert '<label for="id_words">Vos mots' in html
    assert 'aria-describedby="id_words_hint id_words_error"' in html
    assert 'aria-invalid="true"' in html
    assert "Erreur" in html


def test_a_group_is_a_fieldset_and_the_summary_leads_to_its_first_choice() -> None:
    form = OneField({})
    assert "<legend>" in drawn("{% field form.kind %}", form=form)
    summary = drawn("{% error_summary form %}", form=form)
    assert 'href="#id_kind_0"' in summary
    assert re.search(r"<div[^>]*tabindex=\"-1\"[^>]*autofocus", summary)
    assert drawn("{% error_summary form %}", form=OneField()).strip() == ""


def test_pagination_keeps_the_search(rf: RequestFactory) -> None:
    request = rf.get("/", {"q": "mon dossier", "page": "2"})
    page = Paginator(range(100), 12).page(2)
    html = drawn("{% pagination page %}", page=page, request=request)
    assert 'href="?q=mon+dossier&amp;page=3"' in html
    assert 'aria-current="page"' in html


def test_prose_keeps_its_own_language() -> None:
    html = drawn("{% prose html 'en' %}", html="<p>Hello</p>")
    assert html == '<div class="prose" lang="en"><p>Hello</p></div>'


def test_dates_are_said_as_in_quebec() -> None:
    from datetime import UTC, datetime

    at = datetime(2026, 12, 1, 22, 5, tzinfo=UTC)
    assert drawn("{{ at|day }}", at=at) == "1er décembre 2026"
    assert month_day(at) == "1er décembre"
    assert (
        drawn("{{ at|moment }}", at=at)
        == "1er décembre 2026 à 17\xa0h\xa005 (heure de l’Est)"
    )
    with translation.override("en"):
        said = Template("{{ at|moment }}").render(Context({"at": at}))
    assert said == "December 1, 2026 at 5:05\xa0p.m. (Eastern Time)"


def test_a_field_for_a_moment_names_the_zone_it_reads(settings: Any) -> None:
    from portal.site.votes.forms.changing import ExtensionForm

    label = ExtensionForm.base_fields["until"].label
    assert str(label) == "Nouvelle fermeture (heure de l’Est)"
    with translation.override("en"):
        assert str(label) == "New closing (Eastern Time)"
    settings.TIME_ZONE = "Pacific/Honolulu"
    assert str(label) == "Nouvelle fermeture (HST)"


@pytest.mark.parametrize("address", ["/fr/composants/", "/en/components/"])
def test_the_gallery_shows_them_all(
    client: Client, database: Any, address: str
) -> None:
    html = client.get(address).content.decode()
    for part in ("thread", "chip", "badge", "bars", "meter", "stack", "steps", "pages",
                 "error-summary", "who-sees", "empty", "crumbs"):  # fmt: skip
        assert f'class="{part}' in html, part
