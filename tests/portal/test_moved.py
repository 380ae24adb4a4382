"""An editor may send an address where nothing is any more to where it went."""

from typing import Any

from django.test import Client
from wagtail.contrib.redirects.models import Redirect


def test_an_address_that_is_sent_elsewhere(client: Client, database: Any) -> None:
    assert client.get("/fr/ancienne-page/").status_code == 404
    Redirect.add_redirect("/fr/ancienne-page/", "/fr/besoins/", is_permanent=True)
    met = client.get("/fr/ancienne-page/")
    assert (met.status_code, met.headers["Location"]) == (301, "/fr/besoins/")
    assert client.get("/fr/une-autre/").status_code == 404
    assert client.get("/fr/besoins/").status_code == 200
