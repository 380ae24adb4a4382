"""The two trees: every page opens, and founding them again leaves them as they are."""

from datetime import datetime

import pytest
from wagtail.models import Page

from cms.models import DecisionIndexPage, HomePage, ReleaseIndexPage, StandardPage
from cms.trees import ensure_trees

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("founded")]

STANDARD = {"about", "privacy", "accessibility", "how-it-works"}


def test_repeating_adds_nothing_and_leaves_editors_words(at: datetime) -> None:
    home = ensure_trees(at)
    before = list(Page.objects.order_by("pk").values_list("pk", "url_path"))
    home.headline = "Des mots de la rédaction"
    home.save()
    ensure_trees(at)
    assert list(Page.objects.order_by("pk").values_list("pk", "url_path")) == before
    assert HomePage.objects.get(pk=home.pk).headline == "Des mots de la rédaction"


def test_a_page_that_an_editor_renamed_is_not_made_again(at: datetime) -> None:
    ensure_trees(at)
    page = StandardPage.objects.get(slug="privacy")
    page.slug = "your-privacy"
    page.save()
    ensure_trees(at)
    assert not StandardPage.objects.filter(slug="privacy").exists()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/fr/", "Vos besoins décident"),
        ("/en/", "Your needs decide"),
        ("/fr/decisions/", "Décisions"),
        ("/en/decisions/", "Decisions"),
        ("/fr/versions/", "Versions"),
        ("/en/releases/", "Releases"),
        ("/fr/a-propos/", "À propos"),
        ("/en/about/", "About"),
        ("/fr/vie-privee/", "Commission d’accès à l’information"),
        ("/en/privacy/", "Law 25"),
        ("/fr/accessibilite/", "WCAG 2.2"),
        ("/en/accessibility/", "WCAG 2.2"),
        ("/fr/comment-ca-marche/", "Le besoin"),
        ("/en/how-it-works/", "The need"),
    ],
)
def test_every_page_of_both_trees_opens(client, address: str, words: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert f'lang="{address[1:3]}"' in response.content.decode()


def test_each_index_is_there_once_a_language() -> None:
    for kind in (HomePage, DecisionIndexPage, ReleaseIndexPage):
        languages = kind.objects.values_list("locale__language_code", flat=True)
        assert sorted(languages) == ["en", "fr"]
    assert StandardPage.objects.count() == 2 * len(STANDARD)


def test_a_page_leads_to_itself_in_the_other_language(client) -> None:
    page = client.get("/fr/vie-privee/").content.decode()
    assert 'href="/en/privacy/"' in page
