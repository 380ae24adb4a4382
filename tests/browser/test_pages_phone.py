"""Every page in French, 320 px wide: axe in light and dark, our own checks, reflow,
targets for a thumb and spread text."""

from tests.browser.stage import Stage
from tests.browser.tour import told, tour


def test_no_page_has_a_fault_in_french_on_a_phone(world: Stage) -> None:
    faults = tour(world, "fr", width=320, narrow=True)
    assert not faults, told(faults)
