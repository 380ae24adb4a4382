"""The totals of a count as fields of a form, and back: one way for each form of tally."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting import paper_desk
from governance.voting.models import PaperBatch, PaperEntry
from governance.voting.paper.forms import Form
from portal.site.votes.paper import people
from portal.site.votes.paper.forms import Count, CountForm
from portal.site.votes.shown import Choice


@dataclass(frozen=True)
class Cell:
    """A total to type: its words, and where it stands in the tally."""

    name: str
    words: str
    path: tuple[Any, ...]


@dataclass(frozen=True)
class Difference:
    """A line of two counts side by side: figures, or what a person’s paper says."""

    words: str
    first: int | str
    second: int | str

    @property
    def apart(self) -> bool:
        return self.first != self.second


def cells(batch: PaperBatch, options: Sequence[Choice]) -> list[Cell]:
    """Every total of a batch, in the order of the ballot; none where papers are typed
    one by one."""
    form = paper_desk.form(batch.round)
    if form is Form.ANSWERS:
        words = {"yes": _("Yes"), "no": _("No"), "abstain": _("Abstentions")}
        return [Cell(name, said, (name,)) for name, said in words.items()]
    blank = Cell("blank", _("Blank papers"), ("blank",))
    if form is Form.APPROVALS:
        rows = (
            Cell(f"need_{c.number}", title(c), ("approvals", place, 1))
            for place, c in enumerate(options)
        )
        return [*rows, blank]
    if form is Form.POINTS:
        most = paper_desk.question(batch.round).max_points
        marks = (
            Cell(
                f"need_{c.number}_{points}",
                format_html("{} – {}", title(c), _points(points)),
                ("points", place, 1, points - 1),
            )
            for place, c in enumerate(options)
            for points in range(1, most + 1)
        )
        return [*marks, blank]
    return []


def _points(points: int) -> str:
    return ngettext("%(points)s point", "%(points)s points", points) % {
        "points": points
    }


def add_fields(form: CountForm, found: Sequence[Cell]) -> list[BoundField]:
    for cell in found:
        plain = strip_tags(cell.words)
        form.fields[cell.name] = Count(cell.words, form.batch, plain)
    return [form[cell.name] for cell in found]


def tally(
    form: CountForm, found: Sequence[Cell], empty: dict[str, Any]
) -> dict[str, Any]:
    """The totals typed, in the form of the rule; ``empty`` is filled."""
    for cell in found:
        *way, last = cell.path
        at: Any = empty
        for step in way:
            at = at[step]
        at[last] = form.cleaned_data[cell.name]
    return empty


def initial(entry: PaperEntry | None, found: Sequence[Cell]) -> dict[str, int]:
    """One's own count as it was handed in; empty fields before."""
    if entry is None or not entry.done:
        return {}
    told = {name: getattr(entry, name) for name in ("used", "spoiled", "returned")}
    return told | {cell.name: _at(entry.tally, cell.path) for cell in found}


def differences(
    counts: Sequence[PaperEntry], batch: PaperBatch, options: Sequence[Choice]
) -> list[Difference]:
    """Two counts line by line."""
    one, other = counts
    rows = [
        Difference(_("Used"), one.used, other.used),
        Difference(_("Spoiled"), one.spoiled, other.spoiled),
        Difference(_("Returned"), one.returned, other.returned),
    ]
    if paper_desk.form(batch.round) is Form.NAMED:
        return rows + _people_apart(batch, one.tally, other.tally, options)
    if paper_desk.form(batch.round) is Form.PAPERS:
        return rows + _papers_apart(one.tally, other.tally, options)
    return rows + [
        Difference(c.words, _at(one.tally, c.path), _at(other.tally, c.path))
        for c in cells(batch, options)
    ]


def _at(tally: dict[str, Any], path: tuple[Any, ...]) -> int:
    at: Any = tally
    for step in path:
        at = at[step]
    return int(at)


def _papers_apart(
    one: dict[str, Any], other: dict[str, Any], options: Sequence[Choice]
) -> list[Difference]:
    """Kinds of papers of which one count has more; those alike are many and fine."""
    first = {said(c, options): n for c, n in one["papers"]}
    second = {said(c, options): n for c, n in other["papers"]}
    rows = [
        Difference(words, first.get(words, 0), second.get(words, 0))
        for words in dict.fromkeys([*first, *second])
    ]
    return [row for row in rows if row.apart]


def _people_apart(
    batch: PaperBatch,
    one: dict[str, Any],
    other: dict[str, Any],
    options: Sequence[Choice],
) -> list[Difference]:
    """The people whose paper the two counts do not read alike."""
    first, second = dict(one["named"]), dict(other["named"])
    apart = [n for n in sorted({*first, *second}) if first.get(n) != second.get(n)]
    names = people.names_on(batch.round, batch.cooperative, apart)

    def told(count: dict[int, Any], line: int) -> str:
        return said(count[line], options) if line in count else _("not typed")

    return [
        Difference(names.get(n, f"{n}"), told(first, n), told(second, n)) for n in apart
    ]


def said(choices: dict[str, Any], options: Sequence[Choice]) -> str:
    """A paper in words: “1. Lecture à voix haute · 2. Rappels”."""
    titles = {c.number: title(c) for c in options}
    if "answer" in choices:
        answers = {"yes": _("Yes"), "no": _("No"), "abstain": _("Abstains")}
        return answers[choices["answer"]]
    if "ranking" in choices:
        ranks = [r if isinstance(r, list) else [r] for r in choices["ranking"]]
        told = [
            format_html("{}. {}", place, _joined(" = ", [titles[n] for n in rank]))
            for place, rank in enumerate(ranks, start=1)
        ]
    elif "points" in choices:
        told = [format_html("{}: {}", titles[n], p) for n, p in choices["points"]]
    else:
        told = [titles[n] for n in choices["chosen"]]
    return _joined(" · ", told) or _("blank")


def title(option: Choice) -> SafeString:
    """A need’s title, which says its language where that is not the page’s."""
    return format_html('<span lang="{}">{}</span>', option.language, option.title)


def _joined(between: str, parts: Sequence[str]) -> SafeString:
    return format_html_join(between, "{}", ((part,) for part in parts))
