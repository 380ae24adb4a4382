"""The parts of a brief that developers can take one by one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.proposals.models.brief import Brief


class BriefPart(models.Model):
    """A piece of the work with a title and a test of its own. It leaves for GitHub
    with its brief, by the same two people, as an issue under that of the need."""

    LEAST, MOST = 2, 8  # of one brief; one part alone is the whole

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="parts")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(_("title of the part"), max_length=200)
    title_fr = models.CharField(_("title of the part in French"), max_length=200)
    acceptance_test = models.TextField(
        _("how we will know that the part is done"), max_length=2000
    )
    effort_days = models.PositiveSmallIntegerField(
        _("effort of the part, in developer-days"), null=True, blank=True
    )

    class Meta:
        ordering = ["place", "pk"]
        verbose_name = _("part of a brief")
        verbose_name_plural = _("parts of a brief")

    def __str__(self) -> str:
        return self.title
