"""The sheet that members sign when they take a paper ballot: names, so never kept."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from governance.voting.models import PaperBatch
from portal.formats.moments import moment
from portal.site.votes.paper.both import together
from portal.site.votes.paper.people import Signer
from portal.site.votes.paper.sheets import MARGIN, Sheets, in_bytes, leading

ROW = 11.0  # mm: room to sign
NUMBER, NAME = 28.0, 78.0  # mm
BOTTOM = 20.0
TEXT, SMALL = 12.0, 9.0


def sheet(batch: PaperBatch, people: Sequence[Signer], at: datetime) -> bytes:
    """Everyone of the co-op who has neither voted online nor taken a paper by ``at``."""
    sheets = Signing(batch, at)
    sheets.add_page()
    for person in people:
        if sheets.get_y() + ROW > sheets.h - BOTTOM:
            sheets.add_page()
        _row(sheets, person)
    if not people:
        sheets.ln(4)
        sheets.say(
            together(lambda: _("Everyone of this co-operative has voted.")), TEXT
        )
    return in_bytes(sheets)


class Signing(Sheets):
    """Each page says what it is, of when, and that it holds names."""

    def __init__(self, batch: PaperBatch, at: datetime) -> None:
        super().__init__(together(lambda: _("Sign-in sheet")))
        self.batch, self.at = batch, at
        self.alias_nb_pages()

    def header(self) -> None:
        """In full for the first page; the others repeat it, for the eye alone."""
        with nullcontext() if self.page == 1 else self.decoration():
            self._head()
        if self.page == 1:
            self.start_section(together(lambda: _("Sign-in sheet")))

    def _head(self) -> None:
        batch = self.batch
        number = together(lambda: _("Batch %(number)s") % {"number": batch.number})
        self.set_y(MARGIN)
        self.right(number, SMALL + 1)
        self.say(together(lambda: _("Sign-in sheet")), TEXT + 3, bold=True, role="H1")
        title = batch.round.title_fr
        self.say(f"{title} · {batch.cooperative.name_fr}", SMALL + 1)
        self.say(
            together(lambda: _("Sign before you take your ballot.")),
            SMALL + 1,
            bold=True,
        )
        self.ln(2)
        self._columns()

    def _columns(self) -> None:
        top = self.get_y()
        for left, words in (
            (0.0, together(lambda: _("No."))),
            (NUMBER, together(lambda: _("Name"))),
            (NUMBER + NAME, together(lambda: _("Signature"))),
        ):
            self.set_xy(MARGIN + left, top)
            self.say(words, SMALL, quiet=True, x=MARGIN + left, width=NAME)
        self.rule(self.get_y(), x=MARGIN)

    def footer(self) -> None:
        with nullcontext() if self.page == 1 else self.decoration():
            self._foot()

    def _foot(self) -> None:
        self.set_y(-16)
        with translation.override("fr"):
            since = moment(self.at)
        told = together(
            lambda: _("Personal information: keep under lock, destroy after the count.")
        )
        self.say(f"{since} · {told}", SMALL - 1, quiet=True)
        self.set_y(-9)
        self.right(f"{self.page_no()} / {{nb}}", SMALL)


def _row(sheets: Sheets, person: Signer) -> None:
    top = sheets.get_y() + (ROW - leading(TEXT)) / 2
    left = MARGIN + NUMBER
    with sheets.part():  # a line of the sheet is read as one
        sheets.set_y(top)
        sheets.say(person.member_number, TEXT, width=NUMBER)
        sheets.set_y(top)
        sheets.say(_short(sheets, person.name), TEXT, x=left, width=NAME + 60)
    sheets.set_y(top - (ROW - leading(TEXT)) / 2 + ROW)
    sheets.rule(sheets.get_y(), x=MARGIN)


def _short(sheets: Sheets, name: str) -> str:
    """A name on one line, whatever its length."""
    sheets.set_font_size(TEXT)
    while name and sheets.get_string_width(name) > NAME - 4:
        name = name[:-2].rstrip("…") + "…"
    return name
