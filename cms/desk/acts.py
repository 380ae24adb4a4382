"""The acts of the journal in plain words. The lines themselves keep their short names:
a seal covers those (``need.refused``), and the page of a line shows them."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from governance.journal.models import Entry

ACTS: dict[str, Any] = {
    "answer.released": _("Answer let go to the developers"),
    "ballot.cast": _("Ballot cast"),
    "brief.confirmed": _("Brief confirmed by a second person"),
    "brief.split": _("Brief divided into parts"),
    "brief.written": _("Brief written"),
    "confirmation.answered": _("Confirmation answered"),
    "confirmation.asked": _("Confirmation asked of members"),
    "cycle.opened": _("Cycle of the roadmap opened"),
    "decision.recorded": _("Decision recorded"),
    "delivery.told": _("Members told what changes"),
    "evidence.found": _("Trace of the need found in a release"),
    "evidence.lost": _("Trace of the need not found any more"),
    "excuse.revoked": _("Number stopped again"),
    "log.cosigned": _("Seals of votes signed by a witness"),
    "match.excused": _("Number let through"),
    "meeting.arrival_marked": _("Arrival marked"),
    "meeting.called": _("Meeting called"),
    "meeting.cancelled": _("Meeting cancelled"),
    "meeting.changed": _("Meeting changed"),
    "meeting.closed": _("Meeting closed"),
    "meeting.departure_marked": _("Departure marked"),
    "meeting.mark_undone": _("Arrival or departure taken back"),
    "meeting.moved_on": _("Next point of the agenda shown"),
    "meeting.notice_sent": _("Notice of meeting sent"),
    "meeting.officers_named": _("Chair and secretary of the meeting named"),
    "meeting.opened": _("Meeting opened"),
    "meeting.point_added": _("Point added to the agenda"),
    "meeting.point_changed": _("Point of the agenda changed"),
    "meeting.point_moved": _("Point of the agenda moved"),
    "meeting.point_removed": _("Point taken off the agenda"),
    "meeting.reopened": _("Meeting opened again"),
    "member.admitted": _("Member admitted"),
    "member.left": _("Member left"),
    "need.accepted": _("Need accepted for a vote"),
    "need.built": _("Need built, to be tried"),
    "need.commented": _("Comment written"),
    "need.confirmed": _("Need confirmed by those who asked"),
    "need.deferred": _("Need put off by the board"),
    "need.drafted": _("Need begun"),
    "need.linked": _("Need linked to the developers’ site"),
    "need.mandated": _("Need adopted by the board"),
    "need.put_back": _("Need waits for developers again"),
    "need.refused": _("Need refused by the board"),
    "need.reopened": _("Need taken up again in development"),
    "need.revised": _("Text of the need changed"),
    "need.sent_back": _("Developers told that the need is taken up again"),
    "need.started": _("Development of the need begun"),
    "need.submitted": _("Need proposed"),
    "need.support_withdrawn": _("Support taken back"),
    "need.supported": _("Need supported"),
    "need.voted": _("Need voted on"),
    "need.withdrawn": _("Need taken back by its author"),
    "paper.agreed": _("Two counts of paper agree"),
    "paper.chosen": _("One of two counts of paper kept"),
    "paper.counted": _("Paper ballots counted"),
    "paper.counted_anew": _("Paper ballots to be counted again"),
    "paper.handed_back": _("Paper ballot handed back"),
    "paper.issued": _("Paper ballots issued"),
    "paper.set_aside": _("Paper ballots set aside"),
    "paper.taken": _("Paper ballot taken"),
    "person.settings_changed": _("Settings of a person changed"),
    "person.welcomed": _("Person welcomed"),
    "preview.offered": _("Preview offered to try"),
    "preview.tried": _("Preview tried"),
    "question.closed": _("Question of the meeting closed"),
    "question.count_typed": _("Count of the room written down"),
    "question.counts_erased": _("Counts of the room erased"),
    "question.declared_closed": _("Vote of the meeting declared closed"),
    "question.opened": _("Question put to the meeting"),
    "question.tie_broken": _("Tie broken by the chair"),
    "question.undone": _("Question taken back"),
    "release.credited": _("Hands of a release noted"),
    "release.delivered": _("Need delivered"),
    "release.delivery_denied": _("Delivery denied by a person"),
    "release.delivery_taken_back": _("Delivery taken back"),
    "release.recorded": _("Release recorded"),
    "release.withdrawn": _("Release withdrawn"),
    "reminder.settled": _("Reach of a reminder noted"),
    "roadmap.moved": _("Need moved on the roadmap"),
    "roadmap.placed": _("Need placed on the roadmap"),
    "roll.corrected": _("Voting list corrected"),
    "roll.correction_proposed": _("Correction of the voting list proposed"),
    "roll.correction_taken_back": _("Correction of the voting list taken back"),
    "round.approved": _("Vote left to open by itself"),
    "round.declared_closed": _("Vote declared closed before its hour"),
    "round.deleted": _("Vote in preparation deleted"),
    "round.extended": _("Closing of the vote put off"),
    "round.held_back": _("Vote held back: it does not open by itself"),
    "round.opened": _("Vote opened"),
    "round.prepared": _("Vote prepared"),
    "round.redescribed": _("Vote in preparation changed"),
    "round.reminded": _("Reminder of the vote sent"),
    "round.sealed": _("Vote counted and sealed"),
    "round.stands_still": _("Vote stands still"),
    "round.tie_broken_by_chair": _("Tie of the vote broken by the chair"),
    "round.voided": _("Vote cancelled"),
    "round.waits": _("Count waits after an outage"),
    "scrutineer.dismissed": _("Scrutineer let go"),
    "scrutineer.named": _("Scrutineer named"),
    "seat.left": _("Seat left"),
    "seat.taken": _("Seat taken"),
    "witness.registered": _("Key of a witness registered"),
    "word.removed": _("Word from GitHub taken back by its author"),
    "word.revised": _("Word from GitHub changed by its author"),
    "word.vouched": _("Word from GitHub let through"),
}
KINDS: dict[str, Any] = {
    "decisions.decision": _("Decision"),
    "decisions.meeting": _("General meeting"),
    "membership.membership": _("Membership"),
    "membership.person": _("Person"),
    "membership.seat": _("Seat"),
    "proposals.brief": _("Brief"),
    "proposals.comment": _("Comment"),
    "proposals.excuse": _("Number let through"),
    "proposals.proposal": _("Need"),
    "releases.release": _("Release"),
    "roadmap.cycle": _("Cycle"),
    "roadmap.item": _("Place on the roadmap"),
    "voting.round": _("Voting round"),
    "voting.witness": _("Witness"),
}


def act(entry: Entry) -> str:
    return str(ACTS.get(entry.verb, entry.verb))


def subject(entry: Entry) -> str:
    """What the act was about: its kind in words, and its number."""
    return f"{KINDS.get(entry.subject_kind, entry.subject_kind)} {entry.subject_id}"


def told(entry: Entry) -> str:
    """The facts of the line one after the other, under the names the seal covers."""
    return ", ".join(f"{name} = {fact}" for name, fact in entry.facts.items()) or "–"


def choices(words: dict[str, Any]) -> list[tuple[str, str]]:
    """In the alphabet of the reader's language, accents aside."""
    told = ((name, str(label)) for name, label in words.items())
    return sorted(told, key=lambda each: slugify(each[1]))
