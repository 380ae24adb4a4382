"""The questions asked of a member who proposes a need, in plain words."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.membership.models import Cooperative
from governance.proposals.models import TEXT_MAX, TITLE_MAX
from governance.prose import tidy
from portal.site.languages import OWN_NAMES, reader_language
from portal.site.needs.forms.choices import One, lines
from portal.site.needs.forms.excusing import GuardedForm
from portal.site.needs.forms.kinds import KindFields
from portal.site.needs.review import Review, review

LEFT = gettext_lazy("You have %n characters left.")


class WordsForm(GuardedForm):
    """A title and a text, looked at by the guard before they are kept."""

    title = forms.CharField(
        label=gettext_lazy("Your need in one line"),
        help_text=gettext_lazy("For example: See who opened my record."),
        max_length=TITLE_MAX,
        error_messages={"required": gettext_lazy("Give your need a title.")},
    )
    text = forms.CharField(
        label=gettext_lazy("What would help you, and why?"),
        help_text=gettext_lazy(
            "Say it as you would to a neighbour. No health card number, no name of a "
            "person: everyone will be able to read this text."
        ),
        error_messages={"required": gettext_lazy("Describe your need in a few words.")},
        widget=lines(8, maxlength=TEXT_MAX, **{"data-count": LEFT}),
    )
    keep = forms.BooleanField(
        label=gettext_lazy("I have read it again: this is not private. Keep it."),
        required=False,
    )
    looked_at = forms.CharField(required=False, widget=forms.HiddenInput)

    seen: Review | None = None

    def clean_text(self) -> str:
        text = tidy(self.cleaned_data["text"])
        if len(text) > TEXT_MAX:
            raise forms.ValidationError(
                _("The text has %(length)s characters; %(most)s is the most.")
                % {"length": len(text), "most": TEXT_MAX}
            )
        return text

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "title" in given and "text" in given:
            self.seen = review(
                given["title"], given["text"], own=self.own, excused=self.excused
            )
            # The author has already been shown the review of this very text.
            self.was_looked_at = given.get("looked_at") == self.seen.stamp
            self._refuse_private(self.seen)
        return given

    was_looked_at = False
    own: Any = None  # the need being edited, if any

    def place(self) -> Cooperative | None:
        return self.own.cooperative if self.own else None

    def _write_in(self, language: str) -> None:
        """Screen readers speak what stands in the boxes in its own language."""
        for name in ("title", "text"):
            self.fields[name].widget.attrs["lang"] = language

    def _refuse_private(self, seen: Review) -> None:
        self.refuse_blocked(seen.blocked, looked=self.was_looked_at)
        if seen.doubtful and self.was_looked_at and not self.cleaned_data.get("keep"):
            self.add_error(
                "keep",
                _("Take the private facts out of your text, or tick this box."),
            )

    def needs_a_look(self) -> bool:
        """Valid, but with something to show the author first."""
        return bool(self.seen and self.seen.has_something and not self.was_looked_at)


class ProposeForm(WordsForm, KindFields):
    """Everything a new need says."""

    cooperative = forms.ModelChoiceField(
        label=gettext_lazy("For which of your co-ops?"),
        queryset=Cooperative.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose one of your co-ops.")},
    )
    language = One(
        label=gettext_lazy("In which language do you write?"),
        choices=list(OWN_NAMES.items()),
    )
    field_order = ["cooperative", "language", "title", "text", "keep", "looked_at"]

    def __init__(
        self, data: Any = None, *, coops: Any, by: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.person = by
        self.offer_terms()
        self.fields["language"].initial = reader_language()
        self.fields["cooperative"].queryset = coops  # type: ignore[attr-defined]
        self.only = list(coops)
        if len(self.only) == 1:
            del self.fields["cooperative"]

    def for_coop(self) -> Cooperative:
        return self.cleaned_data.get("cooperative") or self.only[0]

    def place(self) -> Cooperative | None:
        """Of several co-ops, none before one is chosen."""
        if len(self.only) == 1:
            return self.only[0]
        return self.cleaned_data.get("cooperative")

    def facts(self) -> dict[str, Any]:
        """What ``draft_proposal`` takes besides who and when."""
        given = self.cleaned_data
        return {
            "language": given["language"],
            "title": given["title"],
            "text": given["text"],
            "category": given["category"],
            "values": dict.fromkeys(self.served(), 1),
            "barriers": given["barriers"],
        }


class EditForm(WordsForm):
    """The words of one's own need, once more."""

    def __init__(
        self, data: Any = None, *, own: Any, by: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.own, self.person = own, by
        self._write_in(own.language)


class TranslateForm(WordsForm):
    """The same need in the other language."""

    def __init__(
        self, data: Any = None, *, own: Any, by: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.own, self.person = own, by
        self._write_in(next(code for code in OWN_NAMES if code != own.language))
        self.fields["title"].label = _("The title in the other language")
        self.fields["title"].help_text = ""
        self.fields["text"].label = _("The text in the other language")
        self.fields["text"].help_text = _(
            "Say the same thing, no more and no less. Everyone will read it."
        )
