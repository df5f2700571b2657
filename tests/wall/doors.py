"""Every function that the pages' logins may call: how it is asked about one person, or why it cannot tell of anybody."""

# Asked with somebody's number, or the number of what is theirs, each must answer for whoever is hidden as for nobody.
DOORS = {
    "records.envelopes": "SELECT * FROM records.envelopes(ARRAY[%(record)s]::bigint[])",
    "records.story": "SELECT * FROM records.story(ARRAY[%(person)s]::bigint[], NULL)",
    "records.versions": "SELECT records.versions(%(record)s)",
    "records.entered_by": "SELECT * FROM records.entered_by(ARRAY[%(record)s]::bigint[])",
    "records.standing_under": "SELECT records.standing_under(%(key)s)",
    "records.seen_among": "SELECT records.seen_among(ARRAY[%(record)s]::bigint[])",
    "records.reading_under": "SELECT purpose FROM records.reading_under(%(record)s)",
    "records.ask": "SELECT records.ask(ARRAY[%(record)s]::bigint[], %(purpose)s, 'a call') IS NULL",
    "pathways.break_glass": "SELECT pathways.break_glass(%(person)s, 'child', 'a call') IS NULL",
    "records.attach": "SELECT records.attach(%(record)s, 'note.txt', 'text/plain', 'x', '') IS NULL",
    "records.seal": "SELECT records.seal(%(record)s, 'why', current_date + 9)::text",
    "records.hold": "SELECT records.hold(%(record)s, 'why', now() + interval '9 days', 'Insp', '0121', '{}', '', '')::text",
    "oversight.ask_readings": "SELECT oversight.ask_readings(%(person)s, 'a complaint', false) IS NULL",
    "identity.ties": "SELECT * FROM identity.ties(ARRAY[%(person)s]::bigint[])",
    "identity.ask_why": "SELECT identity.ask_why(%(person)s, %(purpose)s, 'a call') IS NULL",
    "identity.ask_pair": "SELECT identity.ask_pair(%(pair)s, 'a call') IS NULL",
    "identity.decide": "SELECT identity.decide(%(pair)s, 'cannot tell', 'not sure')::text",
    "identity.unlink": "SELECT identity.unlink(%(mention)s, 'not them') IS NULL",
    "identity.rejoin": "SELECT identity.rejoin(%(parted)s, 'them after all') IS NULL",
    "identity.taken_out": "SELECT * FROM identity.taken_out(%(person)s)",
    "identity.ask_readers": "SELECT identity.ask_readers(%(record)s, %(person)s, 'a call') IS NULL",
    "identity.now_called": "SELECT identity.now_called(%(former)s)",
    "identity.never_bridge": "SELECT identity.never_bridge(%(person)s, %(stranger)s, 'adoption')::text",
    "identity.restrict": "SELECT identity.restrict(ARRAY[%(person)s]::bigint[], 'why', current_date + 9)::text",
    "rights.hold": "SELECT rights.hold(%(person)s, NULL, 'an inquiry') IS NULL",
    "rights.propose_erasure": "SELECT rights.propose_erasure(%(record)s, 'asked for') IS NULL",
    "rights.open_request": "SELECT rights.open_request(%(person)s, 'access', current_date - 1, current_date + 9, 'seen') IS NULL",
    "rights.ask_recipients": "SELECT rights.ask_recipients(%(record)s) IS NULL",
    "identity.put_conflict": "SELECT identity.put_conflict(%(colleague)s, %(person)s, 'self')::text",
}

