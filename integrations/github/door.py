"""The last look before a text leaves for GitHub: what leaves cannot be called back."""

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


def check(brief: Brief) -> None:
    """Raise ``WillNeverWork`` unless the brief may leave: confirmed by a second
    person, nothing the guard blocks, no name or address of a member. The sentence never holds what was found."""
    if brief.confirmed_at is None:
        raise WillNeverWork("The brief was written anew and waits for confirmation.")
    text = "\n".join([*(getattr(brief, name) for name in WORDS), *_of_parts(brief)])
    try:
        guard.refuse_blocked(text)
    except Refusal as refusal:
        raise WillNeverWork(
            "The brief holds what looks like personal information."
        ) from refusal
    if names_somebody(brief.proposal, text):
        raise WillNeverWork("The brief names a person: take the name out.")


def _of_parts(brief: Brief) -> list[str]:
    rows = brief.parts.values_list("title", "title_fr", "acceptance_test")
    return [text for row in rows for text in row]


def names_somebody(proposal: Proposal, text: str) -> bool:
    """Whether ``text`` names a member, past or present, of a co-op that the need
    concerns, or somebody who holds a seat: their words side by side in whatever order
    (“Bélanger, Rose-Aimée”), accents and spaces apart, or their address."""
    said = [word for word in words(text) if len(word) > 1]
    windows: dict[int, set[tuple[str, ...]]] = {}
    for name in _names(proposal):
        size = len(name)
        if size not in windows:
            spots = range(len(said) - size + 1)
            windows[size] = {tuple(sorted(said[at : at + size])) for at in spots}
        if name in windows[size]:
            return True
    return "@" in text and _holds_address(proposal, text.lower())


def _names(proposal: Proposal) -> Iterator[tuple[str, ...]]:
    """Each as its words in the order of the alphabet. A first name alone may be an
    ordinary word; both together are a person."""
    whole = _people(proposal).exclude(first_name="").exclude(last_name="")
    for folded in whole.values_list("folded_name", flat=True).iterator():
        name = sorted(word for word in folded.split() if len(word) > 1)
        if len(name) > 1:
            yield tuple(name)


def _holds_address(proposal: Proposal, text: str) -> bool:
    mails = _people(proposal).exclude(email=None).values_list("email", flat=True)
    return any(mail in text for mail in mails.iterator() if mail)


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
