"""Text of a brief pings nobody, refers to nothing and ends nothing of ours."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from integrations.github.defusing import GAP, defused, defused_line

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.mark.parametrize(
    ("given_text", "sent"),
    [
        ("ask @octocat", f"ask @{GAP}octocat"),
        (r"\@octocat and `@team`", f"@{GAP}octocat and `@{GAP}team`"),
        ("a@example.org", f"a@{GAP}example.org"),
        ("see #12", f"see #{GAP}12"),
        ("see owner/repo#12", f"see owner/repo#{GAP}12"),
        ("see GH-12 and gh-3", f"see GH-{GAP}12 and gh-{GAP}3"),
        ("by 1a2b3c4d5e", f"by 1a2b3c{GAP}4d5e"),
        ("_deadbeef_ 1234567", f"_deadbe{GAP}ef_ 123456{GAP}7"),
        ("https://a.example/12345678", "https://a.example/12345678"),
        ("&#x40;octocat &commat;octocat", "&amp;#x40;octocat &amp;commat;octocat"),
        ("owner/repo&num;3, R&D", "owner/repo&amp;num;3, R&D"),
        (r"GH\-12 \#12", f"GH-{GAP}12 #{GAP}12"),
        ("_GH-12_", f"_GH-{GAP}12_"),
        ("> - [ ] a\n- - [ ] b\n-\n  [x] c", "> - ☐ a\n- - ☐ b\n\\-\n  ☑ c"),
        ("> # T\n1. ## U", "> \\# T\n1. \\## U"),
        ("> T\n> ===", "> T\n> \\==="),
        ("!![scan](x)", "[scan](x)"),
        (
            "https://github.com:443/a/b/issues/3",
            "https://redirect.github.com/a/b/issues/3",
        ),
        (r"[a](https://github\.com/a/b)", "[a](https://redirect.github.com/a/b)"),
        ("//x@github.com./a/b", "https://redirect.github.com/a/b"),
        ("https://github.com/a/b/issues/1", "https://redirect.github.com/a/b/issues/1"),
        ("www.github.com/a", "redirect.github.com/a"),
        ("https://example.org/github.com/a", "https://example.org/github.com/a"),
        ("![scan](http://x.example/s.png)", "[scan](http://x.example/s.png)"),
        ("- [ ] one\n- [x] two", "- ☐ one\n- ☑ two"),
        ("# Title\n## More", "\\# Title\n\\## More"),
        ("Title\n===", "Title\n\\==="),
        ("<!-- passerelle:end -->", "&lt;!-- passerelle:end -->"),
        ("</details><img src=x>", "&lt;/details>&lt;img src=x>"),
        ("```\ncode", f"`{GAP}`{GAP}`\ncode"),
        ("a\r\nb\rc\x00\u202e", "a\nb\nc"),
        ("Plain text, 12 € and C#.", "Plain text, 12 € and C#."),
    ],
)
def test_each_kind_is_made_harmless(given_text, sent):
    assert defused(given_text) == sent


def test_a_line_stays_one_line():
    assert defused_line("  a\n b\t#1 @me ") == f"a b #{GAP}1 @{GAP}me"


PIECES = st.sampled_from(
    [
        "@", "octocat", "#", "12", "GH-", "gh", "-", "deadbeef", "1234567", "\\", "&",
        "&#x40;", "&commat;", "&num;", "&#35;", "&hyphen;", "amp;", "#64;", "https://",
        "//", "github.com", ":443", "/a/b/issues/3", "www.", "!", "[", "]", "(", ")", "x",
        " ", "\n", "\n\n", "    ", "\t", ">", "<", "- ", "* ", "1. ", "[ ] ", "[x] ", "# ",
        "===", "---", "*", "**", "_", "~~", "`", "```", "~~~", "|", "é", "\r", "\x00", ": ",
        "<!--", "</details>",
    ]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_whatever_is_written_nothing_is_live_once_github_has_read_it(text):
    page = Page(defused(text))
    for live in (r"@[A-Za-z0-9]", r"#\d", r"(?i)GH-\d", r"(?i)[0-9a-f]{7}"):
        assert not any(re.search(live, said) for said in page.texts), live
    for said in page.items:
        assert not re.match(r"\[[\sxX]\]\s", said)
    assert not {"img", "h1", "h2", "h3", "h4", "h5", "h6", "details"} & set(page.tags)
    for address in page.addresses:
        host = urlsplit(unquote(address)).netloc
        assert not re.fullmatch(r"(?i)(.*@)?(www\.)?github\.com\.?(:\d*)?", host)
    assert not re.search(r"<|`{3}|~{3}", defused(text))


class Page(HTMLParser):
    """What GitHub looks through: the text of the page that the Markdown made."""

    def __init__(self, markdown: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.items: list[str] = []
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.feed(READER.render(markdown))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        inside = [tag for tag in self.tags[-2:] if tag in ("li", "p")]
        if inside and "li" in self.tags:
            self.items.append(data)
        self.texts.append(data)
