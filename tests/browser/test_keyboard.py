"""The keyboard alone: reach everything, see where one is, vote, mend a mistake."""

import pytest

from governance.proposals.models import Proposal
from governance.voting.models import Round
from tests.browser import keyboard
from tests.browser.stage import Stage
from tests.browser.window import Window

ENTER = "Enter"


def running(rule: str) -> int:
    held = Round.objects.filter(sealed_at=None, voided_at=None, opened_at__isnull=False)
    return int(held.get(rule=rule).pk)


def press_on(window: Window, selector: str, key: str = ENTER) -> Window:
    """Go to a control with Tab and press it; wait for the page it leads to."""
    keyboard.reach(window, selector)
    with window.page.expect_navigation():
        window.page.keyboard.press(key)
    return window


@pytest.mark.parametrize("width", [360, 1280])
def test_every_stop_is_reached_and_seen(world: Stage, width: int) -> None:
    need = world.ask(lambda: Proposal.objects.filter(status="submitted")[0].number)
    vote = world.ask(lambda: running("approval"))
    window = world.window("Rose-Aimée", viewport={"width": width, "height": 740})
    paths = ["/fr/", f"/fr/besoins/{need}/", "/fr/besoins/nouveau/", "/fr/moi/"]
    paths += [f"/fr/votes/{vote}/bulletin/", "/fr/feuille-de-route/"]
    faults = [f for path in paths for f in keyboard.faults(window.go(path))]
    assert not faults, "\n".join(faults)


def test_the_way_back_is_the_same(world: Stage) -> None:
    vote = world.ask(lambda: running("approval"))
    window, ballot = world.window("Rose-Aimée"), f"/fr/votes/{vote}/bulletin/"
    there = keyboard.go_through(window.go(ballot))
    back = keyboard.go_through(window.go(ballot), "Shift+Tab")
    assert [stop.mark for stop in back] == [stop.mark for stop in there][::-1]


def test_the_skip_link_leads_to_the_content(world: Stage) -> None:
    window = world.window().go("/fr/")
    keyboard.reach(window, "a.skip")
    window.page.keyboard.press(ENTER)
    assert window.page.evaluate("document.activeElement.id") == "main"
    window.page.keyboard.press("Tab")
    assert window.page.evaluate("!!document.activeElement.closest('main')")


def test_the_menu_of_a_phone_opens_and_closes(world: Stage) -> None:
    window = world.window().go("/fr/")
    link = window.page.locator(".menu-small nav a").first
    assert not link.is_visible()
    keyboard.reach(window, ".menu-small summary")
    window.page.keyboard.press(ENTER)
    assert link.is_visible()
    window.page.keyboard.press("Tab")
    assert link.evaluate("e => e === document.activeElement")
    window.page.keyboard.press("Shift+Tab")
    window.page.keyboard.press(ENTER)
    assert not link.is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_vote_is_cast_by_keyboard_alone(world: Stage, scripts: bool) -> None:
    vote = world.ask(lambda: running("majority"))
    window = world.window("Rose-Aimée", scripts=scripts).go(f"/fr/votes/{vote}/")
    press_on(window, f"a[href='/fr/votes/{vote}/bulletin/']")
    keyboard.reach(window, "[name=answer]")
    window.page.keyboard.press("Space")
    window.page.keyboard.press("ArrowDown")
    assert window.page.locator("[name=answer]").nth(1).is_checked()
    press_on(window, "main form [type=submit]")
    press_on(window, "main form [type=submit]", "Space")
    assert window.page.locator(".tracker-shown").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_error_summary_takes_the_focus(world: Stage, scripts: bool) -> None:
    """A browser may ask a page without scripts the same questions as with them."""
    window = world.window("Rose-Aimée", scripts=scripts).go("/fr/besoins/nouveau/")
    press_on(window, "main form [type=submit]")
    assert window.page.evaluate("document.activeElement.className") == "error-summary"
    keyboard.reach(window, ".error-summary a")
    aim = window.page.evaluate("document.activeElement.hash.slice(1)")
    window.page.keyboard.press(ENTER)
    window.page.wait_for_url("**#" + aim)
    assert window.page.evaluate("document.activeElement.id") == aim
