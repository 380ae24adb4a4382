"""What a round must be before it can be put to members."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from governance import guard
from governance.membership.models import Cooperative, Federation
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.voting import asking
from governance.voting.models import Option, Round
from governance.voting.refusals import QUESTION_FAULTS, InvalidRound
from governance.voting.rules import RULES, Fault, Place, UnfitQuestion, share

TITLE_MAX = 160  # characters
INTRO_MAX = 4000  # characters
LONGEST = timedelta(days=366)
SMALLEST_GROUP = asking.SMALLEST_GROUP


def check(
    round: Round,
    cooperatives: Sequence[Cooperative],
    proposals: Sequence[Proposal],
    *,
    at: datetime,
) -> None:
    """Raise ``InvalidRound`` with the first sentence that applies."""
    _check_words(round)
    _check_times(round, at)
    check_grounds(round, cooperatives)
    check_question(round, proposals, cooperatives)
    _check_electorate(round, cooperatives, proposals)
    check_needs(round, proposals)


def check_place(host: Cooperative | None, federation: Federation | None) -> None:
    _demand(
        (host is None) != (federation is None),
        _("A round is held by one co-operative or by one federation."),
    )


def check_grounds(round: Round, cooperatives: Sequence[Cooperative]) -> None:
    """What binds a co-op rests on a resolution or a notice of meeting; the notice was
    sent as long before as each by-law asks (Act respecting cooperatives: period and
    manner of the notice are set by by-law)."""
    if round.nature == Round.Nature.CONSULTATION:
        return
    _demand(
        bool(round.reference),
        _("Name the resolution or the notice of meeting that this vote rests on."),
    )
    if round.nature != Round.Nature.ASSEMBLY:
        return
    _demand(round.notice_on is not None, _("Say when the notice of meeting was sent."))
    for cooperative in cooperatives:
        _check_notice(round, cooperative)


def _check_notice(round: Round, cooperative: Cooperative) -> None:
    zone = timezone.get_default_timezone()
    opening_day = timezone.localdate(round.opens_at, timezone=zone)
    assert round.notice_on is not None
    given = (opening_day - round.notice_on).days
    _demand(
        given >= cooperative.notice_days,
        _(
            "The by-law of %(coop)s asks for %(needed)s days between the notice and the "
            "vote (%(article)s); there are %(given)s."
        )
        % {
            "coop": cooperative.short_name,
            "needed": cooperative.notice_days,
            "article": cooperative.bylaw_ref or _("article not entered"),
            "given": given,
        },
    )


def check_question(
    round: Round, proposals: Sequence[Proposal], cooperatives: Sequence[Cooperative]
) -> None:
    """The figures are fractions, and the rule can decide this question."""
    _demand(round.rule in Round.Rule.values, _("Choose how votes are counted."))
    _check_secrecy(round)
    _check_share(round.quorum, Fault.BAD_QUORUM)
    _check_share(round.threshold, Fault.BAD_THRESHOLD)
    _demand(
        round.comparison in Round.Comparison.values,
        _("Say whether the threshold means “more than” or “at least”."),
    )
    numbers = {need.number for need in proposals}
    _demand(len(numbers) == len(proposals), _("A need is listed twice."))
    places = [Place(cooperative.slug) for cooperative in cooperatives]
    try:
        asked = asking.of_round(round, proposals, places=places, roll_size=1)
        RULES[round.rule].check(asked)
    except UnfitQuestion as unfit:
        raise InvalidRound(QUESTION_FAULTS[unfit.fault]) from unfit
    except (ValueError, TypeError) as wrong:
        raise InvalidRound(
            _("The bands must rise, in members and in votes, from the first one on.")
        ) from wrong


def _check_secrecy(round: Round) -> None:
    _demand(
        round.secrecy in Round.Secrecy.values,
        _("Say whether the ballot is secret or recorded."),
    )
    _demand(
        round.rule != Round.Rule.DELEGATES or round.secrecy == Round.Secrecy.RECORDED,
        _(
            "Delegates answer to those who sent them: their vote is recorded, not secret."
        ),
    )
    _demand(
        round.rule not in asking.RANKED or round.max_choices <= asking.MOST_RANKS,
        _(
            "A person ranks five needs at most: a longer list would show whose ballot "
            "it is."
        ),
    )


def check_places(round: Round, places: Sequence[Place]) -> None:
    """Totals by co-op are published: in a secret vote none may be small enough to tell
    who said what. ``Place.size`` are the people of the co-op on the roll."""
    secret = round.secrecy == Round.Secrecy.SECRET
    _demand(
        not (secret and round.rule in asking.BY_PLACE)
        or all(place.size >= SMALLEST_GROUP for place in places),
        _(
            "A co-operative with fewer than %(least)s people on the roll cannot have its "
            "own total in a secret vote. Make the vote recorded."
        )
        % {"least": SMALLEST_GROUP},
    )


def check_needs(round: Round, proposals: Sequence[Proposal]) -> None:
    """Every need was accepted for a vote and is on no other ballot now."""
    for need in proposals:
        _demand(
            need.status == Status.UNDER_REVIEW,
            _("Need no. %(number)s was not accepted for a vote.")
            % {"number": need.number},
        )
    taken = _on_another_ballot(round, proposals)
    _demand(
        taken is None,
        _("Need no. %(number)s is already in a round that is under way.")
        % {"number": taken},
    )


def usual_comparison(threshold: str) -> str:
    half = threshold in ("1/2", "")
    return Round.Comparison.MORE_THAN if half else Round.Comparison.AT_LEAST


def _check_words(round: Round) -> None:
    titles = (round.title_fr, round.title_en)
    _demand(all(titles), _("Give the round a title in French and in English."))
    _demand(
        max(map(len, titles)) <= TITLE_MAX,
        _("The title is too long: %(most)s characters at most.") % {"most": TITLE_MAX},
    )
    _demand(
        max(len(round.intro_fr), len(round.intro_en)) <= INTRO_MAX,
        _("The introduction is too long: %(most)s characters at most.")
        % {"most": INTRO_MAX},
    )
    for text in (*titles, round.intro_fr, round.intro_en):
        guard.refuse_blocked(text)


def _check_times(round: Round, at: datetime) -> None:
    _demand(round.nature in Round.Nature.values, _("Choose what kind of round it is."))
    _demand(round.opens_at < round.closes_at, _("A round must close after it opens."))
    _demand(at < round.closes_at, _("The closing time has already passed."))
    _demand(
        round.closes_at - round.opens_at <= LONGEST, _("A vote lasts a year at most.")
    )
    opening_day = timezone.localdate(
        round.opens_at, timezone=timezone.get_default_timezone()
    )
    _demand(
        round.record_date <= opening_day,
        _("The record date cannot be later than the opening."),
    )


def _check_electorate(
    round: Round, cooperatives: Sequence[Cooperative], proposals: Sequence[Proposal]
) -> None:
    places = {c.pk for c in cooperatives}
    _demand(bool(places), _("Choose whose members may vote."))
    _demand(len(places) == len(cooperatives), _("A co-operative is listed twice."))
    if round.host:
        _demand(
            round.host.pk in places,
            _("The co-operative that holds the round votes in it."),
        )
    else:
        _demand(
            all(c.federation_id == round.federation_id for c in cooperatives),
            _("Only co-operatives of the federation may vote in its rounds."),
        )
    for need in proposals:
        _demand(
            need.cooperative_id in places,
            _("Need no. %(number)s comes from a co-operative that does not vote here.")
            % {"number": need.number},
        )


def _check_share(text: str, fault: Fault) -> None:
    try:
        share(text)
    except ValueError as wrong:
        raise InvalidRound(QUESTION_FAULTS[fault]) from wrong


def _on_another_ballot(round: Round, proposals: Sequence[Proposal]) -> int | None:
    under_way = Option.objects.filter(
        proposal__in=proposals,
        round__opened_at__isnull=False,
        round__sealed_at=None,
        round__voided_at=None,
    ).exclude(round_id=round.pk)
    return under_way.values_list("proposal__number", flat=True).first()


def _demand(holds: bool, sentence: object) -> None:
    if not holds:
        raise InvalidRound(sentence)
