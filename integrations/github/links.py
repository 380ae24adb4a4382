"""What we know of the issue that stands for a need, and how it moves the need."""

from datetime import datetime

from django.db import transaction

from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.releases.queries import last_reopening
from governance.roadmap.actions import note_progress
from integrations.github import clues, markers, once
from integrations.github.evidence import Evidence
from integrations.github.issues import Draft
from integrations.github.records import Issue
from integrations.models import MirrorLink

State, Trouble = MirrorLink.State, MirrorLink.Trouble


def adopt(link: MirrorLink, issue: Issue, draft: Draft) -> None:
    """The link has found its issue. What was sent is kept, to see later edits. If
    another worker was first, the link is as that one left it."""
    found = once.sent(issue, draft) | {
        "node_id": issue.node_id,
        "assignees": issue.assignees,
        "created_remotely_at": issue.created_at,
        "remote_updated_at": issue.updated_at,
    }
    if not link.row.filter(number=None).update(**found):
        link.refresh_from_db()
        return
    for name, value in found.items():
        setattr(link, name, value)


@transaction.atomic
def apply_state(
    link: MirrorLink, issue: Issue, evidence: Evidence, at: datetime
) -> str:
    """Take over the issue as it stands, not the change that was announced; then move
    the need if that calls for it. The step taken, or nothing.

    An older reading than the one we have is ignored: readings cross on their way.
    """
    link = MirrorLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.remote_updated_at and issue.updated_at < link.remote_updated_at:
        return ""
    _write(link, issue, evidence)
    clues.keep(link, issue, evidence)
    proposal = Proposal.objects.get(pk=link.proposal_id)
    begun = link.pieces.filter(begun=True).exists()
    step = step_for(proposal.status, link, parts_begun=begun)
    if step == "built" and _is_old_work(proposal, link):
        step = ""
    if step:
        note_progress(proposal, step=step, at=at, facts=_facts(link))
    return step


def _is_old_work(proposal: Proposal, link: MirrorLink) -> bool:
    """Closed before members said that it is not met yet: that is no news."""
    again = last_reopening(proposal)
    closed = link.closed_at or link.pull_merged_at
    return again is not None and (closed is None or closed <= again.at)


def step_for(status: str, link: MirrorLink, *, parts_begun: bool = False) -> str:
    """Which step the state of the issue calls for, at this stage of the need. Pure.

    Closed as completed means built; closed otherwise goes back to people, never
    silently to “refused”. Parts move nothing but the beginning: that all are closed
    does not make the need built, its own issue says so. A reopened issue takes a need out of “in test” only: what
    members received leaves “released” by a person's hand.
    """
    if link.state == State.CLOSED and link.state_reason in ("", "completed"):
        building = status in (Status.MANDATED, Status.IN_DEVELOPMENT)
        return "built" if building else ""
    if link.state == State.CLOSED:
        return "put_back" if status == Status.IN_DEVELOPMENT else ""
    if status == Status.IN_TEST:
        return "reopened"
    begun = link.assignees > 0 or link.pull_number is not None or parts_begun
    return "started" if begun and status == Status.MANDATED else ""


def flag(link: MirrorLink, trouble: str, at: datetime, **facts: object) -> None:
    """Something is not as it should be; said once, since the first time."""
    rows = MirrorLink.objects.filter(pk=link.pk)
    rows.exclude(trouble=trouble).update(trouble=trouble, trouble_at=at)
    if facts:
        rows.update(**facts)


def clear(link: MirrorLink, *troubles: str) -> None:
    """All is well again, as far as these troubles go."""
    rows = MirrorLink.objects.filter(pk=link.pk, trouble__in=troubles)
    rows.update(trouble="", trouble_at=None, moved_to="")


def note_reading(link: MirrorLink, issue: Issue, at: datetime) -> None:
    """When the issue was last read, and whether our text still stands in it."""
    MirrorLink.objects.filter(pk=link.pk).update(checked_at=at)
    there = markers.block_hash(issue.body)
    if link.adopted or not link.sent_block_hash or there == link.sent_block_hash:
        clear(link, *(t for t in Trouble if t != Trouble.BUSY))
    else:
        flag(link, Trouble.EDITED if there else Trouble.MARKERS, at)


def mark_gone(link: MirrorLink, trouble: str, at: datetime, moved_to: str = "") -> None:
    """The issue is not there any more. It is not made again by itself."""
    flag(link, trouble, at, state=State.GONE, moved_to=moved_to, checked_at=at)


def _write(link: MirrorLink, issue: Issue, evidence: Evidence) -> None:
    link.html_url, link.node_id = issue.html_url, issue.node_id
    link.state, link.state_reason = issue.state, issue.state_reason
    link.assignees, link.closed_at = issue.assignees, issue.closed_at
    link.takers = list(issue.takers)
    link.remote_updated_at = issue.updated_at
    pull = evidence.pull
    link.pull_number = pull.number if pull else None
    link.pull_url = pull.html_url if pull else ""
    link.pull_merged_at = pull.merged_at if pull else None
    link.merge_sha = evidence.sha
    link.save()


def _facts(link: MirrorLink) -> dict[str, object]:
    """For the journal: numbers of GitHub's, nothing personal."""
    facts = {"issue": link.number, "pull": link.pull_number, "sha": link.merge_sha}
    return {name: value for name, value in facts.items() if value}
