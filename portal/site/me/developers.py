"""Developers' words that wait for a coordinator: held back, or asked and unanswered."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.proposals.models import Comment, Proposal
from integrations.github.vouching import HELD_BACK
from integrations.models import Heard
from portal.site.me.tasks import Charge, Task, task_for
from portal.site.votes.shown import choice

ASKED_SINCE = timedelta(days=180)  # older questions were answered by time


def held_back() -> QuerySet[Proposal]:
    """Needs of which a developer's message waits for somebody to read it."""
    held = Heard.objects.filter(fate__in=HELD_BACK, link__proposal=OuterRef("pk"))
    return Proposal.objects.filter(Exists(held))


def unanswered() -> QuerySet[Proposal]:
    """Needs of which developers asked something that the co-op did not answer since."""
    answers = Comment.objects.filter(
        proposal=OuterRef("proposal"), kind=Comment.Kind.ANSWER, at__gt=OuterRef("at")
    )
    asked = Comment.objects.filter(
        ~Exists(answers),
        proposal=OuterRef("pk"),
        heard__isnull=False,
        text__contains="?",
        at__gt=timezone.now() - ASKED_SINCE,
    )
    return Proposal.objects.filter(Exists(asked))


def of_need(need: Proposal, charge: Charge) -> list[Task]:
    """What waits of a need whose ``held`` and ``asked`` are known; for coordinators
    alone, who answer for the co-op."""
    if not charge.carries("coordinate_cooperative", need):
        return []
    found = []
    if getattr(need, "held", False):
        shown, words = choice(need), _("Read a developer’s message that is held back")
        url = reverse("held_words")
        found.append(Task(words, shown.title, shown.language, url))
    if getattr(need, "asked", False):
        words = _("Answer the developers’ question")
        found.append(task_for(need, words, "need_answer"))
    return found
