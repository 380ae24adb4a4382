"""Correcting a roll in the atlas: look, say why, read what will be public, confirm."""

from governance.voting.models import RollCorrection, Round
from tests.browser.places import Place
from tests.browser.window import Window

WHY = {
    "reason_fr": "Inscription en double à la même adresse.",
    "reason_en": "Enrolled twice at the same address.",
}


def places(secretary: str) -> list[Place]:
    """The secretary reads what the coordinator proposed, and looks for somebody."""
    waiting = {"pk": RollCorrection.objects.waiting().latest("pk").round_id}
    counted = Round.objects.filter(corrections__isnull=False, sealed_at__isnull=False)
    return [
        Place("round_roll", secretary, waiting),
        Place("round_roll", secretary, waiting, step=look),
        Place("round_roll", secretary, waiting, step=ask_why),
        Place("round_roll", secretary, waiting, step=say_nothing),
        Place("round_roll", secretary, waiting, step=read_it_again),
        Place("round_results", secretary, {"pk": counted.latest("pk").pk}),
    ]


def look(window: Window) -> None:
    window.page.locator("[name=words]").fill("10")
    window.submit("main form[role=search] [type=submit]")
    window.page.wait_for_selector("[aria-labelledby=look] .desk")


def ask_why(window: Window) -> None:
    look(window)
    window.submit("main [aria-labelledby=look] .desk form [type=submit]")
    window.page.wait_for_selector("[name=reason_fr]")


def say_nothing(window: Window) -> None:
    ask_why(window)
    window.submit("main [value=check]")
    window.page.wait_for_selector(".error-summary")


def read_it_again(window: Window) -> None:
    ask_why(window)
    for name, words in WHY.items():
        window.page.locator(f"[name={name}]").fill(words)
    window.submit("main [value=check]")
    window.page.wait_for_selector("[value=propose]")
