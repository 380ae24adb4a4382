"""Members say that a delivered need is not met yet: one polite comment under its issue,
brought up to date when it happens again, and the issue opened if a coordinator asked."""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import pgettext, pgettext_lazy

from governance import guard
from governance.journal.models import Entry
from governance.proposals.models import Proposal
from governance.refusals import Refusal
from governance.releases.lifecycle import FIGURES_FROM
from governance.releases.models import Reopening
from integrations.addresses import need_url
from integrations.fates import WillNeverWork
from integrations.github import budget, door, mirror, remarks, repositories
from integrations.github.client import Client, connect
from integrations.github.defusing import defused
from integrations.models import MirrorLink, Remark

OPEN = {"state": "open", "state_reason": "reopened"}
# In the developers' language, as everything of ours in an issue.
THANKS = pgettext_lazy(
    "issue",
    "Thank you for this work. Members tried it and say that it does not meet their "
    "need yet, so the need is open again.",
)
FIGURES = pgettext_lazy(
    "issue", "%(no)s of %(answers)s members: it did not happen for them."
)
MOST = pgettext_lazy("issue", "Most of those who answered: it did not happen for them.")


def send(entry: Entry, at: datetime) -> None:
    """The handler of ``need.sent_back``; harmless to repeat."""
    proposal = Proposal.objects.filter(pk=entry.subject_id).first()
    link = mirror.link_of(proposal) if proposal else None
    if proposal is None or link is None:
        raise WillNeverWork("The need has no issue to write under.")
    text = worded(proposal)
    check(proposal, text)
    client = connect()
    home = repositories.located(link.repository, client)
    remarks.say(client, link, Remark.Purpose.REOPENED, text, at)
    if entry.facts.get("reopens_issue") and link.number:
        _open(client, home, link, at)


def _open(client: Client, home: int, link: MirrorLink, at: datetime) -> None:
    """As it stands now, not as we knew it: another may have opened it since."""
    assert link.number is not None
    if client.issue(home, link.number).state == "closed":
        budget.spend(at, link, creates=False)
        client.update_issue(home, link.number, **OPEN)


def worded(proposal: Proposal) -> str:
    """What will stand on GitHub, in the developers' language: when, how many answers
    there were (from ten on), the co-op's reason, a link. Nobody in particular."""
    rows = list(proposal.reopenings.order_by("at", "pk"))
    language = language_of(proposal)
    url = need_url(proposal.number, str(proposal.number), language)
    with translation.override(language):
        said = "\n".join(_said(row) for row in rows)
        portal = pgettext("issue", "In the portal")
        return f"{THANKS}\n\n{said}\n\n[{portal}]({url})"


def language_of(proposal: Proposal) -> str:
    home = repositories.of_need(proposal)
    return home.language if home else "en"


def _said(row: Reopening) -> str:
    day = f"**{timezone.localdate(row.at):%Y-%m-%d}**"
    if row.answers >= FIGURES_FROM:
        day = f"{day} {FIGURES % {'no': row.no, 'answers': row.answers}}"
    elif row.by_id is None:
        day = f"{day} {MOST}"
    reason = defused(row.reason).strip().replace("\n", "\n  ")
    return f"- {day}\n  {reason}" if reason else f"- {day}"


def check(proposal: Proposal, text: str) -> None:
    """Raise ``WillNeverWork`` when it may not leave: the guard looks once more."""
    try:
        guard.refuse_blocked(text)
    except Refusal as refusal:
        problem = "The reason holds what looks like personal information."
        raise WillNeverWork(problem) from refusal
    if door.names_somebody(proposal, text):
        raise WillNeverWork("The reason names a person: take the name out.")
