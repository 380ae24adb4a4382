"""Names as they are looked for: small letters, no accents, each word after a space.

Kept beside the name, so that the database alone finds “ trem” among 100,000 members.
"""

from governance.letters import words


def folded(*names: str) -> str:
    """“ melanie bouchard tremblay”; empty without a name."""
    return "".join(f" {word}" for name in names for word in words(name))
