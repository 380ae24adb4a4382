"""Words that come from outside the portal, and answers that may go there.

A developer has no account here: a word of theirs stands under one voice, says where
it comes from, and passes the same guard as a member's. It is text, never an order.
"""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from governance import guard
from governance.journal.actions import record
from governance.membership.actions import welcome_person
from governance.membership.models import NameShown, Person
from governance.proposals import lifecycle, permissions, wording
from governance.proposals.actions.progress import lock
from governance.proposals.models import COMMENT_MAX, Comment, Proposal
from governance.prose import tidy, to_html
from governance.refusals import allow, require

VOICE = uuid.UUID("6f1f2a5e-0c1b-5c7e-9a53-2d1f5f0f6b11")  # the ref of “GitHub” here
CUT = "…"


@transaction.atomic
def add_outside_word(
    proposal: Proposal, *, at: datetime, text: str, language: str
) -> Comment:
    """A developer's word in the discussion of a public need, labelled as such.

    Too long a text is cut; one that looks like personal information is refused.
    """
    lock(proposal)
    require(
        proposal.status in lifecycle.PUBLIC, _("This need is not open to discussion.")
    )
    comment = _said(proposal, at, language, _shown(text, language))
    facts = {"comment": comment.pk, "kind": "outside"}
    record("need.commented", proposal, by=None, at=at, facts=facts)
    return comment


@transaction.atomic
def vouch_for_outside_word(
    proposal: Proposal, *, by: Person, at: datetime, text: str, language: str
) -> Comment:
    """A coordinator has read a developer's word that was held back, and has it shown
    all the same. Whoever calls keeps the reason; it is text, so not in the journal."""
    lock(proposal)
    allow(
        permissions.coordinates(by, proposal),
        _("Only a coordinator of the co-op may decide what is shown."),
    )
    require(
        proposal.status in lifecycle.PUBLIC, _("This need is not open to discussion.")
    )
    comment = _said(proposal, at, language, _labelled(text, language))
    facts = {"comment": comment.pk, "kind": "outside"}
    record("word.vouched", proposal, by=by, at=at, facts=facts)
    return comment


@transaction.atomic
def revise_outside_word(
    comment: Comment, *, at: datetime, text: str, language: str
) -> bool:
    """Its author changed it over there. True when it reads otherwise now. What a
    person vouched for stays as long as it reads the same; new words are looked at."""
    if comment.text == _labelled(text, language)["text"]:
        return False
    shown = _shown(text, language)
    _replace(comment, shown, language)
    facts = {"comment": comment.pk, "kind": "outside"}
    record("word.revised", comment.proposal, by=None, at=at, facts=facts)
    return True


@transaction.atomic
def remove_outside_word(comment: Comment, *, at: datetime) -> bool:
    """Its author took it back: its place stays, so that answers keep their sense."""
    with override(comment.language):
        text = _("This message was taken back on GitHub.")
    if comment.text == text:
        return False
    _replace(comment, {"text": text, "html": to_html(text)}, comment.language)
    facts = {"comment": comment.pk, "kind": "outside"}
    record("word.removed", comment.proposal, by=None, at=at, facts=facts)
    return True


@transaction.atomic
def release_answer(comment: Comment, *, by: Person, at: datetime) -> bool:
    """Let an answer of the co-op leave for the developers. True when it is new."""
    lock(comment.proposal)
    allow(
        permissions.can_answer(by, comment.proposal),
        _("Only a coordinator of the co-op may answer in its name."),
    )
    require(
        comment.kind == Comment.Kind.ANSWER,
        _("Only an answer in the co-op’s name leaves for the developers."),
    )
    guard.refuse_blocked(comment.text)
    facts = {"need": comment.proposal.number}
    record("answer.released", comment, by=by, at=at, facts=facts)
    return True


def _said(
    proposal: Proposal, at: datetime, language: str, shown: dict[str, str]
) -> Comment:
    """A developer's words among those of members; ``shown`` are its text and HTML."""
    return Comment.objects.create(
        proposal=proposal,
        author=_voice(at),
        cooperative=proposal.cooperative,
        kind=Comment.Kind.COMMENT,
        language=wording.checked_language(language),
        at=at,
        **shown,
    )


def _voice(at: datetime) -> Person:
    known = Person.objects.filter(ref=VOICE).first()
    return known or welcome_person(
        email=None, first_name="GitHub", last_name="", language="en",
        name_shown=NameShown.FULL, by=None, at=at, ref=VOICE,
    )  # fmt: skip


def _shown(text: str, language: str) -> dict[str, str]:
    """The word under its label, fit to be shown."""
    guard.refuse_blocked(tidy(text))
    return _labelled(text, language)


def _labelled(text: str, language: str) -> dict[str, str]:
    with override(language):
        label = _("A developer wrote on GitHub:")
    text = tidy(text)
    require(bool(text), _("Write your comment first."))
    room = COMMENT_MAX - len(label) - len(CUT) - 2
    cut = text if len(text) <= room else text[:room].rstrip() + CUT
    worded = tidy(f"{label}\n\n{cut}")
    return {"text": worded, "html": to_html(worded)}


def _replace(comment: Comment, shown: dict[str, str], language: str) -> None:
    lock(comment.proposal)
    Comment.objects.filter(pk=comment.pk).update(language=language, **shown)
