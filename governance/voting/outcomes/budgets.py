"""Needs bought with a shared-out budget of developer-days."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting.models import Result
from governance.voting.outcomes import choosing


def retained(result: Result) -> str:
    bought = result.figures["elected"]
    if not bought:
        return _("No need is retained.")
    return choosing.retained(result, bought)


def spent(result: Result) -> str:
    """What part of the days is taken up, and what is left."""
    figures = result.figures
    used = ngettext(
        "%(spent)s of the %(budget)s developer-day is taken up.",
        "%(spent)s of the %(budget)s developer-days are taken up.",
        figures["budget"],
    )
    return used % {
        "spent": number_format(figures["spent"]),
        "budget": number_format(figures["budget"]),
    }
