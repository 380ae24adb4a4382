"""What a member says of somebody else's need."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance import guard
from governance.membership.models import Cooperative
from governance.proposals.models import COMMENT_MAX, Comment, Proposal
from governance.prose import tidy
from portal.site.needs.forms.choices import One, lines
from portal.site.needs.forms.excusing import GuardedForm
from portal.site.needs.forms.proposing import LEFT
from portal.site.needs.review import Noticed, noticed, stamp

KINDS = [
    (Comment.Kind.COMMENT, gettext_lazy("A comment")),
    (Comment.Kind.QUESTION, gettext_lazy("A question")),
    (Comment.Kind.CONCERN, gettext_lazy("A concern: something worries me")),
]
ANSWER = (Comment.Kind.ANSWER, gettext_lazy("The answer of the co-op"))


class CommentForm(GuardedForm):
    kind = One(label=gettext_lazy("What do you want to say?"), choices=KINDS)
    text = forms.CharField(
        label=gettext_lazy("Your words"),
        help_text=gettext_lazy("No health card number, no name of a person."),
        error_messages={"required": gettext_lazy("Write your comment first.")},
        widget=lines(4, maxlength=COMMENT_MAX, **{"data-count": LEFT}),
    )
    keep = forms.BooleanField(
        label=gettext_lazy("I have read it again: this is not private. Keep it."),
        required=False,
    )
    looked_at = forms.CharField(required=False, widget=forms.HiddenInput)

    doubtful: list[Noticed] = []
    stamp = ""  # stands for the text that was looked at

    def __init__(
        self,
        data: Any = None,
        *,
        answers: bool = False,
        by: Any = None,
        under: Proposal | None = None,
    ) -> None:
        super().__init__(data, auto_id="comment_%s", initial={"kind": "comment"})
        self.person, self.under = by, under
        if answers:
            self.fields["kind"].choices = [*KINDS, ANSWER]  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        text = tidy(self.cleaned_data["text"])
        if len(text) > COMMENT_MAX:
            raise forms.ValidationError(
                _("The comment has %(length)s characters; %(most)s is the most.")
                % {"length": len(text), "most": COMMENT_MAX}
            )
        return text

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "text" in given:
            found = noticed(given["text"], excused=self.excused)
            self.stamp = stamp("", given["text"])
            looked = given.get("looked_at") == self.stamp
            self.doubtful = [n for n in found if n.tier == guard.WARN]
            blocked = [n for n in found if n.tier == guard.BLOCK]
            self.refuse_blocked(blocked, looked=looked)
            # The box counts only for the very text under which it was shown.
            if self.doubtful and not (given.get("keep") and looked):
                self.add_error(
                    "keep", _("Is this private? Take it out, or tick this box.")
                )
        return given

    def place(self) -> Cooperative | None:
        return self.under.cooperative if self.under else None
