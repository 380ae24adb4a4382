"""One need through every stage, and the line each act leaves in the journal."""

from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.proposals.lifecycle import Status
from tests.builders import confirmed_need
from tests.round_builders import crowd


def test_a_need_reaches_confirmation_and_every_act_has_its_line(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, gaetan: Person
) -> None:
    need = confirmed_need(lac_tamarac, *crowd(lac_tamarac, 5), author=rose_aimee)
    assert need.status == Status.CONFIRMED
    own = list(Entry.objects.about(need).values_list("verb", flat=True))
    assert own == [
        "need.drafted",
        "need.submitted",
        "need.accepted",
        "need.voted",
        "need.mandated",
        "need.started",
        "need.built",
        "evidence.found",
        "release.delivered",
        *["confirmation.answered"] * 5,
        "need.confirmed",
    ]
    every = set(Entry.objects.values_list("verb", flat=True))
    assert every >= {
        "brief.written",
        "brief.confirmed",
        "decision.recorded",
        "cycle.opened",
        "roadmap.placed",
        "release.recorded",
    }
