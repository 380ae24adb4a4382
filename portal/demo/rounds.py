"""Rounds in every state, and the ballots cast in them."""

import uuid
from datetime import datetime
from random import Random
from typing import Any

from django.utils import timezone

from governance.membership.models import Cooperative, Federation, Person, Seat
from governance.voting import actions
from governance.voting.asking import RANKED, YES_OR_NO
from governance.voting.models import Round
from portal.demo.needs import Needs
from portal.demo.people import Cast
from portal.demo.places import data
from portal.demo.timeline import Timeline

FIGURES = (
    "max_choices",
    "seats",
    "max_points",
    "total_points",
    "budget_days",
    "bands",
)
NEVER_VOTED = ("rose-aimee",)  # so that a newcomer finds votes waiting for her


class Rounds:
    """Lays the life of every round on the line of time."""

    def __init__(
        self,
        timeline: Timeline,
        coops: dict[str, Cooperative],
        cast: Cast,
        needs: Needs,
    ) -> None:
        self.timeline, self.coops, self.cast, self.needs = timeline, coops, cast, needs
        self.found: dict[str, Round] = {}
        self.silent: dict[str, list[Person]] = {}  # those who do not vote online
        self.random = Random(timeline.seed + 2)  # noqa: S311 - a story

    def __getitem__(self, key: str) -> Round:
        held = self.found[key]
        held.refresh_from_db()
        return held

    def lay(self) -> None:
        for row in data("plan")["rounds"]:
            self._lay_one(row)

    def _lay_one(self, row: dict[str, Any]) -> None:
        key = row["key"]
        self.timeline.at(min(row["opens"], 0) - 0.9, lambda at: self._prepare(row, at))
        if row["opens"] > 0:
            self.timeline.at(-0.8, lambda at: self._approve(row, at))
            return
        until = min(row["closes"], row.get("void_day", row["closes"]), 0)
        self.timeline.at(
            row["opens"],
            lambda at: actions.open_round(self[key], by=self._host(row), at=at),
        )
        self.timeline.at(row["opens"] + 0.001, lambda _at: self._cast_all(row, until))
        if "void_day" in row:
            self.timeline.at(row["void_day"], lambda at: self._void(row, at))
        elif row["closes"] < 0:
            self.timeline.at(
                row["closes"] + 0.001, lambda at: actions.seal_round(self[key], at=at)
            )

    def _host(self, row: dict[str, Any]) -> Person:
        if not row["host"]:
            assert self.cast.officer
            return self.cast.officer
        return self.cast.holder(row["host"], Seat.Role.SECRETARY)

    def _approve(self, row: dict[str, Any], at: datetime) -> None:
        """Checked, so that it opens by itself while people look around."""
        actions.approve_round(self[row["key"]], by=self._host(row), at=at)

    def _prepare(self, row: dict[str, Any], at: Any) -> None:
        federation = None if row["host"] else Federation.objects.get()
        host = self.coops.get(row["host"])
        self.found[row["key"]] = actions.prepare_round(
            by=self._host(row),
            at=at,
            host=host,
            federation=federation,
            cooperatives=[host] if host else list(self.coops.values()),
            proposals=[self.needs[slug] for slug in row["needs"]],
            title_fr=row["title_fr"],
            title_en=row["title_en"],
            intro_fr=row.get("intro_fr", ""),
            intro_en=row.get("intro_en", ""),
            nature=Round.Nature.CONSULTATION,
            rule=row["rule"],
            secrecy=_secrecy(row["rule"]),
            **{name: row[name] for name in FIGURES if name in row},
            quorum="1/4" if not host else "1/5",
            threshold="1/2",
            opens_at=self.timeline.moment(row["opens"]),
            closes_at=self._closing(row["closes"]),
            record_date=self.timeline.date(min(row["opens"], 0) - 1),
        )

    def _closing(self, day: float) -> datetime:
        """In the evening, where people still wait for it."""
        moment = self.timeline.moment(day)
        if day < 1:
            return moment
        return timezone.localtime(moment).replace(hour=20, minute=0, second=0)

    def _void(self, row: dict[str, Any], at: Any) -> None:
        actions.void_round(
            self[row["key"]],
            by=self._host(row),
            at=at,
            reason_fr=row["void_fr"],
            reason_en=row["void_en"],
        )

    def _cast_all(self, row: dict[str, Any], until: float) -> None:
        """Spread the ballots over the time the round is open."""
        held = self[row["key"]]
        lines = held.roll.select_related("person")
        roll = [line.person for line in lines if line.person]
        roll.sort(key=lambda person: str(person.ref))
        absent = {self.cast.named[name].pk for name in NEVER_VOTED}
        voters = self.random.sample(roll, round(len(roll) * row["share"]))
        known = {person.pk for person in self.cast.named.values()}
        away = known | {person.pk for person in voters}
        self.silent[row["key"]] = [p for p in roll if p.pk not in away]
        for person in voters:
            if person.pk in absent:
                continue
            day = self.random.uniform(row["opens"] + 0.01, until - 0.01)
            choices = self._choices(row, held)
            self.timeline.at(day, self._casting(held, person, choices))

    def _casting(self, held: Round, person: Person, choices: dict[str, Any]) -> Any:
        key = str(uuid.UUID(int=self.random.getrandbits(128)))

        def act(at: Any) -> None:
            actions.cast_ballot(held, by=person, at=at, choices=choices, form_key=key)

        return act

    def _choices(self, row: dict[str, Any], held: Round) -> dict[str, Any]:
        rule = row["rule"]
        if rule in YES_OR_NO:
            luck = self.random.random()
            if luck < row["yes"]:
                return {"answer": "yes"}
            return {"answer": "no" if luck < row["yes"] + row["no"] else "abstain"}
        wanted = self._order(row, held)
        if rule in RANKED:
            return {"ranking": wanted}
        if rule == Round.Rule.POINTS:
            points = zip(wanted, range(row["max_points"], 0, -1), strict=False)
            return {"points": [[number, given] for number, given in points]}
        return {"chosen": sorted(wanted)}

    def _order(self, row: dict[str, Any], held: Round) -> list[int]:
        """The needs that one person wants, the most wanted first."""
        options = held.options.select_related("proposal")
        numbers = [option.proposal.number for option in options]
        weights = dict(zip(numbers, row["weights"], strict=True))
        order = sorted(
            numbers,
            key=lambda n: self.random.random() ** (1 / weights[n]),
            reverse=True,
        )
        most = row.get("max_choices", len(numbers))
        return order[: self.random.randint(1, most)]


def _secrecy(rule: str) -> str:
    """Delegates answer to their co-op; every other ballot of the story is secret."""
    named = rule == Round.Rule.DELEGATES
    return Round.Secrecy.RECORDED if named else Round.Secrecy.SECRET
