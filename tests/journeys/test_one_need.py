"""The thread, end to end, as people live it: over HTTP, without scripts, with the
sandbox as a process of its own."""

import re
from datetime import timedelta
from typing import Any

from django.core import mail
from django.utils import timezone

from cms import telling
from cms.drafts import fill
from cms.models import ReleasePage
from governance.journal.queries import first_broken_line
from governance.membership.models import Person
from tests.journeys.conftest import World
from tests.journeys.visitor import Visitor

FORMAT = "%Y-%m-%dT%H:%M"


def propose(rose: Visitor) -> str:
    """Rose-Aimée writes a need and submits it; the address of the need."""
    rose.visit("/fr/besoins/nouveau/")
    rose.submit(
        'name="title"',
        title="Écouter une page à voix haute",
        text="Je lis avec peine. J’aimerais que la page me soit lue, lentement.",
        category="accessibility_language",
        foundational=["equity"],
        mission=["access_proximity"],
    )
    rose.expect("Écouter une page à voix haute")
    rose.submit("/deposer/")
    rose.expect("Votre besoin est public")
    return rose.path


def number_of(address: str) -> int:
    return int(re.search(r"/(\d+)-", address).group(1))


def hold_a_vote(world: World, melanie: Visitor, number: int) -> str:
    """Mélanie prepares a yes-or-no round on the need and opens it."""
    now = timezone.localtime() + timedelta(minutes=1)
    melanie.visit("/fr/votes/nouveau/")
    melanie.submit(
        'name="title_fr"',
        rule="majority",
        needs=[number],
        title_fr="Faut-il pouvoir écouter les pages?",
        title_en="Should pages be read aloud?",
        intro_fr="Un bouton lirait la page.",
        intro_en="A button would read the page.",
        quorum="50",
        opens_at=now.strftime(FORMAT),
        closes_at=(now + timedelta(days=5)).strftime(FORMAT),
    )
    world.later(minutes=2)
    melanie.submit("csrfmiddlewaretoken") if melanie.path.endswith("/ouvrir/") else None
    world.work()
    melanie.visit("/fr/votes/")
    link = melanie.page.find("a", string=re.compile("Faut-il pouvoir"))
    assert link, melanie.text
    return str(link["href"])


def cast(who: Visitor, vote: str, answer: str) -> str:
    """Choose, check, receipt; the words of the receipt."""
    who.visit(f"{vote}bulletin/")
    who.submit('name="answer"', answer=answer)
    who.submit("/bulletin/recepisse/")
    tracker = who.page.select_one(".tracker-shown")
    assert tracker, who.text
    return tracker.get_text(strip=True)


