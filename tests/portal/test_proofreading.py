"""What ``make check`` finds by the house's own means, and what it lets pass."""

from pathlib import Path

import pytest
from django.conf import settings

from portal.proofreading import sentences, shape


def test_the_house_holds_its_own_shape() -> None:
    root = Path(settings.BASE_DIR)
    assert shape.too_long(root) == shape.empty_names(root) == []
    assert sentences.untranslated(root / "templates") == []


def test_long_files_and_names_that_say_nothing_are_told(tmp_path: Path) -> None:
    for name, lines in {
        "governance/voting/bundle/verify.py": 900,
        "governance/voting/rules.py": 250,
        "governance/voting/migrations/0001_initial.py": 900,
        "governance/voting/counting.py": 251,
        "portal/helpers.py": 1,
        "portal/_utils.py": 1,
        "cms/services/mail.py": 1,
        "portal/management/commands/serve.py": 1,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n" * lines)
    assert [said.split(":")[0] for said in shape.too_long(tmp_path)] == [
        "governance/voting/counting.py"
    ]
    assert [said.split(":")[0] for said in shape.empty_names(tmp_path)] == [
        "cms/services/mail.py", "portal/_utils.py", "portal/helpers.py"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "<p>Votre appui est compté.</p>",
        '<p>{% translate "Needs" %} and more</p>',
        '<img alt="A picture of the hall">',
        '<p lang="{{ code }}">{{ name }}</p><p>Bonjour</p>',
        '{% include "a.html" with title="No need yet" %}',
        "{{ name|default:'not said yet' }}",
        "Bonjour {{ person }}",
    ],
)
def test_a_sentence_that_stands_as_it_is_is_told(text: str) -> None:
    assert sentences.found(text)


@pytest.mark.parametrize(
    "text",
    [
        '{# a comment #}<p title="{% translate "Needs" %}">{{ name }} – 12 $</p>',
        "{% blocktranslate %}Votre appui{% endblocktranslate %}",
        "<code>python3 verify.py</code><style>p { color: red }</style>",
        '<a lang="fr">Lire la page <b>en français</b></a> Passerelle',
        '{% if said == "too long ago" %}{{ at|date:"j F Y" }}{% endif %}',
        '{% if "count paper" in acts %}{% badge _("not yet said") %}{% endif %}',
    ],
)
def test_what_is_translated_or_no_sentence_passes(text: str) -> None:
    assert sentences.found(text) == []
