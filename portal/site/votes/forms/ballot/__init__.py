"""The ballot paper as a form, one per rule. Valid forms give the room's choices."""

from collections.abc import Mapping, Sequence
from typing import Any

from governance.voting import asking
from governance.voting.models import Round
from portal.site.votes.forms.ballot.answering import AnswerForm
from portal.site.votes.forms.ballot.choosing import ApprovalForm, SharesForm
from portal.site.votes.forms.ballot.paper import Paper
from portal.site.votes.forms.ballot.points import PointsForm
from portal.site.votes.forms.ballot.ranking import RankingForm
from portal.site.votes.shown import Choice

Rule = Round.Rule

PAPERS: dict[str, type[Paper]] = {
    Rule.APPROVAL: ApprovalForm,
    Rule.EQUAL_SHARES: SharesForm,
    Rule.POINTS: PointsForm,
    **dict.fromkeys(asking.RANKED, RankingForm),
    **dict.fromkeys(asking.YES_OR_NO, AnswerForm),
}

__all__ = ["PAPERS", "Paper", "ballot_form"]


def ballot_form(
    round: Round,
    options: Sequence[Choice],
    data: Any = None,
    cast: Mapping[str, Any] | None = None,
) -> Paper:
    """The paper of an opened round: empty, as sent (``data``), or as a ballot fills
    it in (``cast``). Its limits are those of the sealed rule sheet."""
    paper = PAPERS[round.sheet["rule"]["name"]]
    return paper(
        data,
        initial=paper.filled_in(cast) if cast else None,
        options=options,
        question=asking.of_sheet(round.sheet),
    )
