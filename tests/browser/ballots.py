"""A round of every rule in the told story, open now, with Rose-Aimée on each roll; and
the papers that the story itself does not show."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from governance.membership.actions import appoint
from governance.membership.models import Cooperative, Person, Seat
from governance.proposals.actions import revise_proposal
from governance.voting.models import Round
from tests.browser import places as steps
from tests.browser.places import Place
from tests.browser.window import Window
from tests.every_rule import RULES
from tests.round_builders import accepted_need, crowd, opened_round

TITLES = {
    "Entendre la page lue à voix haute": "Hear the page read aloud",
    "Recevoir mes rappels sans réseau": "Get my reminders without a network",
    "Voir mes vaccins": "See my vaccines",
    "Savoir qui a ouvert mon dossier, et quand": "Know who opened my record, and when",
}
TERMS = {
    "points": {"max_points": 3, "total_points": 5},
    "stv": {"seats": 2},
    "mes": {"budget_days": 30, "max_choices": 2},
    "delegates": {"secrecy": "recorded"},
}
ENOUGH = 12  # people in the co-op besides those of the story


def open_all(rules: Sequence[str] = RULES) -> dict[str, int]:
    """The number of an open round for each rule, at Lac-Tamarac."""
    place = Cooperative.objects.get(slug="lac-tamarac")
    crowd(place, ENOUGH, prefix="liste")
    rose = Person.objects.get(email__startswith="rose-aimee@")
    if not Seat.objects.filter(person=rose, role=Seat.Role.DELEGATE).exists():
        appoint(rose, role=Seat.Role.DELEGATE, place=place, by=None, at=timezone.now())
    return {rule: _opened(place, rule, rose).pk for rule in rules}


def prepare() -> None:
    """The papers of the atlas: those of the story are approval and yes or no."""
    open_all(("points", "irv", "mes"))


def places(member: str) -> list[Place]:
    """Each paper sent empty, marked and checked."""
    now = Round.objects.open(timezone.now()).order_by("pk")
    at = {held.rule: {"pk": held.pk} for held in now}
    found = [Place("round_ballot", member, at["mes"], step=check_marked)]
    for rule in ("points", "irv"):
        for step in (steps.send_empty, mark, check_marked):
            found.append(Place("round_ballot", member, at[rule], step=step))
    return found


def mark(window: Window) -> None:
    """A point, a first choice or a need, by what stands on the paper."""
    ways = ".stepper button:last-child, .tap, [name=chosen]"
    assert window.press(ways, most=1)


def check_marked(window: Window) -> None:
    mark(window)
    window.submit()


def _opened(place: Cooperative, rule: str, rose: Person) -> Round:
    single = rule in ("majority", "double-majority", "delegates")
    at = timezone.now() - timedelta(minutes=5)
    seats = {s.role: s.person for s in Seat.objects.filter(cooperative=place)}
    needs = [
        accepted_need(
            place, author=rose, coordinator=seats["coordinator"], at=at, title=title
        )
        for title in list(TITLES)[: 1 if single else 4]
    ]
    for need, english in zip(needs, TITLES.values(), strict=False):
        revise_proposal(
            need, by=seats["coordinator"], at=at, language="en", title=english,
            text="I want to know who opened my record, and when.",
        )  # fmt: skip
    terms = {"max_choices": 1 if single else 3, "rule": rule} | TERMS.get(rule, {})
    if rule == "delegates":
        terms["bands"] = [[0, 1], [13, 2]]
    return opened_round(place, *needs, by=seats["coordinator"], at=at, **terms)
