"""A visit to every page, looking for faults in each."""

from tests.browser import atlas, ballots, paper, results
from tests.browser.glance import Eye, Rendered
from tests.browser.places import Place
from tests.browser.stage import Stage
from tests.browser.window import Window


def tour(world: Stage, language: str, width: int, narrow: bool) -> dict[str, list[str]]:
    """Faults, and the places where each was found. One window, handed on from one
    reader to the next."""
    world.ask(atlas.prepare)
    world.ask(results.prepare)
    world.ask(ballots.prepare)
    world.ask(paper.prepare)
    places = world.ask(lambda: atlas.everything(language, world.sandbox))
    assert len(places) > 90, "the atlas lost pages"
    screen = {"width": width, "height": 740}
    window, reader = world.window("", language, viewport=screen, drawn=False), ""
    faults: dict[str, list[str]] = {}
    eye = Eye(language, narrow)
    with Rendered() as rendered:
        for place in places:
            if place.who != reader:
                world.seat(window, reader := place.who)
            for fault in look(place, window, eye, rendered):
                faults.setdefault(fault, []).append(str(place))
    return faults


def look(place: Place, window: Window, eye: Eye, rendered: Rendered) -> list[str]:
    """The page's faults; a page that cannot be reached is one, too."""
    rendered.last()
    try:
        place.reach(window, eye.language)
    except Exception as broken:
        return [f"not reached: {broken}"]
    return eye.faults(window, rendered.last() or str(place))


def told(faults: dict[str, list[str]]) -> str:
    """One line for each fault, naming the rule, the element and the pages."""
    lines = [f"{len(faults)} faults"]
    for fault, pages in sorted(faults.items()):
        more = f" and {len(pages) - 1} more" if len(pages) > 1 else ""
        lines.append(f"• {fault}\n    on {pages[0]}{more}")
    return "\n".join(lines)
