"""Yes, no or abstain in words: by members, by co-operatives, by delegates."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting.rules import Comparison, Question


def of_majority(question: Question) -> list[str]:
    return [
        _("Each person answers yes, no or abstains."),
        passing(question),
        _(
            "Abstentions do not count in this share. If nobody says yes or no, the need "
            "is not approved."
        ),
    ]


def passing(question: Question) -> str:
    """What approves a need; “more than” and “at least” are never left to guess."""
    at_least = question.comparison is Comparison.AT_LEAST
    if question.threshold == Fraction(1, 2) and not at_least:
        return _("The need is approved if more people say yes than no.")
    if at_least:
        told = _(
            "The need is approved if at least %(share)s of the yes and no votes are yes."
        )
    else:
        told = _(
            "The need is approved if more than %(share)s of the yes and no votes are "
            "yes."
        )
    return told % {"share": question.threshold}


def of_double_majority(question: Question) -> list[str]:
    both = ngettext(
        "It also takes a yes from more than half of the co-operatives on the roll "
        "(%(count)s co-operative).",
        "It also takes a yes from more than half of the co-operatives on the roll "
        "(%(count)s co-operatives).",
        len(question.places),
    ) % {"count": len(question.places)}
    says = _(
        "A co-operative says yes when more of its members say yes than no; one that "
        "ties or stays silent does not."
    )
    return [*of_majority(question), both, says, *_together(question.smallest_place)]


def _together(smallest: int) -> list[str]:
    """What a secret vote does with co-operatives in which few people vote."""
    if not smallest:
        return []
    return [
        _(
            "So that nobody can read what a few people said, co-operatives where fewer "
            "than %(least)s people vote are counted together, with the next smallest "
            "one if they are still too few. Together they give one answer, as one "
            "co-operative would."
        )
        % {"least": smallest}
    ]


def of_delegates(question: Question) -> list[str]:
    return [
        _("The delegates of each co-operative answer yes, no or abstain."),
        *_bands(question),
        _(
            "The delegates of a co-operative who vote share its votes equally. If none "
            "of them votes, its votes are not cast."
        ),
        passing(question),
    ]


def _bands(question: Question) -> list[str]:
    """“From 1 member: 1 vote. From 51 members: 2 votes.”"""
    steps = question.bands.steps
    if len(steps) == 1:
        carries = ngettext(
            "Each co-operative has %(count)s vote.",
            "Each co-operative has %(count)s votes.",
            steps[0][1],
        )
        return [carries % {"count": steps[0][1]}]
    told = [_("The votes of a co-operative follow its number of voting members.")]
    return told + [_step(size, votes) for size, votes in steps]


def _step(size: int, votes: int) -> str:
    carries = ngettext(
        "From %(size)s members: %(count)s vote.",
        "From %(size)s members: %(count)s votes.",
        votes,
    )
    return carries % {"size": size, "count": votes}
