"""Names, addresses and numbers of people stay where they belong. Pages that are read
are listened to where every address is read once: ``test_table.test_reading``."""

import json
import logging
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse

from governance.decisions.models import Decision
from governance.journal.models import Entry
from governance.membership.models import Person
from governance.proposals.models import Proposal
from integrations.mail.letters import News, letter
from tests.cms.test_desk import desk_viewsets
from tests.portal.doors.forms import filled
from tests.portal.doors.leaks import (
    REGISTERS,
    TYPED,
    canaries,
    others,
    quiet_log,
    silent,
)
from tests.portal.doors.places import address
from tests.portal.doors.world import SHOWN, World

Visitor = Callable[..., Client]
pytestmark = pytest.mark.usefixtures("unwatched")


def test_the_canaries_sing_where_they_belong(world: World, visitor: Visitor) -> None:
    """Negative control: the register of one's own co-op holds all of them."""
    page = visitor("secretary").get(reverse("memberships:index")).content.decode()
    assert all(c in page for c in canaries(world.people["author"])[1:2])
    assert (
        f"Fam{SHOWN}"
        in visitor("anonymous")
        .get(address(world, "need_detail", "submitted"))
        .content.decode()
    )


def test_refusals_of_forms(world: World, visitor: Visitor) -> None:
    for form in filled(world):
        keeper = () if form.name in REGISTERS else (form.role,)
        for role in ("stranger", "other", *keeper):
            met = visitor(role).post(
                address(world, form.name, form.state),
                dict.fromkeys(form.fields, "Fampersonne"),
            )
            silent(met.content.decode(), others(world, role), form.name)


def of_the_desk(client: Client, person: Person) -> Iterator[tuple[str, str]]:
    for viewset in desk_viewsets():
        here = reverse(f"{viewset.name}:index")
        yield here, client.get(here).content.decode()
        sent = client.get(here, {"export": "csv"})
        if sent.status_code == 200 and sent.streaming:
            yield f"{here} export", b"".join(sent.streaming_content).decode()
        for row in viewset.rows(person)[:1]:
            there = reverse(f"{viewset.name}:inspect", args=[row.pk])
            yield there, client.get(there).content.decode()
    for there in ("/admin/", "/admin/pages/", "/admin/account/",
                  reverse("wagtailadmin_reports:site_history"),
                  "/admin/api/main/pages/?fields=*", "/admin/pages/search/?q=Fam"):  # fmt: skip
        yield there, client.get(there).content.decode()


def test_the_admin_of_another_co_op(world: World, visitor: Visitor) -> None:
    theirs = ["other", "foreign_coordinator", "foreign_secretary"]
    secrets = others(world, *theirs)
    for role in theirs[1:2]:
        pages = of_the_desk(visitor(role), world.people[role])
        for there, page in pages:
            silent(page, secrets, there)


def test_the_admin_tells_no_e_mail_address_but_to_the_register(
    world: World, visitor: Visitor
) -> None:
    mails = [p.email or "" for role, p in world.people.items() if role != "secretary"]
    for there, page in of_the_desk(visitor("secretary"), world.people["secretary"]):
        if "/people/" not in there:
            silent(page, mails, there)


def test_the_journal(world: World) -> None:
    secrets = [*others(world), "Un besoin", "Je veux", "Moi aussi", "village"]
    for entry in Entry.objects.all():
        facts = json.dumps(entry.facts, ensure_ascii=False)
        silent(facts, secrets, f"{entry.verb} {entry.number}")
        silent(f"{entry.by} {entry.subject_id}", secrets, entry.verb)


def test_mails_name_nobody_else(world: World) -> None:
    decision = Decision.objects.latest("pk")
    need = Proposal.objects.get(number=world.needs["released"])
    news = {
        "decision.recorded": News(decision.proposal, decision=decision),
        "delivery.told": News(need, delivered=need.delivered.latest("pk")),
        "confirmation.asked": News(need, delivered=need.delivered.latest("pk")),
    }
    for verb, told in news.items():
        for role in ("author", "member", "officer"):
            mail = letter(verb, world.people[role], told)
            silent(mail.message().as_string(), others(world, role), verb)
            silent(mail.body, [f"Fam{SHOWN}"], verb)


def test_logs(world: World, visitor: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    """Of every form refused and done, of the sign-in, of the webhook: not a word (nor
    of what is sent without a form: ``test_table.test_writing``)."""
    caplog.set_level(logging.DEBUG)
    for form in filled(world):
        client = visitor(form.role, raise_request_exception=False)
        there = address(world, form.name, form.state)
        client.post(there, dict.fromkeys(form.kinds, TYPED))
        client.post(there, form.spoiled(**dict.fromkeys(form.texts(), TYPED)))
    mail = world.people["member"].email
    visitor("anonymous").post("/fr/connexion/", {"email": mail})
    visitor("anonymous").post("/hooks/github/", TYPED, content_type="application/json")
    assert any("connexion" in record.getMessage() for record in caplog.records)
    quiet_log(caplog, [*others(world), TYPED, f"Fam{SHOWN}"])
