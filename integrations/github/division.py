"""How the issue of a need lists the parts of the work. Pure.

Where the server shows sub-issues by itself, a plain list is enough; elsewhere each
line names its issue, with a box that developers tick. No number is written that could
refer to another issue once this one is moved.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from integrations.github.defusing import defused


@dataclass(frozen=True)
class PartFacts:
    """A part of the work, ``title`` in the language of the issue and ``title_fr`` in the
    other one. ``url`` is its issue, where the need's issue has to name it
    because the server knows no sub-issues."""

    title: str
    title_fr: str
    acceptance_test: str
    effort_days: int | None
    url: str = ""


def days(number: int | None) -> str:
    """So many developer-days, or nothing."""
    if not number:
        return ""
    words = ngettext("%(n)s developer-day", "%(n)s developer-days", number)
    return words % {"n": number}


def inline(text: str) -> str:
    """A title as one line of Markdown that is neither a link nor a box."""
    line = defused(" ".join(text.split()))
    return line.replace("[", "\\[").replace("]", "\\]")


def listed(parts: Sequence[PartFacts]) -> str:
    """Every part in its order; nothing for a need that is one piece of work."""
    return "\n".join(_line(place, part) for place, part in enumerate(parts, 1))


def in_french(parts: Sequence[PartFacts]) -> str:
    return "\n".join(f"{n}. {inline(p.title_fr)}" for n, p in enumerate(parts, 1))


def _line(place: int, part: PartFacts) -> str:
    effort = f" ({days(part.effort_days)})" if part.effort_days else ""
    title = inline(part.title)
    if part.url:
        return f"- [ ] [{title}]({part.url}){effort}"
    return f"{place}. {title}{effort}"
