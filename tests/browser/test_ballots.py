"""A ballot of each rule at 360 px, in both languages, with scripts and without; by
keyboard; left and found again."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import translation

from governance.voting.models import Round
from tests.browser import ballots, keyboard
from tests.browser.stage import Stage
from tests.browser.window import Window
from tests.every_rule import RULES

BACK = "Shift+Tab"
SENT = "form#ballot [type=submit]"
# Every rule in French with scripts and in English without; one of each paper the other
# way round.
ONE_OF_EACH = ("majority", "approval", "points", "irv")
READERS = [
    ("fr", True, RULES),
    ("en", False, RULES),
    ("en", True, ONE_OF_EACH),
    ("fr", False, ONE_OF_EACH),
]
Marking = Callable[[Window, bool], None]


def address(vote: int, language: str, page: str = "round_ballot") -> str:
    with translation.override(language):
        return reverse(page, args=[vote])


def say_no(window: Window, scripts: bool) -> None:
    window.tick("answer", "no")


def check_two(window: Window, scripts: bool) -> None:
    for place in (0, 2):
        window.page.locator("[name=chosen]").nth(place).check()


def give_points(window: Window, scripts: bool) -> None:
    """Three points to the first need and one to the third, whatever stood there."""
    for place, most in ((0, 3), (2, 1)):
        need = window.page.locator("[data-points-need]").nth(place)
        if not scripts:
            need.locator("input").nth(most).check()
            continue
        given = int(need.locator(".worth").inner_text().split()[0])
        for _tap in range(given, most):
            need.get_by_role("button").last.click()


def put_in_order(window: Window, scripts: bool) -> None:
    """The third need, then the first, whatever stood there."""
    page = window.page
    if not scripts:
        for place, rank in ((2, "1"), (0, "2")):
            page.locator("main select").nth(place).select_option(rank)
        return
    while page.locator(".is-in .tap").count():
        page.locator(".is-in .tap").first.click()
    for place in (2, 0):
        page.locator(".tap").nth(place).click()


MARKS: dict[str, Marking] = {
    "approval": check_two,
    "mes": check_two,
    "points": give_points,
    **dict.fromkeys(("irv", "stv", "schulze"), put_in_order),
    **dict.fromkeys(("majority", "double-majority", "delegates"), say_no),
}


def test_a_ballot_of_every_rule_by_every_kind_of_reader(world: Stage) -> None:
    """Whoever comes later changes the vote, and finds on the paper what was cast."""
    votes = world.ask(ballots.open_all)
    receipts: set[str] = set()
    for language, scripts, rules in READERS:
        window = world.window("Rose-Aimée", language, scripts)
        for rule in rules:
            vote = votes[rule]
            window.go(address(vote, language))
            MARKS[rule](window, scripts)
            window.send(SENT)
            window.send(
                f"form[action='{address(vote, language, 'round_receipt')}'] button"
            )
            receipts.add(window.page.locator(".tracker-shown").inner_text())
    assert len(receipts) == sum(len(rules) for _, _, rules in READERS)
    cast = world.ask(lambda: {r: Round.objects.get(pk=v) for r, v in votes.items()})
    for rule, held in cast.items():
        numbers = [option["number"] for option in held.sheet["options"]]
        ballot = world.ask(lambda held=held: held.ballots.get().choices)
        said = {k: v for k, v in ballot.items() if k not in {"place", "veil"}}
        assert said == read(rule, numbers)


def read(rule: str, numbers: list[int]) -> dict[str, object]:
    if len(numbers) == 1:
        return {"answer": "no"}
    first, _second, third, _fourth = numbers
    if MARKS[rule] is check_two:
        return {"chosen": [first, third]}
    if rule == "points":
        return {"points": [[first, 3], [third, 1]]}
    return {"ranking": [third, first]}


def test_the_order_is_moved_and_read_out(world: Stage) -> None:
    """By keyboard: choose, move up, a fourth that does not fit, take one out."""
    votes = world.ask(ballots.open_all)
    window = world.window("Rose-Aimée", "en").go(address(votes["irv"], "en"))
    said, press = window.page.locator("[data-tally]"), window.page.keyboard.press
    for place in (0, 1, 2):
        keyboard.reach(window, f"[data-order-need]:nth-of-type({place + 1}) .tap")
        press("Enter")
        assert f"is now your {('1st', '2nd', '3rd')[place]} choice" in said.inner_text()
    keyboard.reach(window, "[data-order-need]:nth-of-type(4) .tap")
    press("Space")
    assert "the most it may" in said.inner_text()
    assert focus_is(window, ".tap"), "the focus stays"
    keyboard.reach(window, "[data-order-need]:nth-of-type(3) .up", BACK)
    press("Enter")
    assert "is now your 2nd choice. 3 needs placed, of 3." in said.inner_text()
    assert focus_is(window, ".up")
    titles = list(ballots.TITLES.values())
    shown = window.page.locator("[data-order-list] li").all_inner_texts()
    assert shown == [titles[0], titles[2], titles[1]]
    keyboard.reach(window, "[data-order-need]:nth-of-type(1) .tap", BACK)
    press("Enter")
    window.send(SENT)
    shown = window.page.locator("ol.picked li").all_inner_texts()
    assert shown == [titles[2], titles[1]]


def focus_is(window: Window, selector: str) -> bool:
    return bool(
        window.page.evaluate("s => document.activeElement.matches(s)", selector)
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_points_by_keyboard_and_too_many(world: Stage, scripts: bool) -> None:
    votes = world.ask(ballots.open_all)
    window = world.window("Rose-Aimée", "fr", scripts)
    window.go(address(votes["points"], "fr"))
    press = window.page.keyboard.press
    if scripts:
        said = window.page.locator("[data-tally]")
        for place in (1, 2):
            keyboard.reach(
                window,
                f"[data-points-need]:nth-of-type({place}) .stepper button:last-child",
            )
            for _point in range(3):
                press("Enter")
        assert "Tous vos points sont donnés" in said.inner_text()
        window.send(SENT).expect("Vous donnez 5 points")
        return
    for _need in range(2):
        keyboard.reach(window, "[type=radio][value='0']")
        for _point in range(3):
            press("ArrowRight")
    window.send(SENT).expect(
        "Vous avez donné 6 points; vous pouvez en donner 5 en tout."
    )
    assert window.page.locator("[value='3']:checked").count() == 2, "nothing is lost"


def test_an_unfinished_paper_waits_in_its_tab(world: Stage) -> None:
    votes = world.ask(ballots.open_all)
    paper = address(votes["stv"], "fr")
    window = world.window("Rose-Aimée").go(paper)
    put_in_order(window, True)
    back = window.go("/fr/besoins/").go(paper)
    back.expect("Voici ce que vous aviez choisi dans cet onglet")
    assert window.page.locator("[data-order-list] li").count() == 2
    window.send(SENT)
    window.send(f"form[action='{paper}'] button")
    assert window.page.locator("[data-order-list] li").count() == 2, "back to change"
    window.send(SENT)
    window.send(f"form[action='{address(votes['stv'], 'fr', 'round_receipt')}'] button")
    kept = window.page.evaluate("Object.keys(sessionStorage).length")
    assert kept == 0, "nothing stays once the vote is cast"


def test_one_too_many_is_said_and_stays(world: Stage) -> None:
    votes = world.ask(ballots.open_all)
    window = world.window("Rose-Aimée").go(address(votes["approval"], "fr"))
    boxes = window.page.locator("[name=chosen]")
    for place in range(4):
        boxes.nth(place).check()
    said = window.page.locator("[data-tally]").inner_text().replace("\xa0", " ")
    assert "C’est trop : décochez 1 besoin." in said
    assert boxes.nth(3).is_checked() and focus_is(window, "[name=chosen]")
    window.send(SENT).expect("Décochez 1 besoin")
    assert boxes.nth(3).is_checked()
