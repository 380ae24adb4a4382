"""Who had a hand in the work that answered an issue, by their public logins: authors of
the commits, reviewers, and those whom the pull request itself thanks.

``Tested-by: @login``, ``Translated-by: @login`` and ``Reviewed-by: @login`` in its text
are read; ``No-credit: @login`` asks that someone not be named. Machines are nobody to
thank, and what holds no login (a name, an address) is left alone.
"""

import re
from contextlib import suppress
from datetime import datetime

from governance.releases import actions
from governance.releases.models import Credit
from integrations.github.errors import Missing
from integrations.github.records import Pull
from integrations.github.versions import Version
from integrations.models import Clue, MirrorLink

Role = Credit.Role
Hand = tuple[str, str]
TRAILER = re.compile(
    r"^(tested|translated|reviewed|no)-(?:by|credit):[ \t]*@([A-Za-z0-9-]{1,39})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
ROLES = {
    "tested": Role.TESTER,
    "translated": Role.TRANSLATOR,
    "reviewed": Role.REVIEWER,
}


def credit(version: Version, link: MirrorLink, at: datetime) -> int:
    """Keep the hands of every pull request that closed the issue."""
    found: list[Hand] = []
    for clue in link.clues.filter(kind=Clue.Kind.PULL).order_by("at"):
        with suppress(Missing):
            found += _of_pull(version, int(clue.ref))
    return actions.credit_hands(
        version.release, link.proposal, at=at, hands=dict.fromkeys(found)
    )


def _of_pull(version: Version, number: int) -> list[Hand]:
    client, home = version.client, version.repository_id
    pull = client.pull(home, number)
    commits = client.pull_commits(home, number)
    authors = [pull.author, *(commit.author for commit in commits)]
    hands = [(str(Role.DEVELOPER), login) for login in authors]
    reviewers = client.reviewers(home, number)
    hands += [(str(Role.REVIEWER), login) for login in reviewers]
    return without_shy(pull, hands + thanked(pull.body))


def thanked(text: str) -> list[Hand]:
    """Whom a pull request thanks in its own words. Pure."""
    named = [(how.lower(), login) for how, login in TRAILER.findall(text)]
    return [(str(ROLES[how]), login) for how, login in named if how in ROLES]


def without_shy(pull: Pull, hands: list[Hand]) -> list[Hand]:
    """Without those who asked not to be named, and without empty logins. Pure."""
    shy = {
        login.lower()
        for how, login in TRAILER.findall(pull.body)
        if how.lower() == "no"
    }
    return [
        (role, login) for role, login in hands if login and login.lower() not in shy
    ]
