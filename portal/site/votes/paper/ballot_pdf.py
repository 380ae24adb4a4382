"""Paper ballots to print and cut: by batch, never numbered one by one."""

from contextlib import closing, nullcontext

from governance.voting.models import PaperBatch
from portal.site.votes.paper.ballot_paper import BallotPaper, Row, paper_of
from portal.site.votes.paper.sheets import INK, MARGIN, Sheets, in_bytes, leading

BOX = 8.0  # mm, a side
GAP = 4.0  # mm between things to mark
LINE_ROOM = 8.0  # mm above a line to write on
PAD = 9.0  # mm above and below each ballot
ROOM = 0.42  # of the width, for numbers to circle
TITLE, TEXT = 16.0, 14.0
SMALL = (12.0, 11.0, 10.0, 9.0, 8.0, 7.0)  # for the rule, the largest that fits
USUAL = 9.0


def ballots(batch: PaperBatch) -> bytes:
    """As many ballots as the batch has; cut lines where several fit on a page."""
    paper = paper_of(batch)
    sheets = Sheets(f"{paper.title[0]} · {paper.batch[0]}")
    a_page = max(1, int(sheets.h // _height(paper, USUAL)))
    fitting = (size for size in SMALL if _height(paper, size) <= sheets.h / a_page)
    small = next(fitting, SMALL[-1])
    full, rest = divmod(batch.issued, a_page)
    if full:
        _page(sheets, paper, a_page, a_page, small)
        sheets.repeat(full - 1)
    if rest:
        _page(sheets, paper, rest, a_page, small)
    return in_bytes(sheets)


def _page(
    sheets: Sheets, paper: BallotPaper, here: int, a_page: int, small: float
) -> None:
    """A page that has room for ``a_page`` ballots, and ``here`` of them on it."""
    sheets.add_page()
    room = sheets.h / a_page
    first = sheets.page == 1  # the others are copies, not read aloud again
    if first:
        sheets.start_section(paper.title[0])
    for place in range(here):
        with nullcontext() if place == 0 and first else sheets.decoration():
            _draw(sheets, paper, place * room, small)
        if place + 1 < a_page:
            sheets.rule((place + 1) * room, dashed=True)


def _height(paper: BallotPaper, small: float) -> float:
    """Of one ballot: drawn on a page that is thrown away."""
    with closing(Sheets("")) as trial:
        trial.add_page()
        return _draw(trial, paper, 0.0, small) + PAD


def _draw(sheets: Sheets, paper: BallotPaper, top: float, small: float) -> float:
    """One ballot from ``top`` down; where it ends."""
    sheets.set_xy(MARGIN, top + PAD)
    sheets.right(" / ".join(paper.batch), small + 1)
    sheets.say(paper.place, small + 1, quiet=True)
    _pair(sheets, paper.title, TITLE, TEXT - 2, role="H1")
    if paper.asked and paper.asked != paper.title:
        sheets.ln(1.5)
        _pair(sheets, paper.asked, TEXT, TEXT - 2, role="H2")
    sheets.ln(2)
    if paper.signed:
        _signed(sheets, paper.signed)
    _pair(sheets, paper.how, TEXT - 1, TEXT - 2)
    sheets.ln(3)
    if paper.asked:
        _answers(sheets, paper.rows)
    else:
        for row in paper.rows:
            _need(sheets, row)
    for language, rule, warning in zip(
        ("fr", "en"), paper.rule, paper.warning, strict=True
    ):
        sheets.ln(1)
        sheets.say(f"{rule} {warning}", small, quiet=True, language=language)
    return float(sheets.get_y())


def _pair(
    sheets: Sheets,
    words: tuple[str, str],
    size: float,
    second: float,
    role: str = "P",
) -> None:
    """French in bold, English below; once where both are the same."""
    sheets.say(words[0], size, bold=True, role=role)
    if words[1] != words[0]:
        sheets.say(words[1], second, language="en")


def _signed(sheets: Sheets, words: tuple[str, str]) -> None:
    """In a recorded vote: a line to write one's name and number on."""
    sheets.say(" / ".join(dict.fromkeys(words)), TEXT - 3)
    sheets.ln(LINE_ROOM)
    sheets.rule(sheets.get_y(), x=MARGIN)
    sheets.ln(3)


def _answers(sheets: Sheets, rows: tuple[Row, ...]) -> None:
    """Boxes side by side, each with its words."""
    top, wide = sheets.get_y(), sheets.width / len(rows)
    for place, row in enumerate(rows):
        left = MARGIN + place * wide
        _box(sheets, left, top)
        words = tuple(dict.fromkeys(row.words))
        sheets.set_xy(left, top + (0 if words[1:] else (BOX - leading(TEXT)) / 2))
        sheets.say(words[0], TEXT, bold=True, x=left + BOX + 3, width=wide - BOX - 3)
        if words[1:]:
            sheets.say(
                words[1],
                TEXT - 3,
                x=left + BOX + 3,
                width=wide - BOX - 3,
                language="en",
            )
    sheets.set_xy(MARGIN, top + BOX + 2 * GAP)


def _need(sheets: Sheets, row: Row) -> None:
    """A box, or numbers to circle, then the need in both languages."""
    top = sheets.get_y()
    left = MARGIN + BOX + 4
    wide = sheets.width - BOX - 4
    if row.scale:
        left, wide = MARGIN, sheets.width * (1 - ROOM) - 4
        _scale(sheets, row.scale, top)
    else:
        _box(sheets, MARGIN, top)
    sheets.set_xy(left, top)
    sheets.say(row.words[0], TEXT, bold=True, x=left, width=wide)
    if row.words[1] != row.words[0]:
        sheets.say(row.words[1], TEXT - 2, x=left, width=wide, language="en")
    sheets.set_xy(MARGIN, max(sheets.get_y(), top + BOX) + GAP)


def _box(sheets: Sheets, x: float, y: float) -> None:
    sheets.set_draw_color(*INK)
    sheets.set_line_width(0.5)
    with sheets.decoration():
        sheets.rect(x, y, BOX, BOX)


def _scale(sheets: Sheets, scale: tuple[int, ...], top: float) -> None:
    """Numbers in a row against the right margin, each with room for a circle."""
    room = sheets.width * ROOM
    step = min(room / len(scale), BOX + 4)
    right = MARGIN + sheets.width
    for place, number in enumerate(scale):
        left = right - (len(scale) - place) * step
        sheets.set_draw_color(*INK)
        sheets.set_line_width(0.2)
        with sheets.decoration():
            sheets.circle(x=left + step / 2, y=top + BOX / 2, radius=min(step, BOX) / 2)
        sheets.set_xy(left, top + (BOX - leading(TEXT)) / 2)
        sheets.say(str(number), TEXT, x=left + step / 2 - 1.6, width=step)
    sheets.set_xy(MARGIN, top)
