"""Every function of the Hub that takes a number of a case, or of what hangs from one: how somebody calls it by hand."""

SOON = "now() + interval '2 hours'"
OF_A_CASE = {
    "pathways.see": "%(case)s", "pathways.referred_at": "%(case)s", "pathways.people": "%(case)s", "pathways.members": "%(case)s", "pathways.consents": "%(case)s",
    "pathways.tasks": "%(case)s", "pathways.ask_ledger": "%(case)s", "pathways.opened_by_me": "%(case)s", "pathways.who_directs": "%(case)s",
    "pathways.supervisions": "%(case)s", "pathways.contacts_of": "%(case)s", "pathways.earlier_contacts": "%(case)s",
    "pathways.decisions": "%(case)s", "pathways.may_turn_to": "%(case)s", "pathways.look_in": "%(case)s, false", "pathways.teams_for": "%(case)s",
    "pathways.done_since": "%(case)s, now() - interval '1 day'", "pathways.place_of": "%(case)s", "pathways.terms_of": "%(case)s",
    "pathways.place_case": "%(case)s, %(unit)s, 'she moved'",
    "pathways.meetings": "%(case)s", "pathways.have_a_part": "%(case)s", "pathways.disagreements": "NULL, %(case)s", "pathways.my_requests": "%(case)s, '', 9, 0",
    "pathways.add_people": "%(case)s, ARRAY[%(stranger)s]::bigint[], '{child}', 'so'",
    "pathways.add_household": "%(case)s, %(child)s",
    "pathways.take_out": "%(case)s, %(child)s, 'so'",
    "pathways.close_case": "%(case)s, 'so', ARRAY[%(child)s, %(brother)s]::bigint[], '{safe,safe}'",
    "pathways.record_consent": "%(case)s, ARRAY[%(child)s]::bigint[], true, 'agreed', 'so', true, 'me', 0",
    "pathways.give_case": "%(case)s, %(peer)s, 'so'", "pathways.give_team": "%(case)s, 'so'",
    "pathways.give_to_team": "%(case)s, %(team)s, 'so'", "pathways.take_from": "%(case)s, %(member)s, 'so'",
    "pathways.take_over": "%(orphan)s, 'so'", "pathways.reopen_case": "%(closed)s, 'so'",
    "pathways.follow_procedure": "%(closed)s, 'early-help', '2023', '[]', ''",
    "pathways.add_task": f"%(case)s, 'see her', NULL, NULL, NULL, '', {SOON}, 'so', 'so'",
    "pathways.offer_case": "%(case)s, %(peer)s, NULL, 'so'", "pathways.may_give_lead": "%(case)s",
    "pathways.supervise": f"%(case)s, 'see her', {SOON}",
    "pathways.ask_for_more": f"%(case)s, %(child)s, %(police)s, 'crime', '{{}}', 'all', 'so', 2, current_date + 9, {SOON}",
    "pathways.call_meeting": f"%(case)s, 'discussion', ARRAY[%(step)s]::bigint[], {SOON}, 'Room 2', %(me)s",
    "pathways.raise_disagreement": f"%(case)s, %(edition)s, 'no', 'so', 'yes', {SOON}, 'so'",
    "pathways.ask_referrer": "%(case)s, 'so'", "pathways.send_on": "%(door)s, 'E08000026', 'so'",
    "pathways.decide_contact": "%(case)s, ARRAY[%(child)s]::bigint[], '{so}', 'assessment', 'early help', 'so', '', NULL, 0",
    "pathways.rate_again": "%(case)s, %(step)s, 'red', 'so', '[]'",
    "pathways.answer_contact": "%(case)s, %(record)s, 'told'",
    "pathways.could_join": "%(door)s", "pathways.joined": "%(door)s", "pathways.join_contacts": "%(again)s, %(door)s, 'so'",
    "pathways.part_contacts": "%(again)s, %(closed)s, 'so'",
    "notices.addresses": "%(case)s", "notices.from_us": "NULL, %(case)s, '', 9, 0",
    "notices.mark_safe": f"%(case)s, 'her', 'e-mail', 'a@example.org', 'she', {SOON}, NULL, NULL, %(child)s",
    "notices.send": f"%(case)s, %(child)s, 'for-attention', 'so', %(police)s, NULL, NULL, {SOON}",
}  # fmt: skip
OF_A_TASK = {
    "pathways.finish_task": "%(added)s, 'done', 'so', '[]'", "pathways.change_clock": "%(step)s, 'grade', 'so', 'me', 'red', NULL, 0",
    "pathways.finish_without_meeting": "%(step)s, 'no further action', 'so', 'me', '[]'",
    "pathways.clock_changes": "%(step)s", "pathways.terms_of_task": "%(step)s", "pathways.offer_task": "%(added)s, %(peer)s, NULL, 'so'",
    "pathways.take_task": "%(added)s, 'so'", "pathways.answer_offer": "%(offer)s, true, ''", "pathways.withdraw_offer": "%(offer)s",
    "pathways.withdraw_request": "%(request)s, 'so'", "notices.revoke_address": "%(address)s, 'so'",
    "notices.withdraw": "%(notice)s, 'so'", "notices.try_again": "%(notice)s",
    "pathways.asked_tasks": "%(asked)s", "pathways.asked_plan": "%(asked)s", "pathways.answer_asked": "%(asked)s, 'done', 'so', '[]'",
    "pathways.teams_for_asked": "%(asked)s", "pathways.pass_asked": "%(asked)s, %(police_team)s, 'so'",
    "pathways.could_be_asked": "%(step)s", "pathways.ask_one": "%(step)s, %(police)s", "pathways.own_to_go_on": "%(step)s",
    "pathways.goes_on_otherwise": "%(step)s, 'done', 'so', NULL, 'me', '[]'",
    "pathways.could_go_on": "%(asked)s", "pathways.gone_on": "%(case)s, NULL",
    "pathways.go_on": "%(asked)s, 'done', 'so', '[]', NULL, '2026', 'so', %(police_team)s, false, 'so', '[]'",
    "pathways.requests_to_us": "%(request)s, '', 9, 0", "pathways.answer_request": "%(request)s, false, 'so', NULL, NULL",
    "notices.to_us": "%(notice)s, '', 9, 0", "notices.ask": "%(notice)s", "notices.acknowledge": "%(notice)s, ''",
    "pathways.stages": "%(disagreement)s", "pathways.answer_disagreement": "%(disagreement)s, 'so', 'me'",
    "pathways.decide_disagreement": "%(disagreement)s, 'withdrawn', 'so', NULL, '', ''",
    "pathways.outstanding": "%(lead_offer)s", "pathways.say_found": "%(sample)s, %(case)s, 'good', 'so', '', NULL",
    "pathways.look_after": "%(case)s, 'so'", "pathways.read_outcome": "%(settled)s", "pathways.review": "%(inquiry)s, %(signed)s, 'no such', 'so', '[]'",
}  # fmt: skip
OF_AN_INVESTIGATION = {
    "pathways.look_at_investigation": "%(inquiry)s", "pathways.plans": "%(inquiry)s", "pathways.parts": "%(inquiry)s",
    "pathways.results": "%(inquiry)s", "pathways.accounts": "%(inquiry)s", "pathways.lacks_to_close": "%(inquiry)s",
    "pathways.updates": "%(inquiry)s", "pathways.write_plan": "%(inquiry)s, 'so', 'so', 0, '[]'",
    "pathways.say_part": f"%(inquiry)s, %(child)s, 'victim', false, 'so', {SOON}, 'so'",
    "pathways.record_result": "%(inquiry)s, NULL, 'assault', '1', 'me', 'so'",
    "pathways.account_for": "%(inquiry)s, %(child)s, 'at home', 'me', 'me', current_date",
    "pathways.keeps_me_from_closing": "%(inquiry)s", "pathways.confirm_written": "%(inquiry)s, 0, ''",
    "notices.write_to_victim": "%(inquiry)s, %(child)s, 0, 'so', 'so', 'so', NULL",
    "pathways.happened": f"%(inquiry)s, 'charged', {SOON}, {SOON}, 'so'",
    "pathways.record_update": "%(inquiry)s, %(child)s, true, 'so', 'so', '', '', NULL",
}  # fmt: skip
OF_A_MEETING = {
    "pathways.open_meeting": "%(meeting)s", "pathways.meeting": "%(meeting)s", "pathways.meeting_people": "%(meeting)s",
    "pathways.attendees": "%(meeting)s", "pathways.lines": "%(meeting)s", "pathways.lacks": "%(meeting)s",
    "pathways.minutes": "%(meeting)s", "pathways.minutes_given": "%(meeting)s", "pathways.take_pen": "%(meeting)s",
    "pathways.keep_line": "%(meeting)s, 'note', NULL, 'so', false",
    "pathways.write_line": "%(meeting)s, 'note', NULL, 'so', '', '', NULL, NULL, false, NULL",
    "pathways.agreed_actions": "%(meeting)s", "pathways.end_meeting": "%(meeting)s, 'so', 'me'",
    "pathways.approve_minutes": "%(ended)s, '{}', '{}', 'so'", "pathways.give_minutes": "%(ended)s, 1, %(there)s, 'by hand', NULL, ''",
    "pathways.put_right": "%(ended)s, %(line)s, 'so', false, 'so'", "pathways.open_minutes_for": "%(ended)s, 1, %(there)s",
    "pathways.minutes_for": "%(ended)s, 1, %(there)s", "pathways.may_be_sent": "%(meeting)s",
    "pathways.minutes_to_us": "%(given)s", "pathways.ask_minutes": "%(given)s, 1",
    "pathways.ask_to_meeting": "%(meeting)s, 'outsider', '', 'A teacher', 'teaches', 'open', ''",
    "pathways.mark_came": "%(meeting)s, %(attendee)s, true, ''", "pathways.call_off": "%(meeting)s, 'so'",
    "pathways.asked_to_meetings": "%(attendee)s", "pathways.answer_meeting": "%(attendee)s, 'report', NULL, 'so'",
}  # fmt: skip
CASE_DOORS = OF_A_CASE | OF_A_TASK | OF_AN_INVESTIGATION | OF_A_MEETING
# They list what is the caller's: none may name what is kept from them.
CASE_LISTS = {
    "pathways.cases": "'', '', 99, 0", "pathways.work": "'team', '{}', '{}', 99, 0", "pathways.offers": "", "pathways.my_requests": "NULL, '', 99, 0",
    "pathways.requests_to_us": "NULL, '', 99, 0", "pathways.asked_tasks": "NULL", "pathways.asked_to_meetings": "NULL",
    "pathways.meetings": "NULL", "pathways.disagreements": "NULL, NULL", "pathways.cases_of_others": "", "pathways.samples": "",
    "pathways.supervision_due": "NULL, interval '0', false, 99, 0", "pathways.front_door": "'', '', '', '', 99, 0", "notices.from_us": "NULL, NULL, '', 99, 0", "notices.to_us": "NULL, '', 99, 0",
}  # fmt: skip
# They count, without a number of a case: nobody may count what is kept from them.
CASE_COUNTS = {"pathways.count_requests": "", "notices.count": ""}
A_SYSTEM = "a system's, which is told of no case: test_a_system_is_answered_alike_about_somebody_hidden_and_about_nobody"
A_TICKET = "gives what was asked for by a door above, to whoever asked"
BEGINS = "begins a case"
OF_NO_CASE = "of teams, officers, words and the caller's own, in no case"
NO_CASE = {
    **dict.fromkeys(("pathways.put_by_system", "pathways.put_for_somebody", "pathways.put_to_agency", "pathways.withdraw_for_somebody",
                     "notices.taken_by_system", "notices.waiting_for_system"), A_SYSTEM),
    **dict.fromkeys(("pathways.take_ledger", "pathways.take_minutes", "notices.take"), A_TICKET),
    **dict.fromkeys(("pathways.open_case", "pathways.break_glass", "pathways.refer", "pathways.raise_concern"), BEGINS),
    **dict.fromkeys((
        "notices.editions", "notices.mark_own_safe", "notices.own_addresses", "notices.preview", "notices.write_edition", "pathways.colleagues",
        "pathways.contact_told", "pathways.contacts", "pathways.covers", "pathways.draw_sample", "pathways.drop_view", "pathways.end_sample", "pathways.keep_printed", "pathways.may_set",
        "pathways.sample_found", "pathways.set_value", "pathways.settings", "pathways.end_contact", "pathways.may_set_school", "pathways.school_years",
        "pathways.schools_to_set", "pathways.set_school_year",
        "pathways.end_cover", "pathways.hub_partners", "pathways.keep_contact", "pathways.keep_view", "pathways.my_referrals",
        "pathways.my_team_name", "pathways.set_cover", "pathways.tell_contact", "pathways.themes", "pathways.untold", "pathways.views",
        "pathways.workload"), OF_NO_CASE),
}  # fmt: skip
