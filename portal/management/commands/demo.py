"""``manage.py demo``: fill an empty portal with eight co-ops and sixty needs."""

from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.trees import ensure_trees
from portal.demo import story
from portal.serving import children


class Command(BaseCommand):
    help = "Load the demo; larger sizes for load tests. Refuses a portal with data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=int, default=story.PEOPLE)
        parser.add_argument("--proposals", type=int, default=story.PROPOSALS)
        parser.add_argument("--seed", type=int, default=story.SEED)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("La démo demande DEMO=1. / The demo needs DEMO=1.")
        ensure_trees(timezone.now())
        sizes = {key: options[key] for key in ("people", "proposals", "seed")}
        try:
            with ExitStack() as stack:
                start_sandbox(stack)
                story.tell(self.stdout.write, **sizes)
        except story.AlreadyTold:
            raise CommandError(
                "Le portail n’est pas vide\u00a0: make reset d’abord. / "
                "The portal is not empty: make reset first."
            ) from None


def start_sandbox(stack: ExitStack) -> None:
    """Use the sandbox that answers at ``GITHUB_API_URL``, else start one that tells
    nobody what happens (no webhook: the story looks for itself)."""
    address = urlsplit(settings.GITHUB["API_URL"])
    if children.answers(f"{settings.GITHUB['API_URL']}/rate_limit"):
        return
    if address.hostname not in {"127.0.0.1", "localhost"} or address.port is None:
        raise CommandError(f"{settings.GITHUB['API_URL']} ne répond pas / is silent.")
    child = children.sandbox(address.hostname, address.port, hooks=False)
    stack.callback(child.stop)
    child.wait_for(f"{settings.GITHUB['API_URL']}/rate_limit")
