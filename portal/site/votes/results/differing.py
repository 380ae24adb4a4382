"""Another way for a vote to come out, beside the one that it had."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from governance.voting.models import Result
from governance.voting.outcomes import named


@dataclass(frozen=True)
class Alternative:
    """What it is called, and what it would have given, in words."""

    name: str
    words: str
    differs: bool


def difference(winners: Sequence[int], own: Sequence[int], result: Result) -> str:
    """“the same result”, or who would come in and who would go out."""
    come = [n for n in winners if n not in own]
    go = [n for n in own if n not in winners]
    facts = {"come": named(result, come), "go": named(result, go)}
    if come and go:
        return _("with %(come)s, without %(go)s") % facts
    if not come and not go:
        return _("the same result")
    return _("with %(come)s too") % facts if come else _("without %(go)s") % facts
