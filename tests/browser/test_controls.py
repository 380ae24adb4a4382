"""Negative controls: a page with faults on purpose is found, a plain one is not."""

import pytest

from tests.browser import keyboard
from tests.browser.findings import survey
from tests.browser.glance import Eye, Rendered, findings
from tests.browser.stage import Stage
from tests.browser.window import Window

PLAIN = """<!doctype html><html lang="fr"><head><title>Une page</title></head><body>
<a href="#main">Aller au contenu</a><main id="main"><h1>Une page</h1>%s</main></body></html>"""

BROKEN = {
    "image-alt": "<img src='data:,'>",
    "button-name": "<button></button>",
    "color-contrast": "<p style='color: #aaa; background: #fff'>Trop pâle</p>",
    "heading-order": "<h4>Trop bas</h4>",
    "label": "<input type='text'>",
    "inline style": "<p style='margin: 0'>Bonjour</p>",
    "no label": "<input type='text' placeholder='Votre nom'>",
    "choices without a group": "<label><input type=radio name=a> Un</label>"
    "<label><input type=radio name=a> Deux</label>",
    "link text says nothing": "<p>Pour voter, <a href='/'>cliquez ici</a>.</p>",
    "link to a place": "<a href='#nulle-part'>Au but</a>",
    "table without headers": "<table><tr><td>1<td>2</table>",
    "in en but marked fr": "<p>This is what the members have said of it.</p>",
    "error not linked": "<label>Nom <input aria-invalid='true'></label><p class=error>Non</p>",
    "file name as alternative": "<img src='data:,' alt='photo.jpg'>",
    "letters under 12 px": "<p style='font-size: 9px'>Petit</p>",
    "justified text": "<p style='text-align: justify'>Droit</p>",
    "pale border": "<label>Nom <input style='border: 1px solid #eee'></label>",
    "one h1": "<h1>Un autre</h1>",
    "id used twice": "<p id='a'>Un</p><p id='a'>Deux</p>",
    "not focusable": "<span role='button'>Voter</span>",
    "scrolls sideways": "<div style='width: 900px'>Large</div>",
    "target of": "<button style='width: 20px; height: 20px'>x</button>",
    "text cut when spread": "<p style='width: 120px; overflow: hidden; white-space: nowrap'>"
    "Un mot</p><p style='height: 1.2em; overflow: hidden'>Deux lignes de texte qui "
    "tiennent tout juste dans la boîte</p>",
    "drag only": "<p draggable='true'>Glissez-moi</p>",
}  # fmt: skip


def opened(world: Stage, html: str, drawn: bool = False) -> Window:
    """In the browser of the tours; a keyboard's focus is looked for on drawn pages."""
    window = world.window(viewport={"width": 320, "height": 640}, drawn=drawn)
    window.page.set_content(PLAIN % html)
    return window


def test_each_fault_is_found(world: Stage) -> None:
    window = opened(world, "")
    missed = []
    for rule, html in BROKEN.items():
        window.page.set_content(PLAIN % html)
        found = findings(window, "fr", narrow=True)
        missed += [] if any(fault.startswith(rule) for fault in found) else [rule]
    assert not missed


AXE_ALONE = {rule: html for rule, html in BROKEN.items() if rule in {
    "image-alt", "button-name", "color-contrast", "label"}}  # fmt: skip


@pytest.mark.parametrize("known", [True, False])
def test_a_fault_that_only_axe_sees_is_found_where_it_is_new(
    world: Stage, known: bool
) -> None:
    """In a branch of templates that were read before, and in a template seen once."""
    window, eye = opened(world, "<p>Bonjour</p>"), Eye("fr", narrow=True)
    eye.faults(window, "templates")
    for rule, html in AXE_ALONE.items():
        window.page.set_content(PLAIN % f"<p>Bonjour</p>{html}")
        found = eye.faults(window, "templates" if known else rule)
        assert any(fault.startswith(rule) for fault in found), rule


def test_what_makes_a_shape(world: Stage) -> None:
    """Other words and more of the same are no news; a state and a lost name are."""
    window, eye = opened(world, "<p>Un</p>"), Eye("fr", narrow=True)
    eye.faults(window, "templates")
    seen = len(eye.shapes)
    window.page.set_content(PLAIN % "<p>Deux</p><p>Trois</p>")
    eye.faults(window, "templates")
    assert len(eye.shapes) == seen
    for html in ("<p></p>", "<p class='pale'>Un</p>", "<p hidden>Un</p>",
                 "<p aria-labelledby='nulle-part'>Un</p>", "<div><p>Un</p></div>"):  # fmt: skip
        window.page.set_content(PLAIN % html)
        eye.faults(window, "templates")
        assert len(eye.shapes) > seen, html
        seen = len(eye.shapes)


