"""Which file is which."""

import hashlib
from pathlib import Path

from django.utils.translation import gettext as _

from governance.voting.files import blt, bundles, pabulib, preflib, small
from governance.voting.files.election import Election, UnreadableFile
from governance.voting.files.small import SmallCase
from governance.voting.rules.lot import Lot

PREFLIB = (".soi", ".soc", ".toi", ".toc")
KNOWN = (".blt", *PREFLIB, ".pb", ".json", ".zip")
LARGEST = 512 * 1024 * 1024  # bytes


def read_file(path: Path) -> Election | SmallCase:
    """The election in a file, by the ending of its name; else ``UnreadableFile``."""
    suffix = path.suffix.lower()
    if suffix == ".zip" or path.is_dir():
        return bundles.parse(path)
    if suffix not in KNOWN:
        raise UnreadableFile(
            _("Files that end in %(known)s can be counted, not “%(suffix)s”.")
            % {"known": ", ".join(KNOWN), "suffix": suffix}
        )
    content = _content(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise UnreadableFile(_("This is not UTF-8 text."), line) from wrong
    if suffix == ".json":
        return small.parse(text)
    if suffix == ".pb":
        return pabulib.parse(text)
    draw = lot_of(content)
    if suffix == ".blt":
        return blt.parse(text, draw)
    return preflib.parse(text, draw, suffix=suffix)


def lot_of(content: bytes) -> Lot:
    """A file has no sealed root: its own SHA-256 stands for it, so that anyone who has
    the same file draws the same lot."""
    return Lot(root=hashlib.sha256(content).hexdigest(), round="file")


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFile(_("The file is too large."))
        return path.read_bytes()
    except OSError as wrong:
        raise UnreadableFile(
            _("The file %(path)s cannot be opened: %(why)s.")
            % {"path": path, "why": wrong.strerror or wrong}
        ) from wrong
