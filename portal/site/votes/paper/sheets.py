"""Letter pages in the portal's type, with text that can be searched and read aloud."""

import logging
import re
from contextlib import closing
from pathlib import Path

from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont
from fpdf.prefs import ViewerPreferences

from portal.site.votes.paper.tags import Tagged

# The library tells the log which letters it keeps; some are of names.
logging.getLogger("fontTools").setLevel(logging.WARNING)

FONTS = Path(__file__).parent / "fonts"
FACE = "Atkinson"
PART = re.compile(rb"/\w+ <</MCID \d+>> BDC")
MARGIN = 15.0  # mm
INK = (18, 48, 47)
QUIET = (69, 96, 94)
LINE = (109, 129, 126)


class Sheets(Tagged):
    """A document in French, then English; lengths in millimetres, type in points."""

    def __init__(self, title: str) -> None:
        super().__init__(format="letter", unit="mm")
        self.add_font(FACE, "", FONTS / "atkinson-hyperlegible-next-regular.ttf")
        self.add_font(FACE, "B", FONTS / "atkinson-hyperlegible-next-bold.ttf")
        self.set_title(title)
        self.set_lang("fr-CA")
        self.set_creator("Passerelle")
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.c_margin = 0.0
        self.set_auto_page_break(False)

    @property
    def width(self) -> float:
        """Between the margins."""
        return float(self.epw)

    def say(
        self,
        text: str,
        size: float,
        *,
        bold: bool = False,
        quiet: bool = False,
        x: float | None = None,
        width: float | None = None,
        role: str = "P",
        language: str = "",
    ) -> None:
        """Text in lines as wide as there is room; the pen ends below it. ``role`` and
        ``language`` are for those who have it read aloud."""
        self._pen(size, bold=bold, quiet=quiet)
        left = self.l_margin if x is None else x
        self.set_x(left)
        room = self.l_margin + self.width - left if width is None else width
        with self.part(role, language):
            self.multi_cell(
                room,
                leading(size),
                text,
                align="L",
                new_x=XPos.LMARGIN,
                new_y=YPos.NEXT,
            )

    def right(self, text: str, size: float, *, bold: bool = False) -> None:
        """One line against the right margin; the pen stays where it was."""
        at = self.get_y()
        self._pen(size, bold=bold, quiet=False)
        self.set_xy(self.l_margin, at)
        with self.part():
            self.cell(self.width, leading(size), text, align="R")
        self.set_xy(self.l_margin, at)

    def rule(self, y: float, *, dashed: bool = False, x: float = 0.0) -> None:
        """A line across, from ``x`` to the same distance of the other edge."""
        self.set_draw_color(*LINE)
        self.set_line_width(0.2)
        with self.decoration():
            if dashed:
                self.set_dash_pattern(dash=2, gap=2)
            self.line(x, y, self.w - x, y)
            self.set_dash_pattern()

    def repeat(self, times: int) -> None:
        """The present page again, at no cost: the second thousand of ballots is drawn
        as fast as the first one. A copy is not read aloud again."""
        first = self.pages[self.page].contents
        assert isinstance(first, bytearray)
        drawn = bytearray(PART.sub(b"/Artifact BMC", bytes(first)))
        for _copy in range(times):
            self.add_page()
            for bold in (True, False):  # the page says which fonts it uses
                self._pen(1, bold=bold, quiet=False)
            self.pages[self.page].contents = drawn[:]

    def close(self) -> None:
        """The library leaves the files of its fonts open."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def _pen(self, size: float, *, bold: bool, quiet: bool) -> None:
        self.set_font(FACE, "B" if bold else "", size)
        self.set_text_color(*(QUIET if quiet else INK))


def leading(size: float) -> float:
    """From one line to the next, in millimetres."""
    return size * 0.3528 * 1.3


def in_bytes(sheets: Sheets) -> bytes:
    """The document, once; its fonts are put away."""
    with closing(sheets):
        return bytes(sheets.output())
