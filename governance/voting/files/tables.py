"""Plain tables for a terminal."""

from collections.abc import Sequence
from unicodedata import east_asian_width

Row = Sequence[object]
WIDEST = 60  # characters of a first column


def table(head: Row, rows: Sequence[Row]) -> list[str]:
    """Lines under a head; the first column to the left, the others to the right."""
    cells = [[_cell(value, i) for i, value in enumerate(row)] for row in (head, *rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    lines = [_line(row, widths) for row in cells]
    return [lines[0], "─" * sum(widths, 2 * (len(widths) - 1)), *lines[1:]]


def _cell(value: object, column: int) -> str:
    text = "" if value is None else str(value)
    text = "".join(c if c.isprintable() else " " for c in text)
    if column == 0 and len(text) > WIDEST:
        text = text[: WIDEST - 1] + "…"
    return text


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        " " * (width - _width(cell)) if i else cell + " " * (width - _width(cell))
        for i, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    padded = (pad + cell for pad, cell in zip(others, row[1:], strict=True))
    return "  ".join([first, *padded]).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
