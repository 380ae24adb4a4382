"""Gives this folder the sandbox of ``fixtures``."""

from tests.integrations.sandbox.fixtures import sandbox
from tests.integrations.sandbox.listener import listener

__all__ = ["listener", "sandbox"]
