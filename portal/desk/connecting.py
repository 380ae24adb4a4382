"""The repositories we mirror to: added by name, kept by id, tested in sentences."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from cms.desk import facts as read
from cms.desk import scope
from cms.desk.facts import Fact
from cms.desk.views import Scoped, ScopedInspect
from cms.desk.viewset import DeskViewSet
from governance.values import vocabulary
from integrations.fates import Fate
from integrations.github import connection, repositories
from integrations.github.client import connect
from integrations.models import Repository

DETAILS = ("categories", "language", "label_prefix")


def watched(person: Any) -> Any:
    rows = Repository.objects
    return rows.all() if scope.oversees(person) else rows.none()


class DetailsForm(forms.Form):
    """What the portal does in a repository; it may be changed at any time."""

    categories = forms.MultipleChoiceField(
        label=gettext_lazy("Subjects of the needs that go there"),
        help_text=gettext_lazy("The others go to the repository of the settings."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of its developers"),
        help_text=gettext_lazy(
            "Titles, texts and labels are in it; the other language is folded under. "
            "Briefs that are written already stay as they are."
        ),
        choices=settings.LANGUAGES,
        initial="en",
    )
    label_prefix = forms.RegexField(
        r"^[A-Za-z][A-Za-z0-9-]{0,19}$",
        label=gettext_lazy("Our labels begin with"),
        help_text=gettext_lazy(
            "Letters, digits and hyphens. Labels that are there already keep their names."
        ),
        error_messages={
            "invalid": gettext_lazy(
                "Begin with a letter; only letters, digits, hyphens."
            )
        },
        initial="coop",
        strip=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = vocabulary.categories().items()
        self.fields["categories"].choices = [(k, t.label) for k, t in terms]  # type: ignore[attr-defined]

    def keep(self, repository: Repository) -> None:
        for name in DETAILS:
            setattr(repository, name, self.cleaned_data[name])
        repository.save()


class RepositoryForm(DetailsForm):
    full_name = forms.RegexField(
        r"^[\w.-]+/[\w.-]+$",
        label=gettext_lazy("Repository"),
        help_text=gettext_lazy("As GitHub writes it: owner/name."),
        max_length=140,
        strip=True,
    )
    field_order = ("full_name",)


class AddView(Scoped, View):
    """A name is asked of GitHub at once: what is kept is the id."""

    model = Repository

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if not scope.oversees(request.user):
            raise PermissionDenied
        super().setup(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.shown(request, RepositoryForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RepositoryForm(request.POST)
        if not form.is_valid():
            return self.shown(request, form)
        name = form.cleaned_data["full_name"]
        known = Repository.objects.filter(full_name__iexact=name).first()
        repository = known or Repository(full_name=name)
        try:
            repositories.learn(repository, connect())
        except Fate:
            for finding in connection.findings(repository):
                if not finding.good:
                    form.add_error("full_name", finding.sentence)
            return self.shown(request, form)
        form.keep(repository)
        messages.success(request, _("The repository is connected."))
        return redirect("repositories:test", repository.pk)

    def shown(self, request: HttpRequest, form: RepositoryForm) -> HttpResponse:
        status = 422 if form.is_bound else 200
        context = {"form": form, "title": _("Connect a repository"), "icon": "code"}
        return render(request, "integrations/desk/form.html", context, status=status)


class ChangeView(Scoped, View):
    """Its subjects, its language and the prefix of our labels."""

    model = Repository

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        repository = get_object_or_404(self.mine(request), pk=pk)
        known = {name: getattr(repository, name) for name in DETAILS}
        return self.shown(request, DetailsForm(initial=known), repository)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        repository = get_object_or_404(self.mine(request), pk=pk)
        form = DetailsForm(request.POST)
        if not form.is_valid():
            return self.shown(request, form, repository)
        form.keep(repository)
        messages.success(request, _("Kept."))
        return redirect("repositories:inspect", repository.pk)

    def shown(
        self, request: HttpRequest, form: DetailsForm, repository: Repository
    ) -> HttpResponse:
        status = 422 if form.is_bound else 200
        title = _("What the portal does in %(name)s") % {"name": repository.full_name}
        context = {"form": form, "title": title, "icon": "code"}
        return render(request, "integrations/desk/form.html", context, status=status)


class TestView(Scoped, View):
    """What works and what is missing. Asking writes nothing over there."""

    model = Repository

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        repository = get_object_or_404(self.mine(request), pk=pk)
        context = {
            "repository": repository,
            "findings": connection.findings(repository),
        }
        return render(request, "integrations/desk/connection.html", context)


class RepositoryInspect(ScopedInspect):
    template_name = "integrations/desk/inspect.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        url = reverse("repositories:test", args=[self.object.pk])
        acts = [(_("Test the connection"), url)]
        change = reverse("repositories:change", args=[self.object.pk])
        acts.append((_("Change its language, labels and subjects"), change))
        acts.append((_("Connect a repository"), reverse("repositories:connect")))
        return super().get_context_data(**kwargs) | {"acts": acts}


class RepositoryViewSet(DeskViewSet):
    model = Repository
    name = "repositories"
    icon = "code"
    menu_label = gettext_lazy("Repositories")
    menu_order = 350
    rows = staticmethod(watched)
    audience = staticmethod(scope.oversees)
    inspect_view_class = RepositoryInspect
    ordering = ("full_name",)
    facts = (
        Fact("name", gettext_lazy("Repository"), read.of("full_name"), "full_name"),
        Fact("trouble", gettext_lazy("Problem"), read.of("get_trouble_display")),
        Fact("swept", gettext_lazy("Compared"), read.moment("swept_at"), "swept_at"),
        Fact(
            "polled", gettext_lazy("Last look"), read.moment("polled_at"), "polled_at"
        ),
    )
    details = (
        Fact("id", gettext_lazy("Number at GitHub"), read.of("remote_id")),
        Fact("url", gettext_lazy("Address"), read.of("html_url")),
        Fact(
            "language",
            gettext_lazy("Language of its developers"),
            read.of("get_language_display"),
        ),
        Fact("prefix", gettext_lazy("Our labels begin with"), read.of("label_prefix")),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        add, test = self.construct_view(AddView), self.construct_view(TestView)
        return [
            *super().get_urlpatterns(),
            path("connect/", add, name="connect"),
            path("test/<int:pk>/", test, name="test"),
            path("change/<int:pk>/", self.construct_view(ChangeView), name="change"),
        ]
