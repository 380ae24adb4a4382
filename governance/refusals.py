"""The few ways an action says no. Each carries a sentence for the reader."""

from django.core.exceptions import PermissionDenied


class Refusal(Exception):
    """An act that cannot be done now; ``str()`` is a translated sentence."""

    def __init__(self, sentence: object = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class MoveNotAllowed(Refusal):
    """The subject is not at a stage from which this step can be taken."""


class NotAllowed(PermissionDenied):
    """The person may not do this; ``str()`` is a translated sentence."""


def allow(granted: bool, sentence: object) -> None:
    """The second beat of every action: refuse with a sentence unless granted."""
    if not granted:
        raise NotAllowed(sentence)


def require(holds: bool, sentence: object) -> None:
    """Refuse with a sentence about the facts, not the person, unless it holds."""
    if not holds:
        raise Refusal(sentence)
