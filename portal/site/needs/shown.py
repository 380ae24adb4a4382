"""What the page of one need shows to one reader."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from governance.membership import permissions as membership
from governance.membership.models import Membership
from governance.membership.queries import federations_overseen
from governance.proposals import lifecycle, permissions
from governance.proposals.excuses import uses_in
from governance.proposals.lifecycle import Status
from governance.proposals.models import ExcuseUse, Proposal, Support
from governance.releases.models import Confirmation, Trial
from governance.releases.queries import standings
from governance.roadmap.permissions import may_steer
from integrations.github.staying import staying
from portal.site.charts import Stack
from portal.site.languages import OWN_NAMES, in_words, reader_language
from portal.site.me.briefs import words_for
from portal.site.needs.addresses import alternates
from portal.site.needs.forms.discussing import CommentForm
from portal.site.needs.sentences import next_step
from portal.site.thread import stops
from portal.site.trace import Trace, page_url, trace_of, vote_words
from portal.site.votes.results import one


@dataclass(frozen=True)
class NeedForms:
    """Forms sent back with what was typed in them."""

    comment: CommentForm | None = None


@dataclass(frozen=True)
class Reader:
    """What this reader is to this need, asked in as few queries as possible."""

    is_author: bool = False
    takes_part: bool = False
    coordinates: bool = False
    sees_excuses: bool = False
    supports: bool = False
    answered: str = ""
    decides: bool = False
    steers: bool = False
    confirms_brief: bool = False
    settles: bool = False

    @property
    def has_tools(self) -> bool:
        """Whether a seat gives them something to do here."""
        return (
            self.coordinates
            or self.decides
            or self.steers
            or self.confirms_brief
            or self.settles
        )


def reader_of(user: Any, proposal: Proposal) -> Reader:
    if not user.is_authenticated:
        return Reader()
    said = _said_by(user, proposal)
    waits = proposal.status in {Status.VOTED, Status.UNDER_REVIEW}
    brief = getattr(proposal, "brief", None)
    coordinates = permissions.coordinates(user, proposal)
    built = proposal.status in lifecycle.BUILDING | lifecycle.DELIVERED
    return Reader(
        is_author=permissions.is_author(user, proposal),
        takes_part=user.is_active and said["belongs"],
        sees_excuses=coordinates and said["passed"],
        coordinates=coordinates,
        supports=said["supported"],
        answered=said["answer"] or "",
        decides=waits
        and membership.can_record_decisions(user, proposal.cooperative_id),
        steers=proposal.status == Status.MANDATED and may_steer(user, proposal),
        settles=built and (coordinates or said["oversees"]),
        confirms_brief=brief is not None
        and brief.confirmed_at is None
        and permissions.can_confirm_brief(user, brief),
    )


def _said_by(user: Any, proposal: Proposal) -> dict[str, Any]:
    """Their support, their answer, whether they are a member somewhere (who may take
    part) and act for the federation, and whether words passed the guard here by an
    excuse: in one query."""
    mine = {"proposal": OuterRef("pk"), "person": user}
    today = timezone.localdate()
    answer = Confirmation.objects.filter(**mine).values("answer")[:1]
    found = Proposal.objects.filter(pk=proposal.pk).annotate(
        supported=Exists(Support.objects.filter(**mine)),
        answer=Subquery(answer),
        belongs=Exists(Membership.objects.current(today).filter(person=user)),
        passed=Exists(ExcuseUse.objects.filter(proposal=OuterRef("pk"))),
        oversees=Exists(
            federations_overseen(user).filter(pk=OuterRef("cooperative__federation"))
        ),
    )
    names = ("supported", "answer", "oversees", "belongs", "passed")
    return dict(found.values(*names).get())


def need_context(
    request: HttpRequest, proposal: Proposal, forms: NeedForms
) -> dict[str, Any]:
    reader, trace = reader_of(request.user, proposal), trace_of(proposal)
    wording = proposal.wording(reader_language())
    public = proposal.status in lifecycle.PUBLIC
    speaks = public and (reader.takes_part or reader.coordinates)
    delivered = proposal.status in lifecycle.DELIVERED
    return {
        "proposal": proposal,
        "wording": wording,
        "reader": reader,
        "trace": trace,
        "stops": stops(proposal, trace),
        "vote": vote_stack(trace),
        "came_out": vote_words(proposal, trace.result) if trace.result else "",
        "next_step": next_step(proposal, trace),
        "alternates": alternates(proposal),
        "other_wording": _other_wording(proposal, wording),
        "lacks": _lacks(proposal),
        "comment_form": forms.comment
        or (CommentForm(answers=reader.coordinates) if speaks else None),
        "excused": list(uses_in(proposal)) if reader.sees_excuses else [],
        "answers_it": speaks and delivered and reader.takes_part,
        **(held := held_of(proposal)),
        "trial": _trial(request.user, proposal, held, takes_part=reader.takes_part),
        "supportable": proposal.status in lifecycle.SUPPORTABLE,
        "editable": reader.is_author and proposal.status in lifecycle.EDITABLE,
        "classifiable": reader.coordinates
        and proposal.status in lifecycle.SUPPORTABLE
        and trace.round is None,
        "withdrawable": reader.is_author
        and Status.WITHDRAWN in lifecycle.MOVES[proposal.status]
        and trace.round is None,
        "decision_url": page_url(trace.decision),
        "release_url": page_url(trace.delivered),
        "coop_url": _named("coop_detail", proposal.cooperative.slug),
        "decision_new_url": _named("decision_new", proposal.number),
        "roadmap_place_url": _named("roadmap_place", proposal.number),
        "stays": _stays(proposal, reader),
        "briefable": reader.coordinates and proposal.status in lifecycle.BRIEFED,
    }


def _stays(proposal: Proposal, reader: Reader) -> str:
    """For its coordinator: that the brief does not leave, and why."""
    brief = getattr(proposal, "brief", None)
    if not reader.coordinates or brief is None or brief.confirmed_at is None:
        return ""
    why = staying(proposal.number).get(proposal.number)
    return "" if why is None else words_for(why)


def held_of(proposal: Proposal) -> dict[str, Any]:
    """How we know what delivers it, where it may be tried, and each time it was taken
    up again; nothing before it is being built."""
    if proposal.status not in lifecycle.BUILDING | lifecycle.DELIVERED:
        return {}
    held = standings(proposal)
    again = any(
        getattr(piece, "was_reopened", False) for s in held for piece in s.pieces
    )
    trying = [s.release for s in held if s.release.is_preview]
    return {
        "standings": [s for s in held if not s.release.is_preview],
        "previews": trying if proposal.status in lifecycle.BUILDING else [],
        "settles": any(s.waits for s in held),
        "reopenings": list(proposal.reopenings.all()) if again else [],
    }


@dataclass(frozen=True)
class TrialAsked:
    """How members found the newest preview, and what this reader said; ``answers``
    are the three to choose from, none for whoever may not answer."""

    tried: int
    works: int
    mine: str
    answers: list[tuple[str, str]]


def _trial(
    user: Any, proposal: Proposal, held: dict[str, Any], *, takes_part: bool
) -> TrialAsked | None:
    if not held.get("previews"):
        return None
    rows = Trial.objects.filter(proposal=proposal, release=held["previews"][0])
    found = list(rows.values_list("person", "answer"))
    mine = [answer for person, answer in found if person == user.pk]
    works = sum(answer == Trial.Answer.WORKS for _person, answer in found)
    answers = [(str(key), str(words)) for key, words in Trial.Answer.choices]
    return TrialAsked(len(found), works, mine[0] if mine else "", answers * takes_part)


def vote_stack(trace: Trace) -> Stack | None:
    """What members made of this need as one bar; None where there is none to draw."""
    if trace.result is None:
        return None
    return one.stack(trace.result, trace.proposal.number)


def _other_wording(proposal: Proposal, wording: Any) -> Any:
    """The original, when what is shown is a translation of it."""
    if wording is None or wording.language == proposal.language:
        return None
    return proposal.wording(proposal.language)


def _lacks(proposal: Proposal) -> str:
    """“in English”: the language in which the need has no words yet, if there is one."""
    has = {w.language for w in proposal.current_wordings()}
    return next((in_words(code) for code in OWN_NAMES if code not in has), "")


def _named(name: str, part: Any) -> str:
    try:
        return reverse(name, args=[part])
    except NoReverseMatch:
        return ""
