"""Who meets which answer at which address: the source of ``test_table``.

One line an address and state of what stands there; then a status for each role, in
the order of ``ROLES``, or one status for everybody. An address of the portal without a
line fails the tests.

Read a few of them: a draft is hidden (404) from all but its author and the
coordinator; a need is public, so acting on it is refused with a sentence (403), and
whoever is not signed in is asked to do so (302); a superuser is a stranger here.
"""

from dataclasses import dataclass

from tests.portal.doors.world import ROLES


@dataclass(frozen=True)
class Row:
    """``state`` says which need, round or page stands at the address."""

    name: str
    state: str
    statuses: dict[str, int]


def rows(table: str) -> list[Row]:
    return [_row(*line.split()) for line in table.splitlines() if line.strip()]


def _row(name: str, state: str, *statuses: str) -> Row:
    told = list(statuses) if len(statuses) > 1 else list(statuses) * len(ROLES)
    pairs = zip(ROLES, map(int, told), strict=True)
    return Row(name, state, dict(pairs))


#                                                  an. str aut mem oth aux coo sec f.c f.s off sup
GET = rows("""
need_detail                            draft       404 404 200 404 404 404 200 404 404 404 404 404
need_detail                            submitted   200
need_detail                            withdrawn   404 404 200 404 404 404 200 404 404 404 404 404
need_short                             draft       404 404 302 404 404 404 302 404 404 404 404 404
need_short                             released    302
need_edit                              draft       404 404 200 404 404 404 403 404 404 404 404 404
need_edit                              submitted   302 403 200 403 403 403 403 403 403 403 403 403
need_edit                              voted       302 403 403 403 403 403 403 403 403 403 403 403
need_classify                          draft       404 404 200 404 404 404 403 404 404 404 404 404
need_classify                          submitted   302 403 403 403 403 403 200 403 403 403 403 403
need_classify                          voted       302 403 403 403 403 403 403 403 403 403 403 403
need_submit                            draft       404 404 302 404 404 404 302 404 404 404 404 404
need_submit                            submitted   302
need_withdraw                          submitted   302
need_support                           submitted   302
need_comment                           submitted   302
need_confirm                           released    302 403 200 200 200 200 200 200 200 200 403 403
need_delivery                          in_test     302 403 403 403 403 403 200 403 403 403 200 403
need_reopen                            in_test     302 403 403 403 403 403 302 403 403 403 302 403
need_reopen                            released    302 403 403 403 403 403 200 403 403 403 200 403
need_translate                         submitted   302 403 200 403 403 403 200 403 403 403 403 403
need_accept                            submitted   302 403 403 403 403 403 200 403 403 403 403 403
need_accept                            voted       302 403 403 403 403 403 409 403 403 403 403 403
need_brief                             submitted   302 403 403 403 403 403 409 403 403 403 403 403
need_brief                             mandated    302 403 403 403 403 403 200 403 403 403 403 403
need_answer                            briefed     302 403 403 403 403 403 409 403 403 403 403 403
need_parts                             mandated    302 403 403 403 403 403 409 403 403 403 403 403
need_parts                             written     302 403 403 403 403 403 200 403 403 403 403 403
need_try                               in_test     302
need_brief_confirm                     mandated    302
need_brief_confirm                     written     302 403 403 403 403 403 200 200 403 403 200 403
decision_new                           draft       302 404 403 404 404 404 403 404 404 404 404 404
decision_new                           voted       302 403 403 403 403 403 403 200 403 403 403 403
decision_new                           refused     302 403 403 403 403 403 403 409 403 403 403 403
roadmap_place                          submitted   302 403 403 403 403 403 409 409 403 403 409 403
roadmap_place                          mandated    302 403 403 403 403 403 200 200 403 403 200 403
roadmap_move                           now         302
round_detail                           open        200
round_detail                           prepared    404 404 404 404 404 404 200 200 404 404 200 404
round_detail                           announced   200
round_detail                           closing     200
round_detail                           sealed      200
round_detail                           void        200
round_open                             prepared    302 404 404 404 404 404 200 200 404 404 200 404
round_open                             open        302 403 403 403 403 403 409 409 403 403 409 403
round_void                             open        302 403 403 403 403 403 200 200 403 403 200 403
round_void                             prepared    302 404 404 404 404 404 200 200 404 404 200 404
round_void                             sealed      302 403 403 403 403 403 409 409 403 403 409 403
round_edit                             prepared    302 404 404 404 404 404 200 200 404 404 200 404
round_edit                             open        302 403 403 403 403 403 409 409 403 403 409 403
round_delete                           prepared    302 404 404 404 404 404 200 200 404 404 200 404
round_delete                           open        302 403 403 403 403 403 409 409 403 403 409 403
round_extend                           open        302 403 403 403 403 403 200 200 403 403 200 403
round_extend                           prepared    302 404 404 404 404 404 409 409 404 404 409 404
round_roll                             open        302 403 403 403 403 403 200 200 403 403 200 403
round_roll                             prepared    302 404 404 404 404 404 409 409 404 404 409 404
round_roll                             sealed      302 403 403 403 403 403 409 409 403 403 409 403
roll_correct                           open        302 403 403 403 403 403 302 302 403 403 302 403
round_paper                            open        302 403 403 403 403 403 200 200 403 403 200 403
round_paper                            prepared    302 404 404 404 404 404 200 200 404 404 200 404
paper_counters                         open        302 403 403 403 403 403 200 200 403 403 200 403
paper_people                           open        302 403 403 403 403 403 200 200 403 403 200 403
paper_count                            open        302 403 403 403 403 403 200 200 403 403 200 403
paper_compare                          open        302 403 403 403 403 403 409 409 403 403 409 403
paper_aside                            open        302 403 403 403 403 403 200 200 403 403 200 403
paper_anew                             open        302 403 403 403 403 403 409 409 403 403 409 403
paper_ballots                          open        302 403 403 403 403 403 200 200 403 403 200 403
paper_sheet                            open        302 403 403 403 403 403 200 200 403 403 200 403
paper_sheet_text                       open        302 403 403 403 403 403 200 200 403 403 200 403
paper_ballots_text                     open        302 403 403 403 403 403 200 200 403 403 200 403
round_ballot                           prepared    404 404 404 404 404 404 409 409 404 404 409 404
round_ballot                           announced   409
round_ballot                           open        302 403 200 200 403 403 200 200 403 403 403 403
round_ballot                           choice      302 403 200 200 403 403 200 200 403 403 403 403
round_ballot                           closing     409
round_ballot                           sealed      409
round_ballot                           void        409
round_check                            open        302 403 302 302 403 403 302 302 403 403 403 403
round_receipt                          open        302 302 410 302 302 302 302 302 302 302 302 302
round_receipt                          prepared    404 404 404 404 404 404 302 302 404 404 302 404
round_results                          prepared    404 404 404 404 404 404 409 409 404 404 409 404
round_results                          open        409
round_results                          sealed      200
round_results                          void        200
round_answers                          prepared    404 404 404 404 404 404 409 409 404 404 409 404
round_answers                          open        409
round_answers                          sealed      409
round_verify                           open        200
round_verify                           sealed      200
round_verify                           prepared    404 404 404 404 404 404 200 200 404 404 200 404
round_bundle                           open        409
round_bundle                           sealed      200
round_log                              open        200
round_log                              prepared    404 404 404 404 404 404 409 409 404 404 409 404
round_checkpoint                       void        200
round_checkpoint                       prepared    404 404 404 404 404 404 409 409 404 404 409 404
coop_detail                            home        200
coop_witness                           home        302 403 403 403 403 403 403 200 403 403 403 403
need_list                              -           200
need_alike                             -           302 405 405 405 405 405 405 405 405 405 405 405
excuses                                -           302 403 403 403 403 403 200 403 200 403 403 403
excuse_revoke                          excuse      302 405 405 405 405 405 405 405 405 405 405 405
need_new                               -           302 403 200 200 200 200 200 200 200 200 403 403
round_list                             -           200
round_new                              -           302 403 403 403 403 403 200 200 200 200 200 403
roadmap                                -           200
cycle_new                              -           302 403 403 403 403 403 200 200 200 200 200 403
develop                                -           200
mirror_health                          -           200
held_words                             -           302 403 403 403 403 403 200 403 200 403 403 403
develop_json                           -           200
develop_atom                           -           200
need_feed                              -           200
decision_feed                          -           200
release_feed                           -           200
badge                                  submitted   200
badge                                  draft       404
meeting_list                           -           200
meeting_new                            -           302 403 403 403 403 403 200 200 200 200 403 403
meeting_detail                         assembly_now 200
meeting_detail                         assembly_prepared 404 404 404 404 404 404 200 200 404 404 404 404
meeting_edit                           assembly_prepared 302 404 404 404 404 404 200 200 404 404 404 404
meeting_cancel                         assembly_prepared 302 404 404 404 404 404 200 200 404 404 404 404
meeting_notice                         assembly_prepared 302 404 404 404 404 404 200 200 404 404 404 404
meeting_agenda                         assembly_prepared 302 404 404 404 404 404 200 200 404 404 404 404
meeting_point                          assembly_prepared 302 404 404 404 404 404 200 200 404 404 404 404
meeting_attendance                     assembly_now 302 403 403 403 403 403 200 200 403 403 403 403
meeting_presence                       assembly_now 302 403 403 403 403 403 200 200 403 403 403 403
meeting_sheet                          assembly_now 302 403 403 403 403 403 200 200 403 403 403 403
meeting_questions                      assembly_now 302 403 403 403 403 403 200 200 403 403 403 403
meeting_minutes                        assembly_now 302 403 403 403 403 403 200 200 403 403 403 403
meeting_run                            assembly_now 302 403 403 403 403 403 200 200 403 403 403 403
meeting_wall                           assembly_now 200
meeting_wall_now                       assembly_now 200
coop_list                              -           200
values                                 -           200
my_page                                -           302 200 200 200 200 200 200 200 200 200 200 200
my_settings                            -           302 200 200 200 200 200 200 200 200 200 200 200
sign_in                                -           200 302 302 302 302 302 302 302 302 302 302 302
sign_in_code                           -           302
sign_out                               -           302 200 200 200 200 200 200 200 200 200 200 200
demo_sign_in                           -           200
gallery                                -           200
home_redirect                          -           302
healthz                                -           200
readyz                                 -           503
github_webhook                         -           405
wagtailcore_login                      -           200 302 302 302 302 302 302 302 302 302 302 302
wagtail_serve                          -           200
wagtail_serve                          vie-privee/ 200
wagtail_serve                          nulle-part/ 404
wagtaildocs_serve                      -           404
wagtaildocs_authenticate_with_password -           404
wagtailcore_authenticate_with_password -           404
""")

