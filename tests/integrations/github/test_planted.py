"""A string planted in every field that a member fills, or that holds a member: read in
no request to GitHub, of any kind, GraphQL included.

A field that is new is not planted: the first test says so, until it is.
"""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import models
from django.utils import timezone

from governance.membership.models import Membership, Person
from governance.proposals.actions import (
    PartWords,
    add_comment,
    confirm_brief,
    split_brief,
)
from governance.proposals.models import Comment, Proposal, Revision
from governance.releases.models import Confirmation
from integrations.github import linking, reconcile, vouching
from integrations.github.client import connect
from integrations.models import Label, Milestone, MirrorLink, Repository
from tests.builders import briefed_need, mandated_need, secretary
from tests.cast import admit, welcome
from tests.integrations.github.test_privacy import (
    everything_written,
    kind_of,
    mirrored_title,
)
from tests.integrations.github_fixtures import mirrored

pytestmark = pytest.mark.usefixtures("melanie", "gaetan")

SEED = "zqplanted"
# Models of which a row belongs to a member, and how to find those of one person.
THEIRS = {
    Person: "pk", Membership: "person", EmailAddress: "user", Proposal: "author",
    Revision: "proposal__author", Comment: "author", Confirmation: "person",
}  # fmt: skip
# Keys of the vocabulary, not words.
KEYS = {"category", "barriers", "privacy_impact", "flexibility_impact"}
# Written by people with a seat, about public things: these may leave, or never do.
PUBLIC = {
    "membership.Cooperative", "membership.Federation", "membership.Seat",
    "proposals.Brief", "proposals.Excuse", "releases.Release", "releases.Delivered", "proposals.ValueTag",
    "releases.Credit", "releases.Evidence", "releases.Reopening",
}  # fmt: skip


def free_text(model):
    """Fields in which somebody may have written anything."""
    kinds = (models.CharField, models.TextField, models.EmailField, models.JSONField)
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) and not field.choices and field.name not in KEYS
    ]


def test_every_model_that_holds_a_member_is_known():
    found = {
        model
        for room in ("membership", "proposals", "releases")
        for model in apps.get_app_config(room).get_models()
        if free_text(model) and model._meta.label not in PUBLIC
    }
    holds = {m for m in found if _leads_to_a_member(m)}
    assert holds <= set(THEIRS), "plant a string in its fields, or say it is public"


def _leads_to_a_member(model):
    targets = {field.related_model for field in model._meta.concrete_fields}
    return model is Person or bool(targets & {Person, Proposal})


def planted(person):
    """Write a string of its own into each free field of each row of theirs."""
    strings = []
    for model, way in THEIRS.items():
        rows = model._default_manager.filter(**{way: person.pk})
        for field in free_text(model):
            for row in rows:
                text = f"{SEED}{model.__name__[:6]}{field.name[:9]}{row.pk}".lower()
                value = _fit(field, text)
                model._default_manager.filter(pk=row.pk).update(**{field.name: value})
                strings.append(text)
    return strings


def _fit(field, text):
    if isinstance(field, models.JSONField):
        return [text]
    most = field.max_length or 1000
    value = f"{text}@mail.example" if isinstance(field, models.EmailField) else text
    assert len(value) <= most, (field, most)
    return value


@pytest.fixture
def member(lac_tamarac):
    person = admit(welcome("Planted", "Person"), lac_tamarac, member_number="P-1")
    EmailAddress.objects.create(user=person, email="p@mail.example", verified=True)
    return person


def test_no_planted_string_is_in_any_request(
    github, lac_tamarac, member, melanie, marc_andre, at
):
    for model in (Label, Milestone):
        model.objects.all().delete()
    github.ask("GET", "/_sandbox/traffic?clear=1")
    link = everything_written(github, lac_tamarac, member, melanie)
    strings = planted(member)
    again = everything_written_again(github, link, lac_tamarac, member, melanie)
    strings += planted(member)
    sent = [
        row
        for row in github.traffic()["exchanges"]
        if "passerelle" in str(row["request"]["headers"])
    ]
    kinds = {(row["method"], kind_of(row["path"])) for row in sent}
    assert {("POST", "labels"), ("POST", "milestones"), ("POST", "issues")} <= kinds
    assert any(row["path"] == "/graphql" for row in sent)
    tied = [row for row in sent if row["path"].endswith("/sub_issues")]
    assert [row["method"] for row in tied].count("POST") == 2
    said = json.dumps([[row["path"], row["request"]] for row in sent]).casefold()
    assert SEED not in said
    assert len(set(strings)) > 15
    assert again.number


def everything_written_again(github, link, lac_tamarac, member, melanie):
    """With the strings in place: a new need and its issue, its labels and milestone,
    an issue of the developers' that is linked and scanned, looks of every kind."""
    now = timezone.now()
    need = briefed_need(lac_tamarac, author=member, title=f"{SEED} title")
    add_comment(need, by=member, at=now, text=f"{SEED} comment", language="fr")
    parts = [PartWords(f"Part {n}", f"Partie {n}", "It works.", n) for n in (1, 2)]
    split_brief(need.brief, by=melanie, at=now, parts=parts)
    confirm_brief(need.brief, by=secretary(lac_tamarac), at=now)
    planted(member)
    Label.objects.all().delete()
    made = mirrored()
    theirs = github.ask(
        "POST", github.repo("/issues"), {"title": "Ours"}, token="developer"
    ).json
    other = mandated_need(lac_tamarac, author=member)
    planted(member)
    home = Repository.objects.get()
    issue = connect().issue(home.remote_id, theirs["number"])
    linking.link_issue(other, by=melanie, at=now, repository=home, issue=issue)
    list(vouching.held_back(type(lac_tamarac).objects.all()))
    for days in (1, 2):
        reconcile.poll(now + timedelta(days=days))
    assert MirrorLink.objects.filter(proposal=other).exists()
    return made


def test_the_planted_strings_would_be_heard(github, lac_tamarac, member):
    """Negative control: a brief that repeats one is found in the traffic."""
    planted(member)
    github.ask("GET", "/_sandbox/traffic?clear=1")
    mirrored_title(
        mandated_need(lac_tamarac, author=member), f"The wish of {SEED}personfirst_nam"
    )
    sent = json.dumps(github.traffic()["exchanges"])
    assert SEED in sent
