"""A large roll: the page says how far its opening is, and the end of it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.voting import roll
from portal.site.votes.views import preparing
from tests.portal.votes.conftest import signed_in
from tests.round_builders import crowd, prepared_round


@pytest.fixture
def large(each_database, lac_tamarac, needs, melanie, monkeypatch, settings, tmp_path):
    settings.ROUND_KEYS_DIR = tmp_path / "keys"
    monkeypatch.setattr(preparing, "LARGE", 20)
    monkeypatch.setattr(roll, "BATCH", 10)
    crowd(lac_tamarac, 24)
    return prepared_round(lac_tamarac, *needs, by=melanie, at=timezone.now())


def test_the_page_tells_each_batch_and_the_end(large, melanie):
    answer = signed_in(melanie).post(reverse("round_open", args=[large.pk]))
    assert answer.streaming and answer.status_code == 200
    told = b"".join(answer.streaming_content).decode()
    large.refresh_from_db()
    assert large.opened_at and large.sheet["roll_size"] == large.roll.count() > 24
    assert told.count("<li>La liste") == -(-large.roll.count() // 10)
    assert "les règles sont scellées" in told.lower() and told.rstrip().endswith(
        "</html>"
    )


def test_a_refusal_is_the_last_line_and_nothing_is_opened(large, melanie):
    client, url = signed_in(melanie), reverse("round_open", args=[large.pk])
    type(large).objects.update(quorum="beaucoup")
    page = b"".join(client.post(url).streaming_content).decode()
    large.refresh_from_db()
    assert large.opened_at is None and not large.roll.exists()
    assert "1/20" in page, "the sentence says how a quorum is written"
