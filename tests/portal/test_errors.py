"""When something goes wrong: the right status, a sentence, a way out, nothing leaked."""

from typing import Any

import pytest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.test import Client, RequestFactory
from django.utils import translation

from governance.membership.models import Person
from governance.refusals import MoveNotAllowed, NotAllowed
from portal.site import errors, policy


@pytest.fixture
def request_in_french(rf: RequestFactory, database: Any) -> Any:
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/fr/besoins/")
    request.user = AnonymousUser()
    with translation.override("fr"):
        yield request


def said(response: HttpResponse, status: int) -> str:
    assert response.status_code == status
    html = response.content.decode()
    assert html.count("<h1") == 1
    return html


@pytest.mark.parametrize("address, words, code", [
    ("/fr/nulle-part/", "Cette page n’existe pas", "fr"),
    ("/en/nowhere/", "This page does not exist", "en"),
])  # fmt: skip
def test_a_missing_page_in_the_readers_language(
    client: Client, database: Any, address: str, words: str, code: str
) -> None:
    html = said(client.get(address), 404)
    assert words in html
    assert f'<html lang="{code}">' in html
    assert "Resolver404" not in html


@pytest.mark.parametrize("address, words", [
    ("/fr/besoins/99999/", "Aucun besoin ne porte ce numéro."),
    ("/en/votes/99999/", "There is no voting round at this address."),
])  # fmt: skip
def test_a_missing_thing_is_told_by_the_view_that_looked(
    client: Client, database: Any, address: str, words: str
) -> None:
    assert words in said(client.get(address), 404)


def test_what_a_library_says_of_a_missing_page_stays_unsaid(
    request_in_french: Any,
) -> None:
    with pytest.raises(Http404) as theirs:
        get_object_or_404(Person, pk=0)
    html = said(errors.not_found(request_in_french, theirs.value), 404)
    assert "Person" not in html


def test_a_refused_person_reads_our_sentence_only(request_in_french: Any) -> None:
    ours = said(
        errors.forbidden(request_in_french, NotAllowed("Seul le conseil décide.")), 403
    )
    assert "Seul le conseil décide." in ours
    theirs = said(
        errors.forbidden(request_in_french, PermissionError("/etc/secret")), 403
    )
    assert "/etc/secret" not in theirs


def test_a_refusal_that_nobody_met_is_a_page(request_in_french: Any) -> None:
    middleware = errors.RefusalMiddleware(lambda request: HttpResponse())
    met = middleware.process_exception(request_in_french, MoveNotAllowed("Trop tard."))
    assert met is not None
    assert "Trop tard." in said(met, 409)
    assert middleware.process_exception(request_in_french, ValueError("autre")) is None


def test_a_form_without_its_key_is_told_in_plain_words(request_in_french: Any) -> None:
    html = said(errors.csrf_failure(request_in_french, "CSRF cookie not set."), 403)
    assert "Envoyez-le encore une fois" in html
    assert "CSRF" not in html


def test_a_broken_request(request_in_french: Any) -> None:
    said(errors.bad_request(request_in_french, ValueError("secret")), 400)


def test_a_breakdown_needs_nothing_that_may_be_broken(rf: RequestFactory) -> None:
    html = said(errors.broken(rf.get("/fr/")), 500)
    assert '<section lang="en">' in html


def test_only_the_admin_may_draw_itself_inline(rf: RequestFactory) -> None:
    middleware = policy.PolicyMiddleware(lambda request: HttpResponse())
    admin = middleware(rf.get("/admin/pages/"))
    assert "'unsafe-inline'" in admin._csp_replace["script-src"]  # type: ignore[attr-defined]
    for address in ("/fr/besoins/", "/administration/", "/fr/admin/"):
        assert not hasattr(middleware(rf.get(address)), "_csp_replace")


def test_every_page_of_ours_has_the_strict_policy(
    client: Client, database: Any
) -> None:
    header = client.get("/fr/besoins/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in header
    assert "unsafe" not in header
