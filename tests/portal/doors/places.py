"""From a row of the table to an address of the world."""

from functools import cache

from django.urls import reverse
from django.utils import translation

from tests.portal.doors.world import World

OF_WAGTAIL = {
    "wagtaildocs_serve": [1, "x.pdf"],
    "wagtaildocs_authenticate_with_password": [1],
    "wagtailcore_authenticate_with_password": [1, 1],
}

OF_A_BATCH = {
    "paper_people", "paper_count", "paper_compare", "paper_aside", "paper_anew",
    "paper_ballots", "paper_sheet", "paper_ballots_text", "paper_sheet_text",
}  # fmt: skip


def address(world: World, name: str, state: str = "-", language: str = "fr") -> str:
    """Where an address is for a need, a round or a place in that state."""
    return written(name, language, *arguments(world, name, state))


@cache
def written(name: str, language: str, *args: object) -> str:
    """Addresses do not change while the portal runs: each role asks for the same."""
    with translation.override(language):
        return reverse(name, args=args)


def arguments(world: World, name: str, state: str) -> list[object]:
    if name in OF_WAGTAIL:
        return OF_WAGTAIL[name]
    if name == "wagtail_serve":
        return ["" if state == "-" else state]
    if name == "need_detail":
        return [world.needs[state], world.slugs[state]]
    if name == "meeting_point":
        return [world.meetings[state], world.points[state]]
    if name == "excuse_revoke":
        return [world.excuse]
    if name in OF_A_BATCH:
        return [world.rounds[state], 1]
    for known in (
        (world.meetings, world.rounds, world.items, world.needs) if state != "-" else ()
    ):
        if state in known:
            return [known[state]]
    return [getattr(world, state).slug] if state in {"home", "foreign"} else []
