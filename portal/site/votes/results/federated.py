"""A federation's round told by co-operative too, as far as its ballots allow."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from governance.voting import asking
from governance.voting.models import Result, Round
from governance.voting.rules import double_majority
from portal.site.votes.results.recorded import is_recorded


def untold(round: Round, result: Result) -> str:
    """Why the result by co-operative is not beside that of the members; nothing where
    it is, or where one co-operative holds the round for its own members."""
    if round.federation_id is None or round.rule in asking.BY_PLACE:
        return ""
    if _is_known(round, result):
        return _(
            "The result by co-operative comes from the recorded answers: members of the "
            "co-operatives that vote see it here, once they sign in."
        )
    return _(
        "The ballots of this vote do not say which co-operative they come from: only the "
        "result of all the members together can be told. The rule “by members and by "
        "co-operatives” tells both."
    )


def _is_known(round: Round, result: Result) -> bool:
    """Paper ballots carry no name: where there are some, the roll knows only a part."""
    return (
        round.federation_id is not None
        and round.rule == Round.Rule.MAJORITY
        and is_recorded(round)
        and not result.figures.get("paper")
    )


def by_place(round: Round, result: Result) -> dict[str, Any]:
    """For a recorded yes or no: what a double majority would publish of it. Empty under
    any other rule. For readers of the recorded answers only."""
    if not _is_known(round, result):
        return {}
    kept = round.roll.filter(recorded__isnull=False)
    rows = kept.values_list("cooperative__slug", "recorded")
    cast = Counter((slug, said["answer"]) for slug, said in rows if said)
    every = [row["cooperative"] for row in round.sheet["electorate"] if row["roll"]]
    places = [
        {
            "place": slug,
            **{a: cast[slug, a] for a in ("yes", "no", "abstain")},
            "says_yes": cast[slug, "yes"] > cast[slug, "no"],
        }
        for slug in every
    ]
    yes = sum(place["says_yes"] for place in places)
    return {
        **result.figures,
        "rule": double_majority.NAME,
        "members_majority": result.figures["threshold_met"],
        "places": places,
        "places_yes": yes,
        "places_total": len(places),
        "places_majority": yes * 2 > len(places),
    }
