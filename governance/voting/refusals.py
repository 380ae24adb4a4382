"""How the voting room says no: each refusal with its sentence and its status."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.refusals import MoveNotAllowed, Refusal
from governance.voting.rules import Fault


class InvalidBallot(Refusal):
    """The choices cannot be read; ``fault`` says which way. Nothing was changed."""

    status = 422

    def __init__(self, fault: Fault) -> None:
        super().__init__(BALLOT_FAULTS[fault])
        self.fault = fault


class InvalidRound(Refusal):
    """The round as described cannot be put to members; nothing was written."""

    status = 422


class NotOpen(MoveNotAllowed):
    """The round takes no ballots now."""

    status = 409


class FormUsed(Refusal):
    """The form already gave a ballot that a later one replaced."""

    status = 409


class VoteStands(Refusal):
    """The link to the ballot cannot be opened any more: the vote counts as cast."""

    status = 409


class CountRefused(Refusal):
    """Marks, ballots or rule sheet do not agree: the seal is not set."""

    status = 409


class SheetAltered(CountRefused):
    """The rule sheet is not the one that was sealed: the round is void."""


BALLOT_FAULTS: dict[Fault, Promise] = {
    Fault.WRONG_SHAPE: _("This ballot could not be read. Please choose again."),
    Fault.UNKNOWN_ANSWER: _("Please answer yes, no or abstain."),
    Fault.UNKNOWN_OPTION: _("One of the needs you chose is not on this ballot."),
    Fault.REPEATED: _("A need was chosen twice. Each one can be chosen once."),
    Fault.TOO_MANY: _("You chose more needs than this ballot allows."),
}

QUESTION_FAULTS: dict[Fault, Promise] = {
    Fault.NOT_ONE_OPTION: _("A yes-or-no round asks about exactly one need."),
    Fault.TOO_FEW_OPTIONS: _("A round of choices needs at least two needs."),
    Fault.BAD_LIMIT: _(
        "The number of choices must be between one and the number of needs."
    ),
    Fault.BAD_QUORUM: _("Write the quorum as a fraction, for example 1/20."),
    Fault.BAD_THRESHOLD: _("Write the threshold as a fraction, for example 2/3."),
    Fault.BAD_SEATS: _(
        "The number of needs retained must be at least one and less than the number of "
        "needs put to the vote."
    ),
    Fault.BAD_POINTS: _("Say how many points a person may give: at least one."),
    Fault.BAD_BUDGET: _(
        "Give the developer-days to share out, and an effort to each need; at least one "
        "need must fit."
    ),
    Fault.NO_PLACES: _("A vote by co-operatives needs co-operatives on its roll."),
}
