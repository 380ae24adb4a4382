"""Co-ops that watch public logs: their keys, and the checkpoints they sign."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Cooperative, Person
from governance.membership.permissions import can_record_decisions
from governance.refusals import Refusal, allow
from governance.voting import cosigning
from governance.voting.models import Checkpoint, Cosignature, Round, Witness


class NotCosigned(Refusal):
    """Nothing was kept: the note or its signatures are not what they should be."""

    status = 422


@transaction.atomic
def register_witness(
    cooperative: Cooperative, *, by: Person, at: datetime, key: str
) -> Witness:
    """Make ``key`` the one with which the co-op signs; the one before is set aside,
    and what it signed stays."""
    held = Cooperative.objects.select_for_update().get(pk=cooperative.pk)
    allow(
        can_record_decisions(by, held),
        _("Only the secretary of the co-op registers its witness."),
    )
    text = key.strip()
    try:
        named = cosigning.Key.read(text)
    except cosigning.BadKey as bad:
        raise Refusal(
            _("This is no key of a witness. Copy the line that witness.py shows.")
        ) from bad
    if Witness.objects.filter(key=text).exists():
        raise Refusal(_("This key is registered already."))
    held.witnesses.filter(until=None).update(until=at)
    witness = Witness.objects.create(cooperative=held, key=text, since=at)
    record("witness.registered", held, by=by, at=at, facts={"key": named.id.hex()})
    return witness


@transaction.atomic
def receive_cosignature(round: Round, *, at: datetime, note: str) -> list[Cosignature]:
    """Keep the signatures of our witnesses under a checkpoint of ours; those kept now.

    Anyone may bring them: a signature says by itself whose it is. Harmless to repeat.
    """
    body = note.partition("\n\n")[0]
    checkpoint = _of(round, body)
    kept = []
    for witness in Witness.objects.filter(until=None).select_related("cooperative"):
        signed = cosigning.found(note, cosigning.Key.read(witness.key))
        if signed is None:
            continue
        row, new = Cosignature.objects.get_or_create(
            checkpoint=checkpoint,
            witness=witness,
            defaults={"at": signed.at, "line": signed.line},
        )
        kept.append(row)
        if new:
            facts = {"size": checkpoint.size, "cooperative": witness.cooperative.slug}
            record("log.cosigned", round, by=None, at=at, facts=facts)
    if not kept:
        raise NotCosigned(_("No signature of a witness known here is under this note."))
    return kept


def _of(round: Round, body: str) -> Checkpoint:
    """The checkpoint with this text, held so that two hands take turns."""
    rows = Checkpoint.objects.select_for_update().filter(round=round)
    found = rows.filter(note__startswith=f"{body}\n\n").first() if body else None
    if found is None:
        raise NotCosigned(_("This is no checkpoint of this vote’s log."))
    return found
