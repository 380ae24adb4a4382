"""Steps of background work that were given up: why, and “try again”."""

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
from portal.models import Job
from portal.work import queue


def given_up(person: Any) -> QuerySet[Job]:
    dead = Job.objects.filter(status=Job.Status.DEAD)
    return dead if scope.oversees(person) else dead.none()


def step(job: Job) -> str:
    """What it was to do, as the queue calls it: “seal round 12”."""
    return job.dedupe_key or job.task.rpartition(".")[2].replace("_", " ")


def last_word(job: Job) -> str:
    """The last line of the error: the rest is for whoever reads the logs."""
    return job.problem.strip().rpartition("\n")[2]


class JobInspect(ScopedInspect):
    template_name = "integrations/desk/inspect.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        again = reverse("jobs:retry", args=[self.object.pk])
        return super().get_context_data(**kwargs) | {"acts": [(_("Try again"), again)]}


class JobRetry(Scoped, View):
    """Asked first, then done by a POST."""

    model = Job

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        job = get_object_or_404(self.mine(request), pk=pk)
        shown = {"job": job, "step": step(job), "problem": last_word(job)}
        return render(request, "cms/desk/job_retry.html", shown)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        queue.revive(self.mine(request).filter(pk=pk), timezone.now())
        messages.success(request, _("The step is due again: it runs shortly."))
        return redirect("jobs:index")


class JobViewSet(DeskViewSet):
    model = Job
    name = "jobs"
    icon = "warning"
    menu_label = gettext_lazy("Steps given up")
    menu_order = 150
    rows = staticmethod(given_up)
    audience = staticmethod(scope.oversees)
    inspect_view_class = JobInspect
    ordering = ("-finished_at",)
    facts = (
        Fact("step", gettext_lazy("Step"), step, "dedupe_key"),
        Fact("attempts", gettext_lazy("Tries"), read.of("attempts"), "attempts"),
        Fact(
            "given_up",
            gettext_lazy("Given up"),
            read.moment("finished_at"),
            "finished_at",
        ),
        Fact("problem", gettext_lazy("Problem"), last_word),
    )
    details = (Fact("asked", gettext_lazy("Asked"), read.moment("enqueued_at")),)

    def get_urlpatterns(self) -> list[URLPattern]:
        view = self.construct_view(JobRetry)
        return [*super().get_urlpatterns(), path("retry/<int:pk>/", view, name="retry")]
