"""What can go wrong with GitHub, in our own words: each is a fate of a delivery."""

from integrations.fates import Misconfigured, TryLater, WillNeverWork


class Unclear(TryLater):
    """No usable answer: a write may or may not have been done."""


class Limited(TryLater):
    """GitHub asks for a pause; nothing was done."""


class Denied(Misconfigured):
    """Credentials, rights or the repository's settings do not allow it."""


class Missing(WillNeverWork):
    """The thing is not there, or not there for us (deleted, moved out of reach)."""


class Gone(Missing):
    """It was there and was deleted (410)."""


class Rejected(WillNeverWork):
    """GitHub understood the request and refused its content."""


class Unsupported(WillNeverWork):
    """The server has no GraphQL for us, or does not know the ``fields`` asked for."""

    def __init__(self, problem: str, fields: frozenset[str] = frozenset()) -> None:
        super().__init__(problem)
        self.fields = fields
