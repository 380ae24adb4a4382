"""The last look before a text leaves for GitHub: what leaves cannot be called back."""

from governance import guard
from governance.membership.models import Person
from governance.proposals.models import Brief, Proposal
from governance.refusals import Refusal
from integrations.fates import WillNeverWork

WORDS = (
    "title", "user_story", "acceptance_test", "privacy_notes", "out_of_scope",
    "summary_fr",
)  # fmt: skip


def check(brief: Brief) -> None:
    """Raise ``WillNeverWork`` unless the brief may leave: confirmed by a second
    person, nothing the guard blocks, no name or address of those who wrote or
    support the need. The sentence never holds what was found."""
    if brief.confirmed_at is None:
        raise WillNeverWork("The brief was written anew and waits for confirmation.")
    words = "\n".join([*(getattr(brief, name) for name in WORDS), *_of_parts(brief)])
    try:
        guard.refuse_blocked(words)
    except Refusal as refusal:
        raise WillNeverWork(
            "The brief holds what looks like personal information."
        ) from refusal
    if names_somebody(brief.proposal, words.casefold()):
        raise WillNeverWork("The brief names a person: take the name out.")


def _of_parts(brief: Brief) -> list[str]:
    rows = brief.parts.values_list("title", "title_fr", "acceptance_test")
    return [text for row in rows for text in row]


def names_somebody(proposal: Proposal, words: str) -> bool:
    """Whether casefolded ``words`` name who wrote or supports the need."""
    people = Person.objects.filter(supports__proposal=proposal)
    if proposal.author_id:
        people = people | Person.objects.filter(pk=proposal.author_id)
    return any(
        mark.casefold() in words
        for person in people.distinct()
        for mark in _marks(person)
    )


def _marks(person: Person) -> list[str]:
    """A first name alone may be an ordinary word; both together are a person."""
    full = person.get_full_name() if person.first_name and person.last_name else ""
    return [mark for mark in (full, person.email or "") if mark]
