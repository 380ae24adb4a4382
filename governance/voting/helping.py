"""How many had help to vote: counted, never written beside anyone, told when large."""

from django.db.models import F

from governance.voting.models import Helped, Round

FEWEST = 5  # a smaller number, or a smaller rest, points at people


def count_one(round: Round) -> None:
    """One more person had help. Inside the transaction of their first cast, before the
    journal; the row is held until the commit."""
    Helped.objects.bulk_create([Helped(round=round)], ignore_conflicts=True)
    Helped.objects.filter(round=round).update(people=F("people") + 1)


def cover_tracks(round: Round) -> None:
    """Write the row once more, at the seal: a database remembers which transaction
    wrote a row last, and that was the cast of the last person who had help."""
    Helped.objects.filter(round=round).update(people=F("people"))


def helped(round: Round) -> int | None:
    """The people who had help to vote online, once the round is counted. ``None``
    before, and where fewer than five had help, or fewer than five had none."""
    if round.sealed_at is None:
        return None
    row = Helped.objects.filter(round=round).first()
    people = row.people if row else 0
    rest = round.roll.voted().count() - people
    return people if min(people, rest) >= FEWEST else None
