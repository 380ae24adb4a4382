"""A witness keeps control points, and finds out a server that tells another story."""

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from governance.voting import cosigning
from governance.voting.bundle import verify

WITNESS = Path(verify.__file__).with_name("witness.py")


@pytest.fixture
def told():
    """What the portal answers, by the end of the address."""
    return {}


@pytest.fixture
def page(told):
    class Portal(BaseHTTPRequestHandler):
        def do_GET(self):
            body = told.get(self.path.rsplit("/", 2)[1])
            self.send_response(200 if body is not None else 404)
            self.end_headers()
            self.wfile.write(body or b"")

        def do_POST(self):
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            told.setdefault("received", []).append(sent)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    # ``shutdown`` waits for as long as one look at the door takes.
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/en/votes/1/verify/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def vote(published):
    return published["approval"]


@pytest.fixture
def run(page, tmp_path, vote):
    key = vote.files["keys.txt"].decode().strip()

    def go(address=page, key=key, *name):
        done = subprocess.run(
            [sys.executable, "-I", str(WITNESS), address, str(tmp_path / "kept"), key,
             *name],
            env={}, cwd="/", capture_output=True, check=False,
        )  # fmt: skip
        assert done.stderr == b"", done.stderr.decode()
        return done.returncode, done.stdout.decode()

    return go


def last_note(vote):
    return vote.files["checkpoints.txt"].split(b"\n\n127")[-1].join([b"127", b""])


def test_control_points_are_kept_as_the_log_grows(run, told, vote, tmp_path):
    log = vote.files["ledger.jsonl"]
    size = int(vote.kept.split(b"\n")[1])
    told |= {"checkpoint": vote.kept, "log": b"".join(log.splitlines(True)[:size])}
    status, words = run()
    assert status == 0 and f"is kept (lines: {size})" in words
    assert "Nothing new since the last control point" in run()[1]
    told |= {"checkpoint": last_note(vote), "log": log}
    status, words = run()
    assert status == 0 and "it continues those before (1)" in words
    kept = (tmp_path / "kept" / "checkpoints.txt").read_bytes()
    facts = verify.check(vote.files, ("kept", kept))
    assert facts["since"] == len(log.splitlines())


def test_another_story_is_found_out(run, told, vote):
    """Signed by the portal's own key, of another past than the one kept."""
    told |= {"checkpoint": vote.astray["another"]}
    lines = vote.files["ledger.jsonl"].splitlines(True)
    told["log"] = b"".join([*lines[:8], lines[0]])
    assert run()[0] == 0
    told |= {"checkpoint": last_note(vote), "log": vote.files["ledger.jsonl"]}
    status, words = run()
    assert status == 1 and "is not the one that was signed" in words


def test_a_log_shorter_than_its_control_point(run, told, vote):
    told |= {"checkpoint": vote.kept, "log": vote.files["ledger.jsonl"][:0]}
    status, words = run()
    assert status == 1 and "only has 0" in words


def test_a_control_point_by_another_key(run, told, vote, published):
    told |= {"checkpoint": vote.kept, "log": vote.files["ledger.jsonl"]}
    name = json.loads(vote.files["rule-sheet.json"])["log"]["origin"].split("/")[0]
    assert run(key=f"{name}+00000000+AAAA")[0] == 1
    told["checkpoint"] = vote.kept.replace(b"/votes/", b"/votes/9")
    status, words = run()
    assert status == 1 and "its signature is not by the key" in words


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/x/"])
def test_an_address_that_is_none(run, address):
    status, words = run(address=address)
    assert status == 1 and "Give the address of the verification page" in words


def test_a_portal_that_does_not_answer(run):
    status, words = run(address="http://127.0.0.1:9/en/votes/1/verify/")
    assert status == 1 and "does not answer" in words


def test_a_named_witness_signs_what_it_kept_and_nothing_else(
    run, page, told, vote, tmp_path
):
    key = vote.files["keys.txt"].decode().strip()
    told |= {"checkpoint": vote.kept, "log": vote.files["ledger.jsonl"][:0]}
    assert run(page, key, "coop.example")[0] == 1
    assert "received" not in told, "a log that does not agree is not signed"
    size = int(vote.kept.split(b"\n")[1])
    told["log"] = b"".join(vote.files["ledger.jsonl"].splitlines(True)[:size])
    status, words = run(page, key, "coop.example")
    assert status == 0 and "Public key of this witness" in words
    public = next(w.strip() for w in words.splitlines() if "coop.example+" in w)
    (sent,) = told["received"]
    signed = cosigning.found(sent.decode(), cosigning.Key.read(public))
    assert signed is not None and sent.startswith(vote.kept)
    assert (tmp_path / "kept" / "witness.key").stat().st_mode & 0o077 == 0
    assert run(page, key, "deux mots")[0] == 1
