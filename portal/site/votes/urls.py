"""Addresses of rounds: read, vote, see what came out, check it, prepare one."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from portal.site.votes.views import (
    ballot,
    changing,
    correcting,
    paper,
    paper_counts,
    paper_people,
    paper_texts,
    preparing,
    published,
    reading,
    results,
    verifying,
)

urlpatterns = [
    path(_("votes/"), reading.round_list, name="round_list"),
    path(_("votes/new/"), preparing.round_new, name="round_new"),
    path(_("votes/<int:pk>/"), reading.round_detail, name="round_detail"),
    path(_("votes/<int:pk>/open/"), preparing.round_open, name="round_open"),
    path(_("votes/<int:pk>/edit/"), preparing.round_edit, name="round_edit"),
    path(_("votes/<int:pk>/delete/"), preparing.round_delete, name="round_delete"),
    path(_("votes/<int:pk>/cancel/"), changing.round_void, name="round_void"),
    path(_("votes/<int:pk>/extend/"), changing.round_extend, name="round_extend"),
    path(_("votes/<int:pk>/roll/"), correcting.round_roll, name="round_roll"),
    path(
        _("votes/<int:pk>/roll/correct/"), correcting.roll_correct, name="roll_correct"
    ),
    path(_("votes/<int:pk>/paper/"), paper.round_paper, name="round_paper"),
    path(
        _("votes/<int:pk>/paper/counters/"), paper.paper_counters, name="paper_counters"
    ),
    path(
        _("votes/<int:pk>/paper/<int:number>/people/"),
        paper_people.paper_people,
        name="paper_people",
    ),
    path(
        _("votes/<int:pk>/paper/<int:number>/count/"),
        paper_counts.paper_count,
        name="paper_count",
    ),
    path(
        _("votes/<int:pk>/paper/<int:number>/compare/"),
        paper_counts.paper_compare,
        name="paper_compare",
    ),
    path(
        _("votes/<int:pk>/paper/<int:number>/set-aside/"),
        paper.paper_aside,
        name="paper_aside",
    ),
    path(
        _("votes/<int:pk>/paper/<int:number>/anew/"),
        paper.paper_anew,
        name="paper_anew",
    ),
    path(
        _("votes/<int:pk>/paper/<int:number>/ballots.pdf"),
        paper.paper_ballots,
        name="paper_ballots",
    ),
    path(
        _("votes/<int:pk>/paper/<int:number>/sign-in.pdf"),
        paper.paper_sheet,
        name="paper_sheet",
    ),
    path(
        _("votes/<int:pk>/paper/<int:number>/ballots/"),
        paper_texts.paper_ballots_text,
        name="paper_ballots_text",
    ),
    path(
        _("votes/<int:pk>/paper/<int:number>/sign-in/"),
        paper_texts.paper_sheet_text,
        name="paper_sheet_text",
    ),
    path(_("votes/<int:pk>/ballot/"), ballot.choose, name="round_ballot"),
    path(_("votes/<int:pk>/ballot/check/"), ballot.check, name="round_check"),
    path(_("votes/<int:pk>/ballot/receipt/"), ballot.receipt, name="round_receipt"),
    path(_("votes/<int:pk>/results/"), results.round_results, name="round_results"),
    path(
        _("votes/<int:pk>/results/answers/"),
        results.round_answers,
        name="round_answers",
    ),
    path(_("votes/<int:pk>/verify/"), verifying.round_verify, name="round_verify"),
    path(
        _("votes/<int:pk>/verify/bundle/"), published.round_bundle, name="round_bundle"
    ),
    path(_("votes/<int:pk>/verify/log/"), published.round_log, name="round_log"),
    path(
        _("votes/<int:pk>/verify/checkpoint/"),
        published.round_checkpoint,
        name="round_checkpoint",
    ),
]
