"""The boards' admin, as a coordinator meets it in French and an officer in English: axe
on the first page, each list of the menu with its first row, and our forms with a
mistake. Each shape once; no page of Wagtail's that we do not use."""

from wagtail.users.models import UserProfile

from tests.browser.findings import made_of, pairs
from tests.browser.glance import Eye
from tests.browser.stage import Stage
from tests.browser.tour import told
from tests.browser.window import Window

WIDE = {"width": 1280, "height": 740}
TITLES = "document.querySelectorAll('h1').length"
HREFS = "links => links.map(a => a.getAttribute('href'))"
READERS = [("Josée", "fr"), ("Denis", "en")]  # the second: only what the first lacks
WITH_ROWS = {
    f"/admin/{name}/"
    for name in ("needs", "co-ops", "deliveries", "mirror-links", "answers")
}
OURS = ("/admin/mirror-links/link/", "/admin/repositories/connect/")
ADMIN = "the admin"  # read shape by shape, no page of it whole
FEWEST = 12  # lists in the menu of whoever coordinates


def menu(window: Window) -> list[str]:
    """The lists of the menu; closing a session and the like are left alone."""
    found = window.page.eval_on_selector_all("nav a[href^='/admin/']", HREFS)
    lists = [link for link in dict.fromkeys(found) if link.count("/") == 3]
    return [link for link in lists if "log" not in link]


def faults(window: Window, eye: Eye) -> list[str]:
    page, titles = window.page.evaluate(f"() => [({made_of()})(), {TITLES}]")
    wrong = eye.closely(window, ADMIN, page["shapes"], pairs(page["tones"]))
    return wrong if titles == 1 else [*wrong, f"{titles} titles of the first level"]


def first_row(window: Window) -> str | None:
    rows = window.page.locator("main tbody td a[href^='/admin/']")
    return rows.first.get_attribute("href") if rows.count() else None


def test_the_admin_has_no_fault(world: Stage) -> None:
    wrong: dict[str, list[str]] = {}
    eye, been = Eye("", narrow=False, wholes={ADMIN}), set[str]()
    for who, language in READERS:
        window = reader(world, who, language)
        window.go("/admin/")
        lists = menu(window)
        assert len(lists) >= FEWEST, lists
        for path in ("/admin/", *lists):
            if path in been and path != "/admin/":
                continue
            been.add(path)
            window.go(path)
            assert window.page.locator("html").get_attribute("lang") == language
            note(window, path, eye, wrong)
            if path in WITH_ROWS and (row := first_row(window)):
                note(window.go(row), row, eye, wrong)
    for path in OURS:
        note(window.go(path), path, eye, wrong)
        window.submit("main form[method=post] [type=submit]")
        note(window, f"{path} sent empty", eye, wrong)
    assert not wrong, told(wrong)


def reader(world: Stage, who: str, language: str) -> Window:
    """Who reads the admin in that language, as their profile there says."""
    window = world.window(who, language, viewport=WIDE, drawn=False)
    profiles = UserProfile.objects.filter(user__first_name=who)
    world.ask(lambda: profiles.update(preferred_language=language))
    return window


def note(window: Window, path: str, eye: Eye, wrong: dict[str, list[str]]) -> None:
    for fault in faults(window, eye):
        wrong.setdefault(fault, []).append(path)
