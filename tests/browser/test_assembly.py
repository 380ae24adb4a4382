"""The hall's network drops while people arrive: nothing is lost, nothing is doubled."""

from datetime import timedelta

from django.utils import timezone

from governance.decisions.models import Meeting
from governance.membership.models import Cooperative, Seat
from tests import meeting_builders as build
from tests.browser.stage import Stage

PATIENCE = 4_000  # milliseconds
CUT = "ERR_INTERNET_DISCONNECTED"  # the browser's own word for it, on the console


def tonight() -> int:
    """A meeting whose doors just opened, nobody there yet."""
    now = timezone.now()
    place = Cooperative.objects.get(slug="anse-au-cormoran")
    by = Seat.objects.get(role="coordinator", cooperative=place, until=None).person
    then = now - timedelta(days=40)
    meeting = build.called(place, by=by, at=then, starts_at=now + timedelta(hours=1))
    build.noticed(meeting, by=by, at=then)
    return meeting.pk


def arrivals(pk: int) -> int:
    return Meeting.objects.get(pk=pk).presences.count()


def test_taps_wait_for_the_network(world: Stage) -> None:
    pk = world.ask(tonight)
    tablet = world.window("Mélanie")
    page = tablet.go(f"/fr/assemblees/{pk}/presences/").page
    came = "li[data-state=''] button.in"
    page.locator(came).first.click()
    page.wait_for_selector("li[data-state=here]:not([data-waits])")
    page.context.set_offline(True)
    for _member in range(3):
        page.locator(came).first.click()
    page.wait_for_selector("#waiting:not([hidden])")
    assert "3 inscriptions sont gardées" in page.inner_text("#waiting")
    assert page.evaluate("sessionStorage.length") == 1
    assert world.ask(lambda: arrivals(pk)) == 1
    page.context.set_offline(False)
    page.wait_for_selector("li[data-waits]", state="detached", timeout=PATIENCE)
    assert page.evaluate("sessionStorage.length") == 0
    assert world.ask(lambda: arrivals(pk)) == 4
    tablet.faults[:] = [fault for fault in tablet.faults if CUT not in fault]
