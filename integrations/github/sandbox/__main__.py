"""``python -m integrations.github.sandbox``: the same, without loading the portal."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.apps import apps
from django.conf import settings

from integrations.github.sandbox import command


def prepare() -> None:
    """The least Django that pages and translations need."""
    root = Path(__file__).parents[3]
    settings.configure(
        USE_I18N=True,
        USE_TZ=True,
        TIME_ZONE=os.environ.get("TIME_ZONE", "America/Toronto"),
        LANGUAGE_CODE="fr",
        LOCALE_PATHS=[root / "locale"],
    )
    # Translations ask for the list of apps. django.setup() would load the ORM too.
    apps.populate([])


def main() -> int:
    """Serves as the command line says; the code to end with."""
    parser = ArgumentParser(prog="sandbox", description="A small stand-in for GitHub.")
    command.add_arguments(parser)
    try:
        command.run(vars(parser.parse_args()), _say)
    except command.CannotStart as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    prepare()
    sys.exit(main())
