"""The way to the ballot is shown to those who have one; others read who votes."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from governance.voting.models import Round
from tests.portal.votes.conftest import rounds_of, signed_in
from tests.round_builders import prepared_round

BALLOT = "/bulletin/"


def pages(client: Client, round: Round) -> dict[str, str]:
    own = rounds_of(round, "round_detail", "fr")
    early = rounds_of(round, "round_results", "fr")
    found = {"list": "/fr/votes/", "detail": own, "early": early}
    return {name: client.get(url).content.decode() for name, url in found.items()}


def test_only_a_voter_is_led_to_the_ballot(
    choice_round: Round, rose_aimee: Person, huguette: Person
) -> None:
    hers = pages(signed_in(rose_aimee), choice_round)
    assert [BALLOT in hers[name] for name in hers] == [True] * 3
    others = pages(signed_in(huguette), choice_round)
    assert [BALLOT in others[name] for name in others] == [False] * 3
    assert "Ce vote s’adresse aux membres" in others["detail"]
    visitors = pages(Client(), choice_round)
    assert [BALLOT in visitors[name] for name in visitors] == [False, True, False]
    assert "Se connecter pour voter" in visitors["detail"]
    assert "Voir le vote" in visitors["list"]


@pytest.mark.parametrize("do", ["approve", "hold"])
def test_a_press_lets_the_vote_open_by_itself_or_holds_it_back(
    lac_tamarac: Cooperative, needs: list[Proposal], melanie: Person, do: Any
) -> None:
    now = timezone.now()
    round = prepared_round(
        lac_tamarac, *needs, by=melanie, at=now,
        opens_at=now + timedelta(days=1), closes_at=now + timedelta(days=9),
    )  # fmt: skip
    client, page = signed_in(melanie), rounds_of(round, "round_open", "fr")
    assert "Rien ne se fait tout seul" in client.get(page).content.decode()
    assert "Prévu le" in client.get("/fr/votes/").content.decode()
    client.post(page, {"do": "approve"})
    told = client.post(page, {"do": do}, follow=True).content.decode()
    round.refresh_from_db()
    assert (round.approved_at is None) == (do == "hold")
    assert round.opened_at is None
    assert ("ne s’ouvrira pas de lui-même" in told) == (do == "hold")
    assert ("Il s’ouvrira de lui-même" in told) == (do == "approve")
