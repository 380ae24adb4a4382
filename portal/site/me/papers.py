"""Papers that wait to be counted a second time, for whoever may."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.membership.models import Person
from governance.voting.models import PaperBatch, Round
from portal.site.languages import in_language
from portal.site.me.tasks import Charge, Task


def tasks(person: Person, charge: Charge) -> list[Task]:
    """Batches that someone else counted once: one query, however many."""
    done = Count("entries", filter=Q(entries__done=True))
    own = Count("entries", filter=Q(entries__done=True, entries__person=person))
    waiting = (
        PaperBatch.objects.unsettled()
        .filter(_mine(person, charge), round__sealed_at=None, round__voided_at=None)
        .annotate(done=done, own=own)
        .filter(done=1, own=0)
        .select_related("round")
        .order_by("round__closes_at", "number")
    )
    return [_task(batch) for batch in waiting]


def _mine(person: Person, charge: Charge) -> Q:
    """Rounds that the person runs, as ``voting.permissions``, or was named to count."""
    named = Q(round__in=Round.objects.filter(scrutineers__person=person))
    held = {
        right: [pk for pk, rights in charge.rights.items() if right in rights]
        for right in ("run_rounds", "record_decisions")
    }
    consultation = Q(round__nature=Round.Nature.CONSULTATION)
    runs = consultation & Q(round__host__in=held["run_rounds"])
    binds = ~consultation & Q(round__host__in=held["record_decisions"])
    return named | runs | binds | Q(round__federation__in=charge.federations)


def _task(batch: PaperBatch) -> Task:
    words = _("Count batch %(number)s of paper ballots a second time")
    return Task(
        words % {"number": batch.number},
        in_language(batch.round, "title"),
        "",
        reverse("paper_count", args=[batch.round_id, batch.number]),
    )
