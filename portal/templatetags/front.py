"""Tags for the public pages of the CMS: places, drawings and sentences."""

from typing import Any

from django import template

from portal.site import home
from portal.site.context import address
from portal.site.coops import asked_built
from portal.site.languages import reader_language

register = template.Library()

register.simple_tag(home.front_stops)
register.simple_tag(home.turnout_meter)
register.simple_tag(home.need_place)
register.simple_tag(home.round_place)
register.simple_tag(home.results_place)
register.simple_tag(home.result_sentence)
register.simple_tag(home.result_stack)
register.filter("twin_bars", asked_built.shown)


@register.simple_tag
def place(name: str) -> str:
    """The address of a named place of the member site, "" where it is missing."""
    return address(name)


@register.filter
def wording(need: Any) -> Any:
    """The words of a need for this reader; their ``language`` may be the other one."""
    return need.wording(reader_language())


@register.filter
def title_language(page: Any) -> str:
    """The language in which a decision page's title stands: its need's wording."""
    words = page.decision.proposal.wording(reader_language())
    return str(words.language) if words else reader_language()