# Sent: ``x=1``, which no form asks for. 422 is a form shown again, 302 an act done.
#                                                  an. str aut mem oth aux coo sec f.c f.s off sup
POST = rows("""
need_detail                            draft       405
need_short                             draft       405
need_edit                              draft       404 404 422 404 404 404 403 404 404 404 404 404
need_edit                              submitted   302 403 422 403 403 403 403 403 403 403 403 403
need_edit                              voted       302 403 403 403 403 403 403 403 403 403 403 403
need_classify                          draft       404 404 422 404 404 404 403 404 404 404 404 404
need_classify                          submitted   302 403 403 403 403 403 422 403 403 403 403 403
need_classify                          voted       302 403 403 403 403 403 403 403 403 403 403 403
need_submit                            draft       404 404 302 404 404 404 403 404 404 404 404 404
need_submit                            submitted   302 403 302 403 403 403 403 403 403 403 403 403
need_withdraw                          submitted   302 403 302 403 403 403 403 403 403 403 403 403
need_support                           submitted   302 403 302 302 302 302 302 302 302 302 403 403
need_comment                           submitted   302 422 422 422 422 422 422 422 422 422 422 422
need_confirm                           released    302 403 422 422 422 422 422 422 422 422 403 403
need_delivery                          in_test     302 403 403 403 403 403 422 403 403 403 422 403
need_reopen                            released    302 403 403 403 403 403 422 403 403 403 422 403
need_translate                         submitted   302 403 422 403 403 403 422 403 403 403 403 403
need_accept                            submitted   302 403 403 403 403 403 422 403 403 403 403 403
need_accept                            voted       302 403 403 403 403 403 409 403 403 403 403 403
need_brief                             submitted   302 403 403 403 403 403 409 403 403 403 403 403
need_brief                             mandated    302 403 403 403 403 403 422 403 403 403 403 403
need_answer                            briefed     302 403 403 403 403 403 409 403 403 403 403 403
need_parts                             mandated    302 403 403 403 403 403 409 403 403 403 403 403
need_parts                             written     302 403 403 403 403 403 422 403 403 403 403 403
need_try                               in_test     302 404 404 404 404 404 404 404 404 404 404 404
need_brief_confirm                     mandated    302
need_brief_confirm                     written     302 403 403 403 403 403 403 302 403 403 302 403
decision_new                           draft       302 404 403 404 404 404 403 404 404 404 404 404
decision_new                           voted       302 403 403 403 403 403 403 422 403 403 403 403
decision_new                           refused     302 403 403 403 403 403 403 409 403 403 403 403
roadmap_place                          submitted   302 403 403 403 403 403 409 409 403 403 409 403
roadmap_place                          mandated    302 403 403 403 403 403 422 422 403 403 422 403
roadmap_move                           now         302 403 403 403 403 403 409 409 403 403 409 403
round_detail                           open        405
round_open                             prepared    302 404 404 404 404 404 302 302 404 404 302 404
round_open                             open        302 403 403 403 403 403 409 409 403 403 409 403
round_void                             open        302 403 403 403 403 403 422 422 403 403 422 403
round_void                             prepared    302 404 404 404 404 404 422 422 404 404 422 404
round_void                             sealed      302 403 403 403 403 403 409 409 403 403 409 403
round_edit                             prepared    302 404 404 404 404 404 422 422 404 404 422 404
round_edit                             open        302 403 403 403 403 403 409 409 403 403 409 403
round_delete                           prepared    302 404 404 404 404 404 302 302 404 404 302 404
round_delete                           open        302 403 403 403 403 403 409 409 403 403 409 403
round_extend                           open        302 403 403 403 403 403 422 422 403 403 422 403
round_extend                           prepared    302 404 404 404 404 404 409 409 404 404 409 404
round_roll                             open        302 403 403 403 403 403 200 200 403 403 200 403
roll_correct                           open        302 403 403 403 403 403 404 404 403 403 404 403
round_paper                            open        302 403 403 403 403 403 422 422 403 403 422 403
paper_counters                         open        302 403 403 403 403 403 200 200 403 403 200 403
paper_people                           open        302 403 403 403 403 403 200 200 403 403 200 403
paper_count                            open        302 403 403 403 403 403 422 422 403 403 422 403
paper_compare                          open        302 403 403 403 403 403 409 409 403 403 409 403
paper_aside                            open        302 403 403 403 403 403 422 422 403 403 422 403
paper_anew                             open        302 403 403 403 403 403 409 409 403 403 409 403
paper_ballots                          open        302 405 405 405 405 405 405 405 405 405 405 405
paper_sheet                            open        302 405 405 405 405 405 405 405 405 405 405 405
paper_sheet_text                       open        302 405 405 405 405 405 405 405 405 405 405 405
paper_ballots_text                     open        302 405 405 405 405 405 405 405 405 405 405 405
round_ballot                           prepared    404 404 404 404 404 404 409 409 404 404 409 404
round_ballot                           announced   409
round_ballot                           open        302 403 400 400 403 403 400 400 403 403 403 403
round_ballot                           choice      302 403 400 400 403 403 400 400 403 403 403 403
round_ballot                           closing     409
round_ballot                           sealed      409
round_ballot                           void        409
round_check                            open        302 403 422 422 403 403 422 422 403 403 403 403
round_receipt                          open        302 400 400 400 400 400 400 400 400 400 400 400
round_receipt                          prepared    404 404 404 404 404 404 400 400 404 404 400 404
round_results                          prepared    405
round_answers                          sealed      405
round_verify                           open        409
round_verify                           sealed      422
round_verify                           prepared    404 404 404 404 404 404 409 409 404 404 409 404
round_bundle                           sealed      405
round_log                              open        405
round_checkpoint                       open        422
coop_detail                            home        405
coop_witness                           home        302 403 403 403 403 403 403 422 403 403 403 403
need_list                              -           405
need_alike                             -           302 200 200 200 200 200 200 200 200 200 200 200
excuses                                -           302 403 403 403 403 403 422 403 422 403 403 403
excuse_revoke                          excuse      302 403 403 403 403 403 302 403 404 403 403 403
need_new                               -           302 403 422 422 422 422 422 422 422 422 403 403
round_list                             -           405
round_new                              -           302 403 403 403 403 403 422 422 422 422 422 403
roadmap                                -           405
cycle_new                              -           302 403 403 403 403 403 422 422 422 422 422 403
develop                                -           405
mirror_health                          -           405
held_words                             -           302 403 403 403 403 403 404 403 404 403 403 403
develop_json                           -           405
develop_atom                           -           405
need_feed                              -           405
decision_feed                          -           405
release_feed                           -           405
badge                                  submitted   405
meeting_list                           -           405
meeting_new                            -           302 403 403 403 403 403 422 422 422 422 403 403
meeting_detail                         assembly_now 405
meeting_edit                           assembly_prepared 302 404 404 404 404 404 422 422 404 404 404 404
meeting_cancel                         assembly_prepared 302 404 404 404 404 404 422 422 404 404 404 404
meeting_notice                         assembly_prepared 302 404 404 404 404 404 422 422 404 404 404 404
meeting_agenda                         assembly_prepared 302 404 404 404 404 404 422 422 404 404 404 404
meeting_point                          assembly_prepared 302 404 404 404 404 404 422 422 404 404 404 404
meeting_attendance                     assembly_now 302 403 403 403 403 403 404 404 403 403 403 403
meeting_presence                       assembly_now 302 405 405 405 405 405 405 405 405 405 405 405
meeting_sheet                          assembly_now 302 405 405 405 405 405 405 405 405 405 405 405
meeting_questions                      assembly_now 302 405 405 405 405 405 405 405 405 405 405 405
meeting_minutes                        assembly_now 302 405 405 405 405 405 405 405 405 405 405 405
meeting_run                            assembly_now 302 403 403 403 403 403 400 400 403 403 403 403
meeting_wall                           assembly_now 405
meeting_wall_now                       assembly_now 405
coop_list                              -           405
values                                 -           405
my_page                                -           302 405 405 405 405 405 405 405 405 405 405 405
my_settings                            -           302 422 422 422 422 422 422 422 422 422 422 422
sign_in                                -           422 302 302 302 302 302 302 302 302 302 302 302
sign_in_code                           -           302
demo_sign_in                           -           404
gallery                                -           405
home_redirect                          -           405
healthz                                -           405
readyz                                 -           405
github_webhook                         -           403
wagtailcore_login                      -           422 302 302 302 302 302 302 302 302 302 302 302
wagtail_serve                          -           200
wagtail_serve                          vie-privee/ 200
wagtail_serve                          nulle-part/ 404
wagtaildocs_serve                      -           404
wagtaildocs_authenticate_with_password -           404
wagtailcore_authenticate_with_password -           404
sign_out                               -           302
""")
