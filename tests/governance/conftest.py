"""Needs of Lac-Tamarac at each stage, made once for the tests that begin with one.

Their author is the first member of the co-op whom the test asked for.
"""

from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from tests import builders
from tests.worlds import shared


@shared
def voted(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, gaetan: Person
) -> Proposal:
    return builders.voted_need(lac_tamarac)


@shared
def mandated(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, gaetan: Person
) -> Proposal:
    return builders.mandated_need(lac_tamarac)


@shared
def built(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, gaetan: Person
) -> Proposal:
    return builders.built_need(lac_tamarac)


@shared
def released(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, gaetan: Person
) -> Proposal:
    return builders.released_need(lac_tamarac)
