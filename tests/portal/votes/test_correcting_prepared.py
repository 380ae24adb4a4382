"""A vote in preparation is corrected or deleted by those who hold it; then no more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.voting.models import Round
from portal.site.votes.forms.shares import Share, in_words
from tests.portal.votes.conftest import signed_in
from tests.portal.votes.test_preparing import filled
from tests.round_builders import prepared_round
from tests.worlds import shared


@shared
def prepared(lac_tamarac, needs, melanie):
    now = timezone.now()
    return prepared_round(
        lac_tamarac, *needs, by=melanie, at=now, opens_at=now + timedelta(days=3),
        closes_at=now + timedelta(days=9), quorum="1/3", rule="approval",
    )  # fmt: skip


def test_a_typo_is_corrected_without_typing_the_rest_again(
    prepared, lac_tamarac, needs, melanie
):
    client = signed_in(melanie)
    url = reverse("round_edit", args=[prepared.pk])
    page = client.get(url).content.decode()
    assert 'value="1/3"' in page and prepared.title_fr in page
    sent = filled(lac_tamarac, *needs, title_en="What to build now?", quorum="1/3")
    assert client.post(url, sent)["Location"] == reverse(
        "round_open", args=[prepared.pk]
    )
    (now,) = Round.objects.all()
    assert (now.pk, now.title_en, now.quorum) == (
        prepared.pk,
        "What to build now?",
        "1/3",
    )
    assert now.prepared_by == melanie and now.options.count() == len(needs)
    client.post(reverse("round_open", args=[now.pk]))
    assert client.get(url).status_code == 409 == client.post(url, sent).status_code


def test_a_vote_nobody_saw_is_deleted(prepared, melanie, rose_aimee):
    url = reverse("round_delete", args=[prepared.pk])
    assert signed_in(rose_aimee).post(url).status_code == 404
    client = signed_in(melanie)
    assert client.get(url).status_code == 200
    assert client.post(url)["Location"] == reverse("round_list")
    assert not Round.objects.exists()


def test_a_vote_that_opened_is_not_deleted(choice_round, melanie):
    url = reverse("round_delete", args=[choice_round.pk])
    assert signed_in(melanie).post(url).status_code == 409
    assert Round.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1/3", "1/3"),
        ("5", "1/20"),
        ("5 %", "1/20"),
        ("33,3 %", "333/1000"),
        ("0", "0"),
    ],
)
def test_a_share_is_written_as_by_laws_do(typed, kept):
    assert Share().clean(typed) == kept
    assert Share().clean(in_words(kept)) == kept


@pytest.mark.parametrize("typed", ["101", "3/2", "1/0", "a third", "-5", "1/3/4"])
def test_what_is_no_share_is_refused(typed):
    with pytest.raises(Exception, match="1/3"):
        Share().clean(typed)


def test_a_vote_does_not_close_in_the_night(lac_tamarac, needs, melanie):
    night = timezone.localtime() + timedelta(days=9)
    sent = filled(lac_tamarac, *needs, closes_at=f"{night:%Y-%m-%d}T02:30")
    answer = signed_in(melanie).post(reverse("round_new"), sent)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"closes_at"}
