"""A part of a page that is the same for every reader of a language, drawn once."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MOST = 100  # drawings kept of one part


class Steady(template.Node):
    """Keeps what its part looked like in each language, and for each value of
    ``varies``, as long as the template itself is kept."""

    def __init__(self, nodelist: NodeList, varies: list[FilterExpression]) -> None:
        self.nodelist, self.varies = nodelist, varies
        self.kept: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        key = (get_language(), *(one.resolve(context) for one in self.varies))
        drawn = self.kept.get(key)
        if drawn is None:
            drawn = self.nodelist.render(context)
            if len(self.kept) >= MOST:
                self.kept.clear()
            self.kept[key] = drawn
        return drawn


@register.tag
def steady(parser: Parser, token: Token) -> Steady:
    """``{% steady %}…{% endsteady %}``: nothing inside may depend on anything but the
    language and the values named after the word, which must be hashable and few."""
    varies = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodelist = parser.parse(("endsteady",))
    parser.delete_first_token()
    return Steady(nodelist, varies)
