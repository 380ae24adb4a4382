"""A visit to every page, looking for faults in each."""

from tests.browser import atlas
from tests.browser.conftest import Stage
from tests.browser.findings import bring_axe, findings
from tests.browser.places import Place
from tests.browser.window import Window


def tour(world: Stage, language: str, width: int, narrow: bool) -> dict[str, list[str]]:
    """Faults, and the places where each was found. One window for each reader."""
    world.ask(atlas.prepare)
    places = world.ask(lambda: atlas.everything(language, world.sandbox))
    windows: dict[str, Window] = {}
    faults: dict[str, list[str]] = {}
    for place in places:
        if place.who not in windows:
            screen = {"width": width, "height": 740}
            window = world.window(place.who, language, viewport=screen)
            windows[place.who] = bring_axe(window)
        for fault in look(place, windows[place.who], language, narrow):
            faults.setdefault(fault, []).append(str(place))
    assert len(places) > 90, "the atlas lost pages"
    return faults


def look(place: Place, window: Window, language: str, narrow: bool) -> list[str]:
    """The page's faults; a page that cannot be reached is one, too."""
    try:
        place.reach(window, language)
    except Exception as broken:
        return [f"not reached: {broken}"]
    return findings(window, language, narrow)


def told(faults: dict[str, list[str]]) -> str:
    """One line for each fault, naming the rule, the element and the pages."""
    lines = [f"{len(faults)} faults"]
    for fault, pages in sorted(faults.items()):
        more = f" and {len(pages) - 1} more" if len(pages) > 1 else ""
        lines.append(f"• {fault}\n    on {pages[0]}{more}")
    return "\n".join(lines)
