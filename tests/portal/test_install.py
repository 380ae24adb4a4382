"""``requirements/install``: where uv does not succeed pip does, and it is said."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

PIP = "-m pip install -q --require-hashes -r requirements/"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose tools only write down how they were called."""
    shutil.copytree(Path(settings.BASE_DIR) / "requirements", tmp_path / "requirements")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    tool(tmp_path / ".venv" / "bin" / "python", 'echo "$*" >>called')
    return tmp_path


def tool(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)


def installed(checkout: Path, **more: str) -> tuple[str, list[str]]:
    done = subprocess.run(
        ["requirements/install", "run"],
        cwd=checkout, env=os.environ | more, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert (checkout / ".venv" / "installed-run").exists()
    called = checkout / "called"
    return done.stdout, called.read_text().splitlines() if called.exists() else []


@pytest.mark.parametrize(
    ("uv", "calls", "is_told"),
    [
        ("exit 0", [], False),
        ('[ "${UV_SYSTEM_CERTS:-}" = 1 ]', [], False),
        ("exit 1", [f"{PIP}run.lock"], True),
        ("", [f"{PIP}uv.lock", f"{PIP}run.lock"], True),
    ],
)
def test_pip_takes_over_only_where_uv_fails(checkout, uv, calls, is_told):
    if uv:
        tool(checkout / ".venv" / "bin" / "uv", uv)
    said, called = installed(checkout)
    assert called == calls
    assert ("NO_UV=1" in said and "pip takes over" in said) is is_told


def test_without_uv_nothing_of_it_is_fetched(checkout):
    said, called = installed(checkout, NO_UV="1")
    assert (called, "uv" in said) == ([f"{PIP}run.lock"], False)


@pytest.fixture
def pythons(tmp_path: Path) -> Path:
    """A folder of Pythons that make an environment by writing down their own name."""
    folder = tmp_path / "pythons"
    folder.mkdir()
    return folder


def pretend(path: Path, has: str) -> str:
    """A Python that has that part of itself only; its environment tells its name."""
    tool(
        path,
        f'case "$*" in *import*ensurepip*) exit {int(has != "all")};;\n'
        f"*import*) exit {int(has == 'nothing')};;\n"
        f'*venv*) mkdir -p .venv/bin && echo "echo {path.name}" >.venv/bin/python &&\n'
        "chmod +x .venv/bin/python;; esac",
    )
    return str(path)


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [("all", "all", "one"), ("some", "all", "two"), ("nothing", "all", "two")],
)
def test_a_python_that_can_make_environments_is_taken(
    checkout, pythons, first, second, taken
):
    shutil.rmtree(checkout / ".venv")
    named = [pretend(pythons / "one", first), pretend(pythons / "two", second)]
    said, _called = installed(checkout, PY=" ".join(named), NO_UV="1")
    made = checkout / ".venv" / "bin" / "python"
    assert made.read_text() == f"echo {taken}\n"
    assert "Python 3.11" not in said
