"""A confirmed brief as an issue: title, body, labels. Pure.

First the developers' language, then French in a fold; both inside the block that we
manage, followed by nothing: what developers write below is theirs. Nothing here knows
a person.
"""

import uuid
from dataclasses import dataclass

from integrations.github.defusing import defused, defused_line, defused_words
from integrations.github.division import PartFacts, days, in_french, listed
from integrations.github.markers import BEGIN, END, marker
from integrations.github.marks import MANDATE, Mark

TITLE_MAX = 200  # characters; GitHub takes 256
BODY_MAX = 60_000  # characters; GitHub takes 65,536
SMALLEST_TOLD = 10  # people
CUT = "\n\n*(The text goes on in the portal.)*"


@dataclass(frozen=True)
class Facts:
    """What an issue says of a need. Numbers and public words only."""

    number: int
    url_en: str
    url_fr: str
    cooperative: str
    supports: int
    title: str
    user_story: str
    acceptance_test: str
    privacy_notes: str
    out_of_scope: str
    summary_fr: str
    category: str
    values: tuple[str, ...]
    functions: str
    effort_days: int | None
    privacy_impact: str
    vote: str
    marks: tuple[Mark, ...]
    parts: tuple[PartFacts, ...] = ()


@dataclass(frozen=True)
class Draft:
    """An issue ready to be sent."""

    title: str
    body: str
    marks: list[Mark]

    @property
    def labels(self) -> list[str]:
        """Their names as we would give them; people may have renamed them since."""
        return [mark.name for mark in self.marks]


def draft(facts: Facts, of: uuid.UUID) -> Draft:
    """The issue for ``facts``, signed with the marker of its mirror link."""
    return Draft(
        title=shortened(defused_line(facts.title), TITLE_MAX),
        body=signed(block(facts), of),
        marks=marks(facts),
    )


def signed(text: str, of: uuid.UUID) -> str:
    """A managed block with its marker before it."""
    return f"{marker(of)}\n{BEGIN}\n{text}\n{END}\n"


def block(facts: Facts) -> str:
    """The managed text, cut at a paragraph when it would be too long, and always
    ending with the link to the need."""
    return folded(
        [
            ("Need", defused(facts.user_story)),
            ("How members will know it works", defused(facts.acceptance_test)),
            ("Parts", listed(facts.parts)),
            ("Privacy", defused(facts.privacy_notes)),
            ("Out of scope", defused(facts.out_of_scope)),
        ],
        f"{defused(facts.summary_fr).strip()}\n\n{in_french(facts.parts)}",
        _origin(facts),
    )


def folded(sections: list[tuple[str, str]], french: str, origin: str) -> str:
    """Harmless texts under their names, French in a fold, and where it comes from."""
    english = "\n\n".join(
        f"### {name}\n\n{text.strip()}" for name, text in sections if text.strip()
    )
    room = BODY_MAX - 4_000
    french = cut_at_paragraph(french.strip(), room // 4)
    return "\n\n".join(
        [
            cut_at_paragraph(english, room - len(french)),
            f"<details><summary>En français</summary>\n\n{french}\n\n</details>",
            origin,
        ]
    )


def _origin(facts: Facts) -> str:
    rows = [
        ("From", f"members of {facts.cooperative}{_supported(facts.supports)}"),
        ("Values served", ", ".join(facts.values)),
        ("Vote", facts.vote),
        ("Set aside", days(facts.effort_days)),
        ("Effect on privacy", facts.privacy_impact),
        ("Functions of PHR-S FM", facts.functions),
    ]
    lines = [f"- **{name}**: {defused_words(text)}" for name, text in rows if text]
    return "\n".join([*lines, "", portal_links(facts)])


def portal_links(facts: Facts) -> str:
    link = f"[Need {facts.number} in the portal]({facts.url_en})"
    lien = f"[Le besoin {facts.number} dans le portail]({facts.url_fr})"
    return f"{link} · {lien}"


def _supported(by: int) -> str:
    return f"; {rounded(by)} support it" if by else ""


def rounded(number: int) -> str:
    """Under ten, how many exactly could tell who: not said outside."""
    return str(number) if number >= SMALLEST_TOLD else f"fewer than {SMALLEST_TOLD}"


def marks(facts: Facts) -> list[Mark]:
    """The labels of ours, each once."""
    named = [MANDATE, *facts.marks]
    return list({mark.key: mark for mark in named}.values())


def shortened(text: str, most: int) -> str:
    """At most ``most`` characters, cut between words where that is possible."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head) + "…"


def cut_at_paragraph(text: str, most: int) -> str:
    """At most ``most`` characters, ending at a paragraph and saying so."""
    if len(text) <= most:
        return text
    head = text[: most - len(CUT)]
    for end in ("\n\n", "\n", " "):
        if end in head:
            return head.rsplit(end, 1)[0] + CUT
    return head + CUT
