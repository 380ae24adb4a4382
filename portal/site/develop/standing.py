"""How far the work on an issue is, in plain words: pull requests and parts. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from integrations.models import MirrorLink, Part, Piece, PullRequest
from portal.site.languages import reader_language

FETCHED = ("pulls", "parts", "pieces__part")  # one query each, however many links
State, Review, Checks = PullRequest.State, PullRequest.Review, PullRequest.Checks


@dataclass(frozen=True)
class PartSaid:
    """A part in the reader's language where the co-op wrote it, else as developers
    call it."""

    title: str
    language: str
    html_url: str
    is_open: bool
    done: bool


@dataclass(frozen=True)
class Standing:
    """``pulls`` are told one by one; ``parts`` by their number and one by one."""

    pulls: list[tuple[PullRequest, str]]
    parts: list[PartSaid]
    parts_sentence: str

    def __bool__(self) -> bool:
        return bool(self.pulls or self.parts)


def standing_of(link: MirrorLink) -> Standing:
    """Of a link whose ``FETCHED`` were fetched with it."""
    pulls, parts = list(link.pulls.all()), list(link.parts.all())
    told = [(pull, pull_sentence(pull)) for pull in pulls if is_told(pull, pulls)]
    ours = {piece.html_url: piece for piece in link.pieces.all() if piece.part}
    said = [_said(part, ours.get(part.html_url)) for part in parts]
    return Standing(told, said, parts_sentence(parts))


def _said(part: Part, piece: Piece | None) -> PartSaid:
    """Developers' own title wins: it says what they made of it."""
    title, language = part.title, "en"
    own = piece.part if piece and piece.sent_title == part.title else None
    if own and reader_language() == "fr":
        title, language = own.title_fr, "fr"
    return PartSaid(title, language, part.html_url, part.is_open, part.done)


def is_told(pull: PullRequest, among: Sequence[PullRequest]) -> bool:
    """What was set aside is of no interest once there is another way."""
    others = any(other.state != State.CLOSED for other in among)
    return pull.state != State.CLOSED or not others


def pull_sentence(pull: PullRequest) -> str:
    """A sentence for somebody who never saw a pull request."""
    if pull.state == State.MERGED:
        words = [_("merged into the software"), _reviewed(pull)]
    elif pull.state == State.CLOSED:
        words = [_("set aside by the developers")]
    else:
        words = [_unfinished(pull), _reviewed(pull) or _("not reviewed yet")]
        words.append(_tested(pull))
    said = "; ".join(word for word in words if word)
    return f"{said[:1].upper()}{said[1:]}."


def short_words(pulls: Iterable[PullRequest]) -> str:
    """Of the pull request that is on its way, for a place with very little room."""
    live = [pull for pull in pulls if pull.state in (State.OPEN, State.DRAFT)]
    if not live:
        return ""
    reviews = {
        Review.APPROVED: _("code approved"),
        Review.CHANGES: _("changes asked for"),
    }
    tests = {
        Checks.PASSING: pgettext("short", "tests pass"),
        Checks.FAILING: pgettext("short", "a test fails"),
        Checks.RUNNING: pgettext("short", "tests are running"),
    }
    said = (
        reviews.get(Review(live[-1].review)) if live[-1].review else "",
        tests.get(Checks(live[-1].checks)) if live[-1].checks else "",
    )
    return ", ".join(word for word in said if word)


def parts_sentence(parts: Sequence[Part]) -> str:
    if not parts:
        return ""
    done = sum(part.done for part in parts)
    whole = ngettext(
        "The developers follow %(n)s part of it by itself",
        "The work is divided into %(n)s parts",
        len(parts),
    )
    ended = (
        ngettext("%(done)s is done", "%(done)s are done", done)
        if done
        else pgettext("parts of the work", "none is done yet")
    )
    return f"{whole}; {ended}." % {"n": len(parts), "done": done}


def _unfinished(pull: PullRequest) -> str:
    return _("not finished yet") if pull.state == State.DRAFT else ""


def _reviewed(pull: PullRequest) -> str:
    if pull.review == Review.CHANGES:
        return _("a developer asks for changes")
    if pull.approvals:
        words = ngettext(
            "%(n)s developer approved", "%(n)s developers approved", pull.approvals
        )
        return words % {"n": pull.approvals}
    return _("approved by developers") if pull.review == Review.APPROVED else ""


def _tested(pull: PullRequest) -> str:
    said = {
        Checks.PASSING: _("automatic tests pass"),
        Checks.FAILING: _("an automatic test fails"),
        Checks.RUNNING: _("automatic tests are running"),
        Checks.UNKNOWN: _("its tests cannot be seen from here"),
    }
    return said.get(Checks(pull.checks), "") if pull.checks else ""
