"""What a wording, a tag or a comment must be before it is kept."""

from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from governance import guard, prose
from governance.proposals.models import TEXT_MAX, TITLE_MAX
from governance.refusals import Refusal, require
from governance.values import vocabulary

VALUES_A_FAMILY = 3  # as in the members' survey: three choices, not all of them
SLUG_MAX = 80
FIRST_WEIGHT, OTHER_WEIGHT = 2, 1


def checked_text(
    text: str,
    *,
    most: int,
    empty: str,
    long: str,
    excused: guard.Excused | None = None,
    **names: object,
) -> str:
    """The text as it will be kept. ``empty`` and ``long`` are the sentences of
    refusal; both may use ``names``, ``long`` also ``length`` and ``most``, in
    characters. ``excused`` is for words that stay here; those of a brief leave."""
    text = prose.tidy(text)
    require(text != "", empty % names)
    require(len(text) <= most, long % (names | {"length": len(text), "most": most}))
    guard.refuse_blocked(text, excused)
    return text


def checked_title(title: str, excused: guard.Excused | None = None) -> str:
    return checked_text(
        " ".join(title.split()),
        most=TITLE_MAX,
        empty=_("Give your need a title."),
        long=_("The title has %(length)s characters; %(most)s is the most."),
        excused=excused,
    )


def checked_need(text: str, excused: guard.Excused | None = None) -> str:
    return checked_text(
        text,
        most=TEXT_MAX,
        empty=_("Describe your need in a few words."),
        long=_("The text has %(length)s characters; %(most)s is the most."),
        excused=excused,
    )


def checked_language(language: str) -> str:
    require(
        language in dict(settings.LANGUAGES),
        _("Choose French or English for the text."),
    )
    return language


def checked_key(key: str, known: Mapping[str, object], sentence: str) -> str:
    """A key of a vocabulary, or the sentence."""
    require(key in known, sentence)
    return key


def checked_barriers(barriers: Iterable[str]) -> list[str]:
    chosen = list(dict.fromkeys(barriers))
    for key in chosen:
        checked_key(key, vocabulary.barriers(), _("This obstacle is not in the list."))
    return chosen


def checked_values(values: Mapping[str, int] | Sequence[str]) -> dict[str, int]:
    """Value keys and weights, three at most of one family.

    A plain list is read in order: the first is served a lot (+2), the others are
    served (+1).
    """
    weights = dict(values) if isinstance(values, Mapping) else _weighed(values)
    known = vocabulary.values()
    for key, weight in weights.items():
        checked_key(key, known, _("This value is not in the list."))
        require(weight in (-2, -1, 1, 2), _("A value weighs −2, −1, 1 or 2."))
    families = [known[key].family for key in weights]
    if any(families.count(family) > VALUES_A_FAMILY for family in families):
        raise Refusal(
            _("Choose at most %(most)s values of each family.")
            % {"most": VALUES_A_FAMILY}
        )
    return weights


def _weighed(values: Sequence[str]) -> dict[str, int]:
    chosen = list(dict.fromkeys(values))
    return {k: FIRST_WEIGHT if i == 0 else OTHER_WEIGHT for i, k in enumerate(chosen)}


def slug_of(title: str, language: str) -> str:
    """The words of the title for its address; never empty."""
    cut = slugify(title)[:SLUG_MAX].strip("-_")
    return cut or {"fr": "besoin"}.get(language, "need")
