"""Going through a page with the keyboard alone, and what was met on the way."""

from dataclasses import dataclass

from tests.browser.window import Window

MANY = 400  # stops; no page has as many

LOOK = """(e) => {
  const label = ['radio', 'checkbox'].includes(e.type) ? e.labels?.[0] : null;
  return [e, label].filter(Boolean).map((one) => {
    const s = getComputedStyle(one);
    const ring = s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2 ? '' : s.outline;
    return [ring, s.boxShadow, s.borderColor, s.backgroundColor].join();
  }).join();
}"""
# Where the focus is: a mark, a number for the element, whether it is in view, and how
# it looks. Null when the focus has left the page.
STOP = (
    f"() => {{ window.look ||= {LOOK};"
    """
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  window.met ||= [];
  if (!window.met.includes(e)) window.met.push(e);
  const box = e.getBoundingClientRect();
  const shown = box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
    && box.top < innerHeight && box.left < innerWidth;
  return {
    number: window.met.indexOf(e), mark: e.outerHTML.replace(/\\s+/g, ' ').slice(0, 120),
    shown, look: window.look(e),
  };
}"""
)
# How the elements of these numbers look, one after the other, without the focus.
UNFOCUSED = """numbers => numbers.map((number) => {
  const e = window.met[number];
  e.blur();
  return window.look(e);
})"""
# Everything Tab should reach: of radios with one name, one.
REACHABLE = """() => {
  const all = [...document.querySelectorAll(
    'a[href], button, summary, select, textarea, input:not([type=hidden]), [tabindex="0"]')];
  const seen = all.filter((e) => !e.disabled && e.tabIndex >= 0
    && e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}) && e.getClientRects().length);
  const groups = new Set();
  return seen.filter((e) => {
    if (e.type !== 'radio') return true;
    const group = `${[...document.forms].indexOf(e.form)} ${e.name}`;
    return !groups.has(group) && groups.add(group);
  }).length;
}"""


@dataclass(frozen=True)
class Stop:
    number: int
    mark: str
    shown: bool
    look: str


def stop(window: Window) -> Stop | None:
    """Where the focus stands; None when it has left the page."""
    found = window.page.evaluate(STOP)
    return Stop(**found) if found else None


def go_through(window: Window, key: str = "Tab") -> list[Stop]:
    """Press a key until the focus leaves the page, or comes round to where it began.
    A trap would let it do neither."""
    stops: list[Stop] = []
    for _press in range(MANY):
        window.page.keyboard.press(key)
        here = stop(window)
        if here is None or (stops and here.number == stops[0].number):
            return stops
        caught = here.number in {one.number for one in stops}
        assert not caught, f"{window.path}: the focus is caught at {here.mark}"
        stops.append(here)
    raise AssertionError(f"{window.path}: the focus never leaves the page")


def reach(window: Window, selector: str, key: str = "Tab") -> None:
    """Press Tab until the focus stands on what the selector names."""
    for _press in range(MANY):
        window.page.keyboard.press(key)
        if window.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{window.path}: Tab never reaches {selector}")


def faults(window: Window) -> list[str]:
    """What is wrong on the way through this page."""
    expected = window.page.evaluate(REACHABLE)
    stops = go_through(window)
    found = [f"focus out of sight: {one.mark}" for one in stops if not one.shown]
    plain = window.page.evaluate(UNFOCUSED, [one.number for one in stops])
    unseen = [one for one, look in zip(stops, plain, strict=True) if look == one.look]
    found += [f"focus not visible: {one.mark}" for one in unseen]
    if 'href="#main"' not in stops[0].mark:
        found.append(f"the skip link is not first: {stops[0].mark}")
    if len(stops) != expected:
        found.append(f"Tab reaches {len(stops)} of {expected}")
    return [f"{window.path}: {fault}" for fault in found]
