"""A part of a brief as an issue: title, body, labels. Pure; in the form of ``issues``."""

import uuid

from django.utils import translation
from django.utils.translation import pgettext

from integrations.github import marks
from integrations.github.defusing import defused, defused_line, defused_words
from integrations.github.division import PartFacts, days, inline
from integrations.github.issues import (
    OTHERS,
    TITLE_MAX,
    Draft,
    Facts,
    folded,
    portal_links,
    shortened,
    signed,
)
from integrations.github.issues import marks as marks_of

# Of the need's labels; its values and functions stand on its own issue.
OTHER = {"en": "fr", "fr": "en"}
KEPT = ("mandate", "need:", "skill:")
TAKEN_OUT = (
    "The co-op took this part out of its brief: it is not asked for any more. "
    "If you are at work on it, say so here; closing this issue is up to you."
)
TAKEN_OUT_FR = (
    "La coop a retiré cette partie de sa demande : elle n’est plus attendue. "
    "Si vous y travaillez, dites-le ici; la fermeture du billet vous revient."
)


def draft(facts: Facts, place: int, of: uuid.UUID) -> Draft:
    """The issue of the part at ``place`` (from 1), signed with the marker of its
    piece."""
    part = facts.parts[place - 1]
    kept = [m for m in marks_of(facts) if m.key.startswith(KEPT)]
    return Draft(
        title=shortened(defused_line(part.title), TITLE_MAX),
        body=signed(block(facts, place), of),
        marks=[*kept, *(_said(facts, mark) for mark in marks.effort(part.effort_days))],
    )


def _said(facts: Facts, mark: marks.Mark) -> marks.Mark:
    return marks.in_words_of(mark, facts.language, facts.prefix)


def block(facts: Facts, place: int) -> str:
    """The managed text: which part of what, its own test, where it comes from."""
    part, places = facts.parts[place - 1], {"n": place, "many": len(facts.parts)}
    with translation.override(OTHER[facts.language]):
        fold = pgettext("issue", "Part %(n)s of %(many)s:") % places
    with translation.override(facts.language):
        whole = pgettext("issue", "Part %(n)s of %(many)s of a need:") % places
        done = pgettext("issue", "How we will know that it is done")
        return folded(
            [
                (pgettext("issue", "Part"), f"{whole} **{inline(facts.title)}**."),
                (done, defused(part.acceptance_test)),
                (pgettext("issue", "Privacy"), defused(facts.privacy_notes)),
            ],
            f"{fold} **{inline(part.title_fr)}**",
            "\n".join([*_rows(facts, part), "", portal_links(facts)]),
            OTHERS[facts.language],
        )


def _rows(facts: Facts, part: PartFacts) -> list[str]:
    place = {"coop": defused_words(facts.cooperative)}
    told = [
        (pgettext("issue", "From"), pgettext("issue", "members of %(coop)s") % place),
        (pgettext("issue", "Set aside"), days(part.effort_days)),
    ]
    colon = pgettext("issue: after the name of a line", ":")
    return [f"- **{name}**{colon} {text}" for name, text in told if text]


def taken_out(title: str, of: uuid.UUID, language: str = "en") -> Draft:
    """What stands there once the part is in no brief any more; our labels go."""
    words, other = TAKEN_OUT, TAKEN_OUT_FR
    if language == "fr":
        words, other = other, words
    fold = f"<details><summary>{OTHERS[language]}</summary>\n\n{other}\n\n</details>"
    return Draft(title=title, body=signed(f"{words}\n\n{fold}", of), marks=[])
