"""A meeting over HTTP, from its call to its minutes; what each reader may see."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from governance.decisions.models import Meeting, Presence
from governance.membership.models import Cooperative, Membership, Person
from governance.proposals.lifecycle import Status
from tests import meeting_builders as build
from tests.round_builders import accepted_need, crowd, sealed, vote
from tests.worlds import shared

MINUTE = timedelta(minutes=1)


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    def of(person: Person) -> Client:
        client = Client(headers={"accept-language": "fr"})
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return of


@shared
def tonight(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, rose_aimee: Person
) -> Meeting:
    """Called three weeks ago, it began half an hour ago; quorum two."""
    now = timezone.now()
    return build.opened(
        lac_tamarac, melanie, gaetan, by=melanie, at=now - timedelta(days=21),
        modes=("info", "hands"), starts_at=now - 30 * MINUTE,
    )  # fmt: skip


def go(name: str, meeting: Meeting, language: str = "fr", **more: Any) -> str:

    with override(language):
        return reverse(name, kwargs={"pk": meeting.pk, **more})


def words(response: Any) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def test_from_the_call_to_the_notice(
    lac_tamarac: Cooperative, melanie: Person, signed_in: Callable[[Person], Client]
) -> None:
    client, now = signed_in(melanie), timezone.localtime()
    lac_tamarac.bylaw_ref = "art. 4.4"
    lac_tamarac.save()
    near = now + timedelta(days=3)
    asked = {
        "cooperative": "lac-tamarac", "kind": "special", "place": "Sous-sol de l’église",
        "starts_at": f"{near:%Y-%m-%dT19:00}",
    }  # fmt: skip
    refused = client.post("/fr/assemblees/nouvelle/", asked)
    assert refused.status_code == 422
    assert "au moins 15 jours avant l’assemblée (règlement, art. 4.4)" in words(refused)
    assert "Sous-sol de l’église" in words(refused)  # what was typed stays
    day = now + timedelta(days=26)
    client.post(
        "/fr/assemblees/nouvelle/", asked | {"starts_at": f"{day:%Y-%m-%dT19:00}"}
    )
    meeting = Meeting.objects.get()
    point = {
        "title_fr": "Emprunt", "title_en": "Loan", "mode": "hands", "threshold": "2/3",
        "text_fr": "Que la coop emprunte.", "text_en": "That the co-op borrow.",
    }  # fmt: skip
    assert client.post(go("meeting_agenda", meeting), point).status_code == 302
    assert Client().get(go("meeting_detail", meeting)).status_code == 404
    letter = words(client.get(go("meeting_notice", meeting)))
    for sentence in (
        "Avis de convocation",
        "Notice of meeting",
        "Que la coop emprunte.",
    ):
        assert sentence in letter
    assert "Il reste 11 jours." in letter
    sent = {"sent_on": now.date().isoformat()}
    assert client.post(go("meeting_notice", meeting), sent).status_code == 302
    locked = client.post(go("meeting_agenda", meeting), point)
    assert locked.status_code == 409
    assert "seulement des sujets de son avis" in words(locked)
    assert "Emprunt" in words(Client().get(go("meeting_detail", meeting)))


def test_taps_without_scripts_and_with(
    tonight: Meeting, melanie: Person, rose_aimee: Person,
    signed_in: Callable[[Person], Client],
) -> None:  # fmt: skip
    client, here = signed_in(melanie), go("meeting_attendance", tonight)
    found = words(client.get(here, {"q": "belanger"}))
    assert "Bélanger, Rose-Aimée" in found and "Ouellet" not in found
    assert "0071" in words(client.get(here, {"q": "71"}))
    member = Membership.objects.get(person=rose_aimee).pk
    tap = {"tap": f"arrived:{member}", "key": "page-1"}
    assert client.post(here, tap).status_code == 302
    assert client.post(here, tap).status_code == 302  # sent twice
    assert Presence.objects.filter(person=rose_aimee).count() == 1
    assert "arrivée à" in words(client.get(here))
    kept = {
        "tap": f"left:{member}", "key": "t" * 32, "whole": "1",
        "kept": (timezone.now() - MINUTE / 2).isoformat(),
    }  # fmt: skip
    wants = {"accept": "application/json"}
    early = client.post(here, kept, headers=wants)  # left before the tap of arrival
    assert (
        early.status_code == 422
        and "ne peut pas être partie" in early.json()["refused"]
    )
    told = client.post(here, kept | {"kept": "", "key": "u" * 32}, headers=wants).json()
    assert told["line"]["state"] == "left"
    assert told["meter"]["met"] and "Quorum atteint à" in told["meter"]["quorum"]
    lines = client.get(go("meeting_presence", tonight)).json()["lines"]
    assert lines[str(member)][0] == "left" and "Bélanger" not in str(lines)


def test_bad_taps(
    tonight: Meeting, melanie: Person, huguette: Person, rose_aimee: Person,
    signed_in: Callable[[Person], Client],
) -> None:  # fmt: skip
    client, here = signed_in(melanie), go("meeting_attendance", tonight)
    member = Membership.objects.get(person=rose_aimee).pk
    foreign = Membership.objects.get(person=huguette).pk
    met = {
        f"arrived:{foreign}": 404, "arrived:": 404, "arrived:9" + "9" * 30: 404,
        "arrived:²": 404, f"danced:{member}": 422, f"left:{member}": 409,
    }  # fmt: skip
    for tap, status in met.items():
        assert client.post(here, {"tap": tap, "key": "k"}).status_code == status, tap
    wrong = {"tap": f"arrived:{member}", "key": "k2", "hour": "soon"}
    assert client.post(here, wrong).status_code == 422
    assert not Presence.objects.filter(person=rose_aimee).exists()


def test_a_question_and_the_wall(
    tonight: Meeting, melanie: Person, gaetan: Person,
    signed_in: Callable[[Person], Client],
) -> None:  # fmt: skip
    client, second = signed_in(melanie), signed_in(gaetan)
    run, point = go("meeting_run", tonight), tonight.points.get(mode="hands")
    wall = go("meeting_wall_now", tonight)
    client.post(run, {"do": f"go:{point.pk}"})
    first_look = Client().get(wall)
    assert "Vote à venir" in words(first_look)
    again = Client().get(wall, headers={"if-none-match": first_look["ETag"]})
    assert again.status_code == 304
    client.post(
        run, {"do": f"ask:{point.pk}", "moved_by": melanie.pk, "seconded_by": gaetan.pk}
    )
    assert "Le vote est ouvert." in words(Client().get(wall))
    count = {
        "do": f"count:{point.pk}",
        "in_favour": "2",
        "against": "0",
        "abstained": "0",
    }
    client.post(run, count)
    unread = second.post(run, count | {"in_favour": "deux"})
    assert unread.status_code == 422 and "deux" in words(unread)
    blind = words(second.get(run))
    assert "Inscrivez le vôtre sans le regarder" in blind
    differs = second.post(run, count | {"in_favour": "1", "against": "1"}, follow=True)
    assert "Les deux comptes diffèrent" in words(differs)
    early = second.post(run, {"do": f"settle:{point.pk}"})
    assert early.status_code == 409
    second.post(run, count)
    second.post(run, {"do": f"settle:{point.pk}"})
    shown = words(Client().get(wall))
    assert "La résolution est adoptée." in shown and "2 pour, 0 contre" in shown
    for page in (wall, go("meeting_wall", tonight), go("meeting_detail", tonight)):
        seen = words(Client().get(page))
        assert "Gagnon" not in seen and "Ouellet" not in seen


def test_the_minutes_are_written_from_what_was_recorded(
    tonight: Meeting, melanie: Person, gaetan: Person,
    signed_in: Callable[[Person], Client],
) -> None:  # fmt: skip
    client, run = signed_in(melanie), go("meeting_run", tonight)
    point = tonight.points.get(mode="hands")
    names = {"chair": "Aline Roy", "scrutineer_one": "A B", "scrutineer_two": "C D"}
    client.post(run, {"do": "officers"} | names)
    client.post(
        run, {"do": f"ask:{point.pk}", "moved_by": melanie.pk, "seconded_by": gaetan.pk}
    )
    client.post(
        run,
        {
            "do": f"count:{point.pk}",
            "in_favour": 1,
            "against": 1,
            "abstained": 0,
            "witnessed": "on",
        },
    )
    client.post(run, {"do": f"settle:{point.pk}"})
    client.post(run, {"do": "close"})
    told = words(client.get(go("meeting_minutes", tonight)))
    for sentence in (
        "Proposée par Mélanie Gagnon, appuyée par Gaétan Ouellet.",
        "Moved by Mélanie Gagnon, seconded by Gaétan Ouellet.",
        "Aline Roy préside l’assemblée.", "The scrutineers are A B and C D.",
        "1 pour, 1 contre, 0 abstention.", "Quorum atteint à", "L’assemblée est levée à",
    ):  # fmt: skip
        assert sentence in told, sentence
    sheet = words(client.get(go("meeting_sheet", tonight), {"filled": "1"}))
    assert "Gagnon, Mélanie" in sheet and "Bélanger" not in sheet


def test_a_sheet_is_typed_after_the_evening(
    tonight: Meeting, melanie: Person, signed_in: Callable[[Person], Client]
) -> None:
    client, run = signed_in(melanie), go("meeting_run", tonight)
    point = tonight.points.get(mode="hands")
    hour = timezone.localtime(tonight.starts_at + 5 * MINUTE)
    client.post(run, {"do": f"ask:{point.pk}", "hour": f"{hour:%H:%M}"})
    point.refresh_from_db()
    assert (
        point.entered_at
        and point.opened_at.hour == hour.astimezone(point.opened_at.tzinfo).hour
    )
    client.post(
        run,
        {
            "do": f"count:{point.pk}",
            "in_favour": 2,
            "against": 0,
            "abstained": 0,
            "witnessed": "on",
        },
    )
    client.post(run, {"do": f"settle:{point.pk}"})
    assert "inscrit d’après la feuille à" in words(
        Client().get(go("meeting_detail", tonight))
    )


def test_a_vote_by_telephone_begins_the_decision(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, rose_aimee: Person,
    signed_in: Callable[[Person], Client], at: datetime,
) -> None:  # fmt: skip
    now = timezone.now()
    then = now - timedelta(days=21)
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=then)
    meeting = build.called(lac_tamarac, by=gaetan, at=then, starts_at=now - 9 * MINUTE)
    build.with_points(meeting, "online", by=gaetan, at=then, needs=[need])
    build.noticed(meeting, by=gaetan, at=then)
    for person in (gaetan, rose_aimee):
        build.tap(meeting, person, by=gaetan, at=now - 8 * MINUTE)
    point, client, run = (
        meeting.points.get(),
        signed_in(gaetan),
        go("meeting_run", meeting),
    )
    client.post(run, {"do": "open"})
    client.post(run, {"do": f"ask:{point.pk}", "minutes": "2"})
    point.refresh_from_db()
    ballot = signed_in(rose_aimee).get(reverse("round_ballot", args=[point.round_id]))
    assert ballot.status_code == 200
    assert signed_in(melanie).get(ballot.request["PATH_INFO"]).status_code == 403
    vote(point.round, rose_aimee, "yes", at=timezone.now())
    open_still = client.post(run, {"do": f"settle:{point.pk}"})
    assert open_still.status_code == 409 and "déclarez-le clos" in words(open_still)
    assert "au plus tard" in words(client.get(go("meeting_wall", meeting)))
    ended = client.post(run, {"do": f"end:{point.pk}"}, follow=True)
    assert "dans une minute" in words(ended)
    assert "secondes pour répondre" in words(
        client.get(go("meeting_wall_now", meeting))
    )
    assert "1 personne sur 2 a voté" in words(Client().get(go("meeting_wall", meeting)))
    sealed(point.round)  # the worker, on time
    client.post(run, {"do": f"settle:{point.pk}"})
    need.refresh_from_db()
    assert need.status == Status.VOTED
    minutes = words(client.get(go("meeting_minutes", meeting)))
    form = f"/fr/besoins/{need.number}/decision/?question={point.pk}"
    assert form in minutes
    assert "Assemblée générale annuelle," in words(client.get(form))


def test_pages_ask_a_constant_number_of_questions(
    tonight: Meeting, melanie: Person, signed_in: Callable[[Person], Client],
    django_assert_max_num_queries: Any, lac_tamarac: Cooperative,
) -> None:  # fmt: skip
    crowd(lac_tamarac, 300)
    client = signed_in(melanie)
    for name in (
        "meeting_attendance",
        "meeting_run",
        "meeting_minutes",
        "meeting_detail",
    ):
        with django_assert_max_num_queries(20):
            assert client.get(go(name, tonight)).status_code == 200
    with django_assert_max_num_queries(8):
        Client().get(go("meeting_wall_now", tonight))
