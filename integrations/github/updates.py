"""A brief confirmed anew: its issue is brought up to date, developers' text kept.

We own the managed block and, until somebody edits it, the title. Everything else in
the issue belongs to the developers.
"""

from integrations.fates import WillNeverWork
from integrations.github import markers
from integrations.github.client import Client
from integrations.github.issues import Draft
from integrations.github.markers import BEGIN, END
from integrations.github.records import Issue
from integrations.models import MirrorLink


def apply(client: Client, repository_id: int, link: MirrorLink, draft: Draft) -> None:
    """Send what changed of ours, and only that. ``WillNeverWork`` when somebody
    edited inside our block: their words stay, and a person must look."""
    assert link.number is not None
    issue = client.issue(repository_id, link.number)
    fields = _changes(issue, link, draft)
    if not fields:
        return
    sent = client.update_issue(repository_id, link.number, **fields)
    MirrorLink.objects.filter(pk=link.pk).update(
        sent_title=fields.get("title", link.sent_title),
        sent_block_hash=markers.block_hash(sent.body),
    )


def _changes(issue: Issue, link: MirrorLink, draft: Draft) -> dict[str, str]:
    fields = {}
    if markers.block_hash(draft.body) != markers.block_hash(issue.body):
        fields["body"] = _replaced(issue, link, draft)
    if issue.title == link.sent_title != draft.title:
        fields["title"] = draft.title
    return fields


def _replaced(issue: Issue, link: MirrorLink, draft: Draft) -> str:
    theirs, ours = markers.parts(issue.body), markers.parts(draft.body)
    if theirs is None or ours is None:
        raise WillNeverWork("The issue has lost our block: nothing was changed there.")
    if markers.block_hash(issue.body) != link.sent_block_hash:
        raise WillNeverWork("Developers edited our block: their words were kept.")
    return f"{theirs.before}{BEGIN}{ours.block}{END}{theirs.after}"
