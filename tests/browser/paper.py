"""Paper ballots of the atlas: a batch of points that two people counted apart, and one
of rankings, typed paper by paper. The rounds are those of ``ballots.prepare``."""

from typing import Any

from django.utils import timezone

from governance.membership.models import Seat
from governance.voting import paper_checks
from governance.voting.actions.paper_batches import open_batch
from governance.voting.actions.paper_counts import hand_in_count, type_paper
from governance.voting.models import PaperBatch, Round
from tests.browser import places as steps
from tests.browser.places import Place
from tests.browser.window import Window

ISSUED = 12


def prepare() -> None:
    seats = Seat.objects.current().filter(cooperative__slug="lac-tamarac")
    hands = [seats.get(role=role).person for role in ("coordinator", "secretary")]
    points, irv = _batch("points", hands[0]), _batch("irv", hands[0])
    for blank, person in enumerate(hands):
        facts = {"used": blank, "spoiled": 1, "returned": ISSUED - 1 - blank}
        tally = paper_checks.empty(points) | {"blank": blank}
        now = timezone.now()
        hand_in_count(points, by=person, at=now, tally=tally, **facts)
    first = irv.round.sheet["options"][0]["number"]
    said = {"ranking": [first]}
    type_paper(irv, by=hands[0], at=timezone.now(), choices=said)


def _batch(rule: str, by: Any) -> PaperBatch:
    round = Round.objects.open(timezone.now()).filter(rule=rule).latest("pk")
    place = round.cooperatives.get(slug="lac-tamarac")
    now = timezone.now()
    return open_batch(round, by=by, at=now, cooperative=place, issued=ISSUED)


def places(coordinator: str) -> list[Place]:
    """Who runs the round prints, hands out, counts, compares."""
    at = {b.round.rule: b.round_id for b in PaperBatch.objects.select_related("round")}
    points, irv = ({"pk": at[rule], "number": 1} for rule in ("points", "irv"))
    return [
        Place("round_paper", coordinator, {"pk": at["points"]}),
        Place("paper_people", coordinator, points, step=search),
        Place("paper_count", coordinator, points, step=steps.send_empty),
        Place("paper_compare", coordinator, points),
        Place("paper_ballots_text", coordinator, points),
        Place("paper_sheet_text", coordinator, points),
        Place("paper_count", coordinator, irv),
        Place("paper_counters", coordinator, {"pk": at["irv"]}, step=search),
        Place("paper_aside", coordinator, irv),
        Place("paper_anew", coordinator, irv, status=409),
    ]


def search(window: Window) -> None:
    window.page.locator("[name=words]").fill("a")
    window.submit("main form[role=search] [type=submit]")
    window.page.wait_for_selector(".desk")
