"""One field of a form spoiled at a time: a status, a sentence, and nothing lost."""

import html
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.portal.doors.fingerprints import changed
from tests.portal.doors.forms import CHOICE, DAY, MOMENT, NUMBER, TEXT, Filled, filled
from tests.portal.doors.places import address
from tests.portal.doors.world import World

Visitor = Callable[..., Client]
MANY = "9" * 5000  # more figures than Python turns into a number
HUGE = "99999999999999999999"  # more than a database keeps in one
SPOILT = {
    TEXT: ["", " \u200b\u202e ", "a\x00b", "x" * 30_000],
    CHOICE: ["\x00", MANY, HUGE, "-1", "²"],
    NUMBER: ["", "-1", "1e400", "NaN", MANY, HUGE, "\x00", "1.5"],
    DAY: ["", "0001-01-01", "9999-12-31", "2026-02-30", "\x00", MANY],
    MOMENT: ["", "0001-01-01T00:00", "9999-12-31T23:59", "2026-03-08T02:30", MANY],
}  # fmt: skip
NAMES = [
    "need_new", "need_edit", "need_comment", "need_confirm", "my_settings", "need_support",
    "need_reopen", "need_translate", "need_classify", "need_accept", "need_brief",
    "need_parts", "decision_new", "roadmap_place",
    "roadmap_move", "cycle_new", "round_new", "round_check", "round_verify",
    "round_receipt", "round_ballot", "sign_in", "demo_sign_in",
    "meeting_new", "meeting_agenda", "meeting_notice", "meeting_cancel",
    "meeting_attendance", "meeting_run",
]  # fmt: skip
# A form shown again, an act done, or a refusal; never a breakdown.
ANSWERS = {200, 302, 400, 403, 404, 409, 422}
WITH_TEXTS = [
    "need_new", "need_edit", "need_comment", "need_reopen", "need_translate", "need_brief",
    "decision_new", "cycle_new", "round_new", "round_verify", "sign_in",
    "meeting_new", "meeting_agenda", "meeting_cancel",
]  # fmt: skip


MAY_BE_EMPTY = {
    "privacy_notes", "out_of_scope", "reasons_en", "intro_fr", "intro_en", "tracker",
    "email", "text_fr", "text_en", "chair", "scrutineer_one", "scrutineer_two",
}  # fmt: skip


def forms_at(world: World, name: str) -> Iterator[Filled]:
    yield from (form for form in filled(world) if form.name == name)


def sent(client: Client, world: World, form: Filled, fields: Any, language: str) -> Any:
    """The answer; whatever it did is undone."""
    with transaction.atomic():
        there = address(world, form.name, form.state, language)
        met = client.post(there, fields)
        transaction.set_rollback(True)
    return met


def test_the_forms_are_filled_in_well(world: World, visitor: Visitor) -> None:
    """Or the tests below would spoil what is spoilt already."""
    assert list(dict.fromkeys(form.name for form in filled(world))) == NAMES
    for form in filled(world):
        met = sent(visitor(form.role), world, form, form.fields, "en")
        good = {400} if form.kinds.keys() == {"slip"} else {200, 302}
        assert met.status_code in good, form.name


@pytest.mark.parametrize("name", NAMES)
def test_a_spoilt_field(
    world: World, visitor: Visitor, before: dict[str, str], name: str
) -> None:
    for form in forms_at(world, name):
        client = visitor(form.role)
        for field, kind in form.kinds.items():
            for value in SPOILT[kind]:
                spoilt = form.spoiled(**{field: value})
                met = sent(client, world, form, spoilt, "fr")
                about = f"{field}={value[:20]!r}: {met.status_code}"
                assert met.status_code in ANSWERS, about
                if met.status_code == 422:
                    nothing_lost(met, form, field, about)
    assert not changed(before)


def nothing_lost(met: Any, form: Filled, spoilt: str, about: str) -> None:
    """Every other text is still in its field, and the form says what is wrong."""
    page = met.content.decode()
    assert errors_of(met), about
    for name in form.texts():
        if name != spoilt:
            assert html.escape(str(form.fields[name])) in html.unescape(page) or (
                html.escape(str(form.fields[name]), quote=True) in page
            ), f"{about} lost {name}"


def errors_of(met: Any) -> str:
    """What the forms of a page say is wrong."""
    names = ("form", "comment_form", "confirm_form", "ask_form", "officers_form")
    shown = [met.context[name] for name in names if name in met.context]
    told = "".join(form.errors.as_text() for form in shown if form is not None)
    return told + str(met.context.get("refused", ""))


@pytest.mark.parametrize("value", ["", "x" * 60_000])
@pytest.mark.parametrize("name", WITH_TEXTS)
def test_nothing_and_far_too_much(
    world: World, visitor: Visitor, name: str, value: str
) -> None:
    """Told in the reader's own language, at 422, in every text field of the form."""
    for form in forms_at(world, name):
        client = visitor(form.role)
        spoilt = form.spoiled(**dict.fromkeys(form.texts(), value))
        said = {}
        for language in ("fr", "en"):
            met = sent(client, world, form, spoilt, language)
            assert met.status_code == 422
            said[language] = errors_of(met)
        assert said["fr"] and said["fr"] != said["en"]


@pytest.mark.parametrize("name", WITH_TEXTS)
def test_more_than_any_page_takes(world: World, visitor: Visitor, name: str) -> None:
    """Not even read: told in the reader's own language, and how to get the text back."""
    for form in forms_at(world, name):
        spoilt = form.spoiled(**{form.texts()[0]: "x" * 2_100_000})
        for language, words in (
            ("fr", "encore dans le formulaire"),
            ("en", "still in"),
        ):
            met = sent(visitor(form.role), world, form, spoilt, language)
            assert met.status_code == 413
            assert words in met.content.decode()


def test_a_text_that_shows_nothing_is_empty(world: World, visitor: Visitor) -> None:
    for form in filled(world):
        for name in set(form.texts()) - MAY_BE_EMPTY:
            spoilt = form.spoiled(**{name: "\u200b\u202e\u2066 \ufeff"})
            met = sent(visitor(form.role), world, form, spoilt, "fr")
            assert met.status_code in {409, 422}, f"{form.name} {name}"
