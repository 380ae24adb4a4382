"""A small world in which every address has something to show, built once.

Two co-operatives of one federation, a person for each role, a need at every stage
and a round in each of its states. The names, e-mail addresses and numbers of people
are *canaries*: strings that occur nowhere else, so that one found where it does not
belong is a leak.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from cms import telling
from cms.drafts import prepare_due_pages
from cms.models import ReleasePage
from cms.trees import ensure_trees
from governance.membership.models import Cooperative, Federation, NameShown, Person
from governance.proposals import actions as proposals
from governance.proposals.models import Proposal, Revision
from governance.voting.actions import void_round
from governance.voting.actions.paper_batches import open_batch
from governance.voting.models import Round
from portal.site.accounts.demo import present
from tests import builders, meeting_builders
from tests.cast import admit, seat, welcome
from tests.round_builders import opened_round, prepared_round, sealed, vote

DAY = timedelta(days=1)
ROLES = [
    "anonymous", "stranger", "author", "member", "other", "auxiliary", "coordinator", "secretary",
    "foreign_coordinator", "foreign_secretary", "officer", "superuser",
]  # fmt: skip
SHOWN = "marieanne"  # the only person who shows a full name


@dataclass
class World:
    """Who and what there is. ``needs`` and ``rounds`` by the state they are in."""

    home: Cooperative
    foreign: Cooperative
    federation: Federation
    at: datetime
    people: dict[str, Person] = field(default_factory=dict)
    needs: dict[str, int] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    rounds: dict[str, int] = field(default_factory=dict)
    trackers: dict[str, str] = field(default_factory=dict)
    items: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)
    points: dict[str, int] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)  # by role: signed in already
    canaries: dict[str, list[str]] = field(default_factory=dict)  # see ``leaks``
    cycle: int = 0
    excuse: int = 0


def somebody(token: str, language: str = "fr", **more: Any) -> Person:
    """Someone whose every fact can be recognised."""
    return welcome(
        f"Pre{token}", f"Fam{token}", language, email=f"cour{token}@example.org", **more
    )


def member(token: str, place: Cooperative, **more: Any) -> Person:
    """A member whose number in the register looks like a telephone."""
    number = f"418-555-{sum(map(ord, token)):04d}"
    return admit(somebody(token), place, member_number=number, **more)


def build() -> World:
    at = timezone.now() - 60 * DAY
    ensure_trees(at)
    world = _places(at)
    _people(world)
    _needs(world)
    _rounds(world)
    _meetings(world)
    world.excuse = proposals.excuse_match(
        world.home, by=world.people["coordinator"], at=at, text="COVI 1901 0112",
        reason="C’est le code d’un formulaire.",
    ).pk  # fmt: skip
    prepare_due_pages(timezone.now())
    for page in ReleasePage.objects.filter(language="fr"):
        telling.publish(page, by=world.people["coordinator"], at=timezone.now())
    written = Revision.objects.filter(is_current=True, language="fr")
    slugs = dict(written.values_list("proposal__number", "slug"))
    world.slugs = {state: slugs[number] for state, number in world.needs.items()}
    return world


def _places(at: datetime) -> World:
    federation = Federation.objects.create(
        slug="les-affluents", name_fr="Fédération Les Affluents",
        name_en="Les Affluents Federation", voting_rule={"mode": "one_coop_one_vote"},
    )  # fmt: skip
    places = [
        Cooperative.objects.create(
            federation=federation, slug=slug, short_name=short,
            name_fr=f"Coopérative de santé {short}", name_en=f"{short} Health Co-op",
            voting_members=600, quorum_members=1, quorum_online_pct=0,
        )
        for slug, short in [("lac-tamarac", "Lac-Tamarac"), ("trois-ormes", "Trois-Ormes")]
    ]  # fmt: skip
    return World(places[0], places[1], federation, at)


def _people(world: World) -> None:
    home, foreign = world.home, world.foreign
    world.people = {
        "author": member("roseaimee", home),
        "member": admit(
            somebody(SHOWN, name_shown=NameShown.FULL),
            home,
            member_number="418-555-9999",
        ),
        "initials": member("ovila", home),
        "coordinator": seat(member("melanie", home), "coordinator", home),
        "secretary": seat(member("gaetan", home), "secretary", home),
        "auxiliary": member("odile", home, category="auxiliary", voting_right=False),
        "other": member("huguette", foreign),
        "foreign_coordinator": seat(member("solange", foreign), "coordinator", foreign),
        "foreign_secretary": seat(member("bertrand", foreign), "secretary", foreign),
        "officer": seat(somebody("denis"), "federation_officer", world.federation),
        "stranger": somebody("sacha"),
        "superuser": Person.objects.create_superuser(
            "couracine@example.org", "un mot de passe", first_name="Preracine"
        ),
    }
    world.people["initials"].name_shown = NameShown.INITIALS
    world.people["initials"].save()
    present(
        world.people["member"], position=1, line_fr="Une membre", line_en="A member"
    )


def _needs(world: World) -> None:
    """One need of the home co-op at each stage, each with a comment where it may."""
    home, by = world.home, world.people["author"]
    five = [
        world.people[k]
        for k in ("member", "initials", "coordinator", "other", "author")
    ]
    stages: dict[str, Any] = {
        "draft": builders.draft_need,
        "submitted": builders.submitted_need,
        "under_review": builders.accepted_need,
        "voted": builders.voted_need,
        "mandated": builders.mandated_need,
        "refused": builders.refused_need,
        "briefed": builders.briefed_need,
        "in_development": builders.need_in_development,
        "in_test": builders.built_need,
        "released": builders.released_need,
    }
    for stage, made in stages.items():
        need = made(home, author=by, at=world.at, title=f"Un besoin {stage}")
        world.needs[stage] = need.number
        if stage not in {"draft", "refused"}:
            _spoken(need, world)
    confirmed = builders.confirmed_need(
        home, *five, author=by, at=world.at, tag="v2", title="Un besoin confirmé"
    )
    written = builders.mandated_need(
        home, author=by, at=world.at, title="Une fiche attend"
    )
    builders.written_brief(written, at=builders.later(world.at, "briefed"))
    gone = builders.submitted_need(
        home, author=by, at=world.at, title="Un besoin retiré"
    )
    proposals.withdraw_proposal(gone, by=by, at=world.at)
    world.needs |= {
        "confirmed": confirmed.number, "written": written.number, "withdrawn": gone.number,
    }  # fmt: skip
    item = builders.placed(builders.mandated_need(home, author=by, at=world.at, title="Placé"),
                           at=builders.later(world.at, "placed"))  # fmt: skip
    world.items["now"], world.cycle = item.pk, item.cycle_id


def _spoken(need: Any, world: World) -> None:
    at = builders.later(world.at, "submitted")
    for who in ("member", "initials", "other"):
        proposals.add_comment(
            need, by=world.people[who], at=at, text="Moi aussi.", language="fr"
        )
    if need.status == "submitted":
        proposals.support_proposal(need, by=world.people["member"], at=at)


def _meetings(world: World) -> None:
    """One under way, with three members in the room; one without its notice."""
    by, now = world.people["coordinator"], timezone.now()
    room = [world.people[name] for name in ("author", "coordinator", "secretary")]
    running = meeting_builders.opened(
        world.home, *room, by=by, at=now - 20 * DAY, starts_at=now - timedelta(hours=1)
    )
    prepared = meeting_builders.called(world.home, by=by, at=now)
    points = meeting_builders.with_points(prepared, by=by, at=now)
    world.meetings = {"assembly_now": running.pk, "assembly_prepared": prepared.pk}
    world.points = {
        "assembly_prepared": points[1].pk,
        "assembly_now": running.points.get(mode="hands").pk,
    }


def _accepted(world: World, titles: Sequence[str]) -> list[Any]:
    return [
        builders.accepted_need(
            world.home, author=world.people["author"], at=world.at, title=title
        )
        for title in titles
    ]


def _rounds(world: World) -> None:
    """Open (both rules), prepared, announced, closed but not counted, counted, void."""
    home, by, now = world.home, world.people["coordinator"], timezone.now()
    needs = _accepted(world, ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"])
    opened = now - timedelta(hours=1)
    made: dict[str, Round] = {
        "open": opened_round(home, needs[0], by=by, at=opened),
        "choice": opened_round(home, *needs[1:4], by=by, at=opened),
        "prepared": prepared_round(home, needs[4], by=by, at=now + DAY,
                                   record_date=timezone.localdate(now)),
        "announced": opened_round(home, needs[5], by=by, at=now, opens_at=now + DAY,
                                  closes_at=now + 9 * DAY),
        "closing": opened_round(home, needs[6], by=by, at=now - 8 * DAY),
        "sealed": opened_round(home, *needs[7:9], by=by, at=now - 10 * DAY),
        "void": opened_round(home, needs[9], by=by, at=opened),
    }  # fmt: skip
    receipt = vote(made["sealed"], world.people["member"], needs[7:8], at=now - 9 * DAY)
    world.trackers["sealed"] = receipt.tracker
    vote(made["open"], world.people["author"], "yes", at=now)
    open_batch(made["open"], by=by, at=now, cooperative=home, issued=40)
    sealed(made["sealed"])
    void_round(
        made["void"],
        by=by,
        at=now,
        reason_fr="Une erreur dans le titre.",
        reason_en="Une erreur dans le titre.",
    )
    world.rounds = {state: round.pk for state, round in made.items()}
    voted = Proposal.objects.get(number=world.needs["voted"])
    world.rounds["on_voted"] = builders.round_of(voted).pk
    world.needs["on_ballot"] = needs[0].number
