"""What is drawn once: the same words for everyone who reads that language."""

from django.template import Context, Template
from django.utils import translation


def drawn(template: Template, language: str, **inputs: object) -> str:
    with translation.override(language):
        return template.render(Context(inputs))


def test_a_steady_part_is_drawn_once_in_each_language() -> None:
    page = Template('{% steady %}{% translate "Votes" %} {{ name }}{% endsteady %}')
    assert drawn(page, "fr", name="a") == "Votes a"
    assert drawn(page, "fr", name="b") == "Votes a"
    assert drawn(page, "en", name="b") == "Votes b"


def test_it_is_drawn_again_for_each_value_it_names() -> None:
    page = Template("{% steady name %}{{ name }}{% endsteady %}")
    names = ["<a>", "b", "<a>"]
    assert [drawn(page, "fr", name=n) for n in names] == ["&lt;a&gt;", "b", "&lt;a&gt;"]


def test_it_forgets_rather_than_grow() -> None:
    page = Template("{% steady n %}{{ n }}{% endsteady %}")
    assert [drawn(page, "fr", n=n) for n in range(250)] == [str(n) for n in range(250)]
    assert len(page.nodelist[0].kept) <= 100
