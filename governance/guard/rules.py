"""The patterns of the privacy guard, each with its tier (domain study, 3.7)."""

import re
from collections.abc import Callable, Iterator

from governance.guard import words
from governance.guard.text import Folded
from governance.guard.tiers import BLOCK, COACH, WARN

Match = tuple[int, int, str, str]
Rule = Callable[[Folded], Iterator[Match]]

# One separator people type between groups of a number, dashes already made hyphens.
SEP = r"[ .\-]?"
NAM = re.compile(
    rf"(?<![a-z0-9])([a-z]{{4}}){SEP}(\d{{2}})(\d{{2}}){SEP}(\d{{2}})(\d{{2}})(?!\d)"
)
SIN = re.compile(rf"(?<!\d)(\d{{3}}){SEP}(\d{{3}}){SEP}(\d{{3}})(?!\d)")
SIN_CONTEXT = re.compile(r"\b(?:nas|sin|assurance sociale|social insurance)\b")
NEAR = 40  # characters on each side that count as context


def _health_numbers(text: Folded) -> Iterator[Match]:
    """Four letters and eight digits. The digits hold a date of birth, with 50 added
    to the month of women; a date that cannot be makes it less sure."""
    for match in NAM.finditer(text.plain):
        month, day = int(match[3]), int(match[4])
        real = (1 <= month <= 12 or 51 <= month <= 62) and 1 <= day <= 31
        tier, kind = (BLOCK, "health_number") if real else (WARN, "maybe_health_number")
        yield match.start(), match.end(), tier, kind


def _social_numbers(text: Folded) -> Iterator[Match]:
    """Nine digits with a valid check digit, surely so when a word near says it."""
    for match in SIN.finditer(text.plain):
        if not luhn("".join(match.groups())):
            continue
        near = text.plain[max(0, match.start() - NEAR) : match.end() + NEAR]
        sure = SIN_CONTEXT.search(near) is not None
        tier, kind = (BLOCK, "social_number") if sure else (WARN, "maybe_social_number")
        yield match.start(), match.end(), tier, kind


def luhn(digits: str) -> bool:
    """The check of ISO/IEC 7812: every second digit from the right is doubled."""
    doubled = (
        int(d) if i % 2 == 0 else sum(divmod(int(d) * 2, 10))
        for i, d in enumerate(reversed(digits))
    )
    return sum(doubled) % 10 == 0


def _warning(kind: str, pattern: str, *, keep_case: bool = False) -> Rule:
    compiled = re.compile(pattern)

    def rule(text: Folded) -> Iterator[Match]:
        where = text.cased if keep_case else text.plain
        for match in compiled.finditer(where):
            yield match.start(), match.end(), WARN, kind

    return rule


def _own_health(text: Folded) -> Iterator[Match]:
    """First person and a health word within sixty characters, in one sentence."""
    for match in words.OWN_HEALTH.finditer(text.plain):
        yield match.start(), match.end(), COACH, "own_health"


# The surest first: a place is reported once.
RULES: tuple[Rule, ...] = (
    _health_numbers,
    _warning(
        "email",
        r"(?<![a-z0-9._%+\-])[a-z0-9._%+\-]{1,64}@[a-z0-9\-]+(?:\.[a-z0-9\-]+)+",
    ),
    _warning("licence", r"(?<![a-z0-9])[a-z]\d{4}[ \-]?\d{6}[ \-]?\d{2}(?!\d)"),
    _social_numbers,
    _warning(
        "phone",
        r"(?<!\d)(?:\+?1[ .\-]?)?\(?[2-9]\d{2}\)?[ .\-]?[2-9]\d{2}[ .\-]?\d{4}(?!\d)",
    ),
    _warning(
        "postal_code",
        r"(?<![a-z0-9])[abceghj-nprstvxy]\d[abceghj-nprstv-z][ \-]?"
        r"\d[abceghj-nprstv-z]\d(?![a-z0-9])",
    ),
    _warning(
        "address",
        r"(?<!\d)\d{1,5},?\s+(?:\d{1,3}e\s+)?(?:rue|avenue|av\.|boul(?:evard|\.)|chemin"
        r"|ch\.|rang|route|place|montee|cote|impasse)\s+[a-z0-9]"
        r"|(?<!\d)\d{1,5}\s+(?:[a-z.'\-]+\s+){1,3}(?:street|st\.|road|rd\.|drive|lane"
        r"|boulevard)(?![a-z])",
    ),
    _warning(
        "birth_date",
        r"(?:\bnee?(?:\(e\))?\s+(?:le|en)|date de naissance|\bddn|\bborn (?:on|in)"
        r"|date of birth|\bdob)\W{0,4}(?:le |on |is |: )?\W{0,2}(?:\d{1,4}"
        r"|(?:" + "|".join(words.MONTHS) + r"))(?:[ /.\-]|(?!\w))",
    ),
    _warning(
        "file_number",
        r"\b(?:dossier|mrn|chart|file|record)\s*(?:medical\s*)?"
        r"(?:no\.?|numero|number|#|n°|no)?\s*[:#]?\s*\d{4,10}(?!\d)",
    ),
    _warning("name", words.NAME, keep_case=True),
    _own_health,
)
