"""Editors translate a page with wagtail-localize, string by string."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from cms import publishing
from cms.models import HomePage, StandardPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("founded")]


def test_a_page_of_text_is_translated_from_the_admin(
    client: Client, superuser, at: datetime, django_capture_on_commit_callbacks
) -> None:
    home = HomePage.objects.get(locale__language_code="fr")
    english = Locale.objects.get(language_code="en")
    body = '[{"type": "text", "value": "<p>Venez avec vos idées.</p>"}]'
    page = StandardPage(
        title="Nos rencontres", slug="nos-rencontres", body=body, locale=home.locale
    )
    publishing.add(page, under=home, at=at)

    client.force_login(superuser)
    ask = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ask, {"locales": [english.pk]})
    assert answer.status_code == 302

    translation = Translation.objects.get(
        source__object_id=page.translation_key, target_locale=english
    )
    give(translation, "Nos rencontres", "Our meetings")
    give(translation, "Venez avec vos idées.", "Come with your ideas.")
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(user=superuser, publish=True)

    there = page.get_translation(english)
    assert there.title == "Our meetings"
    shown = Client().get(there.url).content.decode()
    assert "Come with your ideas." in shown
    assert 'lang="en"' in shown


def give(translation: Translation, french: str, english: str) -> None:
    for segment in translation.source.stringsegment_set.filter(string__data=french):
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            data=english,
        )


def test_pages_the_portal_makes_cannot_be_copied(
    client: Client, superuser, lac_tamarac, marc_andre, melanie, gaetan, at: datetime
) -> None:
    from cms.drafts import prepare_due_pages
    from cms.models import DecisionPage
    from tests import builders

    builders.mandated_need(lac_tamarac)
    prepare_due_pages(at)
    page = DecisionPage.objects.get(language="fr")
    client.force_login(superuser)
    client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {"new_title": "x", "new_slug": "x", "new_parent_page": page.get_parent().pk},
    )
    assert DecisionPage.objects.count() == 2
