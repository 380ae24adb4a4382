"""How a mirrored need stands on GitHub, in a sentence, and whose turn it is. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from governance.proposals.lifecycle import Status
from governance.proposals.models import Brief
from integrations.models import MirrorLink, Piece

State, Trouble = MirrorLink.State, MirrorLink.Trouble
NOBODY, COOP, DEVELOPERS, PORTAL = "nobody", "coop", "developers", "portal"


@dataclass(frozen=True)
class Turn:
    """``who`` is one of the four words above; ``is_conflict`` when both sides differ
    or something is lost."""

    who: str
    sentence: str
    is_conflict: bool = False

    @property
    def needs_someone(self) -> bool:
        """Nothing goes on by itself until a person of the co-op acts, or both sides
        speak to each other."""
        return self.is_conflict or self.who == COOP

    @property
    def name(self) -> str:
        return {
            NOBODY: _("Nobody’s"),
            COOP: _("The co-op’s"),
            DEVELOPERS: _("The developers’"),
            PORTAL: _("The portal’s"),
        }[self.who]


def turn(link: MirrorLink, status: str) -> Turn:
    """What comes next for a need at ``status`` whose issue is as ``link`` knows it."""
    if amiss := _amiss(link):
        return Turn(COOP, amiss, is_conflict=True)
    if link.state == State.WAITING:
        return Turn(PORTAL, _("The issue is on its way to GitHub."))
    if link.state == State.CLOSED:
        return _closed(link, status)
    return _open(link, status)


def unsent(brief: Brief | None, *, stuck: bool) -> Turn:
    """What comes next for a mandated need that has no issue yet. ``stuck``: what was to
    leave for it waits for a person."""
    if brief is None:
        said = _("Developers know nothing of it yet: write its brief.")
        return Turn(COOP, said, is_conflict=True)
    if brief.confirmed_at is None:
        said = _("Its brief is written: a second person reads it and confirms it.")
        return Turn(COOP, said, is_conflict=True)
    if stuck:
        return undelivered()
    return Turn(PORTAL, _("The issue is on its way to GitHub."))


def undelivered() -> Turn:
    """Given up, or in want of a setting: the deliveries say why."""
    said = _(
        "A text could not be sent to GitHub: the deliveries, in the admin, say what to "
        "mend."
    )
    return Turn(COOP, said, is_conflict=True)


def _open(link: MirrorLink, status: str) -> Turn:
    if status in (Status.RELEASED, Status.CONFIRMED, Status.REFUSED):
        said = _("The need is settled here, and its issue is open on GitHub.")
        return Turn(DEVELOPERS, said, is_conflict=True)
    if _all_done(link):
        said = _("All its parts are done: the developers close its own issue next.")
        return Turn(DEVELOPERS, said)
    if link.assignees or link.pull_number or any(p.begun for p in _pieces(link)):
        return Turn(DEVELOPERS, _("Someone is building it."))
    return Turn(DEVELOPERS, _("The issue waits for someone to take it."))


def _amiss(link: MirrorLink) -> str:
    """What is wrong with its issue, or with that of a part."""
    if link.trouble or link.state == State.GONE:
        return _troubles()[link.trouble or Trouble.MOVED]
    return _part_amiss(link)


def _pieces(link: MirrorLink) -> list[Piece]:
    return [piece for piece in link.pieces.all() if piece.part_id] if link.pk else []


def _all_done(link: MirrorLink) -> bool:
    return bool(pieces := _pieces(link)) and all(piece.is_done for piece in pieces)


def _part_amiss(link: MirrorLink) -> str:
    """What is wrong with the issue of a part, if anything."""
    if any(piece.state == State.GONE for piece in _pieces(link)):
        return _(
            "The issue of a part was deleted or moved on GitHub: decide whether the "
            "part is still wanted."
        )
    if any(piece.edited for piece in _pieces(link)):
        return _(
            "Developers changed our text in the issue of a part. It is kept as they "
            "wrote it: read it, and change the part if they are right."
        )
    return ""


def to_settle() -> Turn:
    """Hints of a delivery, no proof: a person of the co-op says yes or no."""
    said = _("A version seems to deliver it: say whether it does.")
    return Turn(COOP, said)


def _closed(link: MirrorLink, status: str) -> Turn:
    if status == Status.IN_DEVELOPMENT and link.state_reason in ("", "completed"):
        said = _("Taken up again here, and its issue is closed: tell the developers.")
        return Turn(COOP, said, is_conflict=True)
    if status in (Status.RELEASED, Status.CONFIRMED):
        return Turn(NOBODY, _("Built and released."))
    if link.state_reason in ("", "completed"):
        return Turn(DEVELOPERS, _("Built; it waits for a release."))
    said = _("Developers closed the issue without building it: say what comes next.")
    return Turn(COOP, said, is_conflict=True)


def _troubles() -> dict[str, str]:
    return {
        Trouble.DELETED: _(
            "The issue was deleted on GitHub. It is not made again by itself: decide "
            "whether it should be."
        ),
        Trouble.MOVED: _(
            "The issue was moved out of the portal’s reach: find out where it is, and "
            "link it again."
        ),
        Trouble.DISCUSSION: _(
            "Developers turned the issue into a discussion: read it and answer there."
        ),
        Trouble.MARKERS: _(
            "The marks around our text were removed from the issue, so it is not "
            "brought up to date: agree with the developers."
        ),
        Trouble.EDITED: _(
            "Developers changed our text in the issue. It is kept as they wrote it: "
            "read it, and change the brief if they are right."
        ),
        Trouble.BUSY: _(
            "The issue was changed too often in an hour, so the portal stopped: see "
            "the deliveries, then try again."
        ),
    }
