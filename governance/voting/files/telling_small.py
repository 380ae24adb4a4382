"""The outcome of a case worked by hand, for people."""

from typing import Any

from django.utils.translation import gettext as _

from governance.voting.files.tables import table


def lines(rule: str, told: dict[str, Any]) -> list[str]:
    """A sentence, then a table."""
    if rule == "delegation":
        return [_delegation(told), "", *_carried(told)]
    if rule == "double-majority":
        return [_double(told), "", *_members_and_coops(told)]
    return [_majority(told), "", *_answers(told)]


def _majority(told: dict[str, Any]) -> str:
    if told["passes"]:
        return _("It passes.")
    if not told["quorum_met"]:
        return _("It does not pass: too few people voted.")
    return _("It does not pass: the yes votes do not reach the threshold.")


def _answers(told: dict[str, Any]) -> list[str]:
    names = {"yes": _("yes"), "no": _("no"), "abstain": _("abstention")}
    rows = [[name, told[key]] for key, name in names.items()]
    return table([_("Answer"), _("Votes")], rows)


def _double(told: dict[str, Any]) -> str:
    if told.get("quorum_met") is False:
        return _("It does not pass: too few people voted.")
    if told["passes"]:
        return _("It passes: members and co-operatives say yes.")
    if told["members_majority"]:
        return _("It does not pass: members say yes, co-operatives do not.")
    if told["coops_majority"]:
        return _("It does not pass: co-operatives say yes, members do not.")
    return _("It does not pass: neither members nor co-operatives say yes.")


def _members_and_coops(told: dict[str, Any]) -> list[str]:
    members = told["members_yes"], told["members_yes"] + told["members_no"]
    return table(
        ["", _("yes"), _("Out of")],
        [
            [_("Members who said yes or no"), *members],
            [_("Co-operatives"), told["coops_yes"], told["coops_total"]],
        ],
    )


def _delegation(told: dict[str, Any]) -> str:
    if told["uncast"]:
        names = ", ".join(told["uncast"])
        return _("Nobody casts the votes of: %(names)s.") % {"names": names}
    return _("Every vote that was lent is cast.")


def _carried(told: dict[str, Any]) -> list[str]:
    return table([_("Person"), _("Votes")], list(told["weight_by_caster"].items()))
