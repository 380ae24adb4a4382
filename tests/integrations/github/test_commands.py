"""``manage.py sync_github``: push what is due, pull what changed, or only say so."""

import pytest
from django.core.management import CommandError, call_command

from governance.proposals.lifecycle import Status
from integrations.models import Delivery, MirrorLink

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")


def test_push_and_pull_in_one_command(github, issues, briefed, capsys):
    call_command("sync_github")
    link = MirrorLink.objects.get()
    assert link.number == issues()[0]["number"]
    assert capsys.readouterr().out.strip()
    github.develop(link.number)
    call_command("sync_github", "--reconcile")
    briefed.refresh_from_db()
    assert briefed.status == Status.IN_TEST


def test_a_dry_run_says_what_would_be_done(github, issues, briefed, capsys):
    call_command("sync_github", "--dry-run")
    assert "1" in capsys.readouterr().out
    assert issues() == []
    assert not Delivery.objects.exists()


def test_a_github_that_is_away_is_a_sentence(github, settings):
    settings.GITHUB = settings.GITHUB | {"API_URL": "http://127.0.0.1:1"}
    with pytest.raises(CommandError, match="No usable answer from GitHub"):
        call_command("sync_github")
