"""How many took part, and whether they were enough."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting import asking, statements
from governance.voting.models import Result, Round
from governance.voting.rules import Outcome


def too_few(result: Result) -> str:
    """What stands in place of the outcome when the quorum was not reached."""
    if result.outcome != Outcome.NO_QUORUM:
        return ""
    if _by_place(result):
        return _("Too few co-operatives voted: the result does not count.")
    return _("Too few people voted: the result does not count.")


def turnout(result: Result) -> str:
    if _by_place(result):
        return f"{_places(result)} {_delegates(result)}"
    return ngettext(
        "%(voted)s person out of %(roll)s voted.",
        "%(voted)s people out of %(roll)s voted.",
        result.ballots,
    ) % {
        "voted": number_format(result.ballots),
        "roll": number_format(result.roll_size),
    }


def quorum(result: Result) -> str:
    """Nothing where none was asked for."""
    needed = result.figures["quorum_voters"]
    if needed == 0:
        return ""
    share = statements.percent(asking.of_sheet(result.round.sheet).quorum)
    told = _of_places(result, needed) if _by_place(result) else _of_roll(result, needed)
    return told % {"share": share, "count": number_format(needed)}


def _of_roll(result: Result, needed: int) -> str:
    if result.quorum_met:
        return ngettext(
            "The quorum of %(share)s (%(count)s person) is reached.",
            "The quorum of %(share)s (%(count)s people) is reached.",
            needed,
        )
    return ngettext(
        "The quorum of %(share)s (%(count)s person) is not reached.",
        "The quorum of %(share)s (%(count)s people) is not reached.",
        needed,
    )


def _of_places(result: Result, needed: int) -> str:
    if result.quorum_met:
        return ngettext(
            "The quorum of %(share)s (%(count)s co-operative) is reached.",
            "The quorum of %(share)s (%(count)s co-operatives) is reached.",
            needed,
        )
    return ngettext(
        "The quorum of %(share)s (%(count)s co-operative) is not reached.",
        "The quorum of %(share)s (%(count)s co-operatives) is not reached.",
        needed,
    )


def _by_place(result: Result) -> bool:
    """Where delegates vote, it is co-operatives that take part."""
    return bool(result.figures["rule"] == Round.Rule.DELEGATES)


def _places(result: Result) -> str:
    present = result.figures["places_present"]
    return ngettext(
        "%(count)s co-operative out of %(all)s voted.",
        "%(count)s co-operatives out of %(all)s voted.",
        present,
    ) % {"count": present, "all": result.figures["places_total"]}


def _delegates(result: Result) -> str:
    return ngettext(
        "%(voted)s delegate out of %(roll)s spoke for them.",
        "%(voted)s delegates out of %(roll)s spoke for them.",
        result.ballots,
    ) % {"voted": result.ballots, "roll": result.roll_size}