def test_one_need_from_proposal_to_confirmation(world: World) -> None:
    rose = world.visitor("Rose-Aimée")
    marc = world.visitor("Marc-André")
    melanie = world.visitor("Mélanie")
    gaetan = world.visitor("Gaétan")
    denis = world.visitor("Denis")

    # A need, a support, a word.
    need = propose(rose)
    number = number_of(need)
    marc.visit(need).submit("/appuyer/")
    marc.expect("1 membre appuie ce besoin")
    marc.visit(need).submit("/commenter/", text="Moi aussi, et en anglais.")
    marc.expect("Moi aussi, et en anglais.")

    # The coordinator adds the English and accepts it for a vote.
    melanie.visit(f"/fr/besoins/{number}/traduire/").submit(
        'name="title"',
        title="Have a page read aloud",
        text="I read with effort. I would like the page read to me, slowly.",
    )
    melanie.visit(f"/fr/besoins/{number}/accepter/").submit(
        'name="effort_days"',
        effort_days="10",
        privacy_impact="none",
        flexibility_impact="increases",
    )
    english = world.visitor(language="en").visit(f"/en/needs/{number}/")
    english.expect("Have a page read aloud")

    # The vote: three steps, changed once, sealed by the worker.
    vote = hold_a_vote(world, melanie, number)
    first = cast(rose, vote, "no")
    second = cast(rose, vote, "yes")
    assert first != second
    cast(marc, vote, "yes")
    visitor = world.visitor()
    visitor.visit(f"{vote}resultats/", status=visitor_status_before_the_seal())
    assert not visitor.says("2 pour")
    world.later(days=6)
    world.work()
    visitor.visit(f"{vote}resultats/")
    visitor.expect("2 personnes sur 4")
    rose.visit(f"{vote}verifier/").submit('name="tracker"', tracker=second)
    rose.expect("Oui")

    # The board decides, with reasons; the page appears in both trees.
    gaetan.sign_in("Gaétan").visit(f"/fr/besoins/{number}/decision/").submit(
        'name="reasons_fr"',
        outcome="adopted",
        reference="CA-2026-31",
        reasons_fr="Les membres l’ont demandé.",
        reasons_en="Members asked for it.",
    )
    world.work()
    world.visitor().visit("/fr/decisions/").expect("CA-2026-31")
    world.visitor(language="en").visit("/en/decisions/").expect("CA-2026-31")

    # The roadmap, within its capacity.
    today = timezone.localdate()
    denis.sign_in("Denis").visit("/fr/feuille-de-route/cycle/").submit(
        'name="capacity_days"',
        name_fr="Hiver",
        name_en="Winter",
        starts_on=today.isoformat(),
        ends_on=(today + timedelta(days=90)).isoformat(),
        capacity_days="40",
    )
    denis.visit(f"/fr/besoins/{number}/feuille-de-route/").submit(
        'name="horizon"', horizon="now", days="10"
    )
    denis.visit("/fr/feuille-de-route/").expect("Écouter une page à voix haute")

    # The brief: one writes, another releases; one issue in the sandbox.
    melanie.sign_in("Mélanie").visit(f"/fr/besoins/{number}/fiche/").submit(
        'name="user_story"',
        title="Read any page aloud",
        user_story="As a member who reads with effort, I want the page read to me.",
        acceptance_test="A button reads the main text.",
        privacy_notes="Speech is made on the device.",
        out_of_scope="Voice commands.",
        summary_fr="Un bouton lit la page à voix haute.",
    )
    denis.visit(f"/fr/besoins/{number}/fiche/confirmer/")
    denis.expect("Read any page aloud")
    denis.submit("csrfmiddlewaretoken")
    world.work()
    world.work()
    issues = world.sandbox.ask("GET", world.sandbox.repo("/issues?state=all")).json
    assert [issue["title"] for issue in issues] == ["Read any page aloud"]
    issue = issues[0]["number"]
    assert "Rose" not in issues[0]["body"]
    assert "Bélanger" not in issues[0]["body"]

    # Priya takes it and merges a pull request that closes it.
    world.later(days=1)
    world.sandbox.develop(issue)
    world.work()
    rose.sign_in("Rose-Aimée").visit(need).expect("version")

    # A release: the portal knows what it delivers; the coordinator says what changes.
    world.later(days=2)
    world.sandbox.release("v2.5", "2.5", "Read-aloud.")
    world.work()
    world.work()
    melanie.sign_in("Mélanie").visit("/fr/moi/").expect(
        "Dites en français ce qui change"
    )
    mail.outbox.clear()
    publish("Chaque page a un bouton « Écouter ».")
    world.work()
    told = {message.to[0]: message.body for message in mail.outbox}
    assert set(told) == {
        "rose-aimee.belanger@example.org",
        "marc-andre.roy@example.org",
    }
    assert "un bouton « Écouter »" in told["rose-aimee.belanger@example.org"]
    world.visitor().visit("/fr/versions/").expect("2.5")
    world.visitor(language="en").visit("/en/releases/").expect("2.5")

    # Two weeks later: did it happen, does it matter?
    world.later(days=15)
    mail.outbox.clear()
    world.work()
    world.work()
    assert {message.to[0] for message in mail.outbox} == set(told)
    rose.sign_in("Rose-Aimée").visit("/fr/moi/").expect("est-ce que ça compte")
    rose.visit(f"/fr/besoins/{number}/confirmer/")
    rose.submit('name="answer"', answer="yes", matters="much")
    rose.expect("Merci", "merci")
    thread = rose.visit("/fr/moi/")
    thread.expect("Écouter une page à voix haute")
    assert first_broken_line() is None


def publish(words: str) -> None:
    """What the coordinator does in the admin, in the fields of the page."""
    page = ReleasePage.objects.get(language="fr")
    latest = page.get_latest_revision_as_object()
    fill(latest, "fr")
    latest.changes[0].value["words"] = words
    latest.save_revision()
    by = Person.objects.get(first_name="Mélanie")
    telling.publish(page, by=by, at=timezone.now())


def visitor_status_before_the_seal() -> int:
    """Results of an open round are not there yet; the page says so."""
    return 409


def test_a_stranger_meets_closed_doors(world: World, stranger: Any) -> None:
    nobody = world.visitor()
    nobody.visit("/fr/besoins/nouveau/")
    assert "/connexion/" in nobody.path
    world.visitor().visit("/fr/besoins/99999/", status=404).expect("existe pas")
    english = world.visitor(language="en").visit("/en/besoins/", status=404)
    assert english.page.html["lang"] == "en"
