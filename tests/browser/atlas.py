"""Every page of the portal and of the sandbox, in the states a reader may meet."""

from django.utils import timezone, translation
from wagtail.models import Page

from cms.models import DecisionPage, ReleasePage
from governance.decisions.actions import record_decision
from governance.decisions.models import Meeting
from governance.membership.models import Cooperative, Person, Seat
from governance.proposals.actions import add_comment, draft_proposal, excuse_match
from governance.proposals.models import Proposal
from governance.releases.models import Release
from governance.releases.queries import to_settle
from governance.voting.models import Round
from integrations.models import MirrorLink
from tests.browser import ballots as papers
from tests.browser import paper, results, rolls
from tests.browser import places as steps
from tests.browser.places import Place

ROSE, JOSEE, REAL, GAETAN = "Rose-Aimée", "Josée", "Réal", "Gaétan"
DRAFT = "Savoir la veille que la clinique ferme"
DENIS, MELANIE, PRIYA = "Denis", "Mélanie", "Priya"


def prepare() -> None:
    """Two more stops for the story: a draft of Rose-Aimée's in French alone, and a
    decision that waits for its brief."""
    draft_proposal(
        Cooperative.objects.get(slug="lac-tamarac"),
        by=Person.objects.get(first_name=ROSE, email__startswith="rose-aimee@"),
        at=timezone.now(),
        language="fr",
        title=DRAFT,
        text="La clinique ferme sans que je le sache. J’aimerais l’apprendre la veille.",
        category="appointments_messages",
        values=["equity", "access_proximity"],
    )
    lac = Cooperative.objects.get(slug="lac-tamarac")
    coordinator = Seat.objects.get(role="coordinator", cooperative=lac).person
    excuse_match(
        lac, by=coordinator, at=timezone.now(), text="FORM 2401 1512",
        reason="C’est le code d’un formulaire de la clinique.",
    )  # fmt: skip
    add_comment(
        one("submitted", "lac-tamarac"), by=coordinator, at=timezone.now(),
        text="Le formulaire FORM 2401 1512 sert à cela.", language="fr",
    )  # fmt: skip
    need = one("voted", "anse-au-cormoran")
    record_decision(
        need,
        by=Seat.objects.get(role="secretary", cooperative=need.cooperative).person,
        at=timezone.now(),
        outcome="adopted",
        reference="CA-2026-77",
        reasons_fr="Les membres l’ont demandé.",
        reasons_en="Members asked for it.",
        met_on=timezone.localdate(),
        round=Round.objects.get(options__proposal=need),
    )


def one(status: str, coop: str = "") -> Proposal:
    """The oldest need at a stop (of a co-op)."""
    where = {"cooperative__slug": coop} if coop else {}
    return Proposal.objects.filter(status=status, **where).earliest("number")


def everything(language: str, sandbox: str) -> list[Place]:
    """Addresses are asked of the database: run it after ``prepare``."""
    return [
        *needs(), *coordinating(), *votes(), *results.places(ROSE), *ballots(),
        *papers.places(ROSE), *paper.places(JOSEE), *rolls.places(REAL), *boards(),
        *assemblies(), *people(), *delivering(), *trees(language), *gallery(language), *errors(language), *developers(sandbox, language),
    ]  # fmt: skip


def needs() -> list[Place]:
    """Lists and a need at each stop, as a member reads them."""
    draft = {"number": Proposal.objects.get(revisions__title=DRAFT).number}
    found = [
        Place("need_list"), Place("need_list", ROSE, query="?page=2"),
        Place("need_list", step=steps.search_in_vain),
        Place("need_new", ROSE), Place("need_new", ROSE, step=steps.send_empty),
        Place("need_new", PRIYA, status=403),
        Place("need_short", ROSE, draft),
        Place("need_edit", ROSE, draft), Place("need_edit", ROSE, draft, step=steps.send_empty),
        Place("need_translate", ROSE, draft),
        Place("need_edit", ROSE, draft, step=steps.write_a_number),
    ]  # fmt: skip
    public = Proposal.objects.exclude(status__in=["draft", "withdrawn"])
    for status in sorted(set(public.values_list("status", flat=True))):
        found.append(Place("need_short", ROSE, {"number": one(status).number}))
    own = Proposal.objects.get(status="released", author__first_name=ROSE)
    return [*found, Place("need_short", ROSE, {"number": own.number})]


