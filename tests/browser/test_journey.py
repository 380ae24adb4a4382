"""The thread as people live it at 360 px: in French with scripts, in English without."""

from dataclasses import dataclass

import pytest
from django.urls import reverse
from django.utils import translation

from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.voting.models import Round
from tests.browser import atlas
from tests.browser.stage import Stage
from tests.browser.window import Window

TITLE = "Une page lue lentement / A page read slowly"
BY_ADDRESS = "form[action='{}'] [type=submit]"


@dataclass
class Walk:
    """Somebody's way through the portal, in one language, with or without scripts."""

    world: Stage
    language: str
    scripts: bool

    def by(self, who: str) -> Window:
        return self.world.window(who, self.language, self.scripts)

    def through_the_door(self, who: str) -> Window:
        """The others come in without a browser (``Stage.seat``)."""
        door = self.by("").go(self.at("demo_sign_in"))
        return door.send(f"button[value='{self.world.doors[who]}']")

    def at(self, name: str, *args: object) -> str:
        with translation.override(self.language):
            return reverse(name, args=args)

    def button(self, name: str, *args: object) -> str:
        """The button of the form that leads to this address."""
        return BY_ADDRESS.format(self.at(name, *args))


@pytest.fixture(params=[("fr", True), ("en", False)], ids=["scripts", "no-scripts"])
def walk(request: pytest.FixtureRequest, world: Stage) -> Walk:
    return Walk(world, *request.param)


def number_of(window: Window) -> int:
    return int(window.path.strip("/").split("/")[2].partition("-")[0])


def test_a_need_from_the_first_word_to_acceptance(walk: Walk) -> None:
    rose = walk.through_the_door("Rose-Aimée").go(walk.at("need_new"))
    rose.fill(text="Je lis avec peine. I would like the page read to me, slowly.")
    rose.tick("foundational", "equity").send()
    # The title is missing: said, and nothing lost.
    assert "slowly" in rose.page.locator("[name=text]").input_value()
    assert rose.page.locator("[name=foundational][value=equity]").is_checked()
    rose.fill(title=TITLE, category="accessibility_language").send()
    if rose.path == walk.at("need_new"):  # shown once more before it is kept
        rose.send()
    number = number_of(rose)
    rose.send(walk.button("need_submit", number))
    rose.expect("Votre besoin est public", "Your need is public")

    other = walk.by("Marc-André").go(walk.at("need_short", number))
    other.send(walk.button("need_support", number))
    other.expect("1 membre appuie ce besoin", "1 member supports this need")
    other.fill(text="Moi aussi / Me too").send(walk.button("need_comment", number))
    other.expect("Moi aussi / Me too")

    josee = walk.by("Josée").go(walk.at("need_short", number))
    josee.send(f"a[href='{walk.at('need_accept', number)}']").fill(effort_days="8")
    josee.tick("privacy_impact", "none").tick("flexibility_impact", "increases").send()
    mine = rose.go(walk.at("my_page"))
    mine.expect(TITLE)
    need = walk.world.ask(lambda: Proposal.objects.get(number=number))
    assert need.status == Status.UNDER_REVIEW


def test_yes_or_no_in_three_steps(walk: Walk) -> None:
    vote = running(walk, "majority")
    rose = walk.by("Rose-Aimée").go(walk.at("round_list"))
    rose.send(f"main a[href='{walk.at('round_ballot', vote)}']").send()
    assert rose.page.locator(".error-summary").is_visible()
    first = cast_answer(walk, rose, vote, "no")
    rose.send(f"main a[href='{walk.at('round_ballot', vote)}']")
    assert cast_answer(walk, rose, vote, "yes") != first
    rose.go(walk.at("my_page"))
    assert rose.page.locator(f"main a[href='{walk.at('round_detail', vote)}']").count()


def running(walk: Walk, rule: str) -> int:
    held = Round.objects.filter(sealed_at=None, voided_at=None, opened_at__isnull=False)
    return int(walk.world.ask(lambda: held.get(rule=rule).pk))


def cast_answer(walk: Walk, rose: Window, vote: int, answer: str) -> str:
    """Choose, check, receipt; the words of the receipt."""
    rose.tick("answer", answer).send()
    rose.send(walk.button("round_receipt", vote))
    return rose.page.locator(".tracker-shown").inner_text()


def test_choosing_too_many_loses_nothing(walk: Walk) -> None:
    vote = running(walk, "approval")
    rose = walk.by("Rose-Aimée").go(walk.at("round_ballot", vote))
    boxes = rose.page.locator("[name=chosen]")
    for place in range(5):
        boxes.nth(place).check()
    rose.send()
    rose.expect("Vous avez coché 5 besoins", "You checked 5 needs")
    assert [boxes.nth(place).is_checked() for place in range(6)] == [True] * 5 + [False]
    boxes.nth(3).uncheck()
    boxes.nth(4).uncheck()
    rose.send()
    assert rose.page.locator(".picked li").count() == 3
    # Back to change one, then on.
    rose.send(walk.button("round_ballot", vote))
    assert [boxes.nth(place).is_checked() for place in range(4)] == [True] * 3 + [False]
    rose.send()
    rose.send(walk.button("round_receipt", vote))
    assert rose.page.locator(".tracker-shown").inner_text().count("-") >= 3


def test_results_in_both_languages(walk: Walk) -> None:
    sealed = Round.objects.filter(sealed_at__isnull=False).order_by("pk")
    vote = walk.world.ask(lambda: sealed[0].pk)
    window = walk.by("").go(walk.at("round_results", vote))
    other = "en" if walk.language == "fr" else "fr"
    assert window.page.locator("main table").count()
    window.send(f"header a[hreflang={other}]")
    with translation.override(other):
        assert window.path == reverse("round_results", args=[vote])
    assert window.page.locator("html").get_attribute("lang") == other


def test_a_decision_and_a_brief_read_by_two(walk: Walk) -> None:
    walk.world.ask(atlas.prepare)
    voted = walk.world.ask(lambda: atlas.one("voted", "lac-tamarac").number)
    real = walk.by("Réal").go(walk.at("decision_new", voted))
    held = real.page.locator("[name=round] option[value]:not([value=''])")
    real.fill(reference="CA-2026-31", reasons_fr="Les membres l’ont demandé.")
    real.fill(reasons_en="Members asked for it.").tick("outcome", "adopted")
    if held.count():
        real.fill(round=str(held.first.get_attribute("value")))
    real.send()
    real.go(walk.at("need_short", voted)).expect("CA-2026-31")

    number = walk.world.ask(lambda: atlas.one("mandated", "anse-au-cormoran").number)
    melanie = walk.by("Mélanie").go(walk.at("need_brief", number))
    melanie.fill(title="Ask for a ride", user_story="As a member, I want a ride.")
    melanie.fill(
        acceptance_test="The visit shows it.", summary_fr="Un transport."
    ).send()
    melanie.expect("Ask for a ride")
    # She wrote it: she cannot be the second person.
    assert not melanie.page.locator("main form[method=post]").count()
    denis = walk.by("Denis").go(walk.at("need_brief_confirm", number))
    denis.expect("As a member, I want a ride.").send("main form [type=submit]")
    denis.go(walk.at("need_brief_confirm", number))
    denis.expect("Une deuxième personne a confirmé", "A second person confirmed")
