"""A part of a brief as an issue: title, body, labels. Pure; in the form of ``issues``."""

import uuid

from integrations.github import marks
from integrations.github.defusing import defused, defused_line, defused_words
from integrations.github.division import days, inline
from integrations.github.issues import (
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
        marks=[*kept, *marks.effort(part.effort_days)],
    )


def block(facts: Facts, place: int) -> str:
    """The managed text: which part of what, its own test, where it comes from."""
    part, many = facts.parts[place - 1], len(facts.parts)
    whole = f"Part {place} of {many} of a need: **{inline(facts.title)}**."
    rows = [
        f"- **From**: members of {defused_words(facts.cooperative)}",
        *([f"- **Set aside**: {days(part.effort_days)}"] if part.effort_days else []),
    ]
    return folded(
        [
            ("Part", whole),
            ("How we will know that it is done", defused(part.acceptance_test)),
            ("Privacy", defused(facts.privacy_notes)),
        ],
        f"Partie {place} de {many} : **{inline(part.title_fr)}**",
        "\n".join([*rows, "", portal_links(facts)]),
    )


def taken_out(title: str, of: uuid.UUID) -> Draft:
    """What stands there once the part is in no brief any more; our labels go."""
    fold = f"<details><summary>En français</summary>\n\n{TAKEN_OUT_FR}\n\n</details>"
    return Draft(title=title, body=signed(f"{TAKEN_OUT}\n\n{fold}", of), marks=[])
