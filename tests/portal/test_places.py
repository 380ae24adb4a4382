"""Where ``make run`` may listen: one sentence in two languages for each mistake, and
addresses that can be opened."""

import errno
import socket

import pytest

from portal.serving import ports
from portal.serving.places import Places, chosen
from portal.settings import addresses

FREE = {"host": "127.0.0.1", "port": "8000", "sandbox_port": "8001"}


@pytest.fixture
def taken():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


@pytest.mark.parametrize(
    ("given", "french", "english"),
    [
        ({"port": "80000"}, "PORT=80000 n’est pas un port", "is not a port"),
        ({"port": "abc"}, "PORT=abc n’est pas un port", "is not a port"),
        ({"port": "0"}, "PORT=0 n’est pas un port", "is not a port"),
        ({"port": "9" * 5000}, "n’est pas un port", "is not a port"),
        ({"sandbox_port": "-3"}, "SANDBOX_PORT=-3 n’est pas", "is not a port"),
        ({"port": "8001"}, "sont tous deux 8001", "are both 8001"),
        ({"host": "192.0.2.77"}, "n’est pas une adresse de cet", "not an address of"),
    ],
)
def test_what_cannot_be_listened_on_is_said_in_both_languages(
    settings, given, french, english
):
    settings.GITHUB = settings.GITHUB | {"API_URL": "http://127.0.0.1:8001"}
    said = refused(**given)
    assert french in said and english in said
    assert said.count("\n") == 1


def test_a_taken_address_is_told_from_a_reserved_one(taken):
    assert f"127.0.0.1:{taken} est déjà prise" in refused(port=str(taken))
    kept = OSError(errno.EACCES, "Permission denied")
    said = ports.sentence(kept, "127.0.0.1", 80, "PORT")
    assert "réservé" in said and "PORT=8080" in said and "prise" not in said


def refused(**given: str) -> str:
    with pytest.raises(ports.CannotListen) as problem:
        chosen(FREE | given).require_free()
    return str(problem.value)


def test_all_addresses_are_opened_by_one_that_can_be_typed(monkeypatch):
    monkeypatch.setattr(addresses, "outward", lambda: ["192.168.1.20"])
    everywhere, here = (Places(h, 8000, 8001) for h in ("0.0.0.0", "127.0.0.1"))
    assert everywhere.portal == here.portal == "http://127.0.0.1:8000"
    assert everywhere.from_elsewhere() == "http://192.168.1.20:8000"
    assert here.from_elsewhere() == ""
    assert "192.168.1.20" in addresses.answers_to("0.0.0.0")
    assert "192.168.1.20" not in addresses.answers_to("127.0.0.1")
    assert addresses.answers_to("192.168.1.7")[-1] == "192.168.1.7"
    assert Places("fd00::2", 80, 81).portal == "http://[fd00::2]:80"
