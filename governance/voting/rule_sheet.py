"""Everything that decides the outcome of a round, written down before it opens.

The sheet is JSON; its canonical form (sorted keys, no spaces, UTF-8) is hashed with
SHA-256. From the opening on, ballots are read and counted by the sheet alone.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from governance.journal import chain
from governance.membership.models import Cooperative
from governance.proposals.models import Proposal
from governance.voting import (
    asking,
    chairing,
    extending,
    merkle,
    roll,
    signing,
    statements,
)
from governance.voting.chairing import Chair
from governance.voting.models import Option, Round
from governance.voting.roll import Stratum
from governance.voting.rules import RULES, Question, quorum

FORMAT = "passerelle/rule-sheet/1"


def draw_up(
    round: Round, strata: Iterable[Stratum], chair: Chair | None = None
) -> dict[str, Any]:
    """The sheet of a round about to open, whose roll was just frozen. ``chair``: of the
    meeting it is put to. ``OSError`` where the key that signs the public log cannot be
    kept."""
    strata = list(strata)
    electorate = [_stratum(s) for s in strata]
    roll_size = sum(s["roll"] for s in electorate)
    options = round.options.select_related("proposal__cooperative")
    papers = list(options.prefetch_related("proposal__revisions"))
    question = asking.of_round(
        round,
        [paper.proposal for paper in papers],
        places=roll.places(strata),
        roll_size=roll_size,
    )
    return {
        "format": FORMAT,
        "round": round.pk,
        "nature": round.nature,
        "title": {"fr": round.title_fr, "en": round.title_en},
        "intro": {"fr": round.intro_fr, "en": round.intro_en},
        "host": _host(round),
        "electorate": electorate,
        "roll_size": roll_size,
        "roll": _roll_root(round),
        "log": {"origin": signing.origin(round.pk), "key": signing.public_key()},
        "record_date": round.record_date.isoformat(),
        "grounds": _grounds(round),
        "opens_at": legal_time(round.opens_at),
        "closes_at": legal_time(round.closes_at),
        "extension": extending.TERMS,
        **({"meeting": chairing.terms(chair, round.rule)} if chair else {}),
        "rule": rule_terms(round.rule, question, round.secrecy),
        "ballot": {"secrecy": round.secrecy, "changeable": "until closing"},
        "options": [_option(paper) for paper in papers],
    }


def digest(sheet: dict[str, Any]) -> str:
    """SHA-256, in hexadecimal, of the canonical sheet."""
    return hashlib.sha256(chain.canonical(sheet)).hexdigest()


def is_intact(round: Round) -> bool:
    """Whether the sheet is the one that was sealed, and the round still keeps to it."""
    sheet = round.rule_sheet
    return (
        sheet is not None
        and digest(sheet) == round.rule_sheet_hash
        and sheet["rule"]["name"] == round.rule
        and sheet["opens_at"] == legal_time(round.opens_at)
        and sheet["closes_at"] == legal_time(extending.sealed_closing(round))
    )


def rule_terms(name: str, question: Question, secrecy: str) -> dict[str, Any]:
    """The rule by name and version, with its figures, in words and for programs."""
    rule = RULES[name]
    of, size = asking.quorum_base(name, question)
    return {
        "name": name,
        "version": rule.VERSION,
        "quorum": str(question.quorum),
        "quorum_of": of,
        "quorum_voters": quorum.needed(question.quorum, size),
        "quorum_counts_abstentions": question.quorum_counts_abstentions,
        **rule.terms(question),
        "in_words": statements.in_both_languages(name, question, secrecy),
    }


def legal_time(moment: datetime) -> dict[str, str]:
    """A moment in UTC and as members read it, with the name of the zone."""
    local = moment.astimezone(timezone.get_default_timezone())
    return {
        "utc": moment.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "local": local.isoformat(),
        "zone": settings.TIME_ZONE,
    }


def foreseen(round: Round) -> Question:
    """What a round in preparation would ask, with the roll as it would be today."""
    co_ops = list(round.cooperatives.all())
    voters = roll.eligible(round, co_ops)
    return asking.of_round(
        round,
        [option.proposal for option in round.options.select_related("proposal")],
        places=roll.places(roll.strata(round, co_ops, voters)),
        roll_size=len(voters),
    )


def _roll_root(round: Round) -> dict[str, str]:
    """The Merkle root over the lines of the roll: anyone of it can find theirs, and
    nobody can be added or taken away."""
    top = merkle.root(roll.leaves(round)).hex()
    return {"root": top, "line": "SHA-256(roll/1 | round | ref | salt)"}


def _grounds(round: Round) -> dict[str, Any]:
    """The resolution or notice that the round rests on; empty for a consultation."""
    notice = round.notice_on
    return {
        "reference": round.reference,
        "notice_on": notice.isoformat() if notice else None,
    }


def _host(round: Round) -> dict[str, Any]:
    place = round.place
    kind = "cooperative" if isinstance(place, Cooperative) else "federation"
    return {"kind": kind, "slug": place.slug, "name": _names(place)}


def _stratum(stratum: Stratum) -> dict[str, Any]:
    place = stratum.cooperative
    return {"cooperative": place.slug, "name": _names(place), "roll": stratum.roll}


def _names(place: Any) -> dict[str, str]:
    return {"fr": place.name_fr, "en": place.name_en}


def _option(option: Option) -> dict[str, Any]:
    need = option.proposal
    return {
        "position": option.position,
        "number": need.number,
        "cooperative": need.cooperative.slug,
        "title": {code: _title(need, code) for code, _ in settings.LANGUAGES},
        "wording": {w.language: _wording(w) for w in need.current_wordings()},
    }


def _title(need: Proposal, language: str) -> str:
    wording = need.wording(language)
    return wording.title if wording else str(need)


def _wording(wording: Any) -> dict[str, Any]:
    """Which wording was voted on, and the hash of its text."""
    text = hashlib.sha256(wording.text.encode()).hexdigest()
    return {"revision": wording.number, "text_sha256": text}
