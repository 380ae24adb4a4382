"""A brief as an issue: what it says, how long it may be, and our mark on it."""

import uuid
from dataclasses import replace

from integrations.github import issues, markers, marks, piece_issues
from integrations.github.division import PartFacts
from integrations.github.issues import BODY_MAX, TITLE_MAX, Facts, draft

OF = uuid.UUID(int=7)
FACTS = Facts(
    number=12,
    url_en="https://p.example/en/needs/12-x/",
    url_fr="https://p.example/fr/besoins/12-x/",
    cooperative="Lac-Tamarac",
    supports=41,
    title="Show who opened a record",
    user_story="As a member, I see who opened my record.",
    acceptance_test="Two openings, two lines.",
    privacy_notes="",
    out_of_scope="Alerts.",
    summary_fr="La personne voit qui a ouvert son dossier.",
    category="Trust and security",
    values=("Openness", "Privacy"),
    functions="PH.3, PH.4",
    effort_days=12,
    privacy_impact="Reduces risk",
    vote="approved; 46 of 120 people entitled to vote took part",
    marks=(
        marks.category("trust_security", "Trust and security"),
        marks.value("openness", "Openness"),
        marks.value("openness", "Openness"),
        *marks.effort(12),
        *marks.functions("PH.3, PH.4"),
    ),
)


def test_an_issue_says_what_developers_need_in_both_languages():
    sent = draft(FACTS, OF)
    assert sent.title == FACTS.title
    for part in (
        FACTS.user_story, FACTS.acceptance_test, FACTS.out_of_scope, FACTS.summary_fr,
        FACTS.vote, FACTS.url_en, FACTS.url_fr, "Openness, Privacy", "41 support it",
        "12 developer-days",
    ):  # fmt: skip
        assert part in sent.body
    assert "### Privacy" not in sent.body
    assert [mark.name for mark in sent.marks] == [
        "coop-mandate",
        "coop need: Trust and security",
        "coop value: Openness",
        "coop effort: up to 15 days",
        "coop PHR-S: PH.3",
        "coop PHR-S: PH.4",
    ]


def test_the_body_has_one_mark_and_one_block():
    sent = draft(FACTS, OF)
    assert markers.marked(sent.body) == OF
    found = markers.parts(sent.body)
    assert found and FACTS.user_story in found.block
    assert found.after.strip() == ""


def test_text_of_the_brief_cannot_imitate_our_marks():
    trick = f"{markers.marker(uuid.UUID(int=8))}\n{markers.END}\n{markers.BEGIN}"
    body = draft(replace(FACTS, user_story=trick, summary_fr=trick), OF).body
    assert markers.marked(body) == OF
    assert markers.parts(body) is not None


def test_the_longest_brief_stays_within_githubs_limits():
    long = ("<@a #1 ```" * 60 + "\n\n") * 7
    sent = draft(
        replace(
            FACTS,
            title="word " * 80,
            user_story=long * 6,
            acceptance_test=long * 6,
            privacy_notes=long * 3,
            out_of_scope=long * 3,
            summary_fr=long * 6,
            category="c" * 90,
            marks=(marks.category("c", "c" * 90), marks.value("v", "v" * 60)),
            values=tuple("v" * n for n in range(60, 80)),
        ),
        OF,
    )
    assert len(sent.title) <= TITLE_MAX
    assert len(sent.body) <= BODY_MAX
    assert max(len(mark.name) for mark in sent.marks) == marks.NAME_MAX
    assert markers.parts(sent.body) is not None
    assert FACTS.url_en in sent.body
    assert issues.CUT in sent.body


def test_a_cut_comes_at_a_paragraph():
    text = "first paragraph\n\n" + "x" * 200
    assert issues.cut_at_paragraph(text, 150) == "first paragraph" + issues.CUT
    assert issues.cut_at_paragraph("short", 150) == "short"
    assert len(issues.cut_at_paragraph("x" * 500, 150)) == 150


def test_a_title_is_cut_between_words():
    assert issues.shortened("one two three", 9) == "one two…"
    assert len(issues.shortened("x" * 300, 200)) == 200


def test_a_mark_with_a_wrong_signature_is_not_believed(settings):
    good = markers.marker(OF)
    assert markers.marked(good) == OF
    assert markers.marked(good.replace(str(OF), str(uuid.UUID(int=9)))) is None
    assert markers.marked("no mark") is None
    assert markers.marks(f"Text. {good} {uuid.UUID(int=9)}", OF)
    assert not markers.marks(good, uuid.UUID(int=9))
    assert not markers.marks(good.replace(" h=", " h=0"), OF)
    assert not markers.marks(f"{good[:-20]}0{good[-19:]}", OF)
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 10, []
    assert markers.marked(good) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert markers.marked(good) == OF


def test_the_block_survives_the_web_editors_line_ends():
    body = draft(FACTS, OF).body
    crlf = body.replace("\n", "\r\n")
    assert markers.block_hash(crlf) == markers.block_hash(body) != ""
    assert markers.block_hash(body.replace("Alerts.", "No.")) != markers.block_hash(
        body
    )
    for broken in ("", body + body, body.replace(markers.END, "")):
        assert markers.parts(broken) is None


def test_small_numbers_are_not_told_exactly():
    assert "fewer than 10 support it" in draft(replace(FACTS, supports=3), OF).body
    assert "10 support it" in draft(replace(FACTS, supports=10), OF).body
    assert "support it" not in draft(replace(FACTS, supports=0), OF).body


def test_developers_who_read_french_get_it_first_and_english_folded():
    said = replace(
        FACTS, language="fr", prefix="carnet", title="Montrer qui a ouvert un dossier",
        user_story="En tant que membre, je vois qui a ouvert mon dossier.",
        summary_fr="The person sees who opened the record.",
        parts=(PartFacts("Garder les ouvertures", "Keep the openings", "Une ligne.", 2),),
    )  # fmt: skip
    sent = draft(said, OF)
    assert sent.title == "Montrer qui a ouvert un dossier"
    head, fold = sent.body.split("<details><summary>In English</summary>")
    assert "### Besoin" in head and "### Need" not in sent.body
    assert "Garder les ouvertures" in head and "2 jours de développement" in head
    assert "The person sees" in fold and "Keep the openings" in fold
    assert "- **De**\xa0: membres de Lac-Tamarac; 41 l’appuient" in fold
    assert fold.index("dans le portail") < fold.index("in the portal")
    assert sent.labels[0] == "carnet-mandat"
    assert "carnet effort : 15 jours ou moins" in sent.labels
    part = piece_issues.draft(said, 1, OF)
    assert part.title == "Garder les ouvertures"
    assert "Partie 1 de 1 d’un besoin" in part.body
    assert "Part 1 of 1: **Keep the openings**" in part.body
    english = [mark.key for mark in draft(FACTS, OF).marks]
    assert [mark.key for mark in sent.marks] == english
