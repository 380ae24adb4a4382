"""Tags and filters every template may use. Each component's template names its inputs."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, Form
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from governance.values import vocabulary
from portal.formats import moments
from portal.site import charts, languages
from portal.site.naming import told_apart
from portal.site.thread import Stop, small_stops

register = template.Library()


@register.inclusion_tag("components/thread.html")
def thread(stops: Iterable[Stop] | str, small: bool = False) -> dict[str, Any]:
    """The thread of a need. A status in place of the stops draws the small one."""
    drawn = small_stops(stops) if isinstance(stops, str) else list(stops)
    return {"stops": drawn, "small": small or isinstance(stops, str)}


@register.inclusion_tag("components/chip.html")
def chip(tag: Any, told: bool = False) -> dict[str, Any]:
    """A value served (+) or gone against (-): a ValueTag, a Term or a value's key.
    ``told``: how strongly, and its sentence, for all eyes."""
    key = getattr(tag, "value", None) or getattr(tag, "key", None) or str(tag)
    return {
        "term": vocabulary.values().get(key) or vocabulary.Term(key, key, key),
        "weight": getattr(tag, "weight", 0),
        "told": told,
    }


@register.inclusion_tag("components/badge.html")
def badge(text: object, tone: str = "plain") -> dict[str, Any]:
    return {"text": text, "tone": tone}


@register.inclusion_tag("components/status.html")
def status_badge(proposal: Any) -> dict[str, Any]:
    """The stage of a need as a badge in the colour of its stage."""
    return {"proposal": proposal}


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(chart: charts.Chart) -> dict[str, Any]:
    return {"chart": chart}


@register.inclusion_tag("components/meter.html")
def meter(meter: charts.Meter) -> dict[str, Any]:
    return {"meter": meter}


@register.inclusion_tag("components/stack.html")
def stack(stack: charts.Stack) -> dict[str, Any]:
    return {"stack": stack}


@register.inclusion_tag("components/steps.html")
def steps(now: int, *labels: str) -> dict[str, Any]:
    """Where the reader is in a task of a few pages; by default those of a vote."""
    return {"now": now, "labels": labels or (_("Choose"), _("Check"), _("Receipt"))}


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*parts: str, second: str = "") -> dict[str, Any]:
    """Label and address in turn; the last label, without address, is this page.

    ``second`` is the language of the second label, where a member wrote it.
    """
    pairs = zip(parts[0::2], [*parts[1::2], ""], strict=False)
    crumbs = [{"label": label, "url": url, "language": ""} for label, url in pairs]
    if second:
        crumbs[1]["language"] = second
    return {"crumbs": crumbs}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form field with its label, hint and error, linked for screen readers."""
    described = [bound.auto_id + "_hint"] if bound.help_text else []
    described += [bound.auto_id + "_error"] if bound.errors else []
    attrs: dict[str, str | bool] = {}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    group = bound.field.widget.use_fieldset
    return {
        "field": bound,
        "widget": bound.as_widget(attrs={} if group else attrs),
        "described": " ".join(described),
        "group": group,
        "tick": getattr(bound.field.widget, "input_type", "") == "checkbox"
        and not group,
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: Form) -> dict[str, Any]:
    """What is wrong, each line a link to its field; takes the focus."""
    lines = [
        {"id": _first_control(form[name]) if name in form.fields else "", "text": text}
        for name, errors in form.errors.items()
        for text in told_apart(form, name, errors)
    ]
    return {"lines": lines}


def _first_control(bound: BoundField) -> str:
    suffix = "_0" if bound.field.widget.use_fieldset else ""
    return f"{bound.auto_id}{suffix}"


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the pages of a list, keeping the present search and filters."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    kept = query.urlencode()
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "pages": list(pages),
        "prefix": f"?{kept}&page=" if kept else "?page=",
    }


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside a word; never the only label of anything."""
    return format_html(
        '<svg class="icon" width="20" height="20" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        static("portal/icons.svg"),
        name,
    )


@register.simple_tag
def prose(html: str, language: str = "") -> SafeString:
    """Member text already made safe by ``governance.prose``, in its own language."""
    return format_html(
        '<div class="prose"{}>{}</div>',
        format_html(' lang="{}"', language) if language else "",
        mark_safe(html),  # noqa: S308 - written by governance.prose only
    )


@register.simple_tag
def home_url() -> str:
    return f"/{languages.reader_language()}/"


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[languages.LanguageLink]:
    return languages.language_links(
        context.get("request"),
        page=context.get("page"),
        alternates=context.get("alternates"),
    )


@register.filter
def in_language(thing: Any, name: str) -> str:
    """``{{ coop|in_language:"name" }}``: the words of the reader's language."""
    return languages.in_language(thing, name)


@register.filter
def public_name(person: Any, cooperative: Any) -> str:
    from governance.membership.names import public_name as name  # noqa: PLC0415

    return str(name(person, cooperative))


@register.filter
def day(at: date | datetime | None) -> str:
    return moments.day(at)


@register.filter
def short_day(at: date | datetime | None) -> str:
    return moments.short_day(at)


@register.filter
def moment(at: datetime | None) -> str:
    return moments.moment(at)


@register.filter
def term(key: str, kind: str) -> str:
    """The words of a vocabulary's key: ``{{ need.category|term:"categories" }}``."""
    terms: dict[str, vocabulary.Term] = getattr(vocabulary, kind)()
    return str(terms.get(key, key))
