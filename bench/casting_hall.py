"""The hall for ``bench.casting``: members, an open round, and a ready form for each."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import timezone

from bench.large_rounds import hall, need, people
from governance.membership.models import Person
from governance.voting.actions import open_round, prepare_round
from portal.site.votes import slip


def forms(voters: int) -> Iterator[str]:
    """``address session slip`` for each voter; the round is open."""
    secretary, home = hall()
    people(home, voters)
    now = timezone.now()
    held = prepare_round(
        by=secretary, at=now, host=home, cooperatives=[home],
        proposals=[need(home, secretary, n, now) for n in range(10)],
        title_fr="Que construire?", title_en="What to build?", nature="consultation",
        rule="approval", max_choices=3, quorum="1/20",
        opens_at=now, closes_at=now + timedelta(days=1), record_date=timezone.localdate(now),
    )  # fmt: skip
    held = open_round(held, by=secretary, at=now)
    numbers = sorted(option.proposal.number for option in held.options.all())
    address = reverse("round_receipt", kwargs={"pk": held.pk})
    for person in Person.objects.filter(memberships__cooperative=home):
        sent = slip.sign(slip.fresh({"chosen": numbers[:2]}), round=held, person=person)
        yield f"{address} {settings.SESSION_COOKIE_NAME}={_session(person)} {sent}"


def _session(person: Person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)
