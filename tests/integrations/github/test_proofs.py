"""What speaks for a version delivering a need: pure, on histories made up here."""

from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from integrations.github import hands, proofs
from integrations.github.evidence import closes
from integrations.github.records import Pull, RemoteCommit
from integrations.github.versions import order, plain
from integrations.models import Clue, MirrorLink, Repository
from tests.cast import AT

MERGE, OTHER = "a" * 40, "b" * 40


@dataclass
class Known:
    """A version of which everything is known, without a server."""

    tag: str = "v2.4.1"
    notes: str = ""
    is_preview: bool = False
    holds: tuple[str, ...] = ()
    gained: list[RemoteCommit] = field(default_factory=list)
    own: list[RemoteCommit] = field(default_factory=list)
    repository_id: int = 1

    @property
    def release(self) -> Any:
        words = {"tag": self.tag, "name": f"Carnet {self.tag}", "notes": self.notes}
        return SimpleNamespace(
            **words, is_preview=self.is_preview, published_at=AT + timedelta(days=9)
        )

    @property
    def client(self) -> Any:
        return SimpleNamespace(pull_commits=lambda home, number: self.own)

    def contains(self, sha: str) -> bool:
        return sha in self.holds

    def stands_to(self, sha: str) -> str:
        return "ahead" if sha in self.holds else "diverged"


def link(state: str = "closed") -> MirrorLink:
    home = Repository(full_name="carnet-commun/carnet")
    return MirrorLink(repository=home, number=12, state=state)


def clue(kind: str = "pull", ref: str = "30", sha: str = MERGE, **more: Any) -> Clue:
    return Clue(kind=kind, ref=ref, sha=sha, **{"at": AT} | more)


def commit(message: str, sha: str = OTHER) -> RemoteCommit:
    return RemoteCommit(sha=sha, message=message)


def kinds(version: Known, *clues: Clue, state: str = "closed", since: Any = None):
    found = proofs.found(version, link(state), list(clues), since)
    return [(one.kind, one.certainty) for one in found]


def test_merged_work_in_the_tag_proves_and_nothing_else_is_looked_for() -> None:
    version = Known(holds=(MERGE,), notes="Fixes #12")
    assert kinds(version, clue()) == [("contained", "proved")]
    [found] = proofs.found(version, link(), [clue()], None)
    assert found.facts == {
        "issue": 12, "tag": "v2.4.1", "pull": 30, "sha": MERGE, "comparison": "ahead",
    }  # fmt: skip


def test_contained_while_the_issue_is_open_may_be_half_of_it() -> None:
    assert kinds(Known(holds=(MERGE,)), clue(), state="open") == [
        ("contained", "likely")
    ]


def test_the_last_merge_counts_and_an_earlier_one_is_not_forgotten() -> None:
    version = Known(holds=(OTHER,))
    both = clue(), clue(ref="29", sha=OTHER, at=AT - timedelta(days=1))
    assert kinds(version, *both) == [("contained", "proved")]


def test_what_was_merged_before_members_said_no_proves_nothing_now() -> None:
    assert kinds(Known(holds=(MERGE,)), clue(), since=AT) == []
    again = clue(ref="31", at=AT + timedelta(days=1))
    assert kinds(Known(holds=(MERGE,)), again, since=AT) == [("contained", "proved")]


@pytest.mark.parametrize(
    ("version", "kind"),
    [
        (
            Known(gained=[commit(f"Fix\n\n(cherry picked from commit {MERGE})")]),
            "merge",
        ),
        (Known(gained=[commit(f"(cherry picked from commit {MERGE[:9]})")]), "merge"),
        (
            Known(
                gained=[commit(f"x\n(cherry picked from commit {OTHER[:12]})")],
                own=[commit("Step", OTHER)],
            ),
            "merge",
        ),
        (Known(gained=[commit("Show who opened a record (#30)")]), "pull"),
        (Known(gained=[commit("Merge pull request #30 from x/y\n\nT")]), "pull"),
        (Known(gained=[commit("By hand\n\nFixes #12")]), "timeline"),
        (Known(notes="- Access list (#12)"), "notes"),
        (Known(notes="see https://github.com/Carnet-Commun/carnet/issues/12"), "notes"),
    ],
)
def test_fallbacks_are_hints(version: Known, kind: str) -> None:
    assert kinds(version, clue()) == [(kind, "likely")]


@pytest.mark.parametrize(
    "version",
    [
        Known(),
        Known(gained=[commit("Other (#300)"), commit("about (#30) and more")]),
        Known(gained=[commit(f"(cherry picked from commit {'c' * 40})")]),
        Known(notes="#123, other/project#12, step #1"),
        Known(is_preview=True, notes="#12", gained=[commit("x (#30)")]),
    ],
)
def test_nothing_speaks_for_it(version: Known) -> None:
    assert kinds(version, clue()) == []


def test_a_commit_that_the_history_of_the_issue_names() -> None:
    named = clue("reference", OTHER, OTHER)
    version = Known(gained=[commit("Part of it", OTHER)])
    assert kinds(version, named) == [("timeline", "likely")]


@pytest.mark.parametrize(
    ("title", "closed", "speaks"),
    [
        ("2.4.1", None, True),
        ("Carnet v2.4.1", None, True),
        ("Hiver 2026-2027", None, False),
        ("Hiver 2026-2027", timedelta(days=9, hours=5), True),
        ("Hiver 2026-2027", timedelta(days=12), False),
    ],
)
def test_a_milestone_named_like_it_or_closed_with_it(title, closed, speaks) -> None:
    at = AT + closed if closed else None
    found = kinds(Known(), clue("milestone", "3", "", title=title, at=at))
    assert bool(found) is speaks
    assert found in ([], [("milestone", "likely")])


def test_versions_follow_one_another_by_their_numbers() -> None:
    assert order("v2.10.0") > order("v2.9.3") > order("v2.9")
    assert plain("Version 2.4.1") == plain("v2.4.1") == plain("2.4.1") == "2.4.1"
    assert plain("Vivace") == "vivace"


def test_a_pull_request_says_whom_to_thank_and_whom_not_to_name() -> None:
    body = (
        "Fixes #12\n\nTested-by: @amina-k\nTranslated-by: @joao\nNo-credit: @Shy\n"
        "Reviewed-by: Somebody <mail@example.org>\nTested-by: @shy"
    )
    said = hands.thanked(body)
    assert said == [("tester", "amina-k"), ("translator", "joao"), ("tester", "shy")]
    pull = Pull(30, "", "", body, "closed", AT, MERGE, "main", author="SHY")
    found = hands.without_shy(pull, [("developer", "SHY"), ("developer", ""), *said])
    assert found == [("tester", "amina-k"), ("translator", "joao")]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Fixes #12, closes: #13", {12, 13}),
        ("Fixes Carnet-Commun/carnet#12", {12}),
        ("Fixes https://github.com/carnet-commun/carnet/issues/12", {12}),
        ("Fixes other/repo#12 for #12", set()),
        ("Fixes https://github.com/other/repo/issues/12", set()),
        ("Fixes https://elsewhere.example/carnet-commun/carnet/issues/12", set()),
        ("Prefixes #12", set()),
    ],
)
def test_closing_words_count_for_issues_of_this_repository_alone(text, numbers) -> None:
    assert closes(text, link().repository) == numbers
