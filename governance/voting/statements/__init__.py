"""The rule of a round in plain words, as it stands on the rule sheet."""

from governance.voting.statements.answering import passing
from governance.voting.statements.shares import percent
from governance.voting.statements.whole import in_both_languages, sentences

__all__ = ["in_both_languages", "passing", "percent", "sentences"]
