"""Paper ballots of a vote, counted in batches, in the form of each rule."""

from governance.voting import asking
from governance.voting.paper import papers
from governance.voting.paper.forms import Form, empty, form_of
from governance.voting.paper.piles import Pile
from governance.voting.paper.whole import Paper, SetAside
from tests.verification.elections import BY_PLACE, LAC

ASIDE = SetAside(9, LAC, 20, "Le lot est arrivé ouvert.", "The batch came open.")


def tally(rule, question, choices):
    """What two people find who count these ballots by hand."""
    form, found = form_of(rule, question), empty(rule, question)
    if form is Form.PAPERS:
        for choice in choices:
            found = papers.one_more(found, choice)
        return found
    if form is Form.ANSWERS:
        for choice in choices:
            found[choice["answer"]] += 1
        return found
    places = {number: at for at, number in enumerate(question.options)}
    for choice in choices:
        (given,) = choice.values()
        found["blank"] += not given
        for one in given:
            if form is Form.APPROVALS:
                found["approvals"][places[one]][1] += 1
            else:
                found["points"][places[one[0]]][1][one[1] - 1] += 1
    return found


def on_paper(rule, sheet, choices):
    """These ballots on paper: a batch for each co-op where they say which, else two."""
    question = asking.of_sheet(sheet)
    if rule in BY_PLACE:
        names = dict.fromkeys(choice["place"] for choice in choices)
        parts = [(n, [c for c in choices if c["place"] == n]) for n in names]
    else:
        parts = [(LAC, choices[:1]), (LAC, choices[1:])]
    piles = [
        Pile((number,), place, len(part) + 3, len(part), 1, 2,
             tally(rule, question, part))
        for number, (place, part) in enumerate(parts, start=1)
    ]  # fmt: skip
    return Paper(len(choices) + 1, len(piles), tuple(piles), (ASIDE,))


def takers(sheet, paper):
    """How many of each co-op took a paper ballot: one took it and left."""
    taken = {}
    for pile in paper.piles:
        taken[pile.place] = taken.get(pile.place, 0) + pile.used
    first = sheet["electorate"][0]["cooperative"]
    return taken | {first: taken.get(first, 0) + 1}
