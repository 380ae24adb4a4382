"""Releases, told to members: what changes for me."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import ChangeBlock, HandBlock
from cms.facts import previews, releases, untold
from cms.models.told import NOT_HERE, ToldIndexPage, ToldPage, WordsTester
from cms.wording import WordingForm
from governance.releases import permissions
from governance.releases.models import Release
from governance.releases.queries import asked_versus_built


class ReleaseIndexPage(ToldIndexPage):
    subpage_types = ["cms.ReleasePage"]
    page_description = _("All the releases, with asked versus built; lists itself.")
    template = "cms/release_index_page.html"

    class Meta:
        verbose_name = _("list of releases")
        verbose_name_plural = _("lists of releases")

    def told(self) -> models.QuerySet[Any]:
        return ReleasePage.objects.live().child_of(self).select_related("release")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "listing": releases.listing(self.told(), asked=request.GET),
            "built": asked_versus_built(),
            "previews": previews.newest(),
            "untold": untold.untold(self.told()),
        }


class FrenchFirst(WordsTester):
    """An official page is never in English only."""

    def can_publish(self) -> bool:
        return super().can_publish() and self.page.may_go_live()


class ReleasePage(ToldPage):
    """The facts stay in the release; the page holds words for members. It is a draft
    until a coordinator publishes it, and then members are written to."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="pages")
    words = RichTextField(
        _("what changes for members"),
        blank=True,
        features=["bold", "italic", "link", "ol", "ul"],
        help_text=_("In plain words. The needs delivered are listed by themselves."),
    )
    changes = StreamField(
        [("change", ChangeBlock())],
        blank=True,
        verbose_name=_("what changes, need by need"),
    )
    hands = StreamField(
        [("hand", HandBlock())],
        blank=True,
        verbose_name=_("hands to thank"),
        help_text=_(
            "As their public work on GitHub tells. Take out whoever asked not to be "
            "named. Members are thanked by themselves, under the name each chose."
        ),
    )
    thanks = models.TextField(
        _("thanks"),
        max_length=1000,
        blank=True,
        help_text=_("By role: name someone only if they asked to be named."),
    )

    base_form_class = WordingForm
    content_panels = [
        FieldPanel("title", read_only=True, help_text=NOT_HERE),
        FieldPanel("words"),
        FieldPanel("changes"),
        FieldPanel("hands"),
        FieldPanel("thanks"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("words")]

    parent_page_types = ["cms.ReleaseIndexPage"]
    is_creatable = False  # the portal makes it when the release is recorded
    page_description = _("One release, told to members; prepared by the portal.")
    template = "cms/release_page.html"

    class Meta:
        verbose_name = _("release page")
        verbose_name_plural = _("release pages")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "language"],
                name="one_page_a_release_and_language",
            )
        ]

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        facts = releases.facts(self.release, changes=self.words_of_needs())
        hands = [dict(block.value) for block in self.hands]
        return super().get_context(request, *args, **kwargs) | {
            "facts": facts,
            "hands": releases.by_role(hands),
        }

    def words_of_needs(self, changes: Any = None) -> dict[int, str]:
        """What changes, by number of need; of ``changes`` that are being written."""
        told = [block.value for block in (self.changes if changes is None else changes)]
        return {each["number"]: each["words"] or "" for each in told}

    def wordless(self, changes: Any = None) -> list[int]:
        """The needs it delivers of which nobody said what changes."""
        words = self.words_of_needs(changes)
        lines = self.release.delivered.order_by("proposal__number")
        numbers = lines.values_list("proposal__number", flat=True)
        return [number for number in numbers if not words.get(number, "").strip()]

    def permissions_for_user(self, user: Any) -> FrenchFirst:
        return FrenchFirst(user, self)

    def may_be_worded_by(self, person: Any) -> bool:
        return permissions.can_tell(person, self.release)

    def may_go_live(self) -> bool:
        if self.language == "fr":
            return True
        french = ReleasePage.objects.filter(release=self.release, language="fr")
        return french.live().exists()
