"""``manage.py proofread``: what the house checks of its own files, beside the tools."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template import TemplateSyntaxError
from django.template.loader import get_template

from portal.proofreading import sentences, shape

LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(#[^)]*)?\)")


class Command(BaseCommand):
    help = "Check templates, links between documents, the length of files, their names."

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        problems = [
            *unparsed_templates(root),
            *sentences.untranslated(root / "templates"),
            *dead_links(root),
            *shape.too_long(root),
            *shape.empty_names(root),
        ]
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} things to mend.")
        self.stdout.write("Templates, links, files and names hold.")


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
