"""Text of a brief pings nobody, refers to nothing and ends nothing of ours."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.github.defusing import GAP, defused, defused_line


@pytest.mark.parametrize(
    ("given_text", "sent"),
    [
        ("ask @octocat", f"ask @{GAP}octocat"),
        (r"\@octocat and `@team`", rf"\@{GAP}octocat and `@{GAP}team`"),
        ("a@example.org", f"a@{GAP}example.org"),
        ("see #12", f"see #{GAP}12"),
        ("see owner/repo#12", f"see owner/repo#{GAP}12"),
        ("see GH-12 and gh-3", f"see GH-{GAP}12 and gh-{GAP}3"),
        ("by 1a2b3c4d5e", f"by 1a2b{GAP}3c4d5e"),
        ("call 4185550101", "call 4185550101"),
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


@given(st.text(alphabet="@#aG H-1/\n`<![]x.gi:thub com\r~=", max_size=80))
def test_whatever_is_written_nothing_live_remains(text):
    sent = defused(text)
    for live in (r"@[A-Za-z0-9]", r"#\d", r"GH-\d", r"<", r"!\[", r"```", r"~~~"):
        assert not re.search(live, sent), live
    assert not re.search(r"(?i)(?<!redirect\.)(?<![\w./-])github\.com/", sent)
    assert not re.search(r"(?m)^\s{0,3}#{1,6}(\s|$)", sent)
