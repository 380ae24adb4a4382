"""GitHub's refusals, sorted."""

from datetime import timedelta

import pytest

from integrations.github.errors import Denied, Gone, Limited, Missing, Rejected, Unclear
from integrations.github.evidence import closes
from integrations.github.verdicts import of_answer
from integrations.models import Repository

NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("status", "message", "headers", "kind"),
    [
        (403, "You have exceeded a secondary rate limit.", {}, Limited),
        (403, "Forbidden", {"retry-after": "5"}, Limited),
        (403, "API rate limit exceeded", {"x-ratelimit-remaining": "0"}, Limited),
        (403, "", {"x-ratelimit-remaining": "0"}, Limited),
        (422, "was submitted too quickly", {}, Limited),
        (429, "", {}, Limited),
        (403, "Repository was archived so is read-only.", {}, Denied),
        (403, "Resource not accessible", {"x-ratelimit-remaining": "99"}, Denied),
        (401, "Bad credentials", {}, Denied),
        (410, "Issues are disabled for this repo", {}, Denied),
        (410, "This issue was deleted", {}, Gone),
        (404, "Not Found", {}, Missing),
        (422, "Validation Failed", {}, Rejected),
        (400, "Problems parsing JSON", {}, Rejected),
        (500, "", {}, Unclear),
        (502, "", {}, Unclear),
    ],
)
def test_each_answer_finds_its_error(status, message, headers, kind):
    assert type(of_answer(status, message, headers, NOW)) is kind


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "90"}, 90),
        ({"retry-after": "0"}, 1),
        ({"retry-after": "soon"}, 60),
        ({"retry-after": "999999"}, 7200),
        ({}, 60),
        (
            {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW) + 300)},
            300,
        ),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1"}, 1),
        ({"x-ratelimit-remaining": "0"}, 60),
    ],
)
def test_a_limit_says_how_long_to_wait(headers, seconds):
    assert of_answer(429, "", headers, NOW).after == timedelta(seconds=seconds)


def test_the_words_that_close_an_issue():
    text = (
        "Fixes #3, closes: #4 and resolved owner/repo#5. See #6; prefix #7; close #0x"
    )
    assert closes(text, Repository(full_name="Owner/repo")) == {3, 4, 5}
    assert closes(text, Repository(full_name="owner/other")) == {3, 4}
    assert closes("", Repository(full_name="owner/repo")) == set()
