"""Needs, what members say of them, and what coordinators make of them."""

from itertools import cycle, islice
from random import Random
from typing import Any

from governance.membership.models import Cooperative, Person, Seat
from governance.proposals import actions
from governance.proposals.models import Proposal
from portal.demo.people import Cast
from portal.demo.places import data
from portal.demo.timeline import Timeline

FIRST_DAY = -280


class Needs:
    """Lays the life of every need on the line of time."""

    def __init__(
        self, timeline: Timeline, coops: dict[str, Cooperative], cast: Cast, size: int
    ) -> None:
        self.timeline, self.coops, self.cast = timeline, coops, cast
        self.plan = data("plan")
        # The planned needs are always there; more are variants of them.
        size = max(size, len(data("proposals")))
        self.rows = {r["slug"]: r for r in islice(enlarged(size), size)}
        self.found: dict[str, Proposal] = {}
        self.slug_of_coop = self._places()
        self.random = Random(timeline.seed + 1)  # noqa: S311 - a story

    def _places(self) -> dict[str, str]:
        """Each need's co-op: as planned, else one after the other."""
        turn = cycle(self.coops)
        given = dict(self.plan["coops"])
        for row in (*self.plan["drafts"], *self.plan["withdrawn"]):
            given[row["slug"]] = row["coop"]
        return {slug: given.get(slug) or next(turn) for slug in self.rows}

    def __getitem__(self, slug: str) -> Proposal:
        """The need as it stands now."""
        proposal = self.found[slug]
        proposal.refresh_from_db()
        return proposal

    def author(self, slug: str) -> Person:
        if name := self.plan["authors"].get(slug):
            return self.cast.named[name]
        members = self.cast.members[self.slug_of_coop[slug]]
        ordinary = [m for m in members if m not in self.cast.named.values()]
        return ordinary[4 + len(slug) % (len(ordinary) - 4)]

    def coordinator(self, slug: str) -> Person:
        return self.cast.holder(self.slug_of_coop[slug], Seat.Role.COORDINATOR)

    def lay(self) -> None:
        first_use = self._first_use()
        drafts = {r["slug"]: r for r in self.plan["drafts"]}
        spread = iter(range(len(self.rows)))
        for slug in self.rows:
            if slug in drafts:
                self._draft(slug, drafts[slug]["day"])
                continue
            late = first_use.get(slug, 0)
            day = FIRST_DAY + next(spread) * 4.4 if not late else late - 24
            self._public(slug, min(day, -3), late)
        for row in self.plan["withdrawn"]:
            self._withdraw(row)

    def _first_use(self) -> dict[str, float]:
        """The day by which a need must have been accepted for a vote."""
        days = {r["slug"]: r["day"] + 2 for r in self.plan["accepted"]}
        for round_ in self.plan["rounds"]:
            for slug in round_["needs"]:
                days[slug] = min(round_["opens"], 0) - 2
        return days

    def _draft(self, slug: str, day: float) -> None:
        row = self.rows[slug]

        def act(at: Any) -> None:
            self.found[slug] = actions.draft_proposal(
                self.coops[self.slug_of_coop[slug]],
                by=self.author(slug),
                at=at,
                language="fr",
                title=row["title_fr"],
                text=row["need_fr"],
                category=row["category"],
                values=row["values"],
                barriers=row["barrier_tags"],
            )

        self.timeline.at(day, act)

    def _public(self, slug: str, day: float, late: float) -> None:
        self._draft(slug, day)
        self.timeline.at(day + 0.1, lambda at: self._submit(slug, at))
        self.timeline.at(day + 0.5, lambda at: self._translate(slug, at))
        self._support(slug, day, late)
        self._talk(slug, day)
        if late:
            self.timeline.at(late - 1, lambda at: self._accept(slug, at))

    def _submit(self, slug: str, at: Any) -> None:
        actions.submit_proposal(self[slug], by=self.author(slug), at=at)

    def _translate(self, slug: str, at: Any) -> None:
        row = self.rows[slug]
        actions.revise_proposal(
            self[slug], by=self.coordinator(slug), at=at,
            language="en", title=row["title_en"], text=row["need_en"],
        )  # fmt: skip

    def _accept(self, slug: str, at: Any) -> None:
        row = self.rows[slug]
        actions.accept_for_vote(
            self[slug],
            by=self.coordinator(slug),
            at=at,
            effort_days=row["effort_days"],
            privacy_impact=row["privacy_impact"],
            flexibility_impact=row["flexibility_impact"],
        )

    def _support(self, slug: str, day: float, late: float) -> None:
        """Supports come in the first weeks, most from the need's own co-op."""
        until = (late - 1.2) if late else -0.1
        count = self.random.randint(2, 18) + (8 if late else 0)
        others = [p for p in self.cast.everyone() if p != self.author(slug)]
        people = self.random.sample(others, min(count, len(others)))
        for person in people:
            moment = self.random.uniform(day + 0.2, min(day + 30, until))

            def act(at: Any, person: Person = person) -> None:
                # The action reads the need again itself, under its lock.
                actions.support_proposal(self.found[slug], by=person, at=at)

            self.timeline.at(moment, act)

    def _talk(self, slug: str, day: float) -> None:
        talk = data("talk")
        kinds = self.random.choices(
            ["comment", "question", "concern"], [6, 2, 1], k=self.random.randint(0, 4)
        )
        for place, kind in enumerate(kinds):
            language, text = self.random.choice(talk[kind])
            person = self.random.choice(self.cast.everyone())
            self._say(slug, day + 1 + place, person, kind, language, text)
            if kind == "question":
                reply = self.random.choice(talk["answer"])
                self._say(slug, day + 1.5 + place, None, "answer", *reply)

    def _say(
        self,
        slug: str,
        day: float,
        person: Person | None,
        kind: str,
        language: str,
        text: str,
    ) -> None:
        def act(at: Any) -> None:
            actions.add_comment(
                self[slug], by=person or self.coordinator(slug), at=at,
                text=text, language=language, kind=kind,
            )  # fmt: skip

        self.timeline.at(min(day, -0.05), act)

    def _withdraw(self, row: dict[str, Any]) -> None:
        slug = row["slug"]

        def act(at: Any) -> None:
            actions.withdraw_proposal(self[slug], by=self.author(slug), at=at)

        self.timeline.at(row["day"] + row["after"], act)


def enlarged(size: int) -> Any:
    """The 60 needs, then variants of them for load tests."""
    rows = data("proposals")
    for number in range(size):
        row, again = rows[number % len(rows)], number // len(rows)
        if not again:
            yield row
            continue
        yield row | {
            "slug": f"{row['slug']}-{again}",
            "title_fr": f"{row['title_fr']} ({again})"[:120],
            "title_en": f"{row['title_en']} ({again})"[:120],
        }
