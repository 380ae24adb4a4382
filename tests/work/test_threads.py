"""Threads of ours keep their hands off what Python's own threads call theirs."""

import ast
import threading
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROOMS = ("portal", "cms", "integrations", "governance", "bench", "tests")
# What a Thread of Python 3.11, 3.12 or 3.13 has; ``_handle`` is new in 3.13, where a
# method of that name is called as if it were the system's thread.
THEIRS = """
    _after_fork _args _bootstrap _bootstrap_inner _daemonic _delete _handle _ident
    _initialized _invoke_excepthook _is_stopped _kwargs _name _native_id
    _reset_internal_locks _set_ident _set_native_id _set_tstate_lock _started _stderr
    _stop _target _tstate_lock _wait_for_tstate_lock daemon getName ident isDaemon
    is_alive join name native_id setDaemon setName start
"""


def test_no_thread_of_ours_takes_a_name_that_python_uses():
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    texts = {path: path.read_text() for path in files if "Thread)" in path.read_text()}
    assert texts, "no thread found: look where they went"
    assert [f"{path}: {taken}" for path in texts for taken in found(texts[path])] == []


def test_a_taken_name_is_found():
    method = "class A(threading.Thread):\n def _handle(self): pass"
    kept = "class A(Thread):\n def __init__(self): self._stop = 1"
    fine = "class A(Thread):\n def run(self): pass\nclass B:\n def join(self): pass"
    assert [found(text) for text in (method, kept, fine)] == [
        ["_handle"],
        ["_stop"],
        [],
    ]


def test_the_list_knows_the_threads_of_this_python():
    ours = {name for name in dir(threading.Thread()) if not name.startswith("__")}
    assert ours - set(THEIRS.split()) == {"run"}


def found(text: str) -> list[str]:
    """Names of Python's own that a subclass of Thread defines or keeps on itself."""
    return [
        name
        for kind in ast.walk(ast.parse(text))
        if isinstance(kind, ast.ClassDef) and any(map(_is_thread, kind.bases))
        for name in map(_kept_under, ast.walk(kind))
        if name in THEIRS.split()
    ]


def _is_thread(base: ast.expr) -> bool:
    return ast.unparse(base).split(".")[-1] == "Thread"


def _kept_under(node: ast.AST) -> str:
    if isinstance(node, ast.FunctionDef):
        return node.name
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        return node.attr
    return ""
