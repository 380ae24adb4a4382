"""Every form of the portal, filled in well: who sends it, where, and each field.

A test spoils one field at a time and looks at what comes back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests import builders
from tests.portal.doors.world import World

TEXT, CHOICE, NUMBER, DAY, MOMENT = "text", "choice", "number", "day", "moment"


@dataclass(frozen=True)
class Filled:
    """A form of a role at an address; ``kinds`` says what each field takes."""

    name: str
    state: str
    role: str
    fields: dict[str, Any]
    kinds: dict[str, str]

    def texts(self) -> list[str]:
        return [name for name, kind in self.kinds.items() if kind == TEXT]

    def spoiled(self, **fields: Any) -> dict[str, Any]:
        return self.fields | fields


def kinds(text: str = "", choice: str = "", **more: str) -> dict[str, str]:
    by_kind = {TEXT: text, CHOICE: choice} | more
    return {name: kind for kind, names in by_kind.items() for name in names.split()}


def filled(world: World) -> Iterator[Filled]:
    """In the order of the life of a need."""
    yield from _of_members(world)
    yield from _of_coordinators(world)
    yield from _of_boards(world)
    yield from _of_rounds(world)
    yield from _of_meetings(world)


def _of_members(world: World) -> Iterator[Filled]:
    words = {"title": "Un titre à nous", "text": "Je veux lire mes résultats."}
    told = {"language": "fr", "category": "trust_security", "foundational": ["equity"],
            "mission": ["empowerment"], "barriers": ["trust"]}  # fmt: skip
    yield Filled("need_new", "-", "member", words | told, kinds(
        "title text", "language category foundational mission barriers keep looked_at"))  # fmt: skip
    yield Filled("need_edit", "submitted", "author", words, kinds("title text"))
    said = {"kind": "question", "text": "Et le samedi?"}
    yield Filled("need_comment", "submitted", "member", said, kinds("text", "kind"))
    answer = {"answer": "yes", "matters": "some"}
    both = kinds("", "answer matters")
    yield Filled("need_confirm", "released", "member", answer, both)
    shown = {"name_shown": "initials", "language": "en"}
    yield Filled("my_settings", "-", "member", shown, kinds("", "name_shown language"))
    yield Filled("need_support", "submitted", "other", {"x": "1"}, kinds("", "x"))


def _of_coordinators(world: World) -> Iterator[Filled]:
    again = {"reason": "Le bouton manque sur un téléphone."}
    yield Filled("need_reopen", "released", "coordinator", again, kinds("reason"))
    words = {"title": "A title of ours", "text": "I want to read my results."}
    here = "coordinator"
    yield Filled("need_translate", "submitted", here, words, kinds("title text"))
    kind = {"category": "medications", "foundational": ["equity"], "mission": [],
            "barriers": ["trust"]}  # fmt: skip
    yield Filled("need_classify", "submitted", here, kind, kinds(
        "", "category foundational mission barriers"))  # fmt: skip
    yield Filled("need_accept", "submitted", here, dict(builders.IMPACTS), kinds(
        "", "privacy_impact flexibility_impact", number="effort_days"))  # fmt: skip
    yield Filled("need_brief", "mandated", here, dict(builders.BRIEF),
                 kinds(" ".join(builders.BRIEF)))  # fmt: skip
    part = {"title": "A part", "title_fr": "Une partie", "acceptance_test": "It works."}
    two = {f"part{n}-{name}": text for n in (1, 2) for name, text in part.items()}
    yield Filled("need_parts", "written", here, two | {"many": "2", "part1-effort_days": 2}, kinds(
        " ".join(two), "many part1-known", number="part1-effort_days"))  # fmt: skip


def _of_boards(world: World) -> Iterator[Filled]:
    today = timezone.localdate().isoformat()
    decided = {"outcome": "adopted", "reference": "CA-1", "met_on": today, "round": world.rounds["on_voted"],
               "reasons_fr": "Les membres le veulent.", "reasons_en": "They want it."}  # fmt: skip
    yield Filled("decision_new", "voted", "secretary", decided, kinds(
        "reference reasons_fr reasons_en", "outcome round", day="met_on"))  # fmt: skip
    place = {"cycle": world.cycle, "horizon": "next", "days": 3}
    yield Filled("roadmap_place", "mandated", "coordinator", place, kinds(
        "", "cycle horizon", number="days"))  # fmt: skip
    yield Filled("roadmap_move", "now", "coordinator", {"to": "later"}, kinds("", "to"))
    cycle = {"cooperative": "lac-tamarac", "name_fr": "Un", "name_en": "One",
             "starts_on": "2031-01-01", "ends_on": "2031-06-30", "capacity_days": 9}  # fmt: skip
    yield Filled("cycle_new", "-", "coordinator", cycle, kinds(
        "name_fr name_en", "cooperative", day="starts_on ends_on", number="capacity_days"))  # fmt: skip


def _of_meetings(world: World) -> Iterator[Filled]:
    here, day = "coordinator", timezone.localdate() + timedelta(days=40)
    called = {"cooperative": "lac-tamarac", "kind": "annual", "place": "La salle",
              "starts_at": f"{day}T19:00"}  # fmt: skip
    yield Filled("meeting_new", "-", here, called, kinds(
        "place", "cooperative kind", moment="starts_at"))  # fmt: skip
    point = {"title_fr": "Un", "title_en": "One", "text_fr": "Deux", "text_en": "Two",
             "mode": "hands", "threshold": "1/2"}  # fmt: skip
    yield Filled("meeting_agenda", "assembly_prepared", here, point, kinds(
        "title_fr title_en text_fr text_en", "mode threshold needs move"))  # fmt: skip
    sent = {"sent_on": timezone.localdate().isoformat()}
    yield Filled(
        "meeting_notice", "assembly_prepared", here, sent, kinds(day="sent_on")
    )
    why = {"reason_fr": "La neige.", "reason_en": "Snow."}
    yield Filled("meeting_cancel", "assembly_prepared", here, why, kinds(
        "reason_fr reason_en"))  # fmt: skip
    member = world.people["member"].memberships.get().pk
    tap = {"tap": f"arrived:{member}", "key": "k", "hour": "", "kept": ""}
    yield Filled("meeting_attendance", "assembly_now", here, tap, kinds(
        "", "tap key hour kept"))  # fmt: skip
    ask = {"do": f"ask:{world.points['assembly_now']}", "moved_by": world.people["author"].pk,
           "seconded_by": world.people["secretary"].pk, "hour": ""}  # fmt: skip
    yield Filled("meeting_run", "assembly_now", here, ask, kinds(
        "", "do moved_by seconded_by hour"))  # fmt: skip
    names = {
        "do": "officers",
        "chair": "A",
        "scrutineer_one": "B",
        "scrutineer_two": "C",
    }
    yield Filled("meeting_run", "assembly_now", here, names, kinds(
        "chair scrutineer_one scrutineer_two"))  # fmt: skip


def _of_rounds(world: World) -> Iterator[Filled]:
    now = timezone.localtime().replace(microsecond=0, second=0)
    asked = {
        "place": "coop:lac-tamarac", "cooperatives": [world.home.pk],
        "nature": "consultation", "rule": "majority", "secrecy": "secret", "needs": [world.needs["under_review"]],
        "max_choices": "", "quorum": 5, "threshold": "1/2",
        "title_fr": "Un vote", "title_en": "A vote", "intro_fr": "Oui?", "intro_en": "Yes?",
        "record_date": now.date().isoformat(), "opens_at": f"{now:%Y-%m-%dT%H:%M}",
        "closes_at": f"{now + timedelta(days=9):%Y-%m-%d}T20:00",
    }  # fmt: skip
    yield Filled("round_new", "-", "coordinator", asked, kinds(
        "title_fr title_en intro_fr intro_en",
        "place cooperatives nature rule needs comparison",
        number="max_choices", day="record_date", moment="opens_at closes_at"))  # fmt: skip
    yes = {"answer": "yes"}
    yield Filled("round_check", "open", "member", yes, kinds("", "answer"))
    some = {"chosen": [], "none": "on"}
    yield Filled("round_check", "choice", "member", some, kinds("", "chosen none"))
    typed = {"tracker": world.trackers["sealed"]}
    yield Filled("round_verify", "sealed", "anonymous", typed, kinds("tracker"))
    yield Filled("round_receipt", "open", "member", {"slip": ""}, kinds("", "slip"))
    yield Filled("round_ballot", "open", "member", {"slip": ""}, kinds("", "slip"))
    yield Filled(
        "sign_in", "-", "anonymous", {"email": "x@example.org"}, kinds("email")
    )
    yield Filled("demo_sign_in", "-", "anonymous", {"person": "1"}, kinds("", "person"))
