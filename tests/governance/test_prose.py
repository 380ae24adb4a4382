"""Member text in, safe HTML out, whatever was typed."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance import prose

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:msgbox)",
    "<a href='javascript:alert(1)'>a</a>",
    "[a]: javascript:alert(1)\n\n[a]",
    "<javascript:alert(1)>",
    '[a](https://e.com "\\" onmouseover=\\"alert(1)")',
    "`<b onclick=x>`",
    "<style>*{display:none}</style>",
    "<iframe src=//e.com></iframe>",
    "![p](https://e.com/pixel.png)",
    "<h1>Big</h1>",
    "<!-- <b>x</b> --><b",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[x](<javascript:alert(1)>)",
    "<p style='position:fixed' id=top class=badge>x</p>",
]
PIECES = st.sampled_from(
    [
        *ATTACKS,
        "[",
        "]",
        "(",
        ")",
        "*",
        "_",
        "`",
        "#",
        ">",
        "- ",
        "1. ",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "<",
        "&",
        "\\",
        "![",
        "](",
        "é",
        "\u202e",
        "\x00",
        "=",
        "---",
        "~",
    ]
)
HOSTILE = st.lists(PIECES | st.text(max_size=8), max_size=60).map("".join)


class Page(HTMLParser):
    """What a browser would see: the tags, their attributes, the words."""

    def __init__(self, marked: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(marked)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def assert_safe(marked: str) -> None:
    for tag, attributes in Page(marked).tags:
        assert tag in prose.TAGS
        assert set(attributes) <= {"href", "title", "rel", "start"}
        if "href" in attributes:
            href = attributes["href"] or ""
            scheme = re.match(r"\s*([a-z][a-z0-9+.\-]*):", href, re.IGNORECASE)
            assert scheme is None or scheme[1].lower() in prose.SCHEMES
            assert attributes["rel"] == prose.LINK_REL


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_comes_out_harmless(attack: str) -> None:
    assert_safe(prose.to_html(attack))


@given(HOSTILE)
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_comes_out_safe(text: str) -> None:
    assert_safe(prose.to_html(text))


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_plain_words_have_no_marks_left_to_escape(text: str) -> None:
    prose.to_plain(text)  # never raises
    assert "\x00" not in prose.tidy(text)
    assert prose.tidy(prose.tidy(text)) == prose.tidy(text)


def test_raw_html_is_shown_as_typed() -> None:
    assert prose.to_html("1 < 2 et <b>gras</b>") == (
        "<p>1 &lt; 2 et &lt;b&gt;gras&lt;/b&gt;</p>"
    )


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("# T", "h3"),
        ("## T", "h4"),
        ("### T", "h5"),
        ("###### T", "h6"),
        ("T\n=", "h3"),
    ],
)
def test_headings_stay_under_those_of_the_page(typed: str, tag: str) -> None:
    assert prose.to_html(typed) == f"<{tag}>T</{tag}>"


def test_the_marks_members_use() -> None:
    marked = prose.to_html("**gras** et *penché*\nligne\n\n- un\n- deux\n\n> mot")
    assert {tag for tag, _ in Page(marked).tags} == {
        "p", "strong", "em", "br", "ul", "li", "blockquote",
    }  # fmt: skip


@pytest.mark.parametrize(
    "target", ["https://a.example/", "mailto:a@b.example", "tel:+1"]
)
def test_links_that_are_kept(target: str) -> None:
    page = Page(prose.to_html(f"[voir]({target})"))
    assert page.tags[1] == ("a", {"href": target, "rel": prose.LINK_REL})


@pytest.mark.parametrize(
    "text",
    [
        "[" * 4000 + "]" * 4000,
        "![" * 4000,
        "*" * 3900 + " a " + "*" * 3900,
        "> " * 4000,
        "- " * 4000,
        "a" * 9000,
        "\n".join("    " * n + "- a" for n in range(60)),
    ],
    ids=["brackets", "pictures", "stars", "quotes", "lists", "long", "deep"],
)
def test_text_made_to_stop_the_parser_is_shown_all_the_same(text: str) -> None:
    marked = prose.to_html(text)
    assert_safe(marked)
    assert len(html.unescape(marked)) > 10


def test_out_of_stack_falls_back_to_the_text_as_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_stack_left(text: str) -> str:
        raise RecursionError

    monkeypatch.setattr(prose, "_parse", no_stack_left)
    assert prose.to_html("un <b>\ndeux\n\ntrois") == (
        "<p>un &lt;b&gt;<br>\ndeux</p>\n<p>trois</p>"
    )


def test_to_plain_keeps_the_words_and_the_lists() -> None:
    text = "# Titre\n\nUn **mot** & [lien](https://a.example).\n\n- un\n- deux"
    assert prose.to_plain(text) == "Titre\nUn mot & lien.\n- un\n- deux"


def test_tidy_makes_one_kind_of_line_and_letter() -> None:
    assert prose.tidy("  e\u0301te\u0301\r\nb\rc\x00 ") == "été\nb\nc"
