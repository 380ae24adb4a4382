"""The verification page, the files it gives, and a member's own line, over HTTP."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from governance.voting import ledger
from governance.voting.bundle import verify
from governance.voting.models import LedgerLine, Result, Round
from tests.round_builders import DAY, accepted_need, opened_round, sealed, vote

LANGUAGES = ["fr", "en"]
NONCE = "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def afresh(settings, tmp_path):
    settings.ROUND_KEYS_DIR = tmp_path
    cache.clear()


@pytest.fixture
def round(lac_tamarac, rose_aimee, marc_andre, melanie) -> Round:
    now = timezone.now() - DAY
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=now)
    return opened_round(lac_tamarac, need, by=melanie, at=now)


@pytest.fixture
def counted(round, rose_aimee) -> tuple[Round, str]:
    tracker = vote(round, rose_aimee, "yes", at=timezone.now()).tracker
    sealed(round)
    round.refresh_from_db()
    return round, tracker


def page(round: Round, name: str = "round_verify", language: str = "en") -> str:
    with translation.override(language):
        return reverse(name, args=[round.pk])


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_vote_is_checked_on_the_server(counted, language):
    round, _ = counted
    response = Client().post(page(round, language=language), {"recheck": "yes"})
    assert response.status_code == 200
    verdict = response.context["verdict"]
    assert verdict.holds and len(verdict.sentences) == 7
    told = response.content.decode()
    assert {"fr": "Tout concorde", "en": "Everything agrees"}[language] in told
    assert round.rule_sheet_hash in told


def test_a_touched_result_is_named_on_the_page(counted):
    round, _ = counted
    Result.objects.update(figures=round.result.figures | {"yes": 9})
    response = Client().post(page(round), {"recheck": "yes"})
    verdict = response.context["verdict"]
    assert not verdict.holds
    assert "“yes” is 9 in result.json, and 1 in the recount" in verdict.sentences[0]


def test_a_check_pressed_by_many_is_made_once(counted, django_assert_max_num_queries):
    round, _ = counted
    Client().post(page(round), {"recheck": "yes"})
    with django_assert_max_num_queries(16):
        Client().post(page(round), {"recheck": "yes"})


def test_the_zip_verifies_by_itself(counted, tmp_path):
    round, _ = counted
    content = downloaded(round)
    (tmp_path / "vote.zip").write_bytes(content)
    facts = verify.check(verify.read_bundle(tmp_path / "vote.zip"))
    assert facts["ballots"] == 1
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        assert {n.split("/")[0] for n in whole.namelist()} == {f"vote-{round.pk}"}
    assert downloaded(round) == content, "byte for byte"


def downloaded(round):
    response = Client().get(page(round, "round_bundle"))
    assert response["Content-Disposition"].endswith(f'"vote-{round.pk}.zip"')
    return response.content


def test_the_log_and_its_checkpoint_are_public_while_the_vote_is_open(round):
    log = Client().get(page(round, "round_log"))
    lines = log.content.splitlines()
    assert lines == [row.line.encode() for row in LedgerLine.objects.all()]
    note = Client().get(page(round, "round_checkpoint")).content.decode()
    assert note == ledger.last_note(round) and f"/votes/{round.pk}\n1\n" in note
    assert note.split("\n")[0] in Client().get(page(round)).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_no_bundle_before_the_seal(round, language):
    response = Client().get(page(round, "round_bundle", language))
    assert response.status_code == 409
    assert response.context["sentence"]
    checked = Client().post(page(round, language=language), {"recheck": "yes"})
    assert checked.status_code == 409


def test_a_round_without_a_log_has_none_of_it(counted, monkeypatch):
    round, tracker = counted
    monkeypatch.setattr(ledger, "has_log", lambda held: False)
    for name in ("round_log", "round_checkpoint", "round_bundle"):
        assert Client().get(page(round, name)).status_code == 409
    assert "no public log" in Client().get(page(round)).content.decode()
    assert Client().post(page(round), {"tracker": tracker}).status_code == 200


def test_the_ballot_is_shown_with_its_place_on_the_log(counted):
    round, tracker = counted
    response = Client().post(page(round), {"tracker": tracker})
    ballot = round.ballots.get().as_cast()
    told = response.content.decode()
    assert ballot.commitment in told and ballot.nonce in told
    assert response.context["log_line"] == 2


def test_a_member_sees_their_own_line_and_nobody_else_does(
    round, rose_aimee, marc_andre, huguette
):
    own = round.roll.get(person=rose_aimee)
    for name in ("round_verify", "round_detail"):
        hers = signed_in(rose_aimee).get(page(round, name)).content.decode()
        assert own.salt in hers and own.leaf in hers and str(rose_aimee.ref) in hers
        for reader in (Client(), signed_in(marc_andre), signed_in(huguette)):
            theirs = reader.get(page(round, name)).content.decode()
            assert own.salt not in theirs and own.leaf not in theirs
    assert signed_in(rose_aimee).get(page(round)).context["own"].included


def test_a_line_that_is_not_in_the_sealed_roll_says_so(round, rose_aimee):
    round.roll.filter(person=rose_aimee).update(leaf="0" * 64)
    response = signed_in(rose_aimee).get(page(round))
    assert not response.context["own"].included
    assert "not in the roll" in response.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "vous n’avez pas voté"), ("en", "shows that you did not vote")],
)
def test_who_did_not_vote_is_told_so(counted, marc_andre, rose_aimee, language, words):
    round, _ = counted
    url = page(round, "round_detail", language)
    assert words in signed_in(marc_andre).get(url).content.decode()
    assert words not in signed_in(rose_aimee).get(url).content.decode()


def cast(client: Client, round: Round, **more: str) -> Any:
    check = client.post(page(round, "round_check"), {"answer": "yes"}).content.decode()
    slip = re.search(r'name="slip" value="([^"]+)"', check)
    assert slip and 'name="nonce"' in check and "portal/nonce" in check
    return client.post(page(round, "round_receipt"), {"slip": slip[1], **more})


@pytest.mark.parametrize("sent", [NONCE, "", "<b>"])
def test_the_receipt_says_who_drew_its_number(round, rose_aimee, sent):
    response = cast(signed_in(rose_aimee), round, nonce=sent)
    told = response.content.decode()
    by_browser = sent == NONCE
    assert response.context["drawn_here"] == by_browser
    assert ("Your browser drew this number" in told) == by_browser
    assert ("the portal drew this number" in told) != by_browser
    ballot = round.ballots.get()
    assert (ballot.nonce == NONCE) == by_browser
    assert ballot.nonce in told and ballot.as_cast().commitment in told


def test_pages_take_few_queries(counted, rose_aimee, django_assert_max_num_queries):
    round, _ = counted
    with django_assert_max_num_queries(27):
        signed_in(rose_aimee).get(page(round))
