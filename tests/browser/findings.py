"""What is wrong with the page in a window: axe, our own checks, and the narrow screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.browser.window import Window

HERE = Path(__file__).parent
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"type": "tag", "values": TAGS}
COLOURS = ["color-contrast", "link-in-text-block"]
# Enough to tell the two languages apart in a sentence.
WORDS = {
    "fr": [
        "le",
        "la",
        "les",
        "des",
        "une",
        "est",
        "que",
        "pour",
        "dans",
        "avec",
        "vous",
        "nous",
        "pas",
        "qui",
        "par",
        "sont",
        "du",
        "au",
        "aux",
        "ce",
        "cette",
        "ne",
        "se",
        "et",
        "votre",
        "vos",
    ],
    "en": [
        "the",
        "and",
        "of",
        "is",
        "are",
        "that",
        "with",
        "you",
        "your",
        "this",
        "what",
        "not",
        "be",
        "have",
        "was",
        "it",
        "its",
        "they",
        "to",
        "from",
    ],
}


@cache
def script(name: str) -> str:
    """A function in JavaScript; its opening comment would not be one."""
    lines = (HERE / name).read_text().splitlines()
    return "\n".join(line for line in lines if not line.startswith("//")).rstrip("; \n")


Pair = tuple[int, int]  # of a text: its tone and its shape (``tones.js``)


@dataclass(frozen=True)
class Survey:
    """What our own checks found, and what the page is made of."""

    faults: list[str]
    shapes: list[int]
    tones: list[Pair]


def survey(window: Window, language: str, narrow: bool) -> Survey:
    """Our own checks, fast enough for every state of every page, with what matters on
    a phone where it is ``narrow``; and the page's shapes and tones. All in one
    question: each costs the driver, the browser and the page a few milliseconds."""
    facts = {"language": language, "words": WORDS, "narrow": narrow}
    told = window.page.evaluate(looking(), facts)
    return Survey(told["faults"], told["shapes"], pairs(told["tones"]))


@cache
def looking() -> str:
    checks, phone = map(script, ("checks.js", "phone.js"))
    return f"""(facts) => ({{
      faults: [...({checks})(facts), ...(facts.narrow ? ({phone})() : [])],
      ...({made_of()})(),
    }})"""


@cache
def made_of() -> str:
    """The page's shapes and tones, without a check."""
    shapes, tones = map(script, ("shapes.js", "tones.js"))
    return f"() => ({{shapes: ({shapes})(), tones: ({tones})()}})"


def pairs(told: list[list[int]]) -> list[Pair]:
    return [(tone, shape) for tone, shape in told]


@contextmanager
def dark(window: Window) -> Iterator[list[Pair]]:
    """The page in its dark theme, and the tones it has there."""
    window.page.emulate_media(color_scheme="dark")
    yield pairs(window.page.evaluate(script("tones.js")))
    window.page.emulate_media(color_scheme="light")


@cache
def axe_to_hand() -> str:
    """Run at the start of every page of a session, this makes axe when it is asked for.
    What V8 understood of it for one page serves the next ones."""
    return f"window.readAxe = function () {{ {Axe().axe_script}\n}};"


RUN = script("axe.js")


def axe(
    window: Window, where: list[int] | None, asked: list[Pair]
) -> tuple[list[str], list[Pair]]:
    """Axe's violations in the shapes ``where`` (None is the page) and in the colours of
    the texts ``asked``; and those of these texts that axe could judge."""
    if where == [] and not asked:
        return [], []
    colours = {rule: {"enabled": bool(asked)} for rule in COLOURS}
    only = {"type": "rule", "values": COLOURS} if where == [] else ALL
    options = {"runOnly": only, "rules": colours, "preload": False}
    facts = {"options": options, "where": where, "asked": asked, "rules": COLOURS}
    told = window.page.evaluate(RUN, facts)
    wrong = [
        f"{rule['id']}: {node['html'][:160]} ({said(node)})"
        for rule in told["violations"]
        for node in rule["nodes"]
    ]
    return wrong, pairs(told["judged"])


def said(node: dict[str, Any]) -> str:
    """The last line of what axe says of an element."""
    return str(node["failureSummary"]).splitlines()[-1].strip()
