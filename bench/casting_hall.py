"""The hall for ``bench.casting``: members, an open round, a ready form for each; and,
once the storm is over, the check that everyone has one ballot.

As a program: ``prepare FILE VOTERS`` or ``check FILE VOTERS``.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import django


def main(act: str, file: Path, voters: int) -> None:
    django.setup()
    if act == "prepare":
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        file.write_text("\n".join(forms(voters)))
    else:
        sys.stdout.write(str(doubles(json.loads(file.read_bytes()), voters)))


def forms(voters: int) -> Iterator[str]:
    """``address session slip`` for each voter; the round is open."""
    from django.conf import settings
    from django.urls import reverse
    from django.utils import timezone

    from bench.large_rounds import hall, need, people
    from governance.membership.models import Person
    from governance.voting.actions import open_round, prepare_round
    from portal.site.votes import slip

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


def _session(person: Any) -> str:
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import (
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
    )

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def doubles(told: dict[str, Any], voters: int) -> int:
    """How many things are there twice; raises when anything else is wrong: every
    receipt shown is that of a ballot that counts, the journal and the public log hold
    each cast once, and the bundle of the sealed round stands before verify.py."""
    from governance.journal.models import Entry
    from governance.voting.actions import seal_round
    from governance.voting.bundle import verify, writing
    from governance.voting.models import Ballot, Round

    held = Round.objects.get()
    lines = Entry.objects.filter(verb="ballot.cast").values_list("facts", flat=True)
    marks = Counter(fact["roll_line"] for fact in lines)
    twice = sum(times - 1 for times in marks.values())
    twice += len(told["trackers"]) - len(set(told["trackers"]))
    twice += Ballot.objects.count() - held.roll.voted().count()
    seal_round(held, at=held.closes_at + timedelta(minutes=1))
    held.refresh_from_db()
    kept = set(held.ballots.values_list("tracker", flat=True))
    facts = verify.check(writing.files(held))
    if twice == 0 and not (set(told["trackers"]) == kept and len(marks) == voters):
        raise RuntimeError(f"{voters - len(kept)} ballots are missing: {facts}")
    return twice


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
