"""What a coordinator fills in: the impacts of a need, and its brief."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance import guard
from governance.proposals.models import EFFORT_MAX, Brief, Proposal
from governance.proposals.skills import Skill
from governance.prose import tidy
from governance.values import vocabulary
from portal.site.needs.forms.choices import One, explained, lines
from portal.site.needs.leaving import names_in
from portal.site.needs.review import noticed


class AcceptForm(forms.Form):
    effort_days = forms.IntegerField(
        label=gettext_lazy("Effort, in developer-days"),
        help_text=gettext_lazy("Your best estimate. Members vote knowing it."),
        min_value=1,
        max_value=EFFORT_MAX,
        error_messages={"required": gettext_lazy("Give the effort in days.")},
    )
    privacy_impact = One(
        label=gettext_lazy("What does it change for privacy?"),
        error_messages={
            "required": gettext_lazy("Choose what the need changes for privacy.")
        },
    )
    flexibility_impact = One(
        label=gettext_lazy("What does it change for the flexibility of the tool?"),
        error_messages={
            "required": gettext_lazy("Choose what the need changes for flexibility.")
        },
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["privacy_impact"].choices = explained(vocabulary.privacy_impacts())
        fields["flexibility_impact"].choices = explained(
            vocabulary.flexibility_impacts()
        )


class BriefForm(forms.Form):
    """Not the member's words: a coordinator's, since they leave for GitHub for good."""

    title = forms.CharField(
        label=gettext_lazy("Title, in English"),
        help_text=gettext_lazy("It becomes the title of the issue on GitHub."),
        max_length=200,
    )
    user_story = forms.CharField(
        label=gettext_lazy("Who needs what, and why, in English"),
        help_text=gettext_lazy("For example: As a member, I want… so that…"),
        widget=lines(5),
    )
    acceptance_test = forms.CharField(
        label=gettext_lazy("How we will know that it is done, in English"),
        help_text=gettext_lazy("One line for each thing a person can check."),
        widget=lines(5),
    )
    privacy_notes = forms.CharField(
        label=gettext_lazy("What developers must know about privacy"),
        required=False,
        widget=lines(3),
    )
    out_of_scope = forms.CharField(
        label=gettext_lazy("What is not asked"), required=False, widget=lines(3)
    )
    summary_fr = forms.CharField(
        label=gettext_lazy("The same in French, in short"), widget=lines(4)
    )
    skills = forms.MultipleChoiceField(
        label=gettext_lazy("Skills it asks for"),
        help_text=gettext_lazy("Developers find the need by them on their board."),
        choices=Skill.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        proposal: Proposal,
        brief: Brief | None = None,
        language: str = "en",
    ) -> None:
        names = self.base_fields
        self.proposal, self.language = proposal, language
        super().__init__(
            data, initial={n: getattr(brief, n) for n in names} if brief else None
        )
        for field in self.fields.values():
            field.error_messages["required"] = _("Please fill in this part.")
        if language == "fr":
            self._ask_in_french()

    def _ask_in_french(self) -> None:
        """Its developers read French: the summary is for those who do not."""
        labels = {
            "title": _("Title, in French"),
            "user_story": _("Who needs what, and why, in French"),
            "acceptance_test": _("How we will know that it is done, in French"),
            "summary_fr": _("The same in English, in short"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        example = _("For example, in French: “En tant que membre, je veux… afin de…”")
        self.fields["user_story"].help_text = example

    def clean(self) -> dict[str, Any]:
        """Stricter than for members: what leaves cannot be taken back."""
        given = super().clean() or {}
        words = {name: text for name, text in given.items() if name != "skills"}
        for name, text in words.items():
            for sentence in too_long(name, text) or _private(text):
                self.add_error(name, sentence)
        if not self.errors:
            self._refuse_names(words)
        return given

    def _refuse_names(self, words: dict[str, str]) -> None:
        """Here, where they can be taken out: the mirror would not let them leave."""
        for name, sentences in names_in(self.proposal, words).items():
            for sentence in sentences:
                self.add_error(name, sentence)


def too_long(part: str, text: str) -> list[str]:
    """Said before the guard reads it: on a megabyte it takes seconds."""
    length, field = len(tidy(text)), cast("Any", Brief._meta.get_field(part))
    if length <= field.max_length:
        return []
    told = _("The text has %(length)s characters; %(most)s is the most.")
    return [told % {"length": length, "most": field.max_length}]


def _private(text: str) -> list[str]:
    return [f.sentence for f in noticed(text) if f.tier != guard.COACH]
