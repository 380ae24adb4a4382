"""What must have come to pass before a round can open."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from governance.proposals.models import Proposal
from governance.voting import wordings
from governance.voting.models import Round
from governance.voting.refusals import InvalidRound


def check_notice_sent(round: Round, at: datetime) -> None:
    """A notice that is still to be sent is no fact for a rule sheet."""
    _demand(
        round.notice_on is None or round.notice_on <= _local_day(at),
        _(
            "The notice of meeting is dated later than today. Open the vote once it "
            "was sent."
        ),
    )


def check_record_date(round: Round, at: datetime) -> None:
    """The roll is that of the record date: it is not frozen before that day."""
    _demand(
        round.record_date <= _local_day(at),
        _(
            "The record date, %(day)s, is still to come: who may vote is not known "
            "yet. Open the vote from that day on."
        )
        % {"day": date_format(round.record_date, "DATE_FORMAT")},
    )


def check_wordings(proposals: Sequence[Proposal]) -> None:
    """Every need can be read in both languages, and says the same in each."""
    late = wordings.out_of_step(proposals)
    _demand(not late, late[0].sentence if late else "")


def _local_day(at: datetime) -> date:
    return timezone.localdate(at, timezone=timezone.get_default_timezone())


def _demand(holds: bool, sentence: object) -> None:
    if not holds:
        raise InvalidRound(sentence)
