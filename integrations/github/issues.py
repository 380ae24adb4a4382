"""A confirmed brief as an issue: title, body, labels. Pure.

First the developers' language, then the other one in a fold; both inside the block that we
manage, followed by nothing: what developers write below is theirs. Nothing here knows
a person.
"""

import uuid
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import pgettext

from integrations.github.defusing import defused, defused_line, defused_words
from integrations.github.division import PartFacts, days, in_french, listed
from integrations.github.markers import BEGIN, END, marker
from integrations.github.marks import MANDATE, PREFIX, Mark, in_words_of

TITLE_MAX = 200  # characters; GitHub takes 256
BODY_MAX = 60_000  # characters; GitHub takes 65,536
SMALLEST_TOLD = 10  # people
OTHERS = {"en": "En français", "fr": "In English"}  # the name of the fold, by language
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
    language: str = "en"
    prefix: str = PREFIX


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
    with translation.override(facts.language):
        return folded(
            [
                (pgettext("issue", "Need"), defused(facts.user_story)),
                (
                    pgettext("issue", "How members will know it works"),
                    defused(facts.acceptance_test),
                ),
                (pgettext("issue", "Parts"), listed(facts.parts)),
                (pgettext("issue", "Privacy"), defused(facts.privacy_notes)),
                (pgettext("issue", "Out of scope"), defused(facts.out_of_scope)),
            ],
            f"{defused(facts.summary_fr).strip()}\n\n{in_french(facts.parts)}",
            _origin(facts),
            OTHERS[facts.language],
        )


def folded(
    sections: list[tuple[str, str]], french: str, origin: str, fold: str = OTHERS["en"]
) -> str:
    """Harmless texts under their names, the other language in a fold of that name, and
    where it comes from."""
    english = "\n\n".join(
        f"### {name}\n\n{text.strip()}" for name, text in sections if text.strip()
    )
    room = BODY_MAX - 4_000
    french = cut_at_paragraph(french.strip(), room // 4)
    return "\n\n".join(
        [
            cut_at_paragraph(english, room - len(french)),
            f"<details><summary>{fold}</summary>\n\n{french}\n\n</details>",
            origin,
        ]
    )


def _origin(facts: Facts) -> str:
    rows = [
        (pgettext("issue", "From"), _members(facts)),
        (pgettext("issue", "Values served"), ", ".join(facts.values)),
        (pgettext("issue", "Vote"), facts.vote),
        (pgettext("issue", "Set aside"), days(facts.effort_days)),
        (pgettext("issue", "Effect on privacy"), facts.privacy_impact),
        (pgettext("issue", "Functions of PHR-S FM"), facts.functions),
    ]
    colon = pgettext("issue: after the name of a line", ":")
    lines = [
        f"- **{name}**{colon} {defused_words(text)}" for name, text in rows if text
    ]
    return "\n".join([*lines, "", portal_links(facts)])


def portal_links(facts: Facts) -> str:
    link = f"[Need {facts.number} in the portal]({facts.url_en})"
    lien = f"[Le besoin {facts.number} dans le portail]({facts.url_fr})"
    both = (lien, link) if facts.language == "fr" else (link, lien)
    return " · ".join(both)


def _members(facts: Facts) -> str:
    told = {"coop": facts.cooperative, "number": rounded(facts.supports)}
    if not facts.supports:
        return pgettext("issue", "members of %(coop)s") % told
    return pgettext("issue", "members of %(coop)s; %(number)s support it") % told


def rounded(number: int) -> str:
    """Under ten, how many exactly could tell who: not said outside."""
    if number >= SMALLEST_TOLD:
        return str(number)
    return pgettext("issue", "fewer than %(n)s") % {"n": SMALLEST_TOLD}


def marks(facts: Facts) -> list[Mark]:
    """The labels of ours, each once."""
    asked = [MANDATE, *facts.marks]
    named = [in_words_of(mark, facts.language, facts.prefix) for mark in asked]
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
