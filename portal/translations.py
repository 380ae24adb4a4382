"""The French of every sentence: small catalogues by room, merged and compiled here.

English is the source text; ``locale/fr/*.po`` hold the French. No GNU gettext: Babel
reads and writes the catalogues.
"""

import io
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import extract
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
FRAGMENTS = ROOT / "locale" / "fr"
COMPILED = FRAGMENTS / "LC_MESSAGES" / "django.mo"
ROOMS = ("governance", "cms", "integrations", "portal")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@dataclass(frozen=True)
class Finding:
    where: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"


Key = tuple[str, str | None]


def key_of(message: Message) -> Key:
    first = message.id if isinstance(message.id, str) else message.id[0]
    return first, message.context


def fragments() -> Iterator[tuple[Path, Catalog]]:
    for path in sorted(FRAGMENTS.glob("*.po")):
        yield (
            path,
            read_po(io.BytesIO(path.read_bytes()), locale="fr", abort_invalid=True),
        )


def merged() -> Catalog:
    """One catalogue of all fragments; the first one to translate a sentence wins."""
    whole = Catalog(locale="fr", charset="utf-8", fuzzy=False)
    for _path, catalogue in fragments():
        for message in catalogue:
            if (
                message.id
                and message.string
                and not whole.get(message.id, message.context)
            ):
                whole.add(message.id, message.string, context=message.context)
    return whole


def is_stale() -> bool:
    newest = max((p.stat().st_mtime for p in FRAGMENTS.glob("*.po")), default=0.0)
    return not COMPILED.exists() or COMPILED.stat().st_mtime < newest


def compile_catalogue() -> None:
    """Write the compiled catalogue in one move, so that no reader sees half of it."""
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=COMPILED.parent)
    with os.fdopen(handle, "wb") as draft:
        write_mo(draft, merged())
    Path(name).chmod(0o644)
    Path(name).replace(COMPILED)


def used() -> dict[Key, str]:
    """Every sentence the code and the templates ask for, with one place."""
    found: dict[Key, str] = {}
    for path in sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py")):
        if "migrations" not in path.parts:
            _collect(path, path.read_bytes(), found)
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix in {".html", ".txt", ".md", ".xml"}:
            code = templatize(path.read_text(), origin=str(path))
            _collect(path, code.encode(), found)
    return found


def _collect(path: Path, source: bytes, found: dict[Key, str]) -> None:
    options = {"encoding": "utf-8"}
    rows = extract.extract("python", io.BytesIO(source), KEYWORDS, (), options)
    for line, sentence, _comments, context in rows:
        first = sentence if isinstance(sentence, str) else sentence[0]
        where = f"{path.relative_to(ROOT)}:{line}"
        if first:
            found.setdefault((first, context), where)


def findings() -> list[Finding]:
    """What is wrong with the French: missing, contradictory, unused, broken."""
    known: dict[Key, Message] = {}
    problems: list[Finding] = []
    for path, catalogue in fragments():
        for message in catalogue:
            if not message.id:
                continue
            problems += _flaws(path.name, message)
            before = known.setdefault(key_of(message), message)
            if before.string != message.string:
                problems.append(
                    Finding(path.name, f"two translations of {message.id!r}")
                )
    asked = used()
    problems += [
        Finding(where, f"no French for {key[0]!r}")
        for key, where in asked.items()
        if key not in known
    ]
    problems += [
        Finding("locale/fr", f"never used: {key[0]!r}")
        for key in known
        if key not in asked
    ]
    return problems


def _flaws(where: str, message: Message) -> list[Finding]:
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    words = (
        [message.string]
        if isinstance(message.string, str)
        else [*(message.string or ())]
    )
    if message.fuzzy or not all(words):
        return [Finding(where, f"empty or fuzzy: {sources[0]!r}")]
    wanted = {p for s in sources for p in PLACEHOLDER.findall(s)}
    for text in words:
        if set(PLACEHOLDER.findall(text)) - wanted:
            return [Finding(where, f"a placeholder of {sources[0]!r} changed")]
    if wanted - {p for t in words for p in PLACEHOLDER.findall(t)}:
        return [Finding(where, f"a placeholder of {sources[0]!r} is lost")]
    return []
