"""Nothing that people, co-ops or GitHub write runs in anybody's browser or mail."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms import telling
from cms.drafts import prepare_due_pages
from cms.models import DecisionPage, ReleasePage
from governance.membership.models import NameShown
from governance.proposals import actions
from governance.proposals.models import TITLE_MAX, Proposal
from integrations.mail.letters import News, letter
from portal.site.needs.addresses import need_url
from tests import builders
from tests.portal.doors.activity import Activity
from tests.portal.doors.payloads import ALL, ATTRIBUTES, ELEMENTS, MARK, SHORT
from tests.portal.doors.places import address
from tests.portal.doors.world import World

Visitor = Callable[..., Client]
pytestmark = pytest.mark.usefixtures("unwatched")
LONG = "\n\n".join(ALL)[:3900]


def quiet(page: str, *, about: str, ours: bool = True) -> None:
    seen = Activity(page)
    assert not seen.found, about
    assert not (ours and seen.loose), about


@pytest.mark.parametrize("payload", [*ELEMENTS, *ATTRIBUTES])
def test_negative_control_each_would_run_if_written_raw(payload: str) -> None:
    raw = f"<p>{payload}</p><input value=\"{payload}\"><a href='{payload}'>x</a>"
    raw += f"<i title={payload}>"
    assert Activity(raw).found or Activity(raw).loose


def test_the_corpus_is_large_enough() -> None:
    assert len(set(ALL)) >= 60
    assert all(MARK in payload for payload in ALL)


def test_needs_and_comments(world: World, visitor: Visitor) -> None:
    """Each text as a title, as part of a text and of a comment."""
    author, at, read = world.people["author"], timezone.now(), []
    for place, payload in enumerate(ALL):
        whole = place % 3 == 0
        text = "\n\n".join(ALL[place : place + 3]) if whole else "Un texte."
        need = builders.submitted_need(
            world.home, author=author, at=at, title=payload[:TITLE_MAX], text=text
        )
        if whole:
            actions.add_comment(need, by=author, at=at, text=text, language="fr")
            read.append(need_url(need, "fr"))
    client = visitor("coordinator")
    for there in read:
        page = client.get(there).content.decode()
        assert MARK in page
        quiet(page, about=there)
    lists = [f"/fr/besoins/?page={n}" for n in range(1, 9)]
    for there in (
        *lists,
        "/en/needs/?q=" + SHORT,
        "/fr/",
        "/fr/moi/",
        "/fr/coops/lac-tamarac/",
    ):
        quiet(client.get(there).content.decode(), about=there)
    for there in (reverse("needs:index"), "/admin/"):
        quiet(client.get(there).content.decode(), about=there, ours=False)


def test_what_is_typed_comes_back_harmless(world: World, visitor: Visitor) -> None:
    """Refused forms show again what was typed; a search shows what was asked."""
    from tests.portal.doors.forms import filled

    for form in filled(world):
        spoilt = form.spoiled(**dict.fromkeys(form.kinds, SHORT))
        met = visitor(form.role).post(address(world, form.name, form.state), spoilt)
        quiet(met.content.decode(), about=form.name)
    for there in ("/fr/besoins/?q={}&sort={}&page={}", "/fr/votes/?page={}", "/fr/{}/",
                  "/fr/connexion/?next={}", "/fr/demo/?next={}", "/en/{}/?next={}"):  # fmt: skip
        asked = there.replace("{}", SHORT)
        quiet(visitor("anonymous").get(asked).content.decode(), about=there)


@pytest.fixture
def hostile(world: World) -> World:
    """Every other text field of the portal, filled with the worst."""
    home, people = world.home, world.people
    for name in ("short_name", "name_fr", "name_en", "place", "phone", "bylaw_ref",
                 "mission_fr", "mission_en", "privacy_officer_role", "region"):  # fmt: skip
        setattr(home, name, SHORT)
    home.website = "javascript:zzx7()"
    home.save()
    for person in people.values():
        person.first_name = person.last_name = SHORT
        person.name_shown = NameShown.FULL
        person.save()
    at = timezone.now()
    whole = builders.mandated_need(home, author=people["author"], at=world.at,
                                   title=SHORT, text=LONG[:1500])  # fmt: skip
    parts = {name: LONG[: 3900 if len(name) > 5 else 190] for name in builders.BRIEF}
    parts |= {"privacy_notes": LONG[:1900], "out_of_scope": LONG[:1900]}
    brief = builders.written_brief(whole, at=at, **parts)
    actions.confirm_brief(brief, by=people["secretary"], at=at)
    voted = Proposal.objects.get(number=world.needs["voted"])
    builders.decide(
        voted, at=at, reference=SHORT[:40], reasons_fr=LONG, reasons_en=LONG
    )
    release = builders.a_release(tag="v9", at=at, name=SHORT, notes=LONG,
                                 url="javascript:zzx7()")  # fmt: skip
    built = Proposal.objects.get(number=world.needs["in_test"])
    from governance.releases.actions import mark_delivered

    mark_delivered(release, built, at=at, evidence={"issue": SHORT})
    rounds = builders.opened_round(
        home, Proposal.objects.get(number=world.needs["under_review"]), at=at,
        by=people["coordinator"], title_fr=SHORT, title_en=SHORT, intro_fr=LONG[:1900],
        intro_en=LONG[:1900],
    )  # fmt: skip
    world.needs["whole"], world.slugs["whole"] = whole.number, "x"
    world.rounds["hostile"] = rounds.pk
    prepare_due_pages(at)
    page = ReleasePage.objects.get(release=release, language="fr")
    page.changes = [
        ("change", {"number": built.number, "title": SHORT, "words": LONG[:900]})
    ]
    page.hands = [("hand", {"handle": SHORT[:80], "role": "developer"})]
    page.save_revision()
    telling.publish(page, by=people["coordinator"], at=at)
    return world


def test_every_page_of_hostile_facts(hostile: World, visitor: Visitor) -> None:
    told = [*DecisionPage.objects.all(), *ReleasePage.objects.filter(release__tag="v9")]
    needs = [
        hostile.needs[s]
        for s in ("whole", "voted", "in_test", "submitted", "confirmed")
    ]
    here = address(hostile, "round_detail", "hostile")
    there = [
        *(page.get_url() for page in told), *(f"/fr/besoins/{n}/" for n in needs),
        here, here + "bulletin/", "/fr/", "/en/", "/fr/votes/", "/fr/besoins/", "/fr/coops/",
        "/fr/coops/lac-tamarac/", "/fr/valeurs/", "/fr/developper/", "/fr/feuille-de-route/",
        "/fr/decisions/", "/fr/versions/", "/fr/moi/", "/fr/votes/nouveau/", "/en/me/",
        f"/fr/besoins/{hostile.needs['whole']}/fiche/confirmer/", "/fr/besoins/nouveau/",
    ]  # fmt: skip
    client, marked = visitor("coordinator"), 0
    for place in there:
        met = client.get(place, follow=True)
        assert met.status_code in {200, 403}, place
        quiet(met.content.decode(), about=place)
        marked += MARK in met.content.decode()
    assert marked > 15


def test_the_lists_of_the_admin(hostile: World, visitor: Visitor) -> None:
    from tests.cms.test_desk import desk_viewsets

    client, marked = visitor("superuser"), 0
    for viewset in desk_viewsets():
        there = [reverse(f"{viewset.name}:index")]
        row = viewset.rows(hostile.people["superuser"]).order_by("-pk").first()
        if row:
            there.append(reverse(f"{viewset.name}:inspect", args=[row.pk]))
        for place in there:
            page = client.get(place).content.decode()
            quiet(page, about=place, ours=False)
            marked += MARK in page
    assert marked > 5
    for place in ("/admin/", "/admin/pages/", reverse("wagtailusers_users:index")):
        quiet(client.get(place).content.decode(), about=place, ours=False)


def test_mails(hostile: World) -> None:
    voted = Proposal.objects.get(number=hostile.needs["voted"])
    built = Proposal.objects.get(number=hostile.needs["in_test"])
    news: dict[str, Any] = {
        "decision.recorded": News(voted, decision=voted.decisions.latest("pk")),
        "delivery.told": News(built, delivered=built.delivered.latest("pk")),
    }
    for verb, told in news.items():
        for role in ("author", "superuser"):
            mail = letter(verb, hostile.people[role], told)
            assert MARK not in mail.subject
            for part, kind in mail.alternatives:
                assert kind == "text/html"
                quiet(str(part), about=verb, ours=False)
