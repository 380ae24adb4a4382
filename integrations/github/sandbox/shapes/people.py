"""Users, organisations and bots."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.addresses import Addresses
from integrations.github.sandbox.store import Data, Record

LISTS = {
    "followers_url": "/followers",
    "following_url": "/following{/other_user}",
    "gists_url": "/gists{/gist_id}",
    "starred_url": "/starred{/owner}{/repo}",
    "subscriptions_url": "/subscriptions",
    "organizations_url": "/orgs",
    "repos_url": "/repos",
    "events_url": "/events{/privacy}",
    "received_events_url": "/received_events",
}


def simple(data: Data, login: str, places: Addresses) -> Record:
    """A person as she appears inside other answers."""
    person = data["people"][login]
    own = places.api(f"/users/{login}")
    return {
        "login": login,
        "id": person["id"],
        "node_id": shapes.node_id("User", person["id"]),
        "avatar_url": f"{places.origin}/_sandbox/icon.svg",
        "gravatar_id": "",
        "url": own,
        "html_url": f"{places.origin}/{login}",
        **{name: own + tail for name, tail in LISTS.items()},
        "type": person["type"],
        "site_admin": False,
    }


def nullable(data: Data, login: str | None, places: Addresses) -> Record | None:
    """The same, for a place that may be empty."""
    return simple(data, login, places) if login else None


def public(data: Data, login: str, places: Addresses) -> Record:
    """A person's own page, without anything private."""
    person = data["people"][login]
    empty = dict.fromkeys(
        ("company", "location", "email", "hireable", "bio", "twitter_username")
    )
    counts = dict.fromkeys(
        ("public_repos", "public_gists", "followers", "following"), 0
    )
    dates = {"created_at": person["created_at"], "updated_at": person["created_at"]}
    known = {"name": person["name"], "blog": "", "user_view_type": "public"}
    return simple(data, login, places) | known | empty | counts | dates


def association(data: Data, login: str) -> str:
    """What the person is to the repository: everybody here may write to it."""
    return "NONE" if data["people"][login]["type"] == "Bot" else "MEMBER"
