"""What the environment sets, and what is refused at start in a sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import environ
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.settings import database, environment

SET = (
    "DATABASE_URL", "BASE_URL", "TIME_ZONE", "LANGUAGES", "EMAIL_URL", "DOTENV",
    "GITHUB_TOKEN", "GITHUB_REPOSITORY", "GITHUB_API_URL", "TRUSTED_PROXIES",
)  # fmt: skip
KEY = "k3y-abcdefghijklmnopqrstuvwxyz0123456789-ABCDEFGHIJKLM"
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "portail.example.org",
    "BASE_URL": "https://portail.example.org",
    "DATABASE_URL": "postgres://nobody:x@127.0.0.1:1/nothing",
}
TOLD = """
import json, importlib, os
found = importlib.import_module(os.environ["DJANGO_SETTINGS_MODULE"])
names = ("BASE_URL", "TIME_ZONE", "LANGUAGE_CODE", "ALLAUTH_TRUSTED_PROXY_COUNT",
         "EMAIL_HOST", "CSRF_TRUSTED_ORIGINS", "WAGTAILADMIN_BASE_URL")
said = {name: getattr(found, name, None) for name in names}
said |= {"engine": found.DATABASES["default"]["ENGINE"]}
said |= {name: found.GITHUB[name] for name in ("API_URL", "REPOSITORY", "TOKEN")}
print(json.dumps(said))
"""


def started(code: str, place: Path, **more: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in SET}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=clean | {"VAR_DIR": str(place), "DEMO": "0"} | more,
        check=False,
        capture_output=True,
        text=True,
    )


def told(place: Path, **more: str) -> dict[str, object]:
    done = started(TOLD, place, **more)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_development_reads_every_setting_from_the_file(tmp_path):
    dotenv = tmp_path / ".env"
    dotenv.write_text(
        "DATABASE_URL=postgres://a:b@db.example/c\nBASE_URL=https://essai.example\n"
        "EMAIL_URL=smtp://mail.example:25\nLANGUAGES=en,fr\nTIME_ZONE=America/Halifax\n"
        "GITHUB_TOKEN=t\nGITHUB_REPOSITORY=coop/carnet\n"
    )
    dev = {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "DOTENV": str(dotenv)}
    # What the environment says already stays.
    found = told(tmp_path, **dev, TIME_ZONE="America/Moncton")
    assert found["engine"].endswith("postgresql")
    assert found["BASE_URL"] == "https://essai.example"
    assert found["EMAIL_HOST"] == "mail.example"
    assert (found["LANGUAGE_CODE"], found["TIME_ZONE"]) == ("en", "America/Moncton")
    assert found["API_URL"] == "https://api.github.com"
    assert (found["TOKEN"], found["REPOSITORY"]) == ("t", "coop/carnet")


def test_what_members_write_lies_where_nobody_else_reads(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "BASE_DIR", tmp_path)
    made, ours, theirs = (tmp_path / name for name in ("deep/made", "var", "theirs"))
    for there in (ours, theirs):
        there.mkdir(mode=0o755)
    for folder in (made, ours, theirs):
        environment.private_folder(folder)
    modes = [f"{folder.stat().st_mode & 0o777:o}" for folder in (made, ours, theirs)]
    assert modes == ["700", "700", "755"]


def test_production_stands_behind_one_proxy_and_one_public_address(tmp_path):
    found = told(tmp_path, **PRODUCTION)
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://portail.example.org"]
    assert found["WAGTAILADMIN_BASE_URL"] == "https://portail.example.org"


READERS = {
    "BASE_URL": environment.public_address,
    "DATABASE_URL": lambda env: database.configuration(env, Path("var")),
    "TIME_ZONE": environment.time_zone,
    "LANGUAGES": environment.languages,
    "TRUSTED_PROXIES": lambda env: environment.proxies(env, default=0),
    "SECRET_KEY": lambda env: environment.secret_key(env("SECRET_KEY")),
}


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "", "Set SECRET_KEY to a long random text"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY can be guessed"),
        ("SECRET_KEY", "short", "SECRET_KEY can be guessed"),
        ("BASE_URL", "", "Set BASE_URL to the public address"),
        ("BASE_URL", "http://portail.example.org", "BASE_URL must be https://"),
        ("BASE_URL", "https://portail.example.org/a", "BASE_URL must be https://"),
        ("DATABASE_URL", "foo", "DATABASE_URL is not the address of a database"),
        ("DATABASE_URL", "mysql://a:b@h/n", "DATABASE_URL is not the address"),
        ("TIME_ZONE", "Nope/Zone", "TIME_ZONE names no time zone"),
        ("TIME_ZONE", "../x", "TIME_ZONE names no time zone"),
        ("LANGUAGES", "fr", "LANGUAGES must name French and English"),
        ("TRUSTED_PROXIES", "-1", "TRUSTED_PROXIES is the number of proxies"),
    ],
)
def test_what_cannot_work_is_refused_in_a_sentence(monkeypatch, name, value, sentence):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        READERS[name](environ.Env())


def test_a_command_says_the_sentence_and_nothing_else(tmp_path):
    command = (
        "import runpy, sys; sys.argv = ['manage.py', 'check'];"
        "runpy.run_path('manage.py', run_name='__main__')"
    )
    wrong = {"DATABASE_URL": "postgres://a:hidden@h:port/n"}
    done = started(command, tmp_path, **PRODUCTION | wrong)
    assert done.returncode == 1
    assert done.stderr.startswith("Passerelle: DATABASE_URL is not the address")
    assert "Traceback" not in done.stderr and "hidden" not in done.stderr


def test_a_server_refuses_a_half_set_configuration(tmp_path):
    done = started("import portal.wsgi", tmp_path, **PRODUCTION, GITHUB_APP_ID="3")
    assert done.returncode != 0
    said = done.stderr.strip().split("ImproperlyConfigured: ")[-1]
    assert "GITHUB_APP_PRIVATE_KEY" in said and "GITHUB_REPOSITORY" in said
