"""A person is shown as they chose; otherwise only their co-op is named."""

import pytest
from django.utils import translation

from governance.membership.models import NameShown
from governance.membership.names import initials, public_name


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_by_default_only_the_co_op_is_named(rose_aimee, lac_tamarac):
    assert public_name(rose_aimee, lac_tamarac) == "A member of Lac-Tamarac"
    assert public_name(rose_aimee, None) == "A member"


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [(NameShown.FULL, "Rose-Aimée Bélanger"), (NameShown.INITIALS, "R.-A. B.")],
)
def test_a_person_may_choose_more(rose_aimee, lac_tamarac, chosen, shown):
    rose_aimee.name_shown = chosen
    assert public_name(rose_aimee, lac_tamarac) == shown


def test_whoever_left_has_no_name(rose_aimee, lac_tamarac):
    rose_aimee.name_shown = NameShown.FULL
    rose_aimee.is_active = False
    assert public_name(rose_aimee, lac_tamarac) == "A former member"
    assert public_name(None, lac_tamarac) == "A former member"


def test_someone_without_a_name_is_still_a_member(rose_aimee, lac_tamarac):
    rose_aimee.first_name = rose_aimee.last_name = ""
    rose_aimee.name_shown = NameShown.FULL
    assert public_name(rose_aimee, lac_tamarac) == "A member of Lac-Tamarac"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Éric de la Tour", "É. D. L. T."),
        ("Rose-Aimée  Bélanger", "R.-A. B."),
        ("O’Neil", "O."),
        ("", ""),
    ],
)
def test_initials(name, short):
    assert initials(name) == short
