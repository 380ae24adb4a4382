"""The shared cases: real elections and worked examples with known outcomes.

Files that we may not pass on are read from the folder named by ``PASSERELLE_SHARED``,
or from ``shared`` beside the checkout; where there is none, a test that needs one is
skipped and says which election it did not count.
"""

import hashlib
import io
import json
import os
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[4]
CARRIED = ROOT / "tests" / "data" / "voting-cases"
CASES = json.loads((CARRIED / "index.json").read_text())["cases"]


def shared_folder():
    named = os.environ.get("PASSERELLE_SHARED")
    return (Path(named) if named else ROOT.parent / "shared") / "voting-cases"


def of_kind(kind):
    cases = [case for case in CASES if case["kind"] == kind]
    return pytest.mark.parametrize("case", cases, ids=lambda case: case["id"])


def by_id(name):
    return next(case for case in CASES if case["id"] == name)


def path_of(case):
    """The file of a case, known by its SHA-256; skips the test where it is absent."""
    for folder in (CARRIED, shared_folder()):
        path = folder / case["file"]
        if path.exists():
            assert hashlib.sha256(path.read_bytes()).hexdigest() == case["sha256"]
            return path
    pytest.skip(
        f"NOT COUNTED: {case['title']} ({case['kind']}, {case['file']}). Set "
        "PASSERELLE_SHARED to the folder that holds voting-cases."
    )


def tallied(path, rule, *options):
    """What ``manage.py tally --json`` prints for a file or a case."""
    path = path_of(path) if isinstance(path, dict) else path
    out = io.StringIO()
    call_command("tally", str(path), "--rule", rule, "--json", *options, stdout=out)
    return json.loads(out.getvalue())
