"""What the portal signs at the cast: that this commitment will be on the public log.

A signed note under the key of the log, as checkpoints are. A member who holds one, and
finds at the seal that the log lacks it, can prove that the portal broke its word.
"""

from datetime import UTC, datetime

from governance.voting import extending, ledger, signing
from governance.voting.models import Round

SAYS = "promise"


def promise(round: Round, commitment: str) -> str:
    """The note; empty where the round has no log or its key cannot be read.

    Four lines: origin of the log, ``promise``, the commitment, and the latest moment
    (UTC) at which it will be there: the last closing that the rule sheet allows.
    """
    if not commitment or not ledger.has_log(round):
        return ""
    log = round.sheet["log"]
    by = _latest(round).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = f"{log['origin']}\n{SAYS}\n{commitment}\n{by}\n"
    return signing.signed(text, log["key"]) or ""


def _latest(round: Round) -> datetime:
    """Read from the sheet, without a query, while nothing has moved the closing."""
    sealed = datetime.fromisoformat(round.sheet["closes_at"]["utc"])
    if round.closes_at == sealed:
        return sealed + extending.LONGEST
    return extending.latest(round)
