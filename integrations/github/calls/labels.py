"""Labels and milestones of a repository, and labels of one issue, singly."""

from collections.abc import Iterator
from urllib.parse import quote

from integrations.github import shelves
from integrations.github.calls.wire import Wire, read
from integrations.github.errors import Missing
from integrations.github.records import Json
from integrations.github.shelves import RemoteLabel, RemoteMilestone


class LabelCalls(Wire):
    def labels(self, repository_id: int) -> Iterator[RemoteLabel]:
        for row in self.pages(f"/repositories/{repository_id}/labels"):
            yield read(shelves.label_of, row)

    def create_label(
        self, repository_id: int, *, name: str, color: str, description: str
    ) -> RemoteLabel:
        fields = {"name": name, "color": color, "description": description}
        path = f"/repositories/{repository_id}/labels"
        return read(shelves.label_of, self._made(path, fields))

    def add_label(self, repository_id: int, number: int, name: str) -> None:
        """To those the issue has; setting the whole list would take others' off."""
        path = f"/repositories/{repository_id}/issues/{number}/labels"
        self.ask("POST", path, None, {"labels": [name]})

    def remove_label(self, repository_id: int, number: int, name: str) -> None:
        """Harmless when somebody took it off before."""
        path = f"/repositories/{repository_id}/issues/{number}/labels"
        try:
            self.ask("DELETE", f"{path}/{quote(name, safe='')}")
        except Missing:
            return

    def milestones(self, repository_id: int) -> Iterator[RemoteMilestone]:
        path = f"/repositories/{repository_id}/milestones"
        for row in self.pages(path, {"state": "all"}):
            yield read(shelves.milestone_of, row)

    def create_milestone(
        self, repository_id: int, *, title: str, description: str
    ) -> RemoteMilestone:
        fields = {"title": title, "description": description}
        path = f"/repositories/{repository_id}/milestones"
        return read(shelves.milestone_of, self._made(path, fields))

    def _made(self, path: str, fields: Json) -> Json:
        made: Json = self.ask("POST", path, None, fields)[1]
        return made
