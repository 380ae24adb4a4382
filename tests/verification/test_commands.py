"""``manage.py export_round`` and ``verify_bundle``."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from governance.voting.actions import void_round
from governance.voting.models import Round
from tests.round_builders import accepted_need, opened_round, sealed, vote
from tests.verification.conftest import laid_out


@pytest.fixture
def round(lac_tamarac, rose_aimee, melanie, at, settings, tmp_path):
    settings.ROUND_KEYS_DIR = tmp_path / "keys"
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=at)
    round = opened_round(lac_tamarac, need, by=melanie, at=at)
    vote(round, rose_aimee, "yes", at=at)
    return round


def said(*command):
    out = io.StringIO()
    with translation.override("en"):
        call_command(*map(str, command), stdout=out)
    return out.getvalue()


def test_what_is_exported_verifies(round, tmp_path):
    sealed(round)
    folder = tmp_path / "new" / "bundle"
    assert "12 files" in said("export_round", round.pk, folder)
    assert {f.name for f in folder.iterdir()} == {
        "rule-sheet.json", "roll.jsonl", "ledger.jsonl", "checkpoints.txt",
        "ballots.jsonl", "result.json", "keys.txt", "verify.py", "witness.py",
        "README.md",
        "LISEZMOI.md", "SHA256SUMS",
    }  # fmt: skip
    assert "Everything agrees" in said("verify_bundle", folder)


def test_exporting_twice_gives_the_same_bytes(round, tmp_path):
    sealed(round)
    for name in ("one", "two"):
        said("export_round", round.pk, tmp_path / name)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_a_round_that_is_not_counted_has_no_bundle(round, tmp_path):
    with pytest.raises(CommandError, match="once the vote is counted"):
        said("export_round", round.pk, tmp_path / "bundle")
    assert not (tmp_path / "bundle").exists()
    with pytest.raises(CommandError, match="no vote number 99999"):
        said("export_round", 99_999, tmp_path / "bundle")


def test_a_cancelled_round_has_no_bundle(round, melanie, at, tmp_path):
    void_round(round, by=melanie, at=at, reason_fr="Erreur.", reason_en="Erreur.")
    with pytest.raises(CommandError, match="cancelled"):
        said("export_round", round.pk, tmp_path / "bundle")


def test_a_round_without_a_public_log_says_so(round, tmp_path, monkeypatch):
    sealed(round)
    before = Round.objects.get(pk=round.pk)
    monkeypatch.setattr(
        "governance.voting.ledger.has_log", lambda held: held.pk != before.pk
    )
    with pytest.raises(CommandError, match="no bundle"):
        said("export_round", round.pk, tmp_path / "bundle")


def test_a_folder_that_cannot_be_written_is_named(round, tmp_path):
    sealed(round)
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="cannot be written"):
        said("export_round", round.pk, tmp_path / "file")


def test_the_first_broken_line_is_named(bundle, tmp_path):
    folder = laid_out(bundle.files, tmp_path)
    (folder / "ballots.jsonl").write_bytes(b"{}\n" + bundle.files["ballots.jsonl"])
    with pytest.raises(CommandError, match=r"Line 1 of ballots\.jsonl"):
        said("verify_bundle", folder)
    with pytest.raises(CommandError, match="no bundle of a vote"):
        said("verify_bundle", tmp_path / "nowhere")


def test_a_kept_checkpoint_is_asked_for(bundle, tmp_path):
    folder = laid_out(bundle.files, tmp_path)
    kept = tmp_path / "kept.txt"
    kept.write_bytes(bundle.kept)
    assert "you kept" in said("verify_bundle", folder, "--since", kept)
    with pytest.raises(CommandError, match="cannot be read"):
        said("verify_bundle", folder, "--since", tmp_path / "lost.txt")
