"""A coordinator has words shown that were held back: read anew, with a reason."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from governance.membership.models import Cooperative, Person
from governance.proposals.actions.outside import vouch_for_outside_word
from governance.prose import tidy
from governance.refusals import require
from integrations.models import Heard

HELD_BACK = (Heard.Fate.HELD, Heard.Fate.STRANGER)
REASON_MAX = 500  # characters


def held_back(places: QuerySet[Cooperative]) -> QuerySet[Heard]:
    """What waits for a coordinator of these co-ops; the oldest first."""
    words = Heard.objects.filter(
        fate__in=HELD_BACK, link__proposal__cooperative__in=places
    )
    related = words.select_related("link__repository", "link__proposal__cooperative")
    return related.order_by("at", "pk")


@transaction.atomic
def show_anyway(
    heard: Heard, *, by: Person, at: datetime, text: str, language: str, reason: str
) -> Heard:
    """``text`` is what stands on GitHub now. The reason stays here, with the name of
    nobody; the journal says who decided, and when."""
    heard = Heard.objects.select_for_update(of=("self",)).get(pk=heard.pk)
    why = tidy(reason)
    require(heard.fate in HELD_BACK, _("This message is not held back any more."))
    require(bool(why), _("Say why it can be shown."))
    require(
        len(why) <= REASON_MAX, _("The reason is too long: 500 characters at most.")
    )
    comment = vouch_for_outside_word(
        heard.link.proposal, by=by, at=at, text=text, language=language
    )
    heard.comment, heard.fate = comment, Heard.Fate.SHOWN
    heard.reason, heard.decided_at = why, at
    heard.save()
    return heard
