"""Weight of a first view, cold: at most 60 kB compressed, one font of 40 kB beside it."""

import sys

import pytest

from governance.proposals.models import Proposal
from governance.voting.models import Round
from tests.browser.stage import Stage
from tests.browser.weight import weigh

MOST, FONT = 60_000, 40_000  # bytes
FILES = 36_000  # style sheets 16 kB, scripts 20 kB


def pages() -> list[tuple[str, str]]:
    sealed = Round.objects.filter(sealed_at__isnull=False, rule="approval")[0].pk
    running = Round.objects.get(rule="approval", sealed_at=None).pk
    need = Proposal.objects.filter(status="confirmed").earliest("number").number
    return [
        ("", "/fr/"), ("", "/fr/besoins/"), ("", f"/fr/besoins/{need}/"),
        ("", "/fr/votes/"), ("", f"/fr/votes/{sealed}/resultats/"),
        ("Rose-Aimée", f"/fr/votes/{running}/bulletin/"), ("Rose-Aimée", "/fr/moi/"),
        ("", "/fr/feuille-de-route/"), ("", "/fr/decisions/"), ("", "/fr/versions/"),
        ("", "/fr/valeurs/"), ("", "/fr/developper/"), ("", "/fr/coops/"), ("", "/fr/demo/"),
    ]  # fmt: skip


def test_a_first_view_is_light(
    world: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    heavy, lines = [], []
    window = world.window()
    for who, path in world.ask(pages):
        world.seat(window, who).go(path)
        window.page.evaluate("document.fonts.ready.then(() => true)")
        weight = weigh(window)
        lines.append(
            f"{weight.total / 1000:5.1f} kB ({weight.page / 1000:.1f} page, "
            f"{weight.files / 1000:.1f} files) + font {weight.fonts / 1000:.1f}  {path}"
        )
        if weight.total > MOST or weight.files > FILES or not 0 < weight.fonts <= FONT:
            heavy.append(lines[-1])
    with capsys.disabled():
        sys.stdout.write("\n".join(["\nFirst view, compressed:", *lines, ""]))
    assert not heavy, "\n".join(heavy)
