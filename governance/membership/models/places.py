"""Where members meet: co-operatives and their federation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Federation(models.Model):
    slug = models.SlugField(unique=True)
    name_fr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    mission_fr = models.TextField(blank=True)
    mission_en = models.TextField(blank=True)
    region = models.CharField(max_length=100, blank=True)
    founded = models.PositiveSmallIntegerField(null=True, blank=True)
    website = models.URLField(blank=True)
    values_emphasised = models.JSONField(default=list, blank=True)
    voting_rule = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("federation")
        verbose_name_plural = _("federations")
        permissions = [("oversee_federation", "May act for the federation")]

    def __str__(self) -> str:
        return self.name_fr


class Cooperative(models.Model):
    """A health co-operative. Its by-law figures are settings with a reference."""

    class Kind(models.TextChoices):
        SOLIDARITY = "solidarity", _("solidarity co-operative")
        USERS = "users", _("users’ co-operative")
        WORKERS = "workers", _("workers’ co-operative")

    federation = models.ForeignKey(
        Federation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cooperatives",
    )
    slug = models.SlugField(unique=True)
    name_fr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.SOLIDARITY)
    region = models.CharField(max_length=100, blank=True)
    place = models.CharField(max_length=100, blank=True)
    founded = models.PositiveSmallIntegerField(null=True, blank=True)
    website = models.URLField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    languages = models.JSONField(default=list, blank=True)
    mission_fr = models.TextField(blank=True)
    mission_en = models.TextField(blank=True)
    values_emphasised = models.JSONField(default=list, blank=True)
    voting_members = models.PositiveIntegerField(
        default=0, help_text=_("People with the right to vote, by the legal register.")
    )
    federation_votes = models.PositiveSmallIntegerField(default=1)
    notice_days = models.PositiveSmallIntegerField(default=15)
    quorum_members = models.PositiveSmallIntegerField(default=20)
    quorum_online_pct = models.PositiveSmallIntegerField(default=5)
    bylaw_ref = models.CharField(max_length=60, blank=True)
    casting_vote_ref = models.CharField(
        max_length=60,
        blank=True,
        help_text=_(
            "The article of the by-law that gives the chair of a meeting a casting vote. "
            "Empty: a tie rejects."
        ),
    )
    privacy_officer_role = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["short_name"]
        verbose_name = _("co-operative")
        verbose_name_plural = _("co-operatives")
        permissions = [
            ("coordinate_cooperative", "May accept needs and write briefs"),
            ("confirm_briefs", "May confirm a brief another person wrote"),
            ("run_rounds", "May prepare, open, seal and void rounds"),
            ("record_decisions", "May record the board's decisions"),
            ("steer_roadmap", "May place mandated needs on the roadmap"),
        ]

    def __str__(self) -> str:
        return self.short_name
