"""The exchanges' desk: connect and test a repository, link an issue, send an answer."""

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.journal.models import Entry
from governance.proposals.actions import add_comment
from governance.proposals.models import Brief
from integrations import outbox
from integrations.github.facts import facts_of
from integrations.models import Delivery, Label, MirrorLink, Repository
from tests.builders import BRIEF, briefed_need, coordinator, mandated_need
from tests.integrations.github_fixtures import forget_traffic, mirrored

pytestmark = pytest.mark.usefixtures("gaetan", "rose_aimee")


OURS = {"language": "en", "label_prefix": "coop"}


@pytest.fixture
def officer(client, denis):
    client.force_login(denis, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def coordinating(client, melanie):
    client.force_login(melanie, backend="django.contrib.auth.backends.ModelBackend")
    return client


def connected(github):
    row = github.ask("GET", github.repo()).json
    return Repository.objects.create(
        full_name=row["full_name"], remote_id=row["id"], html_url=row["html_url"]
    )


def test_a_repository_is_connected_by_name_and_kept_by_id(github, officer):
    url = reverse("repositories:connect")
    assert officer.get(url).status_code == 200
    answer = officer.post(
        url,
        {"full_name": "carnet-commun/carnet", "categories": ["medications"], **OURS},
    )
    home = Repository.objects.get()
    assert answer.url == reverse("repositories:test", args=[home.pk])
    assert (home.remote_id, home.categories) == (4101, ["medications"])
    page = officer.get(answer.url).content.decode()
    assert "Il manque" in page or "Missing:" in page  # no webhook has come yet


def test_a_repository_that_is_not_there_is_said_in_a_sentence(github, officer):
    url = reverse("repositories:connect")
    answer = officer.post(url, {"full_name": "carnet-commun/nowhere", **OURS})
    assert answer.status_code == 422
    assert "carnet-commun/nowhere" in answer.content.decode()
    assert not Repository.objects.exists()


def test_its_language_and_labels_are_changed_and_said(
    github, officer, lac_tamarac, melanie
):
    home = connected(github)
    url = reverse("repositories:change", args=[home.pk])
    assert 'value="coop"' in officer.get(url).content.decode()
    wrong = officer.post(url, {"language": "fr", "label_prefix": "9 #x"})
    assert wrong.status_code == 422
    sent = {"language": "fr", "label_prefix": "carnet", "categories": ["medications"]}
    assert officer.post(url, sent).status_code == 302
    home.refresh_from_db()
    assert (home.language, home.label_prefix) == ("fr", "carnet")
    page = officer.get(reverse("repositories:test", args=[home.pk])).content.decode()
    assert "On y écrit en français" in page or "We write there in French" in page
    # The next brief is written in French, and its issue says so.
    need = mandated_need(lac_tamarac)
    officer.force_login(
        coordinator(lac_tamarac), backend="django.contrib.auth.backends.ModelBackend"
    )
    form = officer.get(f"/fr/besoins/{need.number}/fiche/").content.decode()
    assert "Titre, en français" in form
    assert officer.post(f"/fr/besoins/{need.number}/fiche/", BRIEF).status_code == 302
    assert facts_of(Brief.objects.get()).language == "fr"
    assert facts_of(Brief.objects.get()).prefix == "carnet"


@pytest.mark.parametrize("facts", [{"archived": True}, {"has_issues": False}])
def test_the_test_says_what_is_missing(github, officer, facts):
    home = connected(github)
    url = reverse("repositories:test", args=[home.pk])
    before = [f.good for f in officer.get(url).context["findings"]]
    github.ask("POST", "/_sandbox/repository", facts)
    after = [f.good for f in officer.get(url).context["findings"]]
    github.ask("POST", "/_sandbox/repository", {"archived": False, "has_issues": True})
    assert before.count(True) == after.count(True) + 1
    methods = {row["method"] for row in github.traffic()["exchanges"]}
    assert "GET" in methods


def test_a_refused_key_is_said_without_the_key(github, officer, settings):
    home = connected(github)
    settings.GITHUB = settings.GITHUB | {"TOKEN": "a-secret-that-ended"}
    page = officer.get(reverse("repositories:test", args=[home.pk])).content.decode()
    assert "a-secret-that-ended" not in page


def test_only_those_who_oversee_connect(github, coordinating):
    connected(github)
    assert coordinating.get(reverse("repositories:connect")).status_code in (302, 403)
    pk = Repository.objects.get().pk
    assert coordinating.get(reverse("repositories:test", args=[pk])).status_code == 404


def test_an_existing_issue_is_linked_instead_of_a_second_one(
    github, issues, coordinating, briefed
):
    home = connected(github)
    theirs = {"title": "We saw it too", "body": "Our own words."}
    made = github.ask("POST", github.repo("/issues"), theirs, token="developer").json
    form = {"need": briefed.number, "repository": home.pk, "issue": made["number"]}
    assert coordinating.post(reverse("mirror-links:link"), form).status_code == 302
    outbox.collect(timezone.now())
    outbox.deliver_due("github")
    assert {row.fate for row in Delivery.objects.filter(channel="github")} == {"done"}
    path = github.repo(f"/issues/{made['number']}")
    shown = github.ask("GET", path).json
    assert (shown["title"], shown["body"]) == tuple(theirs.values())
    assert "coop-mandate" in {label["name"] for label in shown["labels"]}
    [comment] = github.ask("GET", f"{path}/comments").json
    assert briefed.brief.user_story in comment["body"]
    assert issues() == []
    assert MirrorLink.objects.get().adopted
    assert Entry.objects.filter(verb="need.linked").count() == 1


def test_what_cannot_be_linked_is_said_and_nothing_changes(
    github, coordinating, lac_tamarac, briefed, solange, trois_ormes
):
    home = connected(github)
    link = mirrored()
    other = briefed_need(lac_tamarac)
    url = reverse("mirror-links:link")
    for facts in (
        {"need": briefed.number, "issue": 1},
        {"need": other.number, "issue": link.number},
        {"need": other.number, "issue": 99_999},
        {"need": "x", "issue": -1},
    ):
        answer = coordinating.post(url, {"repository": home.pk} | facts)
        assert answer.status_code == 422
    assert MirrorLink.objects.count() == 1
    forget_traffic(github)


def test_an_answer_is_shown_before_it_leaves(
    github, coordinating, lac_tamarac, briefed, melanie
):
    link = mirrored()
    answer = add_comment(
        briefed, by=coordinator(lac_tamarac), at=timezone.now(), language="en",
        text="See @priya, the whole list.", kind="answer",
    )  # fmt: skip
    url = reverse("answers:send", args=[answer.pk])
    preview = coordinating.get(url).context["text"]
    assert "@priya" not in preview
    assert melanie.last_name not in preview
    assert coordinating.post(url).status_code == 302
    outbox.collect(timezone.now())
    outbox.deliver_due("github")
    path = github.repo(f"/issues/{link.number}/comments")
    [there] = github.ask("GET", path).json
    assert there["body"].partition("\n")[2] == preview
    assert coordinating.get(reverse("answers:index")).status_code == 200


def test_the_lists_of_the_desk_open(github, officer, briefed, melanie):
    mirrored()
    assert Label.objects.exists()
    for name in ("words-from-github", "answers", "repositories", "mirror-links"):
        assert officer.get(reverse(f"{name}:index")).status_code == 200
    page = officer.get(reverse("wagtailadmin_home")).content.decode()
    assert "GitHub" in page
