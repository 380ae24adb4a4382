"""A half-set GitHub configuration is refused at start, in sentences."""

import pytest

from integrations.checks import check_github

GOOD = {
    "API_URL": "https://api.github.com",
    "REPOSITORY": "carnet-commun/carnet",
    "APP_ID": "",
    "APP_PRIVATE_KEY": "",
    "INSTALLATION_ID": "",
    "TOKEN": "t",
    "WEBHOOK_SECRETS": ["a secret long enough"],
}
KEY = "-----BEGIN RSA PRIVATE KEY-----\\nx\\n-----END RSA PRIVATE KEY-----"
APP = {"TOKEN": "", "APP_ID": "1", "APP_PRIVATE_KEY": KEY, "INSTALLATION_ID": "2"}
NONE = {"REPOSITORY": "", "TOKEN": "", "WEBHOOK_SECRETS": []}


def found(settings, **changes) -> list[str]:
    settings.GITHUB = GOOD | changes
    messages = check_github()
    assert all(str(message.msg).endswith(".") for message in messages)
    return [str(message.id).removeprefix("integrations.") for message in messages]


@pytest.mark.parametrize(
    "changes", [{}, APP, NONE, {"API_URL": "http://127.0.0.1:8001"}]
)
def test_whole_or_absent_configurations_pass(settings, changes):
    assert found(settings, **changes) == []


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"API_URL": "api.github.com"}, ["E001"]),
        ({"API_URL": "http://github.example/api/v3"}, ["E002"]),
        ({"REPOSITORY": "carnet"}, ["E003"]),
        ({"REPOSITORY": "https://github.com/a/b"}, ["E003"]),
        ({"REPOSITORY": ""}, ["E004"]),
        ({"TOKEN": ""}, ["E005"]),
        ({"APP_ID": "1"}, ["E006"]),
        (APP | {"INSTALLATION_ID": ""}, ["E006"]),
        (APP | {"APP_ID": "one"}, ["E007"]),
        (APP | {"APP_PRIVATE_KEY": "/nowhere/key.pem"}, ["E008"]),
        (APP | {"APP_PRIVATE_KEY": __file__.replace("checks", "outbox")}, ["E008"]),
        ({"WEBHOOK_SECRETS": []}, ["W001"]),
        ({"WEBHOOK_SECRETS": ["x" * 20] * 3}, ["E009"]),
        ({"WEBHOOK_SECRETS": ["short"]}, ["E010"]),
    ],
)
def test_each_half_set_configuration_gets_its_sentence(settings, changes, codes):
    assert found(settings, **changes) == codes
