"""The network of the hall is down: a choice among needs, typed from the sheet."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from governance.decisions import actions
from governance.membership.models import Cooperative, Person
from tests import meeting_builders as build
from tests.portal.assembly.test_meeting_journeys import MINUTE, go, words
from tests.round_builders import accepted_need


def test_a_choice_counted_on_paper_is_typed_afterwards_from_the_sheet(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, rose_aimee: Person
) -> None:
    now = timezone.now()
    then = now - timedelta(days=21)
    needs = [
        accepted_need(
            lac_tamarac, author=rose_aimee, coordinator=melanie, at=then, title=title
        )
        for title in ("Rappels par texto", "Carnet de vaccins", "Transport partagé")
    ]
    meeting = build.called(lac_tamarac, by=gaetan, at=then, starts_at=now - 60 * MINUTE)
    (point,) = build.with_points(
        meeting, "online", by=gaetan, at=then, needs=needs, max_choices=2
    )
    build.noticed(meeting, by=gaetan, at=then)
    for person in (melanie, gaetan):
        build.tap(meeting, person, by=gaetan, at=meeting.starts_at)
    actions.open_meeting(meeting, by=gaetan, at=meeting.starts_at)
    actions.go_to(point, by=gaetan, at=now)
    client = Client(headers={"accept-language": "fr"})
    client.force_login(gaetan, backend="django.contrib.auth.backends.ModelBackend")
    sheet = words(client.get(go("meeting_questions", meeting)))
    assert "Carnet de vaccins" in sheet and "Bulletins remis" in sheet
    run = go("meeting_run", meeting)
    hour = timezone.localtime(now - 30 * MINUTE).strftime("%H:%M")
    asked = {"do": f"ask:{point.pk}", "on_paper": "on", "minutes": "5", "hour": hour}
    assert client.post(run, asked).status_code == 302
    page = words(client.get(run))
    assert "Au plus 2 besoins par bulletin." in page
    typed = {"do": f"count:{point.pk}", "ballots": "2", "spoiled": "0"}
    figures = dict(zip((f"need_{need.pk}" for need in needs), "121", strict=True))
    unread = client.post(run, typed | figures | {f"need_{needs[0].pk}": "beaucoup"})
    assert unread.status_code == 422 and "beaucoup" in words(unread)
    too_many = client.post(run, typed | figures | {f"need_{needs[0].pk}": "3"})
    assert too_many.status_code == 422 and "bulletins valides : 2" in words(too_many)
    client.post(run, typed | figures | {"witnessed": "on"})
    client.post(run, {"do": f"settle:{point.pk}"})
    told = "Carnet de vaccins, 2; Rappels par texto, 1 (à égalité)"
    for name in ("meeting_wall", "meeting_detail", "meeting_minutes", "meeting_run"):
        shown = words(client.get(go(name, meeting)))
        assert "Le plus choisi : Carnet de vaccins." in shown, name
        assert told in shown and "2 bulletins valides" in shown, name
    filled = words(client.get(go("meeting_questions", meeting) + "?filled=1"))
    assert "Transport partagé</th><td>1</td>" in filled
