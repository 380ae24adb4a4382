"""What a new sandbox holds: one repository, a README and its first commits."""

from collections.abc import Iterable

from integrations.github.sandbox import history
from integrations.github.sandbox.store import Data, Record

TOKEN_USER = "passerelle-bot"  # noqa: S105 - a login
APP_USER = "passerelle[bot]"
DEVELOPER = "priya"
MAINTAINER = "jonas"

# name, colour, description: the ones GitHub gives every new repository.
LABELS = (
    ("bug", "d73a4a", "Something isn't working"),
    ("documentation", "0075ca", "Improvements or additions to documentation"),
    ("enhancement", "a2eeef", "New feature or request"),
    ("good first issue", "7057ff", "Good for newcomers"),
    ("help wanted", "008672", "Extra attention is needed"),
)

README = """# Carnet

Carnet is a personal health record that belongs to the person who keeps it. Health
co-operatives decide together what it should do next; developers build it in the open.

Issues labelled `coop-mandate` come from members, through Passerelle. Each one has a user
story, an acceptance test in plain words and somebody who answers questions.
"""

HISTORY = (
    ("Start the record: one person, one notebook", ["README.md", "carnet/__init__.py"]),
    ("Keep appointments and reminders", ["carnet/appointments.py"]),
    ("Speak French and English", ["carnet/locale/fr.po", "README.md"]),
)


def fresh(full_name: str, at: str) -> Data:
    """A new data file, made at ``at`` (ISO 8601, UTC)."""
    owner, name = full_name.split("/")
    data: Data = {
        "repository": _repository(owner, name, at),
        "people": {},
        "labels": {},
        "issues": {},
        "comments": {},
        "events": [],
        "commits": {},
        "branches": {},
        "tags": {},
        "releases": {},
        "deliveries": [],
        "app_tokens": {},
        "next_id": 9000,
        "next_number": 1,
    }
    data["people"] = {person["login"]: person for person in _people(owner, at)}
    data["labels"] = {str(label["id"]): label for label in _labels()}
    for message, files in HISTORY:
        history.add(data, message=message, by=MAINTAINER, at=at, files=files)
    return data


def _repository(owner: str, name: str, at: str) -> Record:
    return {
        "id": 4101,
        "owner": owner,
        "name": name,
        "description": "A personal health record that belongs to its people",
        "default_branch": "main",
        "readme": README,
        "created_at": at,
        "updated_at": at,
        "pushed_at": at,
    }


def _people(owner: str, at: str) -> Iterable[Record]:
    rows = (
        (11, owner, "Organization", "Carnet commun"),
        (12, TOKEN_USER, "User", "Passerelle"),
        (13, APP_USER, "Bot", "Passerelle"),
        (14, DEVELOPER, "User", "Priya"),
        (15, MAINTAINER, "User", "Jonas"),
    )
    for number, login, kind, name in rows:
        yield {
            "id": number,
            "login": login,
            "type": kind,
            "name": name,
            "created_at": at,
        }


def _labels() -> Iterable[Record]:
    for number, (name, color, description) in enumerate(LABELS, start=101):
        yield {
            "id": number,
            "name": name,
            "color": color,
            "description": description,
            "default": True,
        }
