"""As a GitHub App: tokens are minted from its key, and its own issues are known."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.utils import timezone
from django.utils.translation import override

from integrations import outbox
from integrations.github import connection, redelivery
from integrations.github.client import connect
from integrations.github.sandbox.rest import account
from integrations.models import MirrorLink
from tests.builders import briefed_need
from tests.integrations.github_fixtures import SECRET, mirrored, pointed_at
from tests.integrations.sandbox.fixtures import running_sandbox

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")


@pytest.fixture(scope="module")
def key_file(tmp_path_factory):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    path = tmp_path_factory.mktemp("keys") / "app.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
    return path


def as_app(key_file):
    return {
        "TOKEN": "",
        "APP_ID": str(account.APP_ID),
        "APP_PRIVATE_KEY": str(key_file),
        "INSTALLATION_ID": str(account.INSTALLATION_ID),
    }


@pytest.fixture
def app(github, settings, key_file):
    settings.GITHUB = settings.GITHUB | as_app(key_file)
    return github


def test_an_app_mirrors_and_adopts_its_own_issue(app, issues, briefed):
    app.fault("bad_gateway_after", method="POST", path="/issues$")
    assert mirrored().number is None
    hour = timezone.now() + timedelta(hours=1)
    outbox.deliver_due("github", clock=lambda: hour)
    [issue] = issues()
    assert MirrorLink.objects.get().number == issue["number"]
    shown = app.ask("GET", app.repo(f"/issues/{issue['number']}")).json
    assert shown["user"]["login"] == "passerelle[bot]"


def test_one_token_serves_many_calls(app, lac_tamarac, briefed, marc_andre):
    app.ask("GET", "/_sandbox/traffic?clear=1")
    mirrored()
    briefed_need(lac_tamarac, author=marc_andre, title="Un autre besoin")
    mirrored()
    paths = [row["path"] for row in app.traffic()["exchanges"]]
    assert sum(path.endswith("/access_tokens") for path in paths) <= 1
    assert sum(path.endswith("/issues") for path in paths) == 2


def test_a_key_given_by_value_works_too(app, issues, briefed, settings, key_file):
    value = key_file.read_text().replace("\n", "\\n")
    settings.GITHUB = settings.GITHUB | {"APP_PRIVATE_KEY": value}
    assert mirrored().number == issues()[0]["number"]


def test_deliveries_that_failed_are_asked_for_once_an_hour(
    tmp_path, settings, key_file, lac_tamarac
):
    nobody = "http://127.0.0.1:9/hooks/github/"
    with running_sandbox(tmp_path, webhook_url=nobody, secret=SECRET) as sandbox:
        settings.GITHUB = pointed_at(sandbox) | as_app(key_file)
        sandbox.ask("POST", sandbox.repo("/issues"), {"title": "t"}, token="developer")
        lost = {row["guid"] for row in sandbox.settled()}
        now = timezone.now()
        assert redelivery.ask_due(connect(), now) == len(lost) == 1
        assert redelivery.ask_due(connect(), now) == 0
        again = [row["guid"] for row in sandbox.settled() if row["redelivery"]]
        assert set(again) == lost


def test_without_an_app_nothing_is_asked_for_again(github, db):
    assert redelivery.ask_due(connect(), timezone.now()) == 0


def test_what_the_app_may_not_read_is_said(app, monkeypatch):
    monkeypatch.setattr(
        connection, "_rights", lambda _client: {"issues": "write", "contents": "read"}
    )
    client = connect()
    assert connection._issues_right(client) is True
    with override("en"):
        said = [finding.sentence for finding in connection._of_reading(client)]
    assert [sentence.split(":")[0] for sentence in said] == [
        "The App may not read pull requests.",
        "The App may not read checks",
        "The App may not read statuses",
    ]
