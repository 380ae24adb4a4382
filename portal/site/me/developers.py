"""Developers' words that wait for a coordinator: held back, or asked and unanswered."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.proposals.models import Comment, Proposal
from integrations.github.vouching import HELD_BACK
from portal.site.me.tasks import Charge, Task, task_for
from portal.site.votes.shown import choice, current_wordings

MOST = 20
ASKED_SINCE = timedelta(days=180)  # older questions were answered by time
HELD = Q(mirror_links__heard__fate__in=HELD_BACK)
ANSWER = Q(comments__kind=Comment.Kind.ANSWER)


def tasks(charge: Charge) -> list[Task]:
    """For coordinators: messages to read first, then questions to answer, the one
    that waits longest first. Two queries."""
    places = charge.holding("coordinate_cooperative")
    if not places:
        return []
    found = []
    for need in _waiting(places):
        if need.held:
            shown, url = choice(need), reverse("held_words")
            words = _("Read a developer’s message that is held back")
            found.append(Task(words, shown.title, shown.language, url))
        if need.asked_at and (not need.answered_at or need.answered_at < need.asked_at):
            words = _("Answer the developers’ question")
            found.append(task_for(need, words, "need_answer"))
    return found


def _waiting(places: set[int]) -> Any:
    asked = Q(
        comments__heard__isnull=False,
        comments__text__contains="?",
        comments__at__gt=timezone.now() - ASKED_SINCE,
    )
    needs = Proposal.objects.filter(cooperative__in=places, mirror_links__isnull=False)
    told = needs.annotate(
        held=Count("mirror_links__heard", filter=HELD, distinct=True),
        asked_at=Max("comments__at", filter=asked),
        answered_at=Max("comments__at", filter=ANSWER),
    )
    unanswered = Q(asked_at__gt=F("answered_at")) | Q(
        asked_at__isnull=False, answered_at=None
    )
    waiting = told.filter(Q(held__gt=0) | unanswered).select_related("cooperative")
    return waiting.prefetch_related(current_wordings()).order_by("asked_at")[:MOST]