# Proved by tests of their own: they list, search, or give what an earlier step asked for.
PROVED_BY = {
    "identity.ask_candidates": "test_somebody_of_the_same_agency_no_longer_finds_or_opens_them",
    "identity.take_candidates": "test_somebody_of_the_same_agency_no_longer_finds_or_opens_them",
    "identity.keep_found": "test_whoever_a_search_shows_is_on_the_ledger_and_nobody_hidden",
    "identity.open_pairs": "test_whoever_they_are_joined_with_is_restricted",
    "identity.take_pair": "test_what_was_asked_for_before_is_not_given_after",
    "identity.take_why": "test_what_was_asked_for_before_is_not_given_after",
    "identity.take_readers": "test_what_was_asked_for_before_is_not_given_after",
    "identity.take_barriers": "test_barriers_of_somebody_hidden_are_not_listed",
    "identity.keep_restriction": "test_a_restriction_is_reviewed_kept_and_lifted_by_its_team_alone",
    "identity.lift_restriction": "test_a_restriction_is_reviewed_kept_and_lifted_by_its_team_alone",
    "identity.take_restrictions": "test_the_team_is_told_who_asked_and_nobody_else_is",
    "identity.take_asked": "test_the_team_is_told_who_asked_and_nobody_else_is",
    "identity.take_beside": "test_nobody_is_tied_to_them",
    "identity.end_conflict": "test_nobody_sees_or_ends_a_conflict_of_their_own",
    "identity.take_conflicts": "test_nobody_sees_or_ends_a_conflict_of_their_own",
    "identity.take_declarations": "test_whom_an_officer_declares_in_words_is_put_by_those_who_look_after_it",
    "identity.settle_declaration": "test_whom_an_officer_declares_in_words_is_put_by_those_who_look_after_it",
    "records.take": "test_what_was_asked_for_before_is_not_given_after",
    "records.take_attachment": "test_what_was_asked_for_before_is_not_given_after",
    "records.enter": "test_a_key_under_which_a_hidden_record_stands_is_as_though_free",
    "records.keep_seal": "test_a_seal_is_reviewed_and_lifted_by_its_team_alone",
    "records.lift_seal": "test_a_seal_is_reviewed_and_lifted_by_its_team_alone",
    "records.end_hold": "test_a_hold_is_ended_by_its_team_or_by_its_day",
    "records.take_seals": "test_a_seal_is_reviewed_and_lifted_by_its_team_alone",
    "records.take_holds": "test_a_hold_is_ended_by_its_team_or_by_its_day",
    "records.ask_held": "test_whoever_could_see_a_held_record_is_told_whom_to_ring",
    "records.take_held": "test_whoever_could_see_a_held_record_is_told_whom_to_ring",
    "records.ask_glass": "test_what_is_hidden_while_the_glass_is_broken_is_closed_at_once",
    "records.take_glass": "test_what_is_hidden_while_the_glass_is_broken_is_closed_at_once",
    "records.open_glass": "test_what_is_hidden_while_the_glass_is_broken_is_closed_at_once",
    "records.take_glass_reviews": "test_somebody_hidden_since_is_left_unnamed_in_the_review",
    "records.review_glass": "test_whoever_held_the_records_is_told_at_once_and_reviews_it_within_five_working_days",
    "oversight.take_readings": "test_nothing_of_the_ledger_is_told_of_somebody_hidden",
    "oversight.take_questions": "test_nothing_of_the_ledger_is_told_of_somebody_hidden",
    "oversight.answer": "test_nothing_of_the_ledger_is_told_of_somebody_hidden",
    "feeds.append_corrected": "test_whether_a_corrected_piece_was_known_is_not_told",
    "feeds.shown_rejects": "test_a_rejected_piece_about_somebody_hidden_is_not_read",
    "feeds.ask_reject": "test_a_rejected_piece_about_somebody_hidden_is_not_read",
    "feeds.take_reject": "test_a_rejected_piece_about_somebody_hidden_is_not_read",
    "feeds.ask_rejects": "test_a_rejected_piece_about_somebody_hidden_is_not_read",
    "feeds.on_roll": "test_a_hidden_pupil_is_on_no_roll",
    "feeds.take_rejects": "test_a_rejected_piece_about_somebody_hidden_is_not_read",
    "identity.ask_match": "test_a_system_is_not_told_of_somebody_hidden",
    "identity.take_match": "test_a_system_is_not_told_of_somebody_hidden",
    "rights.holds": "test_what_waits_about_somebody_hidden_since_is_not_there",
    "rights.end_hold": "test_what_waits_about_somebody_hidden_since_is_not_there",
    "rights.reviews": "test_what_waits_about_somebody_hidden_since_is_not_there",
    "rights.decide": "test_what_waits_about_somebody_hidden_since_is_not_there",
    "rights.confirm": "test_what_waits_about_somebody_hidden_since_is_not_there",
    "rights.requests": "test_what_waits_about_somebody_hidden_since_is_not_there",
    "rights.items": "test_what_waits_about_somebody_hidden_since_is_not_there",
    "rights.propose": "test_what_waits_about_somebody_hidden_since_is_not_there",
    "rights.agree": "test_what_waits_about_somebody_hidden_since_is_not_there",
    "rights.take_removals": "test_what_waits_about_somebody_hidden_since_is_not_there",
    "rights.close_request": "test_what_waits_about_somebody_hidden_since_is_not_there",
    "rights.corrected_since_read": "test_a_correction_about_somebody_hidden_since_is_not_told",
    "rights.take_recipients": "test_a_correction_about_somebody_hidden_since_is_not_told",
}

