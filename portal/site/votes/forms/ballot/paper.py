"""What every ballot paper has: needs, terms, a way back from a ballot to its form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.voting.rules import Question
from portal.site.votes.shown import Choice


@dataclass(frozen=True)
class Row:
    """A need on the paper, and what the form holds of it. ``marked`` is the value as
    text, also one that was refused; ``error`` is empty where all is well."""

    option: Choice
    name: str
    marked: str = ""
    error: str = ""

    @property
    def id(self) -> str:
        return f"id_{self.name}"


class OneAnswer(forms.RadioSelect):
    """Two answers to one question are none: nobody can know which one was meant."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if not hasattr(data, "getlist"):
            return data.get(name)
        sent = data.getlist(name)
        return sent[0] if len(sent) == 1 else " ".join(sent) or None


class Paper(forms.Form):
    """A ballot paper. ``choices()`` of a valid one are what the voting room reads;
    ``filled_in`` is the way back. ``scripts`` make it nicer, never necessary."""

    template: ClassVar[str]
    scripts: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        *args: Any,
        options: Sequence[Choice],
        question: Question,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.options, self.question = tuple(options), question
        self.lay_out()

    def lay_out(self) -> None:
        """Add the fields that depend on the needs."""

    def choices(self) -> dict[str, Any]:
        raise NotImplementedError

    def notices(self) -> list[str]:
        """What was put right in silence on the way, said before the ballot is cast."""
        return []

    @staticmethod
    def filled_in(choices: Mapping[str, Any]) -> dict[str, Any]:
        """The initial values under which the form shows these choices."""
        raise NotImplementedError


class WithBlank(Paper):
    """A paper on which handing in a blank ballot is a choice of its own."""

    none = forms.BooleanField(
        label=_("None of these needs (blank ballot)"), required=False
    )

    def marks(self) -> list[Any]:
        """What was marked besides the blank; empty for an untouched paper."""
        raise NotImplementedError

    def first(self) -> str:
        """The field that a word about the whole paper stands beside."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """An empty paper is a choice only when the member says so."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if self.marks() and cleaned["none"]:
            self.add_error(self.first(), BOTH)
        elif not self.marks() and not cleaned["none"]:
            self.add_error(self.first(), NEITHER)
        return cleaned


BOTH = _(
    "You marked needs and also “None of these needs”. Keep one or the other; "
    "everything you marked is still there."
)
NEITHER = _(
    "Mark at least one need, or “None of these needs” to hand in a blank ballot."
)
