"""What is wrong with the page in a window: axe, our own checks, and the narrow screen."""

from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.browser.window import Window

HERE = Path(__file__).parent
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
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


def findings(window: Window, language: str, narrow: bool = False) -> list[str]:
    """Every fault of a page that nobody has looked at, as "rule: where". ``narrow``
    adds what matters on a phone, and the colours of the dark theme."""
    found = closely(window, narrow) + cheaply(window, language)
    return found + (on_a_phone(window) if narrow else [])


def cheaply(window: Window, language: str) -> list[str]:
    """Our own checks, fast enough for every state of every page."""
    facts = {"language": language, "words": WORDS}
    return list(window.page.evaluate(script("checks.js"), facts))


def on_a_phone(window: Window) -> list[str]:
    return list(window.page.evaluate(script("phone.js")))


def closely(
    window: Window,
    dark: bool,
    shapes: list[int] | None = None,
    structure: list[int] | None = None,
) -> list[str]:
    """What axe says: of the colours of these shapes, and of all else in ``structure``
    (None is the whole page). ``dark`` adds the colours of the dark theme."""
    page = window.page
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = axe(window, structure, {"type": "tag", "values": TAGS}, colours=False)
    colours = {"type": "rule", "values": COLOURS}
    found += axe(window, shapes, colours)
    if dark:
        page.emulate_media(color_scheme="dark")
        found += [f"dark: {fault}" for fault in axe(window, shapes, colours)]
        page.emulate_media(color_scheme="light")
    return found


# Of elements inside one another, the outermost holds the rest.
RUN = """({options, shapes}) => {
  const told = shapes && shapes.map((shape) => window.shapes.get(shape));
  const outer = told && told.filter((e) => !told.some((o) => o !== e && o.contains(e)));
  const where = outer ? {include: outer} : document;
  return axe.run(where, options).then((result) => result.violations);
}"""


def axe(
    window: Window, shapes: list[int] | None, only: dict[str, Any], colours: bool = True
) -> list[str]:
    """Axe's violations; the page must hold its script already."""
    if shapes == []:
        return []
    options = {
        "runOnly": only,
        "rules": {} if colours else {rule: {"enabled": False} for rule in COLOURS},
        "resultTypes": ["violations"],
        "preload": False,
    }
    violations = window.page.evaluate(RUN, {"options": options, "shapes": shapes})
    return [
        f"{rule['id']}: {node['html'][:160]} ({said(node)})"
        for rule in violations
        for node in rule["nodes"]
    ]


def said(node: dict[str, Any]) -> str:
    """The last line of what axe says of an element."""
    return str(node["failureSummary"]).splitlines()[-1].strip()
