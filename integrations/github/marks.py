"""What our labels say. Pure."""

import re
from dataclasses import dataclass, replace

NAME_MAX = 50  # characters; GitHub's limit
CODE = re.compile(r"\b[A-Z]{1,3}(?:\.\d+)+\b")
# The portal's colours (static/portal), without the sign.
EVERGREEN, GOLD, SKY, MAPLE, GREY = "1f6f5c", "c8961e", "2f6f9f", "a8432f", "6b7280"
# Up to so many developer-days, and what that is called.
EFFORTS = ((2, "up to 2 days"), (5, "up to 5 days"), (15, "up to 15 days"))
LARGER = "more than 15 days"


@dataclass(frozen=True)
class Mark:
    """A label that an issue should carry. ``key`` stays when people rename it."""

    key: str
    name: str
    color: str
    description: str = ""


MANDATE = Mark(
    "mandate", "coop-mandate", EVERGREEN, "Members voted for it, a board adopted it"
)


def category(key: str, name: str) -> Mark:
    name = f"coop need: {name}"[:NAME_MAX].rstrip()
    return Mark(f"need:{key}", name, SKY, "What the need is about")


def value(key: str, name: str) -> Mark:
    name = f"coop value: {name}"[:NAME_MAX].rstrip()
    return Mark(f"value:{key}", name, GOLD, "A value it serves")


def effort(days: int | None) -> list[Mark]:
    """In sizes: a number of days in a label would be read as a promise."""
    if not days:
        return []
    size = next((name for most, name in EFFORTS if days <= most), LARGER)
    return [Mark(f"effort:{size}", f"coop effort: {size}", GREY, "Estimated effort")]


def skill(key: str, name: str) -> Mark:
    """Chosen by the coordinator; what is only guessed gets no label."""
    name = f"coop skill: {name}"[:NAME_MAX].rstrip()
    return Mark(f"skill:{key}", name, GREY, "A skill it asks for")


def functions(code: str) -> list[Mark]:
    """Functions of HL7's personal health record model (PHR-S FM, release 2)."""
    return [
        Mark(f"phr-s:{one}", f"coop PHR-S: {one}", MAPLE, "Function of PHR-S FM R2")
        for one in CODE.findall(code)
    ]


PREFIX = "coop"
# What our labels say to developers who read French; the rest of a name is a word of
# the vocabulary, in their language already.
FRENCH = {
    "coop-mandate": "coop-mandat",
    "coop need: ": "coop besoin : ",
    "coop value: ": "coop valeur : ",
    "coop skill: ": "coop compétence : ",
    "coop effort: ": "coop effort : ",
    "up to 2 days": "2 jours ou moins",
    "up to 5 days": "5 jours ou moins",
    "up to 15 days": "15 jours ou moins",
    LARGER: "plus de 15 jours",
}
DESCRIBED = {
    MANDATE.description: "Des membres l’ont voté, un conseil l’a adopté",
    "What the need is about": "Le sujet du besoin",
    "A value it serves": "Une valeur qu’il sert",
    "Estimated effort": "Effort estimé",
    "A skill it asks for": "Une compétence demandée",
    "Function of PHR-S FM R2": "Fonction du modèle PHR-S FM R2",
}


def in_words_of(mark: Mark, language: str, prefix: str = PREFIX) -> Mark:
    """The label as one repository has it: its language, its prefix. The key stays."""
    name, told = mark.name, mark.description
    if language == "fr":
        for english, french in FRENCH.items():
            name = name.replace(english, french)
        told = DESCRIBED.get(told, told)
    name = f"{prefix}{name.removeprefix(PREFIX)}"[:NAME_MAX].rstrip()
    return replace(mark, name=name, description=told)
