"""Every page in English on a wide screen: axe and our own checks. (A file of its own,
so that two processes may share the pages.)"""

from tests.browser.stage import Stage
from tests.browser.tour import told, tour


def test_no_page_has_a_fault_in_english_on_a_wide_screen(world: Stage) -> None:
    faults = tour(world, "en", width=1280, narrow=False)
    assert not faults, told(faults)
