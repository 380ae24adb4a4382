"""A result in sentences: the outcome first, then the figures that make it."""

from governance.voting.outcomes.lots import Lottery, lottery
from governance.voting.outcomes.naming import named, titles
from governance.voting.outcomes.of_need import in_short
from governance.voting.outcomes.told import Told, outcome

__all__ = ["Lottery", "Told", "in_short", "lottery", "named", "outcome", "titles"]
