"""A cycle of the roadmap as a milestone of the repository.

Titles are found once; from then on the number holds, whatever people call it. An
issue is put in its milestone, and left wherever developers move it.
"""

from datetime import datetime

from governance.roadmap.models import Cycle, Item
from integrations.github import budget
from integrations.github.client import Client
from integrations.github.defusing import defused_line
from integrations.github.records import Issue
from integrations.models import Milestone, MirrorLink, Piece, Repository


def number_for(
    client: Client, repository: Repository, proposal_id: int, at: datetime
) -> int | None:
    """The milestone of the need's cycle; ``None`` while it is on no roadmap."""
    items = Item.objects.filter(proposal=proposal_id)
    cycle_id = items.values_list("cycle", flat=True).first()
    if cycle_id is None:
        return None
    known = repository.milestones.filter(cycle=cycle_id).first()
    if known:
        return known.number
    return _found(client, repository, Cycle.objects.get(pk=cycle_id), at)


def apply(client: Client, link: MirrorLink | Piece, issue: Issue, at: datetime) -> None:
    """Put the issue in its cycle's milestone unless somebody put it elsewhere."""
    assert link.repository.remote_id is not None
    assert link.number is not None
    number = number_for(client, link.repository, link.proposal_id, at)
    if number in (None, link.sent_milestone) or issue.milestone != link.sent_milestone:
        return
    budget.spend(at, link.home, creates=False)
    client.update_issue(link.repository.remote_id, link.number, milestone=number)
    link.row.update(sent_milestone=number)


def _found(client: Client, repository: Repository, cycle: Cycle, at: datetime) -> int:
    assert repository.remote_id is not None
    names = [cycle.name_en, cycle.name_fr]
    if repository.language == "fr":
        names.reverse()
    title = defused_line(names[0] or names[1])
    listed = client.milestones(repository.remote_id)
    there = {one.title.lower(): one.number for one in listed}
    number = there.get(title.lower())
    if number is None:
        budget.spend(at, None, creates=True)
        made = client.create_milestone(
            repository.remote_id,
            title=title,
            description=f"{cycle.starts_on:%Y-%m-%d} – {cycle.ends_on:%Y-%m-%d}",
        )
        number = made.number
    Milestone.objects.get_or_create(
        repository=repository, cycle=cycle, defaults={"number": number}
    )
    return number
