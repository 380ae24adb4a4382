"""One version as it is weighed: its tag, its notes, and the commits it brought since
the version before it *on the same line*. Asked of GitHub only when needed."""

import re
from functools import cached_property

from governance.releases.models import Release
from integrations.github.client import Client
from integrations.github.errors import Missing
from integrations.github.records import RemoteCommit

CONTAINED = {"ahead", "identical"}  # how the tag stands to the commit
EARLIER = 5  # versions tried for the one before


class Version:
    def __init__(self, client: Client, repository_id: int, release: Release) -> None:
        self.client, self.repository_id, self.release = client, repository_id, release
        self._stands: dict[str, str] = {}

    def stands_to(self, sha: str) -> str:
        """How the tag stands to a commit: ahead, identical, behind, diverged; empty
        when GitHub does not have one of them."""
        if sha not in self._stands:
            tag = self.release.tag
            try:
                said = self.client.comparison(self.repository_id, sha, tag)
            except Missing:
                said = ""
            self._stands[sha] = said
        return self._stands[sha]

    def contains(self, sha: str) -> bool:
        return self.stands_to(sha) in CONTAINED

    @cached_property
    def gained(self) -> list[RemoteCommit]:
        """Never simply since the version published before: a correction of an old
        version is published after a newer one. None found: nothing to read."""
        for earlier in self._earlier():
            try:
                commits = self.client.gained(
                    self.repository_id, earlier.tag, self.release.tag
                )
            except Missing:
                continue
            if commits is not None:
                return commits
        return []

    def _earlier(self) -> list[Release]:
        mine = order(self.release.tag)
        others = Release.objects.filter(source=self.release.source, withdrawn_at=None)
        full = others.filter(is_preview=False).exclude(pk=self.release.pk)
        lower = [one for one in full if order(one.tag) < mine]
        return sorted(lower, key=lambda one: order(one.tag), reverse=True)[:EARLIER]


def order(tag: str) -> tuple[int, ...]:
    """The numbers in a tag, by which versions follow one another."""
    return tuple(int(number) for number in re.findall(r"\d{1,9}", tag))


def plain(name: str) -> str:
    """A tag, title or milestone without case, spaces and the usual “v”."""
    words = " ".join(name.lower().split())
    return re.sub(r"^(?:version|release|v)[ .]*(?=\d)", "", words)
