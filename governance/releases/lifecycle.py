"""When members' answers make a delivered need a confirmed one."""

from dataclasses import dataclass

# Fewer answers say too little, and could be guessed person by person (the portal
# shows no group under five).
ANSWERS_NEEDED = 5


@dataclass(frozen=True)
class Counts:
    """Members' answers since the need was last delivered."""

    yes: int = 0
    partly: int = 0
    no: int = 0

    @property
    def answers(self) -> int:
        return self.yes + self.partly + self.no

    @property
    def enough(self) -> bool:
        return self.answers >= ANSWERS_NEEDED

    @property
    def confirms(self) -> bool:
        """Enough answers, and more than half say that it meets the need."""
        return self.enough and 2 * self.yes > self.answers