PROVED_BY |= dict.fromkeys(
    (
        "pathways.contacts_of", "pathways.earlier_contacts", "pathways.could_join", "pathways.join_contacts",
        "pathways.part_contacts", "pathways.joined", "pathways.rate_again", "pathways.ask_referrer", "pathways.decide_contact", "pathways.decisions", "pathways.rate_again",
        "pathways.front_door",
    ),
    "test_whoever_is_hidden_since_is_as_nobody_at_the_front_door",
)  # fmt: skip
FRONT_DOOR = "test_what_could_be_about_somebody_restricted_goes_to_the_named_team_alone"
PROVED_BY |= dict.fromkeys(("records.take_referrer", "pathways.refer"), FRONT_DOOR)
CASES = "test_a_purpose_or_a_case_that_was_open_before_shows_what_it_shows_of_nobody"
PROVED_BY |= dict.fromkeys(
    ("access.my_purposes", "records.open_person", "records.ask_known", "records.take_known", "pathways.open_case",
     "pathways.add_people", "pathways.take_out", "pathways.close_case", "pathways.reopen_case", "pathways.people",
     "pathways.record_consent", "pathways.consents", "pathways.ask_ledger", "pathways.take_ledger", "pathways.see"),
    CASES,
) | {
    **dict.fromkeys(
        ("pathways.put_for_somebody", "pathways.withdraw_for_somebody", "pathways.put_by_system", "pathways.put_to_agency"),
        "test_a_system_is_answered_alike_about_somebody_hidden_and_about_nobody",
    ),
    **dict.fromkeys(
        ("notices.waiting_for_system", "notices.taken_by_system"),
        "test_a_system_is_told_alike_of_a_notice_about_somebody_hidden_and_about_nobody",
    ),
    "pathways.add_household": "test_nobody_is_tied_to_them",
    **dict.fromkeys(
        ("pathways.follow_procedure", "pathways.finish_task", "pathways.finish_without_meeting", "pathways.tasks", "pathways.work", "pathways.take_task", "pathways.change_clock", "pathways.clock_changes",
         "pathways.add_task"),
        "test_whoever_works_on_the_case_alone_sees_and_finishes_its_tasks",
    ),
    **dict.fromkeys(
        ("pathways.terms_of", "pathways.terms_of_task"),
        "test_where_the_school_does_not_know_them_or_may_not_say_so_it_is_as_though_nobody_did",
    ),
    **dict.fromkeys(
        ("pathways.asked_tasks", "pathways.asked_plan", "pathways.answer_asked", "pathways.pass_asked", "pathways.could_go_on", "pathways.go_on", "pathways.could_be_asked",
         "pathways.ask_one", "pathways.own_to_go_on", "pathways.goes_on_otherwise"),
        "test_somebody_restricted_is_asked_about_as_nobody_is",
    ),
    **dict.fromkeys(
        ("pathways.call_meeting", "pathways.have_a_part", "pathways.ask_to_meeting", "pathways.asked_to_meetings", "pathways.answer_meeting",
         "pathways.mark_came", "pathways.call_off", "pathways.take_pen", "pathways.keep_line", "pathways.write_line",
         "pathways.agreed_actions", "pathways.end_meeting", "pathways.open_meeting",
         "pathways.meeting", "pathways.meeting_people", "pathways.attendees", "pathways.lines", "pathways.lacks",
         "pathways.meetings", ),
        "test_nobody_is_at_it_from_whom_one_of_its_people_is_hidden",
    ),
    **dict.fromkeys(
        ("pathways.put_right", "pathways.approve_minutes", "pathways.minutes", "pathways.open_minutes_for",
         "pathways.minutes_for", "pathways.give_minutes", "pathways.minutes_given", "pathways.may_be_sent",
         "pathways.minutes_to_us", "pathways.ask_minutes", "pathways.take_minutes"),
        "test_nobody_from_whom_one_of_its_people_is_hidden_opens_its_minutes",
    ),
    **dict.fromkeys(
        (
            "pathways.look_at_investigation", "pathways.write_plan", "pathways.plans", "pathways.say_part", "pathways.parts",
            "pathways.record_result", "pathways.results", "pathways.account_for", "pathways.accounts", "pathways.lacks_to_close",
            "pathways.happened", "pathways.record_update", "pathways.updates", "pathways.keeps_me_from_closing", "pathways.confirm_written",
        ),
        "test_nobody_elses_investigation_is_there_nor_a_case_that_is_none",
    ),
    **dict.fromkeys(
        ("pathways.opened_by_me", "pathways.supervise", "pathways.supervisions", "pathways.review", "pathways.who_directs"),
        "test_only_whoever_supervises_signs_and_only_on_a_case_of_theirs",
    ),
    **dict.fromkeys(
        ("pathways.draw_sample", "pathways.samples", "pathways.say_found", "pathways.sample_found", "pathways.end_sample",
         "pathways.look_after"),
        "test_a_sample_is_of_ones_own_teams_open_cases_and_lets_them_be_read",
    ),
    **dict.fromkeys(
        ("pathways.cases_of_others", "pathways.raise_disagreement", "pathways.disagreements", "pathways.stages",
         "pathways.answer_disagreement", "pathways.decide_disagreement", "pathways.read_outcome"),
        "test_about_a_case_of_which_somebody_is_hidden_from_one_nothing_is_told",
    ),
    **dict.fromkeys(
        ("pathways.ask_for_more", "pathways.my_requests", "pathways.requests_to_us", "pathways.answer_request",
         "pathways.withdraw_request", "pathways.count_requests"),
        "test_a_request_about_somebody_hidden_is_taken_and_shown_as_one_about_nobody",
    ),
    **dict.fromkeys(
        ("notices.send", "notices.from_us", "notices.withdraw", "notices.try_again"),
        "test_a_notice_about_somebody_hidden_is_taken_and_shown_as_one_about_nobody",
    ),
    **dict.fromkeys(
        ("notices.to_us", "notices.ask", "notices.take", "notices.acknowledge", "notices.count"),
        "test_of_somebody_hidden_since_the_number_is_told_to_nobody",
    ),
}  # fmt: skip

