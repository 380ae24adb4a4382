"""What a ballot reveals, said beside the paper and again before it is cast."""

from django.utils.translation import gettext as _

from governance.voting.models import Round


def on_the_paper(round: Round) -> list[str]:
    """In short, by the secrecy and the rule of the round."""
    if round.secrecy == Round.Secrecy.RECORDED:
        return [_recorded(), _("Nothing of it goes to GitHub.")]
    kept = _(
        "That you voted is noted. What you chose never carries your name, is not "
        "published with it and does not go to GitHub."
    )
    return [kept, *_by_place(round)]


def before_casting(round: Round) -> list[str]:
    nothing_yet = _("Nothing is cast yet.")
    if round.secrecy == Round.Secrecy.RECORDED:
        return [f"{nothing_yet} {_recorded()}"]
    nameless = _(
        "Your ballot will carry no name; the roll will only note that you voted."
    )
    return [f"{nothing_yet} {nameless}", *_by_place(round)]


def _recorded() -> str:
    return _(
        "This vote is recorded: once it is counted, members of the co-operatives that "
        "vote can read your answer with your name."
    )


def _by_place(round: Round) -> list[str]:
    if round.rule != Round.Rule.DOUBLE_MAJORITY:
        return []
    return [
        _(
            "The total of your co-operative is published where at least ten people vote "
            "in it; else together with that of others. Never a single answer."
        )
    ]
