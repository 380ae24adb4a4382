"""Every component on one page, with invented figures: to look at, and to test."""

from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.proposals.lifecycle import Status
from portal.site.charts import Bar, Chart, Meter, Slice, Stack
from portal.site.thread import KEYS, LABELS, Stop, small_stops

COUNTS = (42, 14, 11, 9, 6, 5)


class SampleForm(forms.Form):
    """One question of each kind, sent empty so that its errors show."""

    title = forms.CharField(
        label="Titre", help_text="Une ligne suffit.", max_length=120
    )
    text = forms.CharField(label="Texte", widget=forms.Textarea(attrs={"rows": 3}))
    subject = forms.ChoiceField(
        label="Sujet", choices=[("", "Choisir"), ("a", "Accès")]
    )
    answer = forms.ChoiceField(
        label="Réponse",
        choices=[("yes", "Oui"), ("no", "Non")],
        widget=forms.RadioSelect,
    )
    several = forms.MultipleChoiceField(
        label="Plusieurs",
        required=False,
        choices=[("a", "Un"), ("b", "Deux")],
        widget=forms.CheckboxSelectMultiple,
    )
    keep = forms.BooleanField(label="J’ai relu.", required=False)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    context = {
        "summary": summary(),
        "every_status": [
            SimpleNamespace(status=s, get_status_display=s.label) for s in Status
        ],
        "refused": small_stops(Status.REFUSED),
        "chart": chart(),
        "meter": Meter("Participation 38 %", 38, 100, "Quorum 25 % atteint", mark=25),
        "capacity": Meter("113 jours sur 120", 113, 120, "7 en réserve", tone="gold"),
        "stack": Stack(
            "Réponses",
            [
                Slice("1 204 pour", 1204),
                Slice("129 contre", 129, "maple"),
                Slice("101 abstentions", 101, "plain"),
            ],
        ),
        "tags": [
            SimpleNamespace(value="openness", weight=2),
            SimpleNamespace(value="empowerment", weight=1),
            SimpleNamespace(value="flexibility", weight=-1),
        ],
        "pages": Paginator(range(200), 12).page(5),
        "form": SampleForm({}),
        "fresh": SampleForm(auto_id="fresh_%s"),
        "tones": ["evergreen", "maple", "gold", "sky", "plain"],
        "icons": [
            "menu",
            "check",
            "warning",
            "info",
            "eye",
            "lock",
            "search",
            "heart",
            "talk",
            "question",
            "ballot",
            "decision",
            "map",
            "code",
            "box",
            "pencil",
            "out",
            "person",
            "people",
            "plus",
            "arrow",
            "clock",
            "print",
            "download",
            "star",
        ],
    }
    return render(request, "site/gallery.html", context)


def summary() -> list[Stop]:
    """The thread of all needs, as the front page shows it."""
    states = ["done"] * 5 + ["now"]
    rows = zip(KEYS, states, COUNTS, strict=True)
    return [
        Stop(key, str(LABELS[key]), state, detail="cette année", count=count)
        for key, state, count in rows
    ]


def chart() -> Chart:
    bars = [
        Bar("Résultats en langage clair", 812, "812 voix", cells=("30 j", "retenu")),
        Bar("Journal d’accès visible", 774, "774 voix", cells=("18 j", "retenu")),
        Bar("Lecture à voix haute", 455, "455 voix", "plain", ("12 j", "non retenu")),
    ]
    return Chart(
        title="Qui a demandé quoi",
        description="Le besoin le plus choisi vient en premier.",
        bars=bars,
        columns=("Besoin", "Voix", "Effort", "Suite"),
    )
