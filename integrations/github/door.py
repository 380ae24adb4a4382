"""The last look before a text leaves for GitHub: what leaves cannot be called back."""

import re
from collections.abc import Iterator

from django.db.models import Q, QuerySet

from governance import guard
from governance.membership.models import Cooperative, Person
from governance.membership.models.folding import words
from governance.proposals.models import Brief, Proposal
from governance.refusals import Refusal
from integrations.fates import WillNeverWork

WORDS = (
    "title", "user_story", "acceptance_test", "privacy_notes", "out_of_scope",
    "summary_fr",
)  # fmt: skip
AROUND = ".,;:!?…«»“”\"'’()[]*_ "  # what stands beside a name and is no part of it

# What operators read when a brief stays; the people who can mend it are told by these.
UNCONFIRMED = "The brief was written anew and waits for confirmation."
PRIVATE = "The brief holds what looks like personal information."
NAMES = "The brief names a person: take the name out."


def check(brief: Brief) -> None:
    """Raise ``WillNeverWork`` unless the brief may leave: confirmed by a second
    person, nothing the guard blocks, no name or address of a member. The sentence never holds what was found."""
    if brief.confirmed_at is None:
        raise WillNeverWork(UNCONFIRMED)
    text = text_of(brief)
    try:
        guard.refuse_blocked(text)
    except Refusal as refusal:
        raise WillNeverWork(PRIVATE) from refusal
    if names_somebody(brief.proposal, text):
        raise WillNeverWork(NAMES)


def text_of(brief: Brief) -> str:
    """All that would leave, its parts with it."""
    return "\n".join([*(getattr(brief, name) for name in WORDS), *_of_parts(brief)])


def _of_parts(brief: Brief) -> list[str]:
    rows = brief.parts.values_list("title", "title_fr", "acceptance_test")
    return [text for row in rows for text in row]


def names_somebody(proposal: Proposal, text: str) -> bool:
    """Whether ``text`` names a member, past or present, of a co-op that the need
    concerns, or somebody who holds a seat: their words side by side in whatever order
    (“Bélanger, Rose-Aimée”), accents and spaces apart, or their address."""
    return next(_found(proposal, text), None) is not None


def named(proposal: Proposal, text: str) -> list[str]:
    """What ``names_somebody`` found, in the very words of ``text``, each once: for
    whoever wrote them and can take them out, never for a log."""
    return list(dict.fromkeys(_found(proposal, text)))


def _found(proposal: Proposal, text: str) -> Iterator[str]:
    said = list(_said(text))
    windows: dict[int, dict[tuple[str, ...], int]] = {}
    for name in _names(proposal):
        size = len(name)
        if size not in windows:
            windows[size] = _windows([word for word, _from, _to in said], size)
        if (at := windows[size].get(name)) is not None:
            begin, end = said[at][1], said[at + size - 1][2]
            yield " ".join(text[begin:end].split()).strip(AROUND)
    if "@" in text:
        yield from _addresses(proposal, text.lower())


def _said(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word, folded, with the place of the piece of text it stands in."""
    for piece in re.finditer(r"\S+", text):
        for word in words(piece.group()):
            if len(word) > 1:
                yield word, piece.start(), piece.end()


def _windows(said: list[str], size: int) -> dict[tuple[str, ...], int]:
    """So many words side by side, in the order of the alphabet, and where."""
    spots = range(len(said) - size + 1)
    return {tuple(sorted(said[at : at + size])): at for at in reversed(spots)}


def _names(proposal: Proposal) -> Iterator[tuple[str, ...]]:
    """Each as its words in the order of the alphabet. A first name alone may be an
    ordinary word; both together are a person."""
    whole = _people(proposal).exclude(first_name="").exclude(last_name="")
    for folded in whole.values_list("folded_name", flat=True).iterator():
        name = sorted(word for word in folded.split() if len(word) > 1)
        if len(name) > 1:
            yield tuple(name)


def _addresses(proposal: Proposal, text: str) -> Iterator[str]:
    mails = _people(proposal).exclude(email=None).values_list("email", flat=True)
    return (mail for mail in mails.iterator() if mail and mail in text)


def _people(proposal: Proposal) -> QuerySet[Person]:
    """The members of every co-op that proposed, supports or discusses the need, those
    who took part in it, and everyone who holds a seat."""
    took_part = Q(supports__proposal=proposal) | Q(comments__proposal=proposal)
    some = Person.objects.filter(took_part | Q(pk=proposal.author_id))
    places = Cooperative.objects.filter(memberships__person__in=some)
    here = Q(memberships__cooperative__in=places) | Q(
        memberships__cooperative=proposal.cooperative_id
    )
    found = here | Q(seats__isnull=False) | Q(pk__in=some)
    return Person.objects.filter(pk__in=Person.objects.filter(found).values("pk"))