# They take no number of a person or record, and give none.
ONESELF = "only of the caller's own session and post"
SHARING = "agreements, in which nobody is named"
ACCOUNTS = "accounts, posts and teams of officers"
OWN_WORDS = "what the caller began to write"
SYSTEMS = "agencies' systems, their secrets and kinds"
SENT = "what the caller's agency has sent; that somebody hidden was there before is said to be accepted"
SEALING = "how far the ledger is sealed, and what partners keep of it"
ADDRESSES = "addresses that somebody has marked safe, masked, and nobody by name"
COMMUNITY = (
    "public roles, what they were told, and counted themes; it names nobody and leads to nobody's record"
)
TEMPLATES = "words of an agency's notices, in which nobody is named"
A_LIST = "says that a list is asked for; the list itself is tested"
SETTINGS = "what an area sets for itself, in which nobody is named"
SILENCE = "how many records an agency sent, and what is behind it"
JOBS = "numbers of jobs, tasks and times; what a job is about is nowhere in it"
NOBODY = {
    **dict.fromkeys(("pathways.may_set_school", "pathways.school_years", "pathways.schools_to_set", "pathways.set_school_year"), SETTINGS),
    "pathways.settings": SETTINGS, "pathways.may_set": SETTINGS, "pathways.set_value": SETTINGS,
    "feeds.silences": SILENCE, "feeds.take_silence": SILENCE, "feeds.answer_silence": SILENCE,
    **dict.fromkeys(("jobs.life", "jobs.waiting", "jobs.failed", "jobs.try_again", "jobs.give_up"), JOBS),
    "access.enter": ONESELF, "access.me": ONESELF, "access.my_user": ONESELF, "access.my_agency": ONESELF,
    "access.my_categories": ONESELF, "access.may": ONESELF, "access.demand": ONESELF,
    "access.my_flows": SHARING, "access.draft_edition": SHARING, "access.sign_edition": SHARING,
    "access.matrix": SHARING, "access.end_edition": SHARING, "access.editions": SHARING, "access.what_may_flow": SHARING,
    "feeds.agreement_in_force": SHARING, "feeds.draft_agreement": SHARING, "feeds.sign_agreement": SHARING,
    "feeds.end_agreement": SHARING, "feeds.agreements": SHARING,
    "access.accounts": ACCOUNTS, "access.account": ACCOUNTS, "access.unused_accounts": ACCOUNTS,
    "access.export_accounts": ACCOUNTS, "access.posts_of": ACCOUNTS, "access.add_person": ACCOUNTS,
    "access.move_person": ACCOUNTS, "access.end_post": ACCOUNTS, "access.teams": ACCOUNTS, "access.keep_team": ACCOUNTS,
    "access.close_team": ACCOUNTS, "access.keep_directory_entry": ACCOUNTS,
    "access.my_sessions": ONESELF, "access.end_my_sessions": ONESELF, "access.people_signing_in": ACCOUNTS,
    "access.invite": ACCOUNTS, "access.reset_sign_in": ACCOUNTS, "access.ask_sign_ins": A_LIST,
    "access.take_sign_ins": ACCOUNTS,
    "access.duty_desk": "the same desk for everybody", "access.waits_for_consent": "of a purpose", "pathways.my_team_name": ONESELF,
    "pathways.my_referrals": OWN_WORDS, "pathways.look_in": ACCOUNTS, "pathways.done_since": ACCOUNTS, "pathways.send_on": "a case in which nobody is",
    "pathways.answer_contact": OWN_WORDS,
    "pathways.cases": "numbers of the caller's cases, and how many people are in each", "pathways.members": ACCOUNTS,
    "pathways.colleagues": ACCOUNTS, "pathways.hub_partners": "agencies that sit in the hub",
    "pathways.untold": "a number of tasks", "pathways.may_turn_to": "agencies to which a case of the caller's may turn", "pathways.keep_view": OWN_WORDS, "pathways.drop_view": OWN_WORDS, "pathways.views": OWN_WORDS,
    "pathways.set_cover": ACCOUNTS, "pathways.end_cover": ACCOUNTS, "pathways.covers": ACCOUNTS,
    **dict.fromkeys(("pathways.offer_task", "pathways.offer_case", "pathways.answer_offer", "pathways.withdraw_offer", "pathways.offers"),
                    "numbers of cases and tasks of the caller's team, and officers"), "pathways.workload": "numbers of tasks by team", "pathways.supervision_due": "numbers of cases by team",
    "pathways.outstanding": "tasks of a case that is offered, of nobody", "pathways.keep_printed": OWN_WORDS, "pathways.give_case": ACCOUNTS, "pathways.give_team": ACCOUNTS,
                    "pathways.teams_for": "numbers of tasks by team", "pathways.teams_for_asked": "numbers of tasks by team",
    "pathways.place_case": "a case of the caller's, and a unit of the police", "pathways.place_of": "a case of the caller's, and a unit of the police", "pathways.give_to_team": ACCOUNTS,
    "pathways.take_from": ACCOUNTS, "pathways.may_give_lead": ACCOUNTS, "pathways.take_over": ACCOUNTS,
    "records.glass_purpose": "a word", "feeds.list_corrected": "a directory of officers", "feeds.take_in": "a file's name and hash",
    "feeds.resolve_reject": "ends a piece of the caller's own agency, and says nothing of it",
    "access.call": SYSTEMS, "access.my_client": SYSTEMS, "access.my_kinds": SYSTEMS, "access.set_up_client": SYSTEMS,
    "access.rotate_secret": SYSTEMS, "access.stop_secret": SYSTEMS, "access.stop_client": SYSTEMS,
    "access.clients": SYSTEMS, "access.secrets": SYSTEMS,
    "feeds.land_one": SENT, "feeds.receipt": SENT, "feeds.items": SENT,
    "oversight.ask_mine": OWN_WORDS, "oversight.take_mine": "the caller's own history, as it was",
    "oversight.live_at": OWN_WORDS, "oversight.have_told_home": OWN_WORDS, "oversight.ask_questions": A_LIST,
    "oversight.sealed": SEALING, "oversight.copies": SEALING, "oversight.give_copy": SEALING,
    "identity.declare_conflict": "the caller's words and numbers, answered alike",
    "identity.declarations_waiting": "a number of what officers said",
    "identity.ask_restrictions": A_LIST, "identity.ask_conflicts": A_LIST, "identity.ask_barriers": A_LIST,
    "records.glass_to_review": "times, of nobody", "records.ask_sealed": A_LIST, "records.ask_glass_reviews": A_LIST,
    "pathways.keep_contact": COMMUNITY, "pathways.tell_contact": COMMUNITY, "pathways.end_contact": COMMUNITY,
    "pathways.contacts": COMMUNITY, "pathways.contact_told": COMMUNITY, "pathways.raise_concern": COMMUNITY,
    "pathways.themes": COMMUNITY,
    "notices.mark_safe": ADDRESSES, "notices.mark_own_safe": ADDRESSES, "notices.revoke_address": ADDRESSES,
    "notices.write_to_victim": ADDRESSES, "pathways.referred_at": "a time of a case of the caller's", "pathways.gone_on": "numbers of cases of two agencies that share a task",
    "notices.addresses": ADDRESSES, "notices.own_addresses": ADDRESSES, "notices.write_edition": TEMPLATES,
    "notices.editions": TEMPLATES, "notices.preview": TEMPLATES,
    "records.keep_unfinished": OWN_WORDS, "records.unfinished": OWN_WORDS, "records.take_unfinished": OWN_WORDS,
    "records.drop_unfinished": OWN_WORDS,
}  # fmt: skip
