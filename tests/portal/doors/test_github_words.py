"""What arrives from GitHub, by the sandbox: words of strangers, shown as words."""

from typing import Any

from django.utils import timezone

from cms import telling
from cms.drafts import prepare_due_pages
from cms.models import ReleasePage
from governance.proposals.models import Proposal
from integrations import outbox
from integrations.github import inbound
from integrations.models import InboundEvent, MirrorLink
from tests.integrations.github_fixtures import github, sandbox_process
from tests.portal.doors.payloads import ALL, MARK, SHORT
from tests.portal.doors.test_scripts import quiet
from tests.portal.doors.world import World

__all__ = ["github", "sandbox_process"]
NOTES = "\n\n".join(ALL)


def told(link: MirrorLink, event: str, **part: Any) -> None:
    """A hint of GitHub's comes in and is followed."""
    now = timezone.now()
    home = {"id": link.repository.remote_id, "full_name": link.repository.full_name}
    InboundEvent.objects.create(
        guid=f"words-{event}-{InboundEvent.objects.count()}", event=event,
        payload={"repository": home, event.rstrip("s"): part}, received_at=now, due_at=now,
    )  # fmt: skip
    inbound.apply_due()


def test_the_words_of_developers(own_world: World, visitor: Any, github: Any) -> None:
    world = own_world
    outbox.collect(timezone.now())
    outbox.deliver_due("github")
    need = Proposal.objects.get(number=world.needs["briefed"])
    link = MirrorLink.objects.select_related("repository").get(proposal=need)
    here = github.repo(f"/issues/{link.number}")
    assert github.ask("PATCH", here, {"title": SHORT}, token="developer").status == 200
    said = github.ask("POST", f"{here}/comments", {"body": NOTES}, token="developer")
    assert said.status == 201
    github.develop(link.number, title=SHORT)
    told(link, "issues", number=link.number, title=SHORT, body=NOTES)
    github.release("v7.0.0", name=SHORT, notes=NOTES)
    told(link, "release", tag_name="v7.0.0", body=NOTES, name=SHORT)
    prepare_due_pages(timezone.now())
    page = ReleasePage.objects.get(release__tag="v7.0.0", language="fr")
    telling.publish(page, by=world.people["coordinator"], at=timezone.now())
    need.refresh_from_db()
    assert need.status == "released"
    marked = 0
    for there in (f"/fr/besoins/{need.number}/", "/fr/versions/", "/fr/versions/v7-0-0/",
                  "/en/releases/v7-0-0/", "/fr/developper/", "/fr/", "/fr/moi/"):  # fmt: skip
        met = visitor("coordinator").get(there, follow=True)
        assert met.status_code == 200, there
        quiet(met.content.decode(), about=there)
        marked += MARK in met.content.decode()
    assert marked
    for there in ("/admin/releases/", "/admin/inbound-events/", "/admin/mirror-links/"):
        page = visitor("officer").get(there).content.decode()
        quiet(page, about=there, ours=False)
