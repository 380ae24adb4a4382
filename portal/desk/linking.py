"""The coordinator's form: this need is that issue, which was there before us."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from cms.desk import scope
from cms.desk.views import Scoped
from governance.proposals import lifecycle
from governance.refusals import Refusal
from integrations.fates import Fate
from integrations.github import repositories
from integrations.github.client import connect
from integrations.github.errors import Missing
from integrations.github.linking import link_issue
from integrations.github.records import Issue
from integrations.models import MirrorLink, Repository

HIGHEST = 2**31 - 1


class LinkForm(forms.Form):
    need: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, to_field_name="number", label=gettext_lazy("Need")
    )
    repository: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Repository"), empty_label=None
    )
    issue = forms.IntegerField(
        label=gettext_lazy("Number of the issue"), min_value=1, max_value=HIGHEST
    )

    def __init__(self, person: Any, *args: Any) -> None:
        super().__init__(*args)
        free = scope.needs(person).filter(status__in=lifecycle.BUILDING)
        made = MirrorLink.objects.filter(number__isnull=False)
        free = free.exclude(pk__in=made.values("proposal")).order_by("number")
        self.fields["need"].queryset = free  # type: ignore[attr-defined]
        connected = Repository.objects.filter(remote_id__isnull=False, trouble="")
        self.fields["repository"].queryset = connected  # type: ignore[attr-defined]


class LinkView(Scoped, View):
    model = MirrorLink

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.shown(request, LinkForm(request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = LinkForm(request.user, request.POST)
        if not form.is_valid():
            return self.shown(request, form)
        try:
            _link(request.user, form.cleaned_data)
        except Missing:
            form.add_error("issue", _("There is no such issue in this repository."))
        except Fate:
            form.add_error(None, _("GitHub does not answer now. Try again later."))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The need is linked to this issue."))
            return redirect("mirror-links:index")
        return self.shown(request, form)

    def shown(self, request: HttpRequest, form: LinkForm) -> HttpResponse:
        status = 422 if form.is_bound else 200
        said = _(
            "Use this when developers opened an issue for a need by themselves. Their "
            "text stays as it is; the brief is added in a comment."
        )
        context = {
            "form": form, "title": _("Link an existing issue"), "icon": "link",
            "sentence": said,
        }  # fmt: skip
        return render(request, "integrations/desk/form.html", context, status=status)


def _link(person: Any, given: dict[str, Any]) -> None:
    home = given["repository"]
    issue = _read(home, given["issue"])
    link_issue(
        given["need"], by=person, at=timezone.now(), repository=home, issue=issue
    )


def _read(repository: Repository, number: int) -> Issue:
    client = connect()
    return client.issue(repositories.located(repository, client), number)
