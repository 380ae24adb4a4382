"""Who comes through to the ballot paper, and the sentence for whoever does not."""

from datetime import date, datetime

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.membership.models import Membership, Person
from governance.voting import clock, permissions, queries
from governance.voting.lifecycle import Stage, stage
from governance.voting.models import Round
from portal.formats.moments import day, moment
from portal.site.votes import carried

CONFLICT, FORBIDDEN, BAD_REQUEST = 409, 403, 400


def stopped(
    request: HttpRequest, round: Round, sentence: object, status: int
) -> HttpResponse:
    """A page that says why in one sentence, and where to go from here."""
    now = stage(round, timezone.now())
    context = {
        "round": round,
        "sentence": sentence,
        "stage": now,
        "may_vote": now == Stage.OPEN
        and status != FORBIDDEN
        and permissions.is_on_roll(request.user, round),
    }
    return render(request, "site/votes/stopped.html", context, status=status)


def closed_sentence(round: Round, at: datetime) -> str:
    """Why no ballot can be cast now; empty while the round is open."""
    sentences = {
        Stage.VOID: _("This vote was cancelled. No ballot can be cast."),
        Stage.SEALED: _("This vote is closed. The result is published."),
        Stage.CLOSING: _("This vote is closed. Ballots are being counted."),
        Stage.ANNOUNCED: _("This vote is not open yet. It opens on %(moment)s.")
        % {"moment": moment(round.opens_at)},
        Stage.PREPARED: _("This vote is being prepared. It is not open yet."),
    }
    return sentences.get(stage(round, at), "")


def stranger_sentence(person: Person, round: Round) -> str:
    """Why this person is not on the roll, from what their memberships say."""
    if (struck := queries.struck_on(round, person)) is not None:
        return _(
            "A correction took you off the roll of this vote on %(day)s. The page of "
            "the vote says why. If this is a mistake, tell your co-operative before "
            "the close: another correction can put you back."
        ) % {"day": day(struck)}
    theirs = Membership.objects.filter(person=person).select_related("cooperative")
    current = theirs.current(round.record_date)
    invited = set(round.cooperatives.values_list("pk", flat=True))
    if any(m.cooperative_id in invited for m in current):
        return _("Your membership does not carry the right to vote in this round.")
    names = ", ".join(sorted(m.cooperative.short_name for m in current))
    if names:
        return _(
            "This vote is for the members of other co-operatives. You are a member "
            "of %(names)s."
        ) % {"names": names}
    if any(m.cooperative_id in invited for m in theirs):
        return _(
            "You were not a member on the record date of this vote, so you are not "
            "on its roll."
        )
    return _("Only members of the co-operatives invited may vote in this round.")


def barrier(request: HttpRequest, round: Round, at: datetime) -> HttpResponse | None:
    """The page that stops this reader on the way to the paper; None lets them in."""
    if sentence := closed_sentence(round, clock.settled(at)):
        return stopped(request, round, sentence, CONFLICT)
    if not request.user.is_authenticated:
        return to_sign_in(request, round)
    if not permissions.can_vote(request.user, round, at):
        return stopped(
            request, round, stranger_sentence(request.user, round), FORBIDDEN
        )
    line = queries.roll_line(round, request.user)
    if line is not None and line.paper_on is not None:
        return stopped(request, round, paper_sentence(line.paper_on), CONFLICT)
    return None


def paper_sentence(on: date) -> str:
    """For whoever took a paper ballot: one person, one ballot."""
    return _(
        "You took a paper ballot on %(day)s, so you cannot vote online. If you hand it "
        "back unused, you can."
    ) % {"day": day(on)}


def to_sign_in(request: HttpRequest, round: Round) -> HttpResponse:
    """Sign in, then come back to the paper. Nothing was cast: say so after a POST."""
    back = reverse("round_ballot", kwargs={"pk": round.pk})
    response = redirect_to_login(back, reverse("sign_in"))
    if request.method != "POST":
        messages.info(request, _("Sign in to vote. You will come back to the ballot."))
    elif kept := carried.sealed(request, round):
        messages.warning(request, _kept_sentence())
        carried.hand(response, round, kept)
    else:
        messages.warning(
            request,
            _("You were signed out, so nothing was cast. Sign in and choose again."),
        )
    return response


def _kept_sentence() -> str:
    return _(
        "You were signed out, so nothing was cast. Sign in within half an hour, on "
        "this device: you will find what you had chosen, to check it again."
    )