def coordinating() -> list[Place]:
    """What people with a seat do with a need."""
    ready = {"number": one("submitted", "lac-tamarac").number}
    voted = {"number": one("voted", "lac-tamarac").number}
    decided = {"number": one("mandated", "anse-au-cormoran").number}
    unread = {
        "number": Proposal.objects.get(
            brief__confirmed_at=None, brief__isnull=False
        ).number
    }
    built = {"number": one("released", "lac-tamarac").number}
    return [
        Place("need_answer", JOSEE, built), Place("need_parts", JOSEE, built),
        Place("need_answer", JOSEE, built, step=steps.send_empty),
        Place("need_short", JOSEE, ready), Place("need_short", REAL, voted),
        Place("need_short", JOSEE, ready, step=steps.write_a_number),
        Place("excuses", JOSEE), Place("excuses", JOSEE, step=steps.send_empty),
        Place("need_accept", JOSEE, ready), Place("need_classify", JOSEE, ready),
        Place("need_accept", JOSEE, ready, step=steps.send_empty),
        Place("decision_new", REAL, voted),
        Place("decision_new", REAL, voted, step=steps.send_empty),
        Place("need_brief", MELANIE, decided),
        Place("need_brief", MELANIE, decided, step=steps.send_empty),
        Place("need_brief_confirm", DENIS, unread), Place("need_short", DENIS, unread),
        Place("roadmap_place", DENIS, decided),
        Place("roadmap_place", DENIS, decided, step=steps.send_empty),
        Place("cycle_new", DENIS), Place("cycle_new", DENIS, step=steps.send_empty),
    ]  # fmt: skip


def delivering() -> list[Place]:
    """After a release: two questions, what a hint calls for, a need taken up again."""
    asked = {"number": one("released", "lac-tamarac").number}
    likely = {"number": to_settle().earliest("number").number}
    answered = {"number": one("confirmed").number}
    return [
        Place("need_confirm", ROSE, asked),
        Place("need_confirm", ROSE, asked, step=steps.send_empty),
        Place("need_delivery", DENIS, likely), Place("need_short", DENIS, likely),
        Place("need_delivery", DENIS, answered), Place("need_reopen", DENIS, answered),
        Place("need_reopen", DENIS, answered, step=steps.send_empty),
        Place("need_reopen", DENIS, asked, step=steps.take_up_again),
    ]  # fmt: skip


def votes() -> list[Place]:
    """Rounds at every stage, their results and how to check them."""
    rounds = Round.objects.order_by("-pk")
    sealed = rounds.filter(sealed_at__isnull=False)
    choice = {"pk": sealed.filter(rule="approval")[0].pk}
    yes_no = {"pk": sealed.filter(rule="majority")[0].pk}
    void = {"pk": rounds.filter(voided_at__isnull=False)[0].pk}
    coming = {"pk": rounds.filter(opened_at=None)[0].pk}
    running = {
        "pk": rounds.filter(opened_at__isnull=False, sealed_at=None, voided_at=None)[
            0
        ].pk
    }
    found = [Place("round_list"), Place("round_new", REAL), Place("round_new", DENIS)]
    found += [Place("round_new", REAL, step=steps.send_empty)]
    found += [Place("round_open", GAETAN, coming)]
    found += [Place("round_detail", "", at) for at in (choice, yes_no, void, running)]
    found += [Place("round_detail", GAETAN, coming)]
    found += [Place("round_detail", "", coming, status=404)]
    found += [Place("round_results", "", at) for at in (choice, yes_no, void)]
    found += [Place("round_results", "", running, status=409)]
    found += [Place("round_verify", "", at) for at in (choice, running, void)]
    found += [Place("round_verify", "", choice, step=steps.send_empty)]
    return found


def ballots() -> list[Place]:
    """Both papers, before, with a mistake, checked, cast and cast again."""
    held = Round.objects.filter(opened_at__isnull=False, sealed_at=None, voided_at=None)
    found = []
    for rule in ("approval", "majority"):
        at = {"pk": held.get(rule=rule).pk}
        wrong = steps.choose_too_many if rule == "approval" else steps.send_empty
        for step in (None, wrong, steps.choose, steps.cast, steps.choose):
            found.append(Place("round_ballot", ROSE, at, step=step))
    closed = {"pk": Round.objects.filter(sealed_at__isnull=False)[0].pk}
    found.append(Place("round_ballot", ROSE, closed, status=409))
    found.append(Place("round_ballot", PRIYA, at, status=403))
    return found


