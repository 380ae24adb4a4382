"""Put needs in order, the most wanted first; five at most, fewer if one likes."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from portal.site.votes.forms.ballot import saying
from portal.site.votes.forms.ballot.paper import Row, WithBlank


class RankingForm(WithBlank):
    """Each need has a list of places: without scripts that is all it takes. A place
    left empty is closed up, and said; two needs in one place are sent back."""

    template = "site/votes/_paper_ranking.html"
    scripts = ("portal/ballot-order.js",)

    def lay_out(self) -> None:
        for option in self.options:
            self.fields[name_of(option.number)] = forms.TypedChoiceField(
                label=option.title,
                coerce=int,
                empty_value=None,
                required=False,
                choices=[("", _("Not in my order")), *self.places()],
                error_messages={
                    "invalid_choice": _("Choose one of the places of the list.")
                },
            )

    def places(self) -> list[tuple[str, str]]:
        """The places of the list and their words, as the paper offers them."""
        most = min(self.question.max_choices, len(self.options))
        return [(str(place), saying.place(place)) for place in range(1, most + 1)]

    def marks(self) -> list[Any]:
        return [number for place, number in self.placed() if place]

    def first(self) -> str:
        return name_of(self.options[0].number)

    def placed(self) -> list[tuple[int, int]]:
        """Place and number of each need, in the order of the places."""
        given = self.cleaned_data
        return sorted(
            ((given.get(name_of(o.number)) or 0, o.number) for o in self.options),
            key=lambda pair: pair[0],
        )

    def clean(self) -> dict[str, Any]:
        for (place, number), (again, other) in pairwise(self.placed()):
            if place and place == again:
                self.add_error(name_of(other), self.both_at(place, number, other))
        return super().clean()

    def both_at(self, place: int, number: int, other: int) -> str:
        titles = {option.number: option.title for option in self.options}
        return _(
            "“%(one)s” and “%(other)s” are both your %(place)s. Give one of them "
            "another place; the rest of your order is still there."
        ) % {
            "one": titles[number],
            "other": titles[other],
            "place": saying.place(place),
        }

    def notices(self) -> list[str]:
        """The first place that was left empty, where a later one was given."""
        given = [place for place, _number in self.placed() if place]
        for expected, place in enumerate(given, start=1):
            if expected != place:
                return [
                    _(
                        "You named no %(empty)s, so the needs after it moved up: your "
                        "%(given)s is now your %(empty)s. If that is not what you "
                        "want, go back and change it."
                    )
                    % {"empty": saying.place(expected), "given": saying.place(place)}
                ]
        return []

    def rows(self) -> list[Row]:
        found = []
        for option in self.options:
            bound = self[name_of(option.number)]
            error = str(bound.errors[0]) if bound.errors else ""
            found.append(Row(option, bound.name, str(bound.value() or ""), error))
        return found

    def said(self) -> dict[str, str]:
        most = len(self.places())
        return {
            "most": str(most),
            **saying.counted("count", saying.in_order, most),
            "put": _("Make it my %(place)s") % {"place": "%r"},
            "out": _("Take out"),
            "up": _("Move up"),
            "down": _("Move down"),
            "full": saying.full_order(most),
            "now": _("“%(need)s” is now your %(place)s.")
            % {"need": "%t", "place": "%r"},
            "gone": _("“%(need)s” is out of your order.") % {"need": "%t"},
        }

    def choices(self) -> dict[str, Any]:
        return {"ranking": self.marks()}

    @staticmethod
    def filled_in(choices: Mapping[str, Any]) -> dict[str, Any]:
        initial: dict[str, Any] = {"none": not choices["ranking"]}
        for place, rank in enumerate(choices["ranking"], start=1):
            for number in rank if isinstance(rank, list) else [rank]:
                initial[name_of(number)] = place
        return initial


def name_of(number: int) -> str:
    return f"rank_{number}"
