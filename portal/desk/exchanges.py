"""Lists over the post room, in the manner of the boards' desk."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from cms.desk import facts as read
from cms.desk import scope
from cms.desk.facts import Fact
from cms.desk.views import ScopedInspect
from cms.desk.viewset import DeskViewSet
from cms.facts.needs import wordings
from integrations.models import Delivery, InboundEvent, MirrorLink
from portal.desk.answering import AnswerViewSet, HeardViewSet
from portal.desk.connecting import RepositoryViewSet
from portal.desk.jobs import JobViewSet
from portal.desk.linking import LinkView
from portal.desk.retrying import RetryView, can_be_retried
from portal.desk.telling import told


def deliveries(person: Any) -> QuerySet[Delivery]:
    return Delivery.objects.all() if scope.oversees(person) else Delivery.objects.none()


def events(person: Any) -> QuerySet[InboundEvent]:
    rows = InboundEvent.objects
    return rows.all() if scope.oversees(person) else rows.none()


def mirror_links(person: Any) -> QuerySet[MirrorLink]:
    return MirrorLink.objects.filter(proposal__cooperative__in=scope.places(person))


class DeliveryInspect(ScopedInspect):
    template_name = "cms/desk/delivery.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        again = reverse("deliveries:retry", args=[self.object.pk])
        retriable = can_be_retried(self.object)
        return super().get_context_data(**kwargs) | {
            "retry_url": again if retriable else ""
        }


class DeliveryViewSet(DeskViewSet):
    model = Delivery
    name = "deliveries"
    icon = "mail"
    menu_label = _("Deliveries")
    menu_order = 100
    rows = staticmethod(deliveries)
    audience = staticmethod(scope.oversees)
    inspect_view_class = DeliveryInspect
    list_filter = ("fate", "channel")
    ordering = ("-pk",)
    facts = (
        Fact("delivery", _("Delivery"), told),
        Fact("fate", _("Fate"), read.of("get_fate_display"), "fate"),
        Fact("attempts", _("Tries"), read.of("attempts"), "attempts"),
        Fact("due", _("Due"), read.moment("due_at"), "due_at"),
        Fact("settled", _("Settled"), read.moment("settled_at"), "settled_at"),
        Fact("problem", _("Problem"), read.of("problem")),
    )
    details = (
        Fact("line", _("Journal line"), read.of("entry.number")),
        Fact("at", _("When it happened"), read.moment("entry.at")),
    )

    @staticmethod
    def fetch(rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("entry")

    def get_urlpatterns(self) -> list[URLPattern]:
        view = self.construct_view(RetryView)
        return [*super().get_urlpatterns(), path("retry/<int:pk>/", view, name="retry")]


class InboundEventViewSet(DeskViewSet):
    """The payload stays out of sight: it holds what others wrote on GitHub."""

    model = InboundEvent
    name = "inbound-events"
    icon = "download"
    menu_label = _("Events from GitHub")
    menu_order = 200
    rows = staticmethod(events)
    audience = staticmethod(scope.oversees)
    list_filter = ("event",)
    ordering = ("-received_at",)
    facts = (
        Fact("event", _("Event"), str, "event"),
        Fact("received", _("Received"), read.moment("received_at"), "received_at"),
        Fact("handled", _("Handled"), read.moment("handled_at"), "handled_at"),
        Fact("attempts", _("Tries"), read.of("attempts"), "attempts"),
        Fact("problem", _("Problem"), read.of("problem")),
    )
    details = (Fact("guid", _("Number of the event"), read.of("guid")),)


class LinkInspect(ScopedInspect):
    template_name = "integrations/desk/inspect.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acts = [(_("Link an existing issue"), reverse("mirror-links:link"))]
        return super().get_context_data(**kwargs) | {"acts": acts}


class MirrorLinkViewSet(DeskViewSet):
    model = MirrorLink
    name = "mirror-links"
    icon = "link"
    menu_label = _("Needs on GitHub")
    menu_order = 300
    rows = staticmethod(mirror_links)
    list_filter = ("state", "trouble", "repository")
    inspect_view_class = LinkInspect
    ordering = ("-pk",)
    facts = (
        Fact("need", _("Need"), lambda link: read.need_title(link.proposal)),
        Fact("issue", _("Issue"), str, "number"),
        Fact("state", _("State"), read.of("get_state_display"), "state"),
        Fact("trouble", _("Problem"), read.of("get_trouble_display"), "trouble"),
        Fact("repository", _("Repository"), read.of("repository.full_name")),
        Fact("created", _("Opened"), read.day("created_remotely_at")),
        Fact("closed", _("Closed"), read.day("closed_at"), "closed_at"),
    )
    details = (
        Fact("url", _("Address"), read.of("html_url")),
        Fact("pull", _("Pull request"), read.of("pull_url")),
        Fact("merged", _("Merged"), read.moment("pull_merged_at")),
    )

    @staticmethod
    def fetch(rows: QuerySet[Any]) -> QuerySet[Any]:
        related = rows.select_related("proposal__cooperative", "repository")
        return related.prefetch_related(wordings("proposal"))

    def get_urlpatterns(self) -> list[URLPattern]:
        view = self.construct_view(LinkView)
        return [*super().get_urlpatterns(), path("link/", view, name="link")]


class ExchangesGroup(ModelViewSetGroup):
    menu_label = _("Exchanges")
    menu_icon = "mail"
    menu_order = 120
    items = (
        DeliveryViewSet,
        JobViewSet,
        InboundEventViewSet,
        MirrorLinkViewSet,
        HeardViewSet,
        AnswerViewSet,
        RepositoryViewSet,
    )
