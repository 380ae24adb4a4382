"""What a screen reader needs of a PDF: a heading is a heading, French is French, and a
line drawn across the page is nothing at all.

The library keeps the structure of a document (PDF 32000-1, 14.7) for its pictures alone;
here its own tree is filled for text too.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fpdf import FPDF
from fpdf.structure_tree import StructureTreeBuilder

LANGUAGES = {"fr": "fr-CA", "en": "en-CA"}


class Tree(StructureTreeBuilder):
    """The library counts the marks of a page again at each one; this one remembers."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: Counter[int] = Counter()

    def next_mcid_for_page(self, page_number: int) -> int:
        mark = self.marks[page_number]
        self.marks[page_number] += 1
        return mark


class Tagged(FPDF):
    """A document whose parts say what they are."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.struct_builder = Tree()
        self._inside = False

    @contextmanager
    def part(self, role: str = "P", language: str = "") -> Iterator[None]:
        """Everything drawn inside is one ``role``: H1, H2, P… In one of another, it
        belongs to that one."""
        if self._inside:
            with self._spoken(language):
                yield
            return
        mark = self.struct_builder.next_mcid_for_page(self.page)
        _element, parents = self.struct_builder.add_marked_content(
            page_number=self.page, struct_type=f"/{role}", mcid=mark
        )
        self.pages[self.page].struct_parents = parents
        self._set_min_pdf_version("1.7")
        self._inside = True
        self._out(f"/{role} <</MCID {mark}>> BDC")
        with self._spoken(language):
            yield
        self._out("EMC")
        self._inside = False

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Lines, boxes, what every page repeats: not read aloud."""
        if self._inside:
            yield
            return
        self._inside = True
        self._out("/Artifact BMC")
        yield
        self._out("EMC")
        self._inside = False

    @contextmanager
    def _spoken(self, language: str) -> Iterator[None]:
        """In a language other than the document's."""
        if language in ("", "fr"):
            yield
            return
        self._out(f"/Span <</Lang ({LANGUAGES[language]})>> BDC")
        yield
        self._out("EMC")
