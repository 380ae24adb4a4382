"""``manage.py proofread``: every template parses, every link in the docs leads somewhere."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template import TemplateSyntaxError
from django.template.loader import get_template

LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(#[^)]*)?\)")


class Command(BaseCommand):
    help = "Check that templates parse and that links between documents hold."

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        problems = [*unparsed_templates(root), *dead_links(root)]
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} things to mend.")
        self.stdout.write("Templates parse and links hold.")


def unparsed_templates(root: Path) -> list[str]:
    problems = []
    for path in sorted((root / "templates").rglob("*.*")):
        name = str(path.relative_to(root / "templates"))
        try:
            get_template(name)
        except (TemplateSyntaxError, UnicodeDecodeError) as error:
            problems.append(f"templates/{name}: {error}")
    return problems


def dead_links(root: Path) -> list[str]:
    documents = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    return [
        f"{document.relative_to(root)}: {target} leads nowhere"
        for document in documents
        for target, _anchor in LINK.findall(document.read_text())
        if "://" not in target
        and not target.startswith("mailto:")
        and not (document.parent / target).exists()
    ]
