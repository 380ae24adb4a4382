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
    found, _shapes = survey(window, language, narrow)
    return found + closely(window, narrow)


def survey(window: Window, language: str, narrow: bool) -> tuple[list[str], list[int]]:
    """Our own checks, fast enough for every state of every page, with what matters on
    a phone where it is ``narrow``; and the page's shapes. All in one question: each
    costs the driver, the browser and the page a few milliseconds."""
    facts = {"language": language, "words": WORDS, "narrow": narrow}
    told = window.page.evaluate(looking(), facts)
    return list(told["faults"]), list(told["shapes"])


@cache
def looking() -> str:
    checks, shapes, phone = map(script, ("checks.js", "shapes.js", "phone.js"))
    return f"""(facts) => ({{
      faults: [...({checks})(facts), ...(facts.narrow ? ({phone})() : [])],
      shapes: ({shapes})(),
    }})"""


def closely(
    window: Window,
    dark: bool,
    shapes: list[int] | None = None,
    structure: list[int] | None = None,
) -> list[str]:
    """What axe says: of the colours of these shapes, and of all else in ``structure``
    (None is the whole page). ``dark`` adds the colours of the dark theme."""
    rules = {rule: {"enabled": shapes != []} for rule in COLOURS}
    all_of_it = {"runOnly": {"type": "tag", "values": TAGS}, "rules": rules}
    found = axe(window, structure, all_of_it, shapes)
    if dark and shapes != []:
        page = window.page
        page.emulate_media(color_scheme="dark")
        colours = {"runOnly": {"type": "rule", "values": COLOURS}}
        found += [f"dark: {fault}" for fault in axe(window, shapes, colours, shapes)]
        page.emulate_media(color_scheme="light")
    return found


@cache
def axe_to_hand() -> str:
    """Run at the start of every page of a session, this makes axe when it is asked for.
    What V8 understood of it for one page serves the next ones."""
    return f"window.readAxe = function () {{ {Axe().axe_script}\n}};"


RUN = script("axe.js")


def axe(
    window: Window,
    where: list[int] | None,
    rules: dict[str, Any],
    colours: list[int] | None,
) -> list[str]:
    """Axe's violations in the shapes ``where`` (None is the page), those of colours in
    the shapes ``colours`` alone."""
    if where == []:
        return []
    options = rules | {"resultTypes": ["violations"], "preload": False}
    facts = {"options": options, "where": where, "coloured": colours, "rules": COLOURS}
    violations = window.page.evaluate(RUN, facts)
    return [
        f"{rule['id']}: {node['html'][:160]} ({said(node)})"
        for rule in violations
        for node in rule["nodes"]
    ]


def said(node: dict[str, Any]) -> str:
    """The last line of what axe says of an element."""
    return str(node["failureSummary"]).splitlines()[-1].strip()
