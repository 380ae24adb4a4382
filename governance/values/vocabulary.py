"""The vocabularies as versioned data: values, categories, barriers, impacts.

``data/vocabulary.json`` is the source; keys are stable, labels may be edited. The
value families follow the ICA Statement on the Co-operative Identity (1995) and the
mission values of health co-operatives.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data" / "vocabulary.json"
VERSION = "2026-1"


@dataclass(frozen=True)
class Term:
    """One entry of a vocabulary: a stable key and its words in both languages."""

    key: str
    label_fr: str
    label_en: str
    prompt_fr: str = ""
    prompt_en: str = ""
    family: str = ""
    code: str = ""

    @property
    def label(self) -> str:
        return self.label_fr if in_french() else self.label_en

    @property
    def prompt(self) -> str:
        return self.prompt_fr if in_french() else self.prompt_en

    def __str__(self) -> str:
        return self.label


def in_french() -> bool:
    """French unless the reader's language is another one."""
    return (get_language() or "fr").startswith("fr")


@cache
def _terms(kind: str) -> dict[str, Term]:
    def term(row: dict[str, Any]) -> Term:
        known = {k: row[k] for k in Term.__dataclass_fields__ if k in row}
        return Term(
            **known, **({"code": row["phr_s_fm_r2"]} if "phr_s_fm_r2" in row else {})
        )

    return {row["key"]: term(row) for row in json.loads(DATA.read_text())[kind]}


def values(family: str | None = None) -> dict[str, Term]:
    """The values by key, in order; of one family (foundational, mission) if named."""
    every = _terms("values")
    return {k: t for k, t in every.items() if family in (None, t.family)}


def categories() -> dict[str, Term]:
    return _terms("categories")


def barriers() -> dict[str, Term]:
    return _terms("barrier_tags")


def privacy_impacts() -> dict[str, Term]:
    return _terms("privacy_impact")


def flexibility_impacts() -> dict[str, Term]:
    return _terms("flexibility_impact")
