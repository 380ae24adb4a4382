"""Give points to needs: from zero to a number for each, up to a total for all."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from portal.site.votes.forms.ballot import saying
from portal.site.votes.forms.ballot.paper import OneAnswer, Row, WithBlank

MOST_TARGETS = 10  # beyond, a number is typed: more round targets do not fit a phone


class PointsForm(WithBlank):
    template = "site/votes/_paper_points.html"
    scripts = ("portal/ballot-points.js",)

    def lay_out(self) -> None:
        for option in self.options:
            self.fields[name_of(option.number)] = self.field(option.title)

    def field(self, title: str) -> forms.Field:
        most = self.question.max_points
        wrong = _("Give from 0 to %(most)s points to this need.") % {"most": most}
        if not self.by_targets():
            kinds = ("invalid", "min_value", "max_value")
            return forms.IntegerField(
                label=title,
                required=False,
                min_value=0,
                max_value=most,
                error_messages=dict.fromkeys(kinds, wrong),
            )
        return forms.TypedChoiceField(
            label=title,
            coerce=int,
            empty_value=None,
            required=False,
            widget=OneAnswer,
            choices=[(str(n), str(n)) for n in range(most + 1)],
            error_messages={"invalid_choice": wrong},
        )

    def by_targets(self) -> bool:
        """Whether every number of points has a target of its own."""
        return self.question.max_points <= MOST_TARGETS

    def scale(self) -> list[str]:
        return [str(points) for points in range(self.question.max_points + 1)]

    def given(self) -> list[list[int]]:
        cleaned = self.cleaned_data
        pairs = [[o.number, cleaned.get(name_of(o.number)) or 0] for o in self.options]
        return [pair for pair in pairs if pair[1]]

    def marks(self) -> list[Any]:
        return self.given()

    def first(self) -> str:
        marked = self.given()
        return name_of(marked[0][0] if marked else self.options[0].number)

    def clean(self) -> dict[str, Any]:
        total, most = sum(p for _n, p in self.given()), self.question.total_points
        if most and total > most:
            self.add_error(self.first(), saying.too_many_points(total, most))
        return super().clean()

    def rows(self) -> list[Row]:
        found = []
        for option in self.options:
            bound = self[name_of(option.number)]
            error = str(bound.errors[0]) if bound.errors else ""
            value = bound.value()
            marked = "0" if value in (None, "") else str(value)
            found.append(Row(option, bound.name, marked, error))
        return found

    def said(self) -> dict[str, str]:
        total, most = self.question.total_points, self.question.max_points
        return {
            "most": str(most),
            "total": str(total),
            **saying.counted("worth", saying.points, 0),
            **saying.counted("count", saying.left if total else saying.given, total),
            **saying.counted("over", saying.points_over, total),
            "now": _("%(need)s: %(points)s.") % {"need": "%t", "points": "%p"},
            "more": _("One point more"),
            "fewer": _("One point less"),
            "most-here": saying.most_here(most),
            "all-given": _(
                "All your points are given. Take one from another need first."
            ),
        }

    def choices(self) -> dict[str, Any]:
        return {"points": self.given()}

    @staticmethod
    def filled_in(choices: Mapping[str, Any]) -> dict[str, Any]:
        initial = {name_of(number): str(points) for number, points in choices["points"]}
        return {**initial, "none": not choices["points"]}


def name_of(number: int) -> str:
    return f"points_{number}"
