"""Preparing a round: what is asked, of whom, by what rule, between which moments."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from governance.voting import wordings
from governance.voting.models import Round
from portal.formats.moments import zoned_lazy
from portal.site.votes.forms.dates import Day, Moment
from portal.site.votes.forms.figures import FiguresForm
from portal.site.votes.forms.offered import invited, named, places, ready
from portal.site.votes.forms.shares import Share, in_words
from portal.site.votes.shown import on_paper, places_of
from portal.site.votes.words import NATURES

USUAL_LENGTH = timedelta(days=14)
USUAL_HOUR = 20
TIME_TO_CHECK = timedelta(days=2)  # before it opens, two nights to sleep on it
OPENING_HOUR = 8
NIGHT = range(4)  # hours: the clock changes then too


class SomeCooperatives(forms.ModelMultipleChoiceField):
    """Co-operatives by number; one that no row can have is simply not on the list."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError as beyond:  # larger than SQLite's integers
            told = self.error_messages["invalid_choice"]
            raise forms.ValidationError(told, params={"value": "…"}) from beyond


class RoundForm(FiguresForm):
    """Everything the rule sheet will hold; both languages are asked for."""

    place = forms.ChoiceField(label=_("Who holds this vote"), widget=forms.RadioSelect)
    cooperatives = SomeCooperatives(
        label=_("Co-operatives invited"),
        help_text=_("Their members with the right to vote will be on the roll."),
        queryset=Cooperative.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    nature = forms.ChoiceField(
        label=_("Nature of the vote"),
        help_text=_("It is shown everywhere and cannot change after the opening."),
        choices=list(NATURES.items()),
        widget=forms.RadioSelect,
        initial=Round.Nature.CONSULTATION,
    )
    needs = forms.TypedMultipleChoiceField(
        label=_("Needs put to the vote"),
        help_text=_("Needs accepted for a vote. Yes or no takes exactly one."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    reference = forms.CharField(
        label=_("Resolution or notice of meeting"),
        help_text=_(
            "What an orientation or an assembly vote rests on, for example “CA-2026-14”."
        ),
        max_length=160,
        required=False,
    )
    notice_on = forms.DateField(
        label=_("Day the notice of meeting was sent"),
        help_text=_("The by-law says how many days before the vote that must be."),
        widget=Day,
        required=False,
    )
    title_fr = forms.CharField(label=_("Title in French"), max_length=160)
    title_en = forms.CharField(label=_("Title in English"), max_length=160)
    intro_fr = forms.CharField(
        label=_("Presentation in French"),
        help_text=_("What is asked and what it changes, in a few plain sentences."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    intro_en = forms.CharField(
        label=_("Presentation in English"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    quorum = Share(
        label=pgettext_lazy("field", "Quorum: what part of the people on the roll"),
        help_text=_(
            "As the by-law writes it: a percentage such as 5 %, or a fraction such as "
            "1/3. 0 when it asks for none."
        ),
        max_length=12,
        initial="5 %",
    )
    comparison = forms.ChoiceField(
        label=_("To be accepted, the yes votes must be"),
        help_text=_("As usual: more than one half, or at least any other part."),
        choices=[
            ("", _("as usual")),
            (Round.Comparison.MORE_THAN, _("more than the part below")),
            (Round.Comparison.AT_LEAST, _("at least the part below")),
        ],
        required=False,
    )
    threshold = Share(
        label=_("What part of the yes and no votes"),
        help_text=_("1/2, 2/3, 3/4 or as the by-law writes it."),
        max_length=12,
        initial="1/2",
        widget=forms.TextInput(attrs={"list": "usual-parts"}),
    )
    record_date = forms.DateField(
        label=_("Record date"),
        help_text=_("Members on that date may vote."),
        widget=Day,
    )
    opens_at = forms.DateTimeField(label=zoned_lazy(_("Opening")), widget=Moment)
    closes_at = forms.DateTimeField(
        label=zoned_lazy(_("Closing")),
        help_text=_(
            "Preferably at noon, 18:00 or 20:00: if something fails, people who can "
            "help are awake."
        ),
        widget=Moment,
    )

    def __init__(
        self, *args: Any, person: Person, round: Round | None = None, **kwargs: Any
    ) -> None:
        if round is not None:
            kwargs["initial"] = described(round)
        super().__init__(*args, **kwargs)
        self.hosts, self.federations = places_of(person)
        co_ops = invited(self.hosts, self.federations)
        self._offer("place", places(self.hosts, self.federations))
        self.fields["cooperatives"].queryset = co_ops  # type: ignore[attr-defined]
        self.fields["cooperatives"].initial = co_ops
        needs = ready(co_ops)
        self.late = wordings.out_of_step(needs)
        self._offer("needs", named(needs))
        self._start_today()

    def _offer(self, field: str, choices: list[tuple[Any, str]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields[field].initial = (
                [choices[0][0]] if field == "needs" else choices[0][0]
            )

    def _start_today(self) -> None:
        now = timezone.localtime().replace(second=0, microsecond=0)
        self.fields["record_date"].initial = now.date()
        opening = (now + TIME_TO_CHECK).replace(hour=OPENING_HOUR, minute=0)
        self.fields["opens_at"].initial = opening
        closing = (opening + USUAL_LENGTH).replace(hour=USUAL_HOUR, minute=0)
        self.fields["closes_at"].initial = closing

    def clean(self) -> dict[str, Any]:
        """Facts that depend on each other, each told at its own field."""
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The vote must close after it opens."))
        if closes and timezone.localtime(closes).hour in NIGHT:
            self.add_error(
                "closes_at",
                _("A vote does not close between midnight and 4 in the morning."),
            )
        self._check_grounds(cleaned)
        self.check_figures(cleaned)
        return cleaned

    def _check_grounds(self, cleaned: dict[str, Any]) -> None:
        nature = cleaned.get("nature")
        binding = nature in (Round.Nature.ORIENTATION, Round.Nature.ASSEMBLY)
        if binding and not cleaned.get("reference"):
            self.add_error("reference", _("Name the resolution or the notice."))
        if nature == Round.Nature.ASSEMBLY and not cleaned.get("notice_on"):
            self.add_error("notice_on", _("Give the day the notice was sent."))

    def facts(self) -> dict[str, Any]:
        """The keyword arguments of ``prepare_round``, without ``by`` and ``at``."""
        c = self.cleaned_data
        numbers = Proposal.objects.in_bulk(c["needs"], field_name="number")
        kind, slug = c["place"].split(":")
        same = {k: c[k] for k in SAME}
        return same | {
            "host": next(
                (h for h in self.hosts if (kind, slug) == ("coop", h.slug)), None
            ),
            "federation": next(
                (f for f in self.federations if (kind, slug) == ("federation", f.slug)),
                None,
            ),
            "cooperatives": list(c["cooperatives"]),
            "proposals": [numbers[n] for n in c["needs"] if n in numbers],
            **self.figures(),
        }


def described(round: Round) -> dict[str, Any]:
    """A round in preparation as the form holds it."""
    place = f"coop:{round.host.slug}" if round.host else ""
    if round.federation:
        place = f"federation:{round.federation.slug}"
    steps = len(round.bands) > 1
    figures = ("rule", "secrecy", "max_choices", "seats", "max_points", "total_points")
    return {
        **{name: getattr(round, name) for name in (*SAME, *figures)},
        "place": place,
        "cooperatives": list(round.cooperatives.values_list("pk", flat=True)),
        "needs": [proposal.number for proposal in on_paper(round)],
        "quorum": in_words(round.quorum),
        "total_points": round.total_points or None,
        "budget_days": round.budget_days or None,
        "band_size": round.bands[1][0] - 1 if steps else None,
        "band_cap": round.bands[-1][1] if steps else 3,
    }


SAME = [
    "title_fr",
    "title_en",
    "intro_fr",
    "intro_en",
    "nature",
    "reference",
    "notice_on",
    "quorum",
    "threshold",
    "comparison",
    "opens_at",
    "closes_at",
    "record_date",
]
