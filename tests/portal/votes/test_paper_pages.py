"""Paper ballots on the portal's pages: print, hand out, count twice, compare."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.voting.actions.paper_batches import name_scrutineer, open_batch
from governance.voting.models import PaperBatch, RollLine
from governance.voting.queries import roll_line
from tests.portal.votes.conftest import signed_in
from tests.round_builders import opened_round, vote
from tests.worlds import shared

WHERE = {"used": "2", "spoiled": "1", "returned": "2", "hand_in": "1"}
YES = WHERE | {"yes": "2", "no": "0", "abstain": "0"}
NO = WHERE | {"yes": "1", "no": "1", "abstain": "0"}


@shared
def batch(yes_no_round, lac_tamarac, melanie, gaetan):
    return open_batch(
        yes_no_round, by=melanie, at=timezone.now(), cooperative=lac_tamarac, issued=5
    )


def at(name, batch, *more):
    return reverse(name, args=[batch.round_id, batch.number, *more])


def text(response):
    """What is read on the page, without the marks."""
    told = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(told.split())


def test_a_batch_is_opened_once_however_often_the_form_is_sent(
    yes_no_round, lac_tamarac, melanie
):
    page, url = signed_in(melanie), reverse("round_paper", args=[yes_no_round.pk])
    sent = {"cooperative": lac_tamarac.pk, "issued": "40", "number": "1"}
    for _twice in range(2):
        assert page.post(url, sent).status_code == 302
    assert PaperBatch.objects.get().issued == 40
    assert "Lot 1 – Lac-Tamarac" in text(page.get(url))


@pytest.mark.parametrize("issued", ["", "0", "-3", "2.5", "beaucoup", "9" * 5000])
def test_a_number_of_ballots_that_is_none_is_typed_again(
    yes_no_round, lac_tamarac, melanie, issued
):
    url = reverse("round_paper", args=[yes_no_round.pk])
    sent = {"cooperative": lac_tamarac.pk, "issued": issued, "number": "1"}
    assert signed_in(melanie).post(url, sent).status_code == 422
    assert not PaperBatch.objects.exists()


def test_people_are_found_marked_and_unmarked_in_one_click(
    batch, yes_no_round, rose_aimee, melanie
):
    page, url = signed_in(melanie), at("paper_people", batch)
    number = roll_line(yes_no_round, rose_aimee).number
    for words in ("belan", "ROSE AIMÉE", "0071"):
        found = page.post(url, {"words": words})
        assert "Rose-Aimée Bélanger" in text(found)
        assert "Gagnon" not in text(found)
    page.post(url, {"words": "bel", "give": str(number)})
    assert RollLine.objects.get(person=rose_aimee).paper_on
    assert "Rendu sans avoir servi" in text(page.post(url, {"words": "bel"}))
    page.post(url, {"words": "bel", "back": str(number)})
    assert RollLine.objects.get(person=rose_aimee).paper_on is None
    assert page.post(url, {"give": "9" * 40}).status_code == 404
    assert page.get(url)["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_whoever_voted_online_is_given_no_paper(
    batch, yes_no_round, rose_aimee, melanie
):
    vote(yes_no_round, rose_aimee, "yes", at=timezone.now())
    page, url = signed_in(melanie), at("paper_people", batch)
    assert "A voté en ligne" in text(page.post(url, {"words": "bel"}))
    number = roll_line(yes_no_round, rose_aimee).number
    assert page.post(url, {"give": str(number)}).status_code == 409
    sheet = page.get(at("paper_sheet", batch))
    assert sheet["Content-Type"] == "application/pdf"
    assert "no-store" in sheet["Cache-Control"]


def test_two_people_count_and_the_second_sees_nothing_of_the_first(
    batch, yes_no_round, rose_aimee, melanie, gaetan
):
    first, second = signed_in(melanie), signed_in(gaetan)
    url = at("paper_count", batch)
    assert first.post(url, YES | {"used": "3"}).status_code == 422
    assert first.post(url, YES).status_code == 302
    task = text(second.get(reverse("my_page")))
    assert "Compter une seconde fois le lot 1" in task
    blank = second.get(url).content.decode()
    assert not re.search(r'<input type="number"[^>]* value="\d', blank)
    assert "Valides : 2" not in text(
        second.get(reverse("round_paper", args=[yes_no_round.pk]))
    )
    assert second.get(at("paper_compare", batch)).status_code == 409
    apart = second.post(url, NO, follow=True)
    assert "diffèrent sur 2 lignes" in text(apart)
    assert "Compter une seconde fois" not in text(second.get(reverse("my_page")))


def test_counts_that_agree_need_as_many_people_marked(
    batch, yes_no_round, rose_aimee, melanie, gaetan
):
    first, second, desk = (
        signed_in(melanie),
        signed_in(gaetan),
        at("paper_people", batch),
    )
    first.post(at("paper_count", batch), YES)
    short = second.post(at("paper_count", batch), YES)
    assert short.status_code == 422 and "ont signé la feuille" in text(short)
    assert 'value="2"' in short.content.decode(), "what was typed stays"
    for person in (rose_aimee, gaetan):
        line = roll_line(yes_no_round, person)
        first.post(desk, {"give": str(line.number)})
    agreed = second.post(at("paper_count", batch), YES, follow=True)
    assert "Les deux comptes sont pareils" in text(agreed)
    assert second.post(at("paper_count", batch), NO).status_code == 409
    assert first.get(at("paper_anew", batch)).status_code == 200
    assert first.post(at("paper_anew", batch)).status_code == 302


def test_one_count_is_kept_and_the_page_says_why(
    batch, yes_no_round, rose_aimee, melanie, gaetan
):
    first, second = signed_in(melanie), signed_in(gaetan)
    one = YES | {"used": "1", "returned": "3", "yes": "1"}
    number = roll_line(yes_no_round, rose_aimee).number
    first.post(at("paper_people", batch), {"give": str(number)})
    first.post(at("paper_count", batch), one)
    second.post(at("paper_count", batch), NO)
    url = at("paper_compare", batch)
    assert first.post(url, {"hand": "1", "reason": ""}).status_code == 422
    assert first.post(url, {"hand": "7", "reason": "x"}).status_code == 422
    kept = first.post(url, {"hand": "1", "reason": "Recompté."}, follow=True)
    assert "Recompté." in text(kept) and "Valides : 1" in text(kept)


def test_a_batch_is_set_aside_with_a_reason_in_both_languages(batch, melanie):
    page, url = signed_in(melanie), at("paper_aside", batch)
    assert page.post(url, {"reason_fr": "Mouillés"}).status_code == 422
    sent = {"reason_fr": "Mouillés", "reason_en": "Wet"}
    assert "Mouillés" in text(page.post(url, sent, follow=True))
    assert page.get(url).status_code == 409


def test_a_member_named_to_count_sees_no_names(
    batch, yes_no_round, rose_aimee, melanie
):
    helper = signed_in(rose_aimee)
    assert helper.get(at("paper_count", batch)).status_code == 403
    melanie_page = signed_in(melanie)
    number = roll_line(yes_no_round, rose_aimee).number
    url = reverse("paper_counters", args=[yes_no_round.pk])
    assert "Peut compter" in text(melanie_page.post(url, {"words": "rose"}))
    assert melanie_page.post(url, {"name": str(number)}).status_code == 302
    assert helper.get(at("paper_count", batch)).status_code == 200
    for name in ("paper_people", "paper_sheet", "paper_ballots", "paper_aside"):
        assert helper.get(at(name, batch)).status_code == 403
    assert helper.get(url).status_code == 403


def test_rankings_are_typed_one_by_one(
    lac_tamarac, needs, rose_aimee, marc_andre, melanie, gaetan
):
    round = opened_round(
        lac_tamarac, *needs, by=melanie, at=timezone.now(), rule="schulze",
        max_choices=3,
    )  # fmt: skip
    batch = open_batch(
        round, by=melanie, at=timezone.now(), cooperative=lac_tamarac, issued=4
    )
    name_scrutineer(round, by=melanie, at=timezone.now(), person=rose_aimee)
    page, url = signed_in(rose_aimee), at("paper_count", batch)
    form = page.get(url).content.decode()
    (first, *_rest) = re.findall(r'<select name="([^"]+)"', form) or [""]
    sent = {"add": "1", "after": "0"} | ({first: "1"} if first else {})
    for _twice in range(2):
        assert page.post(url, sent).status_code == 200
    entry = batch.entries.get()
    assert sum(n for _said, n in entry.tally["papers"]) == 1
    assert page.post(url, {"out": "0"}).status_code == 200
    assert page.post(url, {"out": "77"}).status_code == 409
    assert not batch.entries.get().tally["papers"]


def test_ballots_carry_the_batch_and_both_languages(batch, melanie):
    found = signed_in(melanie).get(at("paper_ballots", batch))
    assert found.content.startswith(b"%PDF")
    assert b"/Lang (fr-CA)" in found.content
    assert len(found.content) < 60_000


def test_pdfs_say_what_their_parts_are(batch, yes_no_round, melanie):
    """Title, language, outline and a structure tree; copies are not read again."""
    page = signed_in(melanie)
    for name, headings in (
        ("paper_ballots", (b"/S /H1", b"/S /P")),
        ("paper_sheet", (b"/S /H1",)),
    ):
        found = page.get(at(name, batch)).content
        for told in (
            b"/StructTreeRoot", b"/Marked true", b"/DisplayDocTitle true",
            b"/Lang (fr-CA)", b"/Outlines", *headings,
        ):  # fmt: skip
            assert told in found, (name, told)
        assert found.count(b"/S /H1") == 1
