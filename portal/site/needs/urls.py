"""Addresses of needs: read them, propose one, take part, coordinate."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from portal.site.needs.views import (
    answering,
    classifying,
    coordinating,
    delivering,
    excusing,
    proposing,
    reading,
    splitting,
    taking_part,
)

of_one_need = [
    path("", reading.need_short, name="need_short"),
    path(_("edit/"), proposing.need_edit, name="need_edit"),
    path(_("classify/"), classifying.need_classify, name="need_classify"),
    path(_("submit/"), proposing.need_submit, name="need_submit"),
    path(_("withdraw/"), proposing.need_withdraw, name="need_withdraw"),
    path(_("support/"), taking_part.need_support, name="need_support"),
    path(_("comment/"), taking_part.need_comment, name="need_comment"),
    path(_("confirm/"), taking_part.need_confirm, name="need_confirm"),
    path(_("try/"), taking_part.need_try, name="need_try"),
    path(_("delivery/"), delivering.need_delivery, name="need_delivery"),
    path(_("reopen/"), delivering.need_reopen, name="need_reopen"),
    path(_("translate/"), coordinating.need_translate, name="need_translate"),
    path(_("accept/"), coordinating.need_accept, name="need_accept"),
    path(_("answer/"), answering.need_answer, name="need_answer"),
    path(_("brief/"), coordinating.need_brief, name="need_brief"),
    path(_("brief/parts/"), splitting.need_parts, name="need_parts"),
    path(
        _("brief/confirm/"),
        coordinating.need_brief_confirm,
        name="need_brief_confirm",
    ),
]

urlpatterns = [
    path(
        _("needs/"),
        include(
            [
                path("", reading.need_list, name="need_list"),
                path(_("new/"), proposing.need_new, name="need_new"),
                path(_("alike/"), proposing.need_alike, name="need_alike"),
                path(_("numbers/"), excusing.excuses, name="excuses"),
                path(
                    _("numbers/<int:pk>/stop/"),
                    excusing.excuse_revoke,
                    name="excuse_revoke",
                ),
                path(
                    "<int:number>-<slug:slug>/", reading.need_detail, name="need_detail"
                ),
                path("<int:number>/", include(of_one_need)),
            ]
        ),
    )
]
