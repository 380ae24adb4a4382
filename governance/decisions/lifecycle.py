"""Where a decision takes a need."""

from governance.decisions.models import Decision
from governance.proposals.lifecycle import Status

Outcome = Decision.Outcome

# outcome → the stage it leads to, and the verb of the need's journal line
EFFECTS: dict[str, tuple[str, str]] = {
    Outcome.ADOPTED: (Status.MANDATED, "need.mandated"),
    Outcome.REFUSED: (Status.REFUSED, "need.refused"),
    Outcome.DEFERRED: (Status.UNDER_REVIEW, "need.deferred"),
}


def outcomes_for(status: str) -> list[str]:
    """What a board may decide on a need at a stage: anything once members voted;
    before, only a refusal, with its reasons."""
    if status == Status.VOTED:
        return list(EFFECTS)
    if status in {Status.SUBMITTED, Status.UNDER_REVIEW}:
        return [Outcome.REFUSED]
    return []
