"""Evidence and members' answers in sentences, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.releases.lifecycle import (
    FIGURES_FROM,
    SMALLEST_CELL,
    Counts,
)
from governance.releases.models import Evidence

Kind = Evidence.Kind
SHORT_SHA = 9  # characters; enough to find a commit, short enough to read


def sentence(piece: Evidence) -> str:
    """What a piece of evidence says, with its numbers; a person's reason apart."""
    if piece.kind == Kind.WORD:
        return _word(piece)
    facts = {name: value for name, value in piece.facts.items() if value}
    told = {
        "pull": facts.get("pull", ""),
        "issue": facts.get("issue", ""),
        "milestone": facts.get("milestone", ""),
        "sha": str(facts.get("sha", ""))[:SHORT_SHA],
    }
    return _template(piece, facts) % told


def _template(piece: Evidence, facts: dict[str, object]) -> str:
    if piece.kind == Kind.CONTAINED and piece.certainty == Evidence.Certainty.LIKELY:
        return _(
            "The version contains work merged for this need, but its issue on GitHub "
            "is still open."
        )
    if piece.kind == Kind.CONTAINED and "pull" in facts:
        return _(
            "The version contains the work merged for this need (pull request "
            "no. %(pull)s)."
        )
    return {
        Kind.CONTAINED: _("The version contains the work done for this need."),
        Kind.PULL: _("A change in the version names pull request no. %(pull)s."),
        Kind.MERGE: _(
            "The version holds a copy of the merged work, made on another branch "
            "(commit %(sha)s)."
        ),
        Kind.TIMELINE: _(
            "A change in the version is tied to issue no. %(issue)s (commit %(sha)s)."
        ),
        Kind.MILESTONE: _("The issue’s milestone, “%(milestone)s”, ended with it."),
        Kind.NOTES: _("The notes of the version name issue no. %(issue)s."),
    }[Kind(piece.kind)]


def _word(piece: Evidence) -> str:
    if piece.denies:
        return _("A person in charge looked: this version does not deliver it.")
    return _("A person in charge looked: this version delivers it.")


def short(counts: Counts) -> str:
    """Members' answers in a few words, for the thread."""
    if not counts.enough:
        words = ngettext("%(n)s answer", "%(n)s answers", counts.answers)
        return words % {"n": counts.answers}
    if counts.shows_figures and _is_clear(counts.yes, counts.answers):
        return _("%(yes)s of %(n)s say yes") % {
            "n": counts.answers,
            "yes": counts.yes,
        }
    if counts.confirms:
        return _("most say yes")
    return _("most say no") if counts.reopens else _("opinions differ")


def answers(counts: Counts) -> list[str]:
    """Members' answers in sentences. Under five, only how many; under ten, only which
    way; and no part so small that it would tell who said what."""
    if counts.answers == 0:
        return [_("Nobody has answered yet. The answers are shown from five on.")]
    if not counts.enough:
        words = ngettext(
            "%(n)s member has answered. The answers are shown from five on.",
            "%(n)s members have answered. The answers are shown from five on.",
            counts.answers,
        )
        return [words % {"n": counts.answers}]
    said = [*_which_way(counts)]
    if not counts.shows_figures:
        said.append(_("Figures are shown from %(n)s answers on.") % {"n": FIGURES_FROM})
    return said


def _which_way(counts: Counts) -> list[str]:
    told = {"n": counts.answers, "yes": counts.yes, "both": counts.both}
    if not counts.shows_figures or not _is_clear(counts.yes, counts.answers):
        way = _("Their answers differ.")
        if counts.confirms:
            way = _("Most say that it happened for them.")
        elif counts.reopens:
            way = _("Most say that it did not happen for them.")
        many = ngettext(
            "%(n)s member has answered.", "%(n)s members have answered.", counts.answers
        )
        return [many % told, way]
    said = [_("%(yes)s of %(n)s people: it happened for them.") % told]
    if _is_clear(counts.both, counts.answers) and _is_clear(counts.both, counts.yes):
        said = [_("%(both)s of %(n)s people: it happened, and it matters.") % told]
    return [*said, _others(counts)] if counts.partly + counts.no else said


def _others(counts: Counts) -> str:
    """The rest, joined where a part would be too small to tell."""
    rest = counts.partly + counts.no
    if 0 < counts.partly < SMALLEST_CELL or 0 < counts.no < SMALLEST_CELL:
        return _("The %(rest)s others: in part, or not yet.") % {"rest": rest}
    return _("In part: %(partly)s. Not yet: %(no)s.") % {
        "partly": counts.partly,
        "no": counts.no,
    }


def _is_clear(part: int, whole: int) -> bool:
    """Neither the part nor what is left of the whole is a small group."""
    return all(n == 0 or n >= SMALLEST_CELL for n in (part, whole - part))
