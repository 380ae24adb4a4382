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


def bring_axe(window: Window) -> Window:
    """Let every page to come hold axe: half a megabyte is sent once, not for each."""
    window.page.context.add_init_script(script=Axe().axe_script)
    return window


def findings(window: Window, language: str, narrow: bool = False) -> list[str]:
    """Every fault, as "rule: where". ``narrow`` adds what matters on a phone, and the
    colours of the dark theme (no other rule knows of colours)."""
    page = window.page
    page.emulate_media(color_scheme="light")
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = axe(window, {"type": "tag", "values": TAGS})
    found += page.evaluate(script("checks.js"), {"language": language, "words": WORDS})
    if narrow:
        page.emulate_media(color_scheme="dark")
        dark = axe(window, {"type": "rule", "values": COLOURS})
        found += [f"dark: {fault}" for fault in dark]
        found += page.evaluate(script("phone.js"))
    return found


RUN = "options => axe.run(document, options).then(result => result.violations)"


def axe(window: Window, only: dict[str, Any]) -> list[str]:
    """Axe's violations; the page must hold its script already."""
    options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
    return [
        f"{rule['id']}: {node['html'][:160]} ({said(node)})"
        for rule in window.page.evaluate(RUN, options)
        for node in rule["nodes"]
    ]


def said(node: dict[str, Any]) -> str:
    """The last line of what axe says of an element."""
    return str(node["failureSummary"]).splitlines()[-1].strip()
