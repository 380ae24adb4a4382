"""GitHub knocks: verified on the raw bytes, kept once, answered at once."""

import gzip
import hashlib
import hmac
import json
from pathlib import Path
from urllib.parse import urlencode

import pytest

from integrations.github import webhooks
from integrations.models import InboundEvent

URL = "/hooks/github/"
SECRET = "un secret de test"
EXAMPLES = Path(__file__).parents[2] / "data" / "github" / "webhook-examples.json.gz"

pytestmark = pytest.mark.django_db


def signed(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


@pytest.fixture
def knock(client):
    def send(body, *, event="issues", guid="g-1", kind="application/json", **more):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {
            "X-GitHub-Event": event,
            "X-GitHub-Delivery": guid,
            "X-Hub-Signature-256": signed(body),
        } | more
        headers = {name: text for name, text in headers.items() if text is not None}
        return client.post(URL, body, content_type=kind, headers=headers)

    return send


def test_the_vector_that_github_documents():
    given = webhooks._signature("It's a Secret to Everybody", b"Hello, World!")
    assert given == (
        b"sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    )


def test_an_event_is_kept_as_it_came_and_answered_202(knock):
    answer = knock({"action": "closed", "issue": {"number": 7}})
    assert answer.status_code == 202
    event = InboundEvent.objects.get()
    assert (event.guid, event.event, event.action) == ("g-1", "issues", "closed")
    assert event.payload == {"action": "closed", "issue": {"number": 7}}
    assert event.handled_at is None


def test_a_replayed_event_is_kept_once(knock):
    answers = [knock({"action": "closed"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [202] * 3
    again = "Déjà reçu.\n"
    assert [answer.text == again for answer in answers] == [False, True, True]
    assert InboundEvent.objects.count() == 1


@pytest.mark.parametrize(
    "signature",
    [
        None,
        "",
        "sha256=",
        "sha1=" + "0" * 40,
        signed(b'{"action": "x"}', "another"),
        signed(b'{"action": "x"}', ""),
        signed(b'{"action": "y"}'),
        "sha256=é",
    ],
)
def test_a_forged_event_is_refused_and_not_kept(knock, signature):
    answer = knock(b'{"action": "x"}', **{"X-Hub-Signature-256": signature})
    assert answer.status_code == 403
    assert not InboundEvent.objects.exists()


def test_two_secrets_hold_during_a_rotation(knock, settings):
    settings.GITHUB = settings.GITHUB | {"WEBHOOK_SECRETS": ["new one", SECRET]}
    for number, secret in enumerate(("new one", SECRET)):
        signature = {"X-Hub-Signature-256": signed(b"{}", secret)}
        assert knock(b"{}", guid=str(number), **signature).status_code == 202
    assert InboundEvent.objects.count() == 2


def test_without_a_secret_nothing_can_be_verified(knock, settings):
    for none in ([], [""]):
        settings.GITHUB = settings.GITHUB | {"WEBHOOK_SECRETS": none}
        signature = {"X-Hub-Signature-256": signed(b"{}", "")}
        assert knock(b"{}", **signature).status_code == 503


def test_a_form_with_a_payload_is_understood(knock):
    body = urlencode({"payload": json.dumps({"action": "opened é"})}).encode()
    answer = knock(body, kind="application/x-www-form-urlencoded")
    assert answer.status_code == 202
    assert InboundEvent.objects.get().payload == {"action": "opened é"}


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"not json", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'"text"', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"a":' * 100_000, "application/json", 400),
        (b'{"a": NaN}', "application/json", 400),
        (b'{"a": ' + b"9" * 5000 + b"}", "application/json", 400),
        (b'{"a": "\xff"}', "application/json", 400),
        (b"other=1", "application/x-www-form-urlencoded", 400),
        (b"payload=%ff", "application/x-www-form-urlencoded", 400),
        (b"&".join([b"a=1"] * 50), "application/x-www-form-urlencoded", 400),
        (b"{}", "text/plain", 415),
        (b"{}", "multipart/form-data; boundary=x", 415),
    ],
)
def test_a_malformed_body_is_refused_with_a_sentence(knock, body, kind, status):
    answer = knock(body, kind=kind)
    assert answer.status_code == status
    assert answer.content.decode().strip().endswith(".")
    assert not InboundEvent.objects.exists()


def test_what_postgresql_cannot_hold_is_made_storable(knock):
    assert knock(b'{"a": "x\\u0000y", "b": "\\ud800"}').status_code == 202
    assert InboundEvent.objects.get().payload == {"a": "x\ufffdy", "b": "?"}


@pytest.mark.parametrize("missing", ["X-GitHub-Event", "X-GitHub-Delivery"])
def test_the_headers_of_an_event_are_needed(knock, missing):
    for bad in (None, "", "x" * 65, "é"):
        assert knock(b"{}", **{missing: bad}).status_code == 400
    assert not InboundEvent.objects.exists()


def test_a_large_event_is_taken_and_a_larger_one_refused(knock):
    large = b'{"a": "' + b"x" * (3 * 1024 * 1024) + b'"}'
    assert knock(large).status_code == 202
    larger = b'{"a": "' + b"x" * webhooks.MOST_BYTES + b'"}'
    assert knock(larger, guid="g-2").status_code == 413
    assert InboundEvent.objects.count() == 1


def test_only_post_is_answered(client):
    assert client.get(URL).status_code == 405


def test_every_example_of_githubs_own_is_taken(knock):
    examples = json.loads(gzip.decompress(EXAMPLES.read_bytes()))["examples"]
    for number, example in enumerate(examples):
        answer = knock(example["payload"], event=example["event"], guid=str(number))
        assert answer.status_code == 202
    assert InboundEvent.objects.count() == len(examples) > 30


def test_unknown_events_and_pings_are_taken(knock):
    assert knock({"zen": "x"}, event="ping").status_code == 202
    assert knock({}, event="never_heard_of", guid="2").status_code == 202


def test_only_this_door_takes_much(settings):
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE < 3_000_000 < webhooks.MOST_BYTES
