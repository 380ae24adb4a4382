"""The question of a sealed rule sheet, from the terms that the rules wrote on it. Pure.

``terms`` of each rule says on the sheet all that decides the outcome; here it is read
back, so that a count never looks anywhere else.
"""

from collections.abc import Mapping
from typing import Any

from governance.voting.rules.bands import ONE_EACH, Bands
from governance.voting.rules.lot import UNSEALED, Draw
from governance.voting.rules.question import (
    Comparison,
    Place,
    Question,
    Utility,
    share,
)


def asked(
    terms: Mapping[str, Any],
    *,
    options: tuple[int, ...],
    roll_size: int,
    draw: Draw = UNSEALED,
) -> Question:
    """``terms`` hold those of the rule, besides ``quorum`` and
    ``quorum_counts_abstentions``; ``draw`` is the lot, once its root is known."""
    return Question(
        options=options,
        roll_size=roll_size,
        quorum=share(terms["quorum"]),
        threshold=share(terms.get("threshold", "1/2")),
        comparison=Comparison(terms.get("comparison", Comparison.MORE_THAN)),
        max_choices=terms.get("max_choices", 1),
        quorum_counts_abstentions=terms["quorum_counts_abstentions"],
        seats=terms.get("seats", 1),
        max_points=terms.get("max_points", 5),
        total_points=terms.get("total_points", 0),
        costs=_costs(terms, options),
        budget=terms.get("budget", 0),
        utility=Utility(terms.get("utility", Utility.COST)),
        raises=terms.get("raises", 20),
        places=_places(terms),
        smallest_place=terms.get("smallest_place", 0),
        bands=_bands(terms),
        draw=draw,
    )


def _costs(terms: Mapping[str, Any], options: tuple[int, ...]) -> tuple[int, ...]:
    if "costs" not in terms:
        return ()
    costs = dict(terms["costs"])
    return tuple(costs[number] for number in options)


def _places(terms: Mapping[str, Any]) -> tuple[Place, ...]:
    """By name alone (double majority), or with size and votes (delegates)."""
    told = terms.get("places", ())
    return tuple(
        Place(place) if isinstance(place, str) else Place(place[0], place[1])
        for place in told
    )


def _bands(terms: Mapping[str, Any]) -> Bands:
    if "bands" not in terms:
        return ONE_EACH
    return Bands(steps=tuple((size, votes) for size, votes in terms["bands"]))
