"""Developers' words, and the co-op's answers that leave for them by a click."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from cms.desk import facts as read
from cms.desk import scope
from cms.desk.facts import Fact
from cms.desk.views import Scoped, ScopedInspect
from cms.desk.viewset import DeskViewSet
from cms.facts.needs import wordings
from governance.proposals.actions import outside
from governance.proposals.models import Comment
from governance.refusals import Refusal
from integrations.fates import WillNeverWork
from integrations.github import answers
from integrations.models import Heard


def words(person: Any) -> QuerySet[Heard]:
    return Heard.objects.filter(link__proposal__cooperative__in=scope.places(person))


def answers_of(person: Any) -> QuerySet[Comment]:
    """Answers in a co-op's name under needs that have an issue."""
    own = Comment.objects.filter(
        kind=Comment.Kind.ANSWER, proposal__cooperative__in=scope.places(person)
    )
    mirrored = own.filter(proposal__mirror_links__number__isnull=False)
    return own.filter(pk__in=mirrored.values("pk"))


class SendView(Scoped, View):
    """Shows exactly what will leave, then lets it leave by a POST."""

    model = Comment

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        comment = get_object_or_404(self.mine(request), pk=pk)
        shown = {"comment": comment, "text": answers.worded(comment)}
        return render(request, "integrations/desk/answer.html", shown)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        comment = get_object_or_404(self.mine(request), pk=pk)
        try:
            answers.check(comment)
            outside.release_answer(comment, by=request.user, at=timezone.now())  # type: ignore[arg-type]
        except WillNeverWork:
            said = _("The answer names a person or holds personal information.")
            messages.error(request, said)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The answer leaves for GitHub shortly."))
        return redirect("answers:index")


class AnswerInspect(ScopedInspect):
    template_name = "integrations/desk/inspect.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acts = []
        if not self.object.remarks.filter(remote_id__isnull=False).exists():
            url = reverse("answers:send", args=[self.object.pk])
            acts = [(_("Send to the developers"), url)]
        return super().get_context_data(**kwargs) | {"acts": acts}


class AnswerViewSet(DeskViewSet):
    model = Comment
    name = "answers"
    icon = "comment"
    menu_label = gettext_lazy("Answers to developers")
    menu_order = 320
    rows = staticmethod(answers_of)
    inspect_view_class = AnswerInspect
    ordering = ("-pk",)
    facts = (
        Fact("answer", gettext_lazy("Answer"), lambda c: c.text[:80]),
        Fact("need", gettext_lazy("Need"), lambda c: read.need_title(c.proposal)),
        Fact("at", gettext_lazy("Given"), read.day("at"), "at"),
        Fact(
            "sent",
            gettext_lazy("On GitHub"),
            lambda c: (
                _("yes") if any(r.remote_id for r in c.remarks.all()) else _("no")
            ),
        ),
    )

    @staticmethod
    def fetch(rows: QuerySet[Any]) -> QuerySet[Any]:
        related = rows.select_related("proposal__cooperative")
        return related.prefetch_related(wordings("proposal"), "remarks")

    def get_urlpatterns(self) -> list[URLPattern]:
        send = self.construct_view(SendView)
        return [*super().get_urlpatterns(), path("send/<int:pk>/", send, name="send")]


class HeardViewSet(DeskViewSet):
    model = Heard
    name = "words-from-github"
    icon = "comment"
    menu_label = gettext_lazy("Words from GitHub")
    menu_order = 310
    rows = staticmethod(words)
    list_filter = ("fate",)
    ordering = ("-at",)
    facts = (
        Fact("need", gettext_lazy("Need"), lambda h: read.need_title(h.link.proposal)),
        Fact("fate", gettext_lazy("Fate"), read.of("get_fate_display"), "fate"),
        Fact("at", gettext_lazy("Received"), read.moment("at"), "at"),
    )
    details = (Fact("url", gettext_lazy("Address"), read.of("html_url")),)

    @staticmethod
    def fetch(rows: QuerySet[Any]) -> QuerySet[Any]:
        related = rows.select_related("link__proposal__cooperative")
        return related.prefetch_related(wordings("link__proposal"))
