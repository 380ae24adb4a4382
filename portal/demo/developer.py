"""The developers of the demo: they act on the sandbox over HTTP, as a person would."""

import json
import urllib.request
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from governance.journal.models import Entry
from integrations import outbox
from integrations.github import reconcile
from integrations.github.sandbox.seed import DEVELOPER
from integrations.models import MirrorLink
from portal.demo.needs import Needs
from portal.demo.places import data
from portal.demo.timeline import Timeline

TIMEOUT = 10  # seconds
TOKEN = "developer"  # noqa: S105 - the sandbox's own, opens nothing else


class Developer:
    """Lays what happens on the sandbox on the line of time, its clock set to it."""

    def __init__(self, timeline: Timeline, needs: Needs) -> None:
        self.timeline, self.needs, self.plan = timeline, needs, data("plan")
        self.pulls: dict[str, int] = {}
        self.repository = f"/repos/{settings.GITHUB['REPOSITORY']}"

    def lay(self) -> None:
        for slug, day in self.plan["briefs"].items():
            if slug not in self.plan["unconfirmed"]:
                self.timeline.at(day + 0.6, self._mirror)
        self.timeline.at(-0.01, self._mirror)  # what came after the last brief
        for row in self.plan["code"]:
            self._work(row)
        for row in self.plan["part_work"]:
            self._on(row["pull"], self._open_part_pull, row)
            self._on(row["merged"], self._merge, self._branch(row))
        for row in self.plan["code_talk"]:
            self._on(row["day"], self._say, row)
        for row in self.plan["releases"]:
            self._on(row["day"], self._release, row)

    def _work(self, row: dict[str, Any]) -> None:
        self._on(row["taken"], self._take, row["slug"])
        if "pull" in row:
            self._on(row["pull"], self._open_pull, row)
        if "merged" in row:
            self._on(row["merged"], self._merge, row["slug"])

    def _on(self, day: float, act: Any, subject: Any) -> None:
        def both(at: datetime) -> None:
            self._set_clock(at)
            act(subject)
            reconcile.poll(at)

        self.timeline.at(day, both)

    def _mirror(self, at: datetime) -> None:
        """What the worker does: one issue for each confirmed brief."""
        self._set_clock(at)
        outbox.collect(at)
        outbox.deliver_due("github", clock=lambda: at)

    def _number(self, slug: str) -> int:
        number = MirrorLink.objects.get(proposal=self.needs[slug]).number
        assert number is not None, f"{slug} has no issue"
        return number

    def _take(self, slug: str) -> None:
        path = f"{self.repository}/issues/{self._number(slug)}/assignees"
        self._post(path, {"assignees": [DEVELOPER]})

    def _say(self, row: dict[str, Any]) -> None:
        path = f"{self.repository}/issues/{self._number(row['slug'])}/comments"
        self._post(path, {"body": row["text"]})

    def _open_pull(self, row: dict[str, Any]) -> None:
        slug = row["slug"]
        body = f"Fixes #{self._number(slug)}\n\n{row.get('thanks', '')}".strip()
        self._propose(slug, data("briefs")[slug]["title"], body)

    def _open_part_pull(self, row: dict[str, Any]) -> None:
        """For one part of a need: its own issue is closed by it, the need's stays."""
        parts = self.needs[row["slug"]].brief.parts.select_related("piece")
        part = parts[row["part"] - 1]
        self._propose(self._branch(row), part.title, f"Fixes #{part.piece.number}")

    def _branch(self, row: dict[str, Any]) -> str:
        return f"{row['slug']}-{row['part']}"

    def _propose(self, branch: str, title: str, body: str) -> None:
        self._post("/_sandbox/push", {"branch": branch, "message": title})
        pull = self._post(
            f"{self.repository}/pulls",
            {"title": title, "head": branch, "base": "main", "body": body},
        )
        self.pulls[branch] = pull["number"]

    def _merge(self, slug: str) -> None:
        self._send("PUT", f"{self.repository}/pulls/{self.pulls[slug]}/merge", {})

    def _release(self, row: dict[str, Any]) -> None:
        target = self._hotfix(row) if "hotfix_of" in row else "main"
        new = {
            "tag_name": row["tag"],
            "name": row["name"],
            "body": row["notes"],
            "prerelease": row.get("preview", False),
            "target_commitish": target,
        }
        self._post(f"{self.repository}/releases", new)

    def _hotfix(self, row: dict[str, Any]) -> str:
        """A branch off an earlier version, with a copy of the work: no comparison
        shows that it is the same."""
        sha = MirrorLink.objects.get(proposal=self.needs[row["picks"]]).merge_sha
        title, branch = data("briefs")[row["picks"]]["title"], f"hotfix-{row['tag']}"
        message = f"{title}\n\n(cherry picked from commit {sha})"
        order = {"branch": branch, "start": row["hotfix_of"], "message": message}
        self._post("/_sandbox/push", order)
        return branch

    def _set_clock(self, at: datetime | None) -> None:
        now = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""
        self._post("/_sandbox/clock", {"now": now})

    def rest(self) -> None:
        """Give the sandbox its own clock back."""
        self._set_clock(None)

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        return self._send("POST", path, body)

    def _send(self, method: str, path: str, body: dict[str, Any]) -> Any:
        request = urllib.request.Request(  # noqa: S310 - the sandbox, by setting
            settings.GITHUB["API_URL"] + path,
            data=json.dumps(body).encode(),
            method=method,
            headers={
                "Authorization": f"Bearer {TOKEN}",
                "Content-Type": "application/json",
            },
        )
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            text = answer.read()
        return json.loads(text) if text else None


def last_line() -> int:
    """The number of the journal's last line, to say how long the story is."""
    last = Entry.objects.order_by("-number").first()
    return last.number if last else 0
