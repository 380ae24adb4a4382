"""The words under which a need is found. Pure.

Accents are folded first, then every word is kept as it is, with its French and its
English stem, between spaces. A query is folded and stemmed the same way, so that
both databases find the same needs with a plain “contains” and no extension.
"""

from functools import lru_cache

import snowballstemmer

from governance.letters import words

# Words too common to tell one need from another.
EMPTY = frozenset(
    [
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "de",
        "au",
        "aux",
        "et",
        "ou",
        "en",
        "dans",
        "sur",
        "pour",
        "par",
        "avec",
        "sans",
        "que",
        "qui",
        "ne",
        "pas",
        "ce",
        "ces",
        "cette",
        "mon",
        "ma",
        "mes",
        "notre",
        "nos",
        "votre",
        "vos",
        "je",
        "il",
        "elle",
        "on",
        "nous",
        "vous",
        "est",
        "the",
        "an",
        "of",
        "to",
        "in",
        "on",
        "for",
        "with",
        "and",
        "or",
        "my",
        "our",
        "your",
        "is",
        "are",
        "it",
        "at",
        "by",
        "from",
        "that",
        "this",
    ]
)
WORDS_MAX = 12  # of a query; the rest is left aside


@lru_cache(maxsize=20_000)  # words come back
def stems(word: str) -> frozenset[str]:
    """The French and the English stem of a folded word."""
    # A stemmer keeps the word it works on: each call has its own, threads share none.
    both = (snowballstemmer.stemmer(name) for name in ("french", "english"))
    return frozenset(stemmer.stemWord(word) for stemmer in both)


def index(*texts: str) -> str:
    """What is stored: every word and its stems, once each, between spaces."""
    found = sorted({form for w in words(" ".join(texts)) for form in {w} | stems(w)})
    return f" {' '.join(found)} "


def patterns(query: str) -> list[set[str]]:
    """For each telling word of a query, the pieces of which one must be contained.

    The last word may still be being typed: its beginning is enough.
    """
    every = words(query)[:WORDS_MAX]
    telling = [w for w in every if w not in EMPTY and (len(w) > 1 or w.isdigit())]
    chosen = telling or every
    wanted = [{f" {form} " for form in stems(w) | {w}} for w in chosen]
    if chosen and chosen[-1] == every[-1] and len(chosen[-1]) > 1:
        wanted[-1].add(f" {chosen[-1]}")
    return wanted
