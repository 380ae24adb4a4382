"""The boards' desk: everything of the places one serves, nothing of the others."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.admin.viewsets import viewsets
from wagtail.test.utils.form_data import rich_text

from cms.desk import scope
from cms.desk.group import GovernanceGroup
from cms.desk.viewset import DeskViewSet
from cms.drafts import prepare_due_pages
from cms.models import DecisionPage
from tests import builders
from tests.worlds import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("founded")]
LISTS = [item.name for item in GovernanceGroup.items]


@shared
def thread(lac_tamarac, rose_aimee, melanie, gaetan, huguette, at: datetime) -> Any:
    """A need of Lac-Tamarac that went all the way, with its pages."""
    need = builders.released_need(lac_tamarac, author=rose_aimee)
    prepare_due_pages(at)
    return need


def desk_viewsets() -> list[DeskViewSet]:
    found: list[DeskViewSet] = []
    for registered in viewsets.viewsets:
        items = getattr(registered, "registerables", [registered])
        found += [item for item in items if isinstance(item, DeskViewSet)]
    return found


def test_every_list_opens_for_the_co_ops_own_people(
    client: Client, thread, melanie, gaetan
) -> None:
    for person in (melanie, gaetan):
        client.force_login(person)
        for name in LISTS:
            response = client.get(reverse(f"{name}:index"))
            assert response.status_code == (302 if name == "journal" else 200), name


def test_every_list_and_row_opens_for_whoever_oversees(
    client: Client, thread, denis
) -> None:
    client.force_login(denis)
    for viewset in desk_viewsets():
        assert client.get(reverse(f"{viewset.name}:index")).status_code == 200
        if row := viewset.rows(denis).first():
            address = reverse(f"{viewset.name}:inspect", args=[row.pk])
            response = client.get(address)
            assert response.status_code == 200, address
            assert "object (" not in response.content.decode(), address


def test_a_foreign_coordinator_walks_every_address_and_meets_nothing(
    client: Client, thread, melanie, solange
) -> None:
    """Every address of every desk list that takes a row, with each row of the other
    co-op: always a 404."""
    client.force_login(solange)
    walked = 0
    for viewset in desk_viewsets():
        if viewset.audience is scope.oversees:
            continue
        own = set(viewset.rows(solange).values_list("pk", flat=True))
        foreign = set(viewset.rows(melanie).values_list("pk", flat=True)) - own
        for pattern in viewset.get_urlpatterns():
            if "<int:pk>" not in str(pattern.pattern):
                continue
            for pk in foreign:
                address = reverse(f"{viewset.url_namespace}:{pattern.name}", args=[pk])
                for ask in (client.get, client.post):
                    assert ask(address, follow=True).status_code == 404, address
                    walked += 1
    assert walked > 20


def test_views_that_change_facts_do_not_exist(
    client: Client, thread, superuser
) -> None:
    client.force_login(superuser)
    for viewset in desk_viewsets():
        names = {pattern.name for pattern in viewset.get_urlpatterns()}
        assert not names & {"add", "delete", "copy"}
        row = viewset.rows(superuser).first()
        for verb in ("add", "edit", "delete", "copy"):
            if verb in names:
                continue
            with pytest.raises(NoReverseMatch):
                reverse(f"{viewset.url_namespace}:{verb}", args=[row.pk if row else 1])


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
def test_exports_hold_the_persons_own_rows_only(
    client: Client, thread, melanie, solange, shape: str
) -> None:
    client.force_login(solange)
    for name in LISTS:
        if name == "journal":
            continue
        response = client.get(reverse(f"{name}:index"), {"export": shape})
        assert response.status_code == 200
        if shape == "csv":
            text = b"".join(response.streaming_content).decode()
            assert "Lac-Tamarac" not in text.split("\n", 1)[1], name


def test_an_export_does_not_run_in_a_spreadsheet(
    client: Client, lac_tamarac, rose_aimee, melanie
) -> None:
    need = builders.submitted_need(lac_tamarac, title="=cmd|' /C calc'!A0 danger")
    client.force_login(melanie)
    response = client.get(reverse("needs:index"), {"export": "csv"})
    rows = b"".join(response.streaming_content).decode().splitlines()
    assert rows[1].startswith(f"{need.number} · =cmd")  # the number stands before it
    from cms.desk.facts import defused

    assert defused("=1+1") == "'=1+1"


def test_the_list_shows_own_rows_and_search_finds_them(
    client: Client, thread, melanie, solange
) -> None:
    client.force_login(melanie)
    found = client.get(reverse("needs:index"), {"q": "dossier"}).content.decode()
    assert "Voir qui a lu mon dossier" in found
    client.force_login(solange)
    hidden = client.get(reverse("needs:index"), {"q": "dossier"}).content.decode()
    assert "Voir qui a lu mon dossier" not in hidden


def test_a_list_asks_few_questions_though_its_menu_has_twenty_more(
    client: Client, thread, denis, django_assert_max_num_queries
) -> None:
    client.force_login(denis)
    client.get(reverse("needs:index"))  # what is read once a process is not counted
    with django_assert_max_num_queries(25):
        client.get(reverse("needs:index"))


def test_drafts_stay_with_their_authors(lac_tamarac, rose_aimee, melanie, superuser):
    draft = builders.draft_need(lac_tamarac)
    for person in (melanie, superuser):
        assert draft not in scope.needs(person)


def test_ordinary_people_have_no_admin(
    client, thread, rose_aimee, priya, stranger, auxiliary
) -> None:
    for person in (rose_aimee, priya, stranger, auxiliary):
        client.force_login(person)
        for address in ("/admin/", reverse("needs:index"), reverse("people:index")):
            assert client.get(address).status_code in {302, 403, 404}


def test_seats_open_the_admin_but_not_accounts_or_groups(
    client, melanie, gaetan, denis
) -> None:
    for person in (melanie, gaetan, denis):
        client.force_login(person)
        page = client.get("/admin/")
        assert page.status_code == 200
        assert "Retour au site" in page.content.decode()
        assert reverse("wagtail_localize:translations_report") not in page.text
        assert 'role="search"' not in page.content.decode()  # it leads nowhere for them
        for name in ("wagtailusers_users:index", "wagtailusers_groups:index"):
            assert client.get(reverse(name)).status_code == 302
            assert reverse(name) not in page.content.decode()


def test_a_co_op_edits_its_own_words_and_no_by_law_figure(
    client: Client, lac_tamarac, trois_ormes, melanie, solange
) -> None:
    client.force_login(melanie)
    address = reverse("co-ops:edit", args=[lac_tamarac.pk])
    form = client.get(address).context["form"]
    assert "mission_fr" in form.fields
    assert not {"quorum_members", "voting_members", "federation"} & set(form.fields)
    sent = {"mission_fr": "Soigner ensemble.", "place": "Lac-Tamarac"}
    assert client.post(address, sent | {"quorum_members": "1"}).status_code == 302
    lac_tamarac.refresh_from_db()
    assert lac_tamarac.mission_fr == "Soigner ensemble."
    assert lac_tamarac.quorum_members == 2
    for view in ("edit", "history", "usage", "inspect"):
        foreign = reverse(f"co-ops:{view}", args=[trois_ormes.pk])
        assert client.get(foreign, follow=True).status_code == 404


def test_ones_own_name_is_not_rewritten_beside_the_register(
    client: Client, melanie, rose_aimee
) -> None:
    client.force_login(melanie)
    assert 'name="locale-preferred_language"' in client.get("/admin/account/").text
    named = {"name_email-first_name": "Autre", "name_email-last_name": "Nom"}
    chosen = {"locale-preferred_language": "en", "theme-theme": "light",
              "theme-density": "default", "theme-contrast": "system"}  # fmt: skip
    assert client.post("/admin/account/", named | chosen).status_code == 302
    melanie.refresh_from_db()
    assert melanie.first_name == "Mélanie"
    assert melanie.wagtail_userprofile.preferred_language == "en"
    client.force_login(rose_aimee)
    assert client.get("/admin/account/").status_code in {302, 403}


def test_what_waits_is_told_to_those_who_can_act(
    client: Client, lac_tamarac, rose_aimee, melanie, gaetan, solange
) -> None:
    need = builders.submitted_need(lac_tamarac, title="Lire mes résultats")
    client.force_login(melanie)
    assert "Lire mes résultats" in client.get("/admin/").content.decode()
    for other in (gaetan, solange):
        client.force_login(other)
        assert "Lire mes résultats" not in client.get("/admin/").content.decode()
    assert need.number


def test_the_secretary_writes_the_boards_words_on_its_own_decision_only(
    client: Client, thread, gaetan, bertrand, melanie
) -> None:
    page = DecisionPage.objects.get(language="fr")
    assert page.permissions_for_user(gaetan).can_edit()
    assert page.permissions_for_user(gaetan).can_publish()
    for other in (bertrand, melanie):
        assert not page.permissions_for_user(other).can_edit()
    client.force_login(gaetan)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(address).context["form"]
    assert set(form.fields) - {"comment_notifications"} == {"words"}
    words = rich_text("<p>Le conseil remercie les membres.</p>")
    sent = {"words": words, "action-publish": "yes"}
    assert client.post(address, sent).status_code == 302
    assert "Le conseil remercie" in client.get(page.url).content.decode()
    client.force_login(bertrand)
    assert client.get(address).status_code == 302


def test_the_admin_asks_nothing_of_the_outside(client: Client, thread, superuser):
    client.force_login(superuser)
    pages = ["/admin/", reverse("needs:index"), reverse("wagtailusers_users:index")]
    assert 'role="search"' in client.get("/admin/").content.decode()
    assert reverse("wagtail_localize:translations_report") in client.get("/admin/").text
    for address in pages:
        page = client.get(address).content.decode()
        for outside in ("gravatar", "wagtail.org", 'src="http', "fonts.goog"):
            assert outside not in page


def test_no_chooser_over_the_rooms_is_registered() -> None:
    """A chooser would be one more door to scope: there is none."""
    rooms = {viewset.model for viewset in desk_viewsets()}
    for registered in viewsets.viewsets:
        if "chooser" in type(registered).__name__.lower():
            assert registered.model not in rooms


def test_site_history_and_reports_hide_other_co_ops(
    client: Client, lac_tamarac, melanie, solange
) -> None:
    client.force_login(melanie)
    address = reverse("co-ops:edit", args=[lac_tamarac.pk])
    client.post(address, {"mission_fr": "Un secret de conseil.", "place": ""})
    another = Client()  # the first one still holds the word of success
    another.force_login(solange)
    report = another.get(reverse("wagtailadmin_reports:site_history"))
    assert "Lac-Tamarac" not in report.content.decode()
