"""Where there is no page yet, the two trees are founded as translations of one another."""

from datetime import datetime

import pytest
from wagtail.models import Locale, Page, Site

from cms.trees import ensure_trees

pytestmark = pytest.mark.django_db


def test_both_front_pages_are_translations_of_one_another(at: datetime) -> None:
    home = ensure_trees(at)
    english = home.get_translation(Locale.objects.get(language_code="en"))
    assert home.locale.language_code == "fr"
    assert english.specific.headline == "Your needs decide what gets built."
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk


def test_wagtails_welcome_page_is_gone(at: datetime) -> None:
    ensure_trees(at)
    assert not Page.objects.filter(title__contains="Welcome to your new").exists()
    assert Page.find_problems() == ([], [], [], [], [])
