"""What of a need may be said on GitHub: its confirmed brief, numbers, public words.

What was sent once cannot be called back: GitHub keeps every edit. So this is the one
place that reads for an issue, and it reads no person.
"""

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import pgettext

from governance.proposals.models import Brief, Proposal
from governance.proposals.skills import Skill
from governance.values import vocabulary
from governance.voting.models import Outcome, Result
from governance.voting.outcomes import in_short
from integrations.addresses import need_url
from integrations.github import marks, repositories
from integrations.github.defusing import defused_line
from integrations.github.division import PartFacts
from integrations.github.issues import SMALLEST_TOLD, Facts, rounded
from integrations.github.marks import PREFIX, Mark

# Of a part, in one narrow row: what its issue says, its address, and whether the
# issue of the need has to name it.
PART = (
    "title", "title_fr", "acceptance_test", "effort_days",
    "piece__html_url", "piece__link__repository__lists_parts",
)  # fmt: skip


def facts_of(brief: Brief) -> Facts:
    """Everything an issue says, in the language of the brief: that of its
    developers when it was written."""
    proposal = brief.proposal
    served = _served(proposal)
    term = vocabulary.categories().get(proposal.category)
    code = term.code if term else ""
    # The slug comes from the brief: the need's own is the member's wording.
    slug = slugify(brief.title)[:80] or str(proposal.number)
    home = repositories.of_need(proposal)
    with translation.override(brief.language):
        return Facts(
            language=brief.language,
            prefix=home.label_prefix if home else PREFIX,
            number=proposal.number,
            url_en=need_url(proposal.number, slug, "en"),
            url_fr=need_url(proposal.number, slug, "fr"),
            cooperative=proposal.cooperative.short_name,
            supports=proposal.supports.count(),
            title=brief.title,
            user_story=brief.user_story,
            acceptance_test=brief.acceptance_test,
            privacy_notes=brief.privacy_notes,
            out_of_scope=brief.out_of_scope,
            summary_fr=brief.summary_fr,
            category=_label(vocabulary.categories(), proposal.category),
            values=tuple(_label(vocabulary.values(), key) for key in served),
            functions=code,
            effort_days=proposal.effort_days,
            privacy_impact=_label(
                vocabulary.privacy_impacts(), proposal.privacy_impact
            ),
            vote=_vote(proposal),
            marks=_marks(proposal, served, code, brief.skills),
            parts=_parts(brief),
        )


def _parts(brief: Brief) -> tuple[PartFacts, ...]:
    """Each with its issue where that of the need has to name it."""
    return tuple(
        PartFacts(
            title=title if brief.language == "en" else title_fr,
            title_fr=title_fr if brief.language == "en" else title,
            acceptance_test=acceptance_test,
            effort_days=effort_days,
            url=url if url and is_named else "",
        )
        for title, title_fr, acceptance_test, effort_days, url, is_named in (
            brief.parts.values_list(*PART)
        )
    )


def _served(proposal: Proposal) -> list[str]:
    tags = proposal.value_tags.filter(weight__gt=0)
    return list(tags.values_list("value", flat=True))


def _marks(
    proposal: Proposal, served: list[str], code: str, skills: list[str]
) -> tuple[Mark, ...]:
    about = _label(vocabulary.categories(), proposal.category)
    values = [(key, _label(vocabulary.values(), key)) for key in served]
    return (
        marks.category(proposal.category, defused_line(about)),
        *(marks.value(key, defused_line(name)) for key, name in values),
        *marks.effort(proposal.effort_days),
        *marks.functions(code),
        *(marks.skill(s, str(Skill(s).label)) for s in skills if s in Skill.values),
    )


def _label(terms: dict[str, vocabulary.Term], key: str) -> str:
    return terms[key].label if key in terms else ""


def _came_out(result: Result, proposal: Proposal) -> str:
    """Where several needs were put in order, what that says of this one."""
    if result.outcome == Outcome.RANKED:
        return in_short(result, proposal.number)
    return str(result.get_outcome_display())


def _vote(proposal: Proposal) -> str:
    """The published result of the last vote on the need, if there was one."""
    results = Result.objects.filter(
        round__options__proposal=proposal, round__voided_at=None
    )
    last = results.order_by("-round__sealed_at").first()
    if last is None:
        return ""
    return f"{_came_out(last, proposal)}; {_took_part(last)}"


def _took_part(result: Result) -> str:
    if result.roll_size < SMALLEST_TOLD:
        words = pgettext("issue", "%(entitled)s people were entitled to vote")
        return words % {"entitled": rounded(result.roll_size)}
    words = pgettext(
        "issue", "%(voted)s of %(entitled)s people entitled to vote took part"
    )
    return words % {"voted": rounded(result.ballots), "entitled": result.roll_size}