def boards() -> list[Place]:
    found = [
        Place("roadmap"),
        Place("roadmap", DENIS),
        Place("roadmap", query="?cycle=1"),
    ]
    found += [Place("develop"), Place("values"), Place("coop_list")]
    found += [Place("mirror_health"), Place("held_words", MELANIE)]
    return [*found, Place("coop_detail", "", {"slug": "lac-tamarac"})]


def assemblies() -> list[Place]:
    """Held, under way, coming, in preparation; and the pages of who runs them."""
    called = Meeting.objects.filter(notice_sent_on__isnull=False)
    held = {"pk": called.get(closed_at__isnull=False).pk}
    coming = {"pk": called.get(opened_at=None).pk}
    now = {"pk": called.get(opened_at__isnull=False, closed_at=None).pk}
    drawn_up = {"pk": Meeting.objects.get(notice_sent_on=None).pk}
    found = [Place("meeting_list"), Place("meeting_new", MELANIE)]
    found += [Place("meeting_new", MELANIE, step=steps.send_empty)]
    found += [Place("meeting_detail", "", held), Place("meeting_wall", "", held)]
    found += [Place("meeting_wall", "", coming), Place("meeting_wall", "", now)]
    found += [Place("meeting_detail", "", now), Place("meeting_run", MELANIE, now)]
    found += [Place(f"meeting_{n}", MELANIE, drawn_up) for n in ("notice", "agenda")]
    names = ("attendance", "sheet", "questions", "run", "minutes")
    return [*found, *(Place(f"meeting_{name}", MELANIE, held) for name in names)]


def people() -> list[Place]:
    found = [Place("my_page", who) for who in (ROSE, JOSEE, REAL, DENIS, PRIYA)]
    found += [Place("sign_in"), Place("sign_in", step=steps.send_empty)]
    found += [Place("sign_in", step=steps.ask_for_a_code), Place("sign_out", ROSE)]
    return [*found, Place("demo_sign_in")]


def gallery(language: str) -> list[Place]:
    """The components, shown with French words whatever the page's language."""
    return [Place("gallery")] if language == "fr" else []


def trees(language: str) -> list[Place]:
    """Pages of the trees; of decisions and releases, a few of each."""
    live = Page.objects.live().filter(locale__language_code=language, depth__gt=1)
    told = live.type(DecisionPage, ReleasePage)
    some = [*told.type(DecisionPage).order_by("pk")[6:10], *told.type(ReleasePage)]
    pages = [*live.not_type(DecisionPage, ReleasePage), *some]
    return [Place(str(page.url)) for page in pages] + [Place(str(live[0].url), ROSE)]


def errors(language: str) -> list[Place]:
    stranger = {"number": one("submitted", "lac-tamarac").number}
    return [
        Place(f"/{language}/xyzzy/", status=404),
        Place("need_short", "", {"number": 99999}, status=404),
        Place("need_accept", ROSE, stranger, status=403),
    ]


def developers(sandbox: str, language: str) -> list[Place]:
    """The sandbox's pages, as a newcomer who plays the developer meets them."""
    link = MirrorLink.objects.filter(number__isnull=False)
    home = f"{sandbox}/carnet-commun/carnet"
    numbers = link.order_by("number").values_list("number", flat=True)
    tag = Release.objects.latest("pk").tag
    paths = ["/issues", "/pulls", "/releases", "/releases/new", f"/releases/tag/{tag}"]
    paths += [f"/issues/{number}" for number in (numbers[0], numbers[len(numbers) - 1])]
    paths += ["/settings/hooks"]
    with translation.override(language):
        found = [Place(home + path, query=f"?lang={language}") for path in paths]
    pulls = [Place(f"{home}/pulls", query=f"?state={state}&lang={language}",
                   step=steps.open_the_first) for state in ("open", "closed")]  # fmt: skip
    found += [*pulls, Place(f"{home}/issues", query=f"?state=closed&lang={language}")]
    found.append(Place(f"{home}/issues/999", query=f"?lang={language}", status=404))
    return [Place(f"{sandbox}/", query=f"?lang={language}"), *found]
