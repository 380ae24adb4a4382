"""The co-op's answer to developers: one text, sent by a person's click, no name."""

from datetime import datetime

from django.utils import timezone

from governance import guard
from governance.proposals.models import Comment
from governance.refusals import Refusal
from integrations.addresses import need_url
from integrations.fates import WillNeverWork
from integrations.github import door, mirror, remarks, repositories
from integrations.github.client import connect
from integrations.github.defusing import defused, defused_words
from integrations.github.issues import BODY_MAX, cut_at_paragraph
from integrations.models import Remark


def send(comment: Comment, at: datetime) -> None:
    """Put the answer under the need's issue. The guard looks once more."""
    link = mirror.link_of(comment.proposal)
    if link is None:
        raise WillNeverWork("The need has no issue to answer under.")
    check(comment)
    client = connect()
    repositories.located(link.repository, client)
    remarks.say(client, link, Remark.Purpose.ANSWER, worded(comment), at, comment)


def check(comment: Comment) -> None:
    """Raise ``WillNeverWork`` when the answer may not leave."""
    try:
        guard.refuse_blocked(comment.text)
    except Refusal as refusal:
        raise WillNeverWork(
            "The answer holds what looks like personal information."
        ) from refusal
    if door.names_somebody(comment.proposal, comment.text):
        raise WillNeverWork("The answer names a person: take the name out.")


def worded(comment: Comment) -> str:
    """What will stand on GitHub: the co-op speaks, nobody in particular."""
    proposal = comment.proposal
    day = timezone.localdate(comment.at)
    place = defused_words(comment.cooperative.short_name)
    text = cut_at_paragraph(defused(comment.text).strip(), BODY_MAX)
    url = need_url(proposal.number, str(proposal.number), comment.language)
    return f"**{place}** ({day:%Y-%m-%d}):\n\n{text}\n\n[In the portal]({url})"
