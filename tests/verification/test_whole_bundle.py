"""A bundle as the portal exports it, checked by a bare Python that knows nothing."""

import json
import subprocess
import sys
import zipfile

import pytest

from governance.voting.bundle import verify
from tests.verification.conftest import laid_out, verdict


def run(folder, *arguments):
    """verify.py alone: isolated, no site packages of ours, an empty environment."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "verify.py"), *arguments],
        env={}, cwd="/", capture_output=True, check=False,
    )  # fmt: skip


def test_a_whole_bundle_agrees_in_both_languages(bundle, tmp_path):
    done = run(laid_out(bundle.files, tmp_path))
    told = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b""), done
    assert told.startswith("Tout concorde\u00a0: ce vote peut être recompté")
    assert "Everything agrees: this vote can be recounted" in told
    assert "48 ballots" in told and "48 bulletins" in told
    assert run(tmp_path, "--lang", "en").stdout.decode().startswith("Everything")


def test_a_zip_in_another_place_is_read_too(bundle, tmp_path):
    laid_out(bundle.files, tmp_path)
    archive = tmp_path / "vote.zip"
    with zipfile.ZipFile(archive, "w") as whole:
        for name, content in bundle.files.items():
            whole.writestr(f"vote-1/{name}", content)
    assert run(tmp_path, str(archive)).returncode == 0


def test_a_broken_bundle_ends_with_one_sentence_and_status_1(bundle, tmp_path):
    folder = laid_out(bundle.files, tmp_path)
    lines = bundle.files["ballots.jsonl"].split(b"\n")
    (folder / "ballots.jsonl").write_bytes(b"\n".join([*lines[:3], *lines[4:]]))
    done = run(folder, "--lang", "en")
    assert done.returncode == 1 and done.stderr == b""
    (sentence,) = done.stdout.decode().splitlines()
    assert "of ledger.jsonl: the ballot of this commitment is missing" in sentence


@pytest.mark.parametrize("made", ["nothing", "empty folder", "text"])
def test_what_is_no_bundle_is_said_to_be_none(bundle, tmp_path, made):
    folder = laid_out(bundle.files, tmp_path)
    other = tmp_path / "other"
    if made == "empty folder":
        other.mkdir()
    elif made == "text":
        other.write_text("Bonjour.")
    done = run(folder, str(other), "--lang", "en")
    assert done.returncode == 1 and done.stderr == b""
    assert len(done.stdout.decode().splitlines()) == 1


def test_a_checkpoint_kept_in_the_middle_is_continued(bundle, tmp_path):
    folder = laid_out(bundle.files, tmp_path)
    kept = tmp_path / "kept.txt"
    kept.write_bytes(bundle.kept)
    done = run(folder, "--since", str(kept), "--lang", "en")
    assert done.returncode == 0
    assert "continues the checkpoint that you kept" in done.stdout.decode()


def test_a_member_finds_their_line_and_their_ballot(bundle, tmp_path):
    folder = laid_out(bundle.files, tmp_path)
    ref, salt, tracker = bundle.own
    line = run(folder, "--line", ref, salt, "--lang", "en")
    assert line.returncode == 0 and b"on the roll, and you voted online" in line.stdout
    ballot = run(folder, "--receipt", tracker.upper().replace("-", " "))
    assert ballot.returncode == 0 and b"ballots.jsonl" in ballot.stdout
    wrong = run(folder, "--line", ref, "00" * 16)
    assert wrong.returncode == 1 and b"No line of roll.jsonl" in wrong.stdout
    assert run(folder, "--line", ref, "not a salt").returncode == 1
    assert run(folder, "--receipt", "un deux").returncode == 1


def test_the_bundle_names_nobody_and_no_hour(bundle):
    for name in ("roll.jsonl", "ballots.jsonl", "ledger.jsonl"):
        content = bundle.files[name].decode()
        assert "@" not in content and "example" not in content
        assert bundle.own[0] not in content, "not even the reference of a person"
    rows = [json.loads(r) for r in bundle.files["ballots.jsonl"].splitlines()]
    assert all(set(r) == {"choices", "nonce", "salt", "tracker"} for r in rows)
    trackers = [row["tracker"] for row in rows]
    assert trackers == sorted(trackers)


def test_small_co_ops_are_published_together(bundle):
    rows = [json.loads(r) for r in bundle.files["roll.jsonl"].splitlines()]
    voted = {}
    for row in rows:
        voted.setdefault(row["place"], []).append(row["voted"])
    assert {place: sum(v) for place, v in voted.items()} == {
        "lac-tamarac": 30, "huit-rivieres+trois-ormes": 18,
    }  # fmt: skip


def test_a_rule_that_cannot_be_recounted_is_named(bundle, monkeypatch):
    monkeypatch.setattr(verify, "RULES", {})
    assert verdict(bundle.files) == "rule"
