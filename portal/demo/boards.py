"""What the boards decided, the roadmap, the briefs and the members' answers."""

from random import Random
from typing import Any

from governance.decisions.actions import record_decision
from governance.membership.models import Cooperative, Seat
from governance.proposals import actions as proposals
from governance.releases.actions import answer_confirmation, answer_trial
from governance.releases.models import Release
from governance.roadmap import actions as roadmap
from governance.roadmap.models import Cycle
from portal.demo.needs import Needs
from portal.demo.people import Cast
from portal.demo.places import data
from portal.demo.rounds import Rounds
from portal.demo.timeline import Timeline


class Boards:
    """Lays the acts of boards and coordinators on the line of time."""

    def __init__(
        self,
        timeline: Timeline,
        coops: dict[str, Cooperative],
        cast: Cast,
        needs: Needs,
        rounds: Rounds,
    ) -> None:
        self.timeline, self.coops, self.cast = timeline, coops, cast
        self.needs, self.rounds = needs, rounds
        self.plan = data("plan")
        self.cycles: dict[str, Cycle] = {}
        self.random = Random(timeline.seed + 3)  # noqa: S311 - a story

    def lay(self) -> None:
        for row in self.plan["decisions"]:
            self._on(row["day"], self._decide, row)
        for row in self.plan["cycles"]:
            self._on(row["starts"], self._open, row)
        for row in self.plan["roadmap"]:
            self._on(row["day"], self._place, row)
        for slug, day in self.plan["briefs"].items():
            self._on(day, self._brief, slug)
            if slug not in self.plan["unconfirmed"]:
                self._on(day + 0.5, self._confirm_brief, slug)
        for row in self.plan["trials"]:
            self._on(row["day"], self._try, row)
        for row in self.plan["confirmations"]:
            self._answers(row)

    def _on(self, day: float, act: Any, subject: Any) -> None:
        self.timeline.at(day, lambda at: act(subject, at))

    def _secretary(self, slug: str) -> Any:
        return self.cast.holder(self.needs.slug_of_coop[slug], Seat.Role.SECRETARY)

    def _decide(self, row: dict[str, Any], at: Any) -> None:
        slug = row["slug"]
        record_decision(
            self.needs[slug],
            by=self._secretary(slug),
            at=at,
            outcome=row["outcome"],
            reference=row["reference"],
            reasons_fr=row["reasons_fr"],
            reasons_en=row["reasons_en"],
            met_on=self.timeline.date(row["day"] - 1),
            round=self.rounds[row["round"]],
        )

    def _open(self, row: dict[str, Any], at: Any) -> None:
        assert self.cast.officer
        self.cycles[row["key"]] = roadmap.open_cycle(
            by=self.cast.officer,
            at=at,
            cooperative=next(iter(self.coops.values())),
            name_fr=row["name_fr"],
            name_en=row["name_en"],
            starts_on=self.timeline.date(row["starts"]),
            ends_on=self.timeline.date(row["ends"]),
            capacity_days=row["capacity"],
        )

    def _place(self, row: dict[str, Any], at: Any) -> None:
        assert self.cast.officer
        roadmap.place_on_roadmap(
            self.needs[row["slug"]],
            by=self.cast.officer,
            at=at,
            cycle=self.cycles[row["cycle"]],
            horizon=row["horizon"],
            days=row["days"],
        )

    def _brief(self, slug: str, at: Any) -> None:
        proposals.write_brief(
            self.needs[slug],
            by=self.needs.coordinator(slug),
            at=at,
            **data("briefs")[slug],
        )
        if parts := self.plan["parts"].get(slug):
            proposals.split_brief(
                self.needs[slug].brief,
                by=self.needs.coordinator(slug),
                at=at,
                parts=[proposals.PartWords(**part) for part in parts],
            )

    def _confirm_brief(self, slug: str, at: Any) -> None:
        assert self.cast.officer
        proposals.confirm_brief(self.needs[slug].brief, by=self.cast.officer, at=at)

    def _try(self, row: dict[str, Any], at: Any) -> None:
        """A few of those who support the need try its preview."""
        need, preview = self.needs[row["slug"]], Release.objects.get(tag=row["tag"])
        answers = [a for a in ("works", "partly", "not") for _ in range(row[a])]
        supports = need.supports.select_related("person").order_by("at")
        for support, answer in zip(supports, answers, strict=False):
            answer_trial(need, preview, by=support.person, at=at, answer=answer)

    def _answers(self, row: dict[str, Any]) -> None:
        """The author and supporters answer over a week; Rose-Aimée has yet to."""
        answers = [a for a in ("yes", "partly", "no") for _ in range(row[a])]
        self.random.shuffle(answers)
        waiting = self.cast.named["rose-aimee"].pk

        def act(at: Any) -> None:
            supports = self.needs[row["slug"]].supports.select_related("person")
            people = [
                s.person for s in supports.order_by("at") if s.person_id != waiting
            ]
            for person, answer in zip(people, answers, strict=False):
                answer_confirmation(
                    self.needs[row["slug"]],
                    by=person,
                    at=at,
                    answer=answer,
                    matters="much" if answer == "yes" else "some",
                )

        self.timeline.at(row["day"], act)
