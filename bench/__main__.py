"""``make bench``: what takes time here, measured on a scratch database.

Prints a table and writes ``bench/results.json``, chapter by chapter; ``python -m bench
counting verifying`` measures some of them. Times are medians of several runs, in
milliseconds unless said otherwise; they belong to this machine, compare them only with
each other.
"""

import gzip
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
RUNS = 7


def median_ms(act: Callable[[], object], runs: int = RUNS) -> float:
    act()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        act()
        times.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(times), 1)


def counting() -> dict[str, float]:
    """CPU seconds of each counting rule on large elections, votelib's beside."""
    from bench import counting as chapter

    return chapter.counting()


def verifying() -> dict[str, float]:
    """verify.py on 100,000 ballots: CPU seconds and memory."""
    from bench import verifying as chapter

    return chapter.verifying()


def story() -> dict[str, float]:
    """The demo from nothing; seconds."""
    from django.core.management import call_command

    figures = {}
    started = time.perf_counter()
    call_command("migrate", verbosity=0)
    figures["migrate (s)"] = round(time.perf_counter() - started, 1)
    started = time.perf_counter()
    call_command("demo", stdout=open(os.devnull, "w"))  # noqa: SIM115, PTH123
    figures["tell the demo (s)"] = round(time.perf_counter() - started, 1)
    return figures


PAGES = ["/fr/", "/fr/besoins/", "/fr/votes/", "/fr/feuille-de-route/", "/fr/decisions/",
         "/fr/versions/", "/fr/coops/", "/fr/valeurs/", "/fr/developper/"]  # fmt: skip


def pages() -> dict[str, float]:
    """Each page: median time, queries, bytes compressed."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, figures = Client(headers={"accept-encoding": "identity"}), {}
    for path in PAGES:
        figures[f"{path} (ms)"] = median_ms(lambda path=path: client.get(path))
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        assert answer.status_code == 200, path
        figures[f"{path} (queries)"] = len(queries)
        figures[f"{path} (bytes, gzip)"] = len(gzip.compress(answer.content))
    return figures


def casting() -> dict[str, float]:
    """Casting through the action, one after the other; ballots a second."""
    import uuid

    from django.utils import timezone

    from governance.voting.actions import cast_ballot
    from governance.voting.models import Round

    held = Round.objects.open(timezone.now()).filter(rule="approval").get()
    numbers = [option.proposal.number for option in held.options.all()]
    people = [line.person for line in held.roll.select_related("person")]
    started = time.perf_counter()
    for person in people:
        cast_ballot(
            held, by=person, at=timezone.now(),
            choices={"chosen": numbers[:2]}, form_key=str(uuid.uuid4()),
        )  # fmt: skip
    rate = len(people) / (time.perf_counter() - started)
    return {"ballots a second, one hand": round(rate)}


def casting_at_once() -> dict[str, float]:
    """32 members at a time through HTTP, on SQLite and on PostgreSQL."""
    from bench import casting as chapter

    return chapter.measured()


def large_rounds() -> dict[str, float]:
    """Opening, sealing and checking a round of 100,000 members."""
    from bench import large_rounds as chapter

    return chapter.measured()


def mirror() -> dict[str, float]:
    """Requests of a night, a burst of webhooks, a thousand needs."""
    from bench import mirror as chapter

    return chapter.measured()


CHAPTERS: tuple[Callable[[], dict[str, float]], ...] = (
    counting,
    verifying,
    story,
    pages,
    casting,
    mirror,
    large_rounds,
    casting_at_once,
)
NEED_THE_STORY = {"pages", "casting", "mirror", "large_rounds"}
RESULTS = HERE / "results.json"


def main(names: list[str]) -> None:
    """Every chapter, or those named (after the story where they need its tables); the others
    keep the figures that they had."""
    if NEED_THE_STORY & {*names}:
        names = ["story", *names]
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
    os.environ.setdefault("SANDBOX_PORT", "8941")
    os.environ.setdefault("DEMO", "1")
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VAR_DIR"] = folder
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.conf import settings

        settings.ALLOWED_HOSTS.append("testserver")
        for chapter in CHAPTERS:
            if not names or chapter.__name__ in names:
                results[chapter.__name__] = chapter()
                show(chapter.__name__, results[chapter.__name__])
                RESULTS.write_text(json.dumps(results, indent=1) + "\n")


def show(chapter: str, figures: dict[str, float]) -> None:
    sys.stdout.write(f"\n{chapter}\n")
    for name, figure in figures.items():
        sys.stdout.write(f"  {name:<50} {figure:>10}\n")


main(sys.argv[1:])