PALE = "style='color: #aaa; background: #fff'"
BLUE = "<a href='/' style='color: #114; text-decoration: none'>Voter</a>"
NIGHT = "<style>@media (prefers-color-scheme: dark) { .night { color: #eee } }</style>"
# First what axe passes, or leaves out; then what differs by its colours alone.
TWINS = {
    "color": ("<p style='color: #111'>Voter</p>", "<p style='color: #bbb'>Voter</p>"),
    "ground": ("<p style='background: #fff'>Voter</p>", "<p style='background: #111'>Voter</p>"),
    "ground of all": ("<div><p>Voter</p></div>", "<div style='background: #111'><p>Voter</p></div>"),
    "disabled": (f"<button disabled {PALE}>Voter</button>", f"<button {PALE}>Voter</button>"),
    "one letter": (f"<p {PALE}>x</p>", f"<p {PALE}>Voter</p>"),
    "hidden": (f"<div hidden><p {PALE}>Voter</p></div>", f"<div><p {PALE}>Voter</p></div>"),
    "small": ("<p style='color: #888; font-size: 40px'>Voter</p>", "<p style='color: #888; font-size: 14px'>Voter</p>"),
    "in a field": ("<label>Un <input></label>", f"<label>Un <input value='Voter' {PALE}></label>"),
    "link": (f"<ul><li>{BLUE}</li></ul>", f"<p>Il faut {BLUE} avant jeudi.</p>"),
    "dark": (f"{NIGHT}<p>Voter</p>", f"{NIGHT}<p class='night'>Voter</p>"),
}  # fmt: skip


@pytest.mark.parametrize("known", [True, False])
def test_colours_are_read_until_their_tone_is_known(world: Stage, known: bool) -> None:
    """Of a page's texts axe reads what it has not judged: the twin is found, alone."""
    window = opened(world, "")
    missed = []
    for name, pages in TWINS.items():
        eye = Eye("fr", narrow=True)
        first, second = (_of_colours(window, eye, html, known) for html in pages)
        missed += [] if second and not first else [f"{name}: {first} then {second}"]
        again = _of_colours(window, eye, f"<section>{pages[0]}</section>", known)
        missed += [f"{name} again: {again}"] if again else []
    assert not missed


def _of_colours(window: Window, eye: Eye, html: str, known: bool) -> list[str]:
    window.page.set_content(PLAIN % html)
    found = eye.faults(window, "templates" if known else html)
    colours = ("color-contrast", "dark: color-contrast", "link-in-text-block")
    return [fault for fault in found if fault.startswith(colours)]


def test_a_tone_that_axe_judged_is_not_read_again(world: Stage) -> None:
    window, eye = opened(world, "<p>Un</p>"), Eye("fr", narrow=True)
    eye.faults(window, "templates")
    window.page.set_content(PLAIN % "<section><p>Deux mots</p></section>")
    page = survey(window, "fr", narrow=True)
    assert page.tones
    assert eye.light.unread(page.tones) == []


def test_the_templates_of_a_page_are_known(world: Stage) -> None:
    """Of the last page, with what it includes and what it is built on."""
    window = world.window()
    with Rendered() as rendered:
        window.go("/fr/votes/").go("/fr/coops/")
        made_of = rendered.last()
        assert {"base.html", "site/coops/list.html"} <= made_of, made_of
        assert not any("votes/list" in name for name in made_of)
        assert rendered.last() == frozenset()


def test_no_reader_finds_what_another_left(world: Stage) -> None:
    window = world.window("Rose-Aimée").go("/fr/moi/")
    window.page.evaluate("localStorage.setItem('left', 'behind')")
    window.page.emulate_media(color_scheme="dark")
    window.close()
    world.panes.give_back()
    again = world.window()
    assert again.page is window.page
    again.go("/fr/")
    assert again.page.evaluate("localStorage.length") == 0
    assert not again.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert "/fr/connexion/" in again.go("/fr/moi/").path


def test_a_plain_page_has_none(world: Stage) -> None:
    assert findings(opened(world, "<p>Bonjour à vous.</p>"), "fr", narrow=True) == []


def test_a_focus_that_cannot_be_seen_is_found(world: Stage) -> None:
    style = "outline: none; border: 1px solid; background: white"
    window = opened(world, f"<button style='{style}'>Voter</button>", drawn=True)
    found = keyboard.faults(window)
    assert any("focus not visible: <button" in fault for fault in found), found


def test_a_keyboard_trap_is_found(world: Stage) -> None:
    hold = "if (event.key === 'Tab') { event.preventDefault() }"
    html = f'<button onkeydown="{hold}">Rester</button><a href="/">Sortir</a>'
    window = opened(world, html, drawn=True)
    with pytest.raises(AssertionError, match="caught"):
        keyboard.go_through(window)


@pytest.mark.parametrize("act, fault", [
    ("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))",
     "asked another host"),
    ("document.body.append(Object.assign(document.createElement('script'), {text: '1'}))",
     "Content Security Policy"),
    ("setTimeout(() => { throw Error('cassé') })", "script error"),
    ("fetch('/nulle-part.css')", "404"),
])  # fmt: skip
def test_the_window_notices(world: Stage, act: str, fault: str) -> None:
    window = world.window().go("/fr/")
    assert window.faults == []
    window.page.evaluate(f"() => {{ {act} }}")
    window.page.wait_for_timeout(200)
    assert any(fault in told for told in window.faults), window.faults
    window.faults.clear()
