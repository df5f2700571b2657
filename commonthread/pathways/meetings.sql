-- Meetings: called by whoever works on a case, for tasks of it. Agencies are asked under the case's purpose and an agreement
-- in force; whom an agency sends sees the meeting, and what agreements show their post, until it has ended.

-- Whether an agency may be asked to meetings of a case: its own; another where the consent decision lets others be asked
-- about everybody, and an agreement in force lets it see something of what the case's agency holds, for the case's purpose.
CREATE OR REPLACE FUNCTION pathways.may_be_asked(of_case pathways_case, agency text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT agency = of_case.agency
      OR (NOT EXISTS (SELECT 1 FROM pathways_caseperson p
                       WHERE p.case_id = of_case.number AND p.ended_at IS NULL AND NOT pathways.may_ask(of_case.number, p.person))
          AND EXISTS (SELECT 1 FROM access.flows(agency, NULL, of_case.purpose, ARRAY[of_case.agency]::text[]) f WHERE f.level >= 2))
$$;

-- Nobody from whom one of the case's people is hidden is at its meetings, nor reads of them: what is said there is of all. Whoever was
-- restricted already when somebody put them in who is not of the named team is as nobody: to put a number in is no way to ask.
CREATE OR REPLACE FUNCTION pathways.nobody_hidden(of_case bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ours bigint := access.my_team(); kept bigint[] := pathways.kept_from_me();
BEGIN
  RETURN coalesce(of_case <> ALL (kept), false) AND NOT EXISTS (
    SELECT 1 FROM pathways_caseperson p CROSS JOIN LATERAL unnest(identity.every_number(ARRAY[p.person])) n
     WHERE p.case_id = of_case
       AND (EXISTS (SELECT 1 FROM access_conflict c WHERE c."user" = me."user" AND c.person = n AND (c.until_at IS NULL OR c.until_at > now()))
         OR EXISTS (SELECT 1 FROM access_restriction r WHERE r.person = n AND r.team IS DISTINCT FROM ours AND (r.until_at IS NULL OR r.until_at > now())
                       AND (p.added_by IS NULL OR r.from_at > p.added_at
                         OR EXISTS (SELECT 1 FROM access_post o WHERE o.user_id = p.added_by AND o.team_id = r.team)))));
END $$;

-- Whom an agency sends, while the meeting is to come or goes on; one that nobody ended is over for them after a week.
CREATE OR REPLACE FUNCTION pathways.is_sent_to(meeting pathways_meeting) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  RETURN meeting.ended_at IS NULL AND meeting.called_off = '' AND meeting.starts_at > now() - interval '7 days'
     AND EXISTS (SELECT 1 FROM pathways_attendee a JOIN pathways_case c ON c.number = meeting.case_id AND c.closed_at IS NULL
                  WHERE a.meeting_id = meeting.number AND a."user" = me."user" AND a.agency = me.agency AND a.answer = 'comes' AND a.part <> 'none'
                    AND pathways.may_be_asked(c, a.agency));
END $$;

-- The meeting, for whoever works on its case or is sent to it; no other number leads anywhere.
CREATE OR REPLACE FUNCTION pathways.meeting_here(number bigint) RETURNS pathways_meeting
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting;
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  SELECT m.* INTO held FROM pathways_meeting m WHERE m.number = $1;
  -- As much is asked of none as of one that is kept.
  IF NOT (pathways.works_on(held.case_id) OR coalesce(pathways.is_sent_to(held), false)) OR NOT pathways.nobody_hidden(held.case_id) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN held;
END $$;

-- One that is not over, for whoever works on its case; it is held while it is changed.
CREATE OR REPLACE FUNCTION pathways.meeting_of_mine(number bigint) RETURNS pathways_meeting
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting;
BEGIN
  SELECT m.* INTO held FROM pathways_meeting m WHERE m.number = $1 FOR UPDATE;
  PERFORM pathways.mine_open(coalesce(held.case_id, 0));
  PERFORM pathways.meeting_here($1);
  IF held.ended_at IS NOT NULL OR held.called_off <> '' THEN
    RAISE EXCEPTION 'The meeting is over.' USING ERRCODE = 'CT006';
  END IF;
  RETURN held;
END $$;

CREATE OR REPLACE FUNCTION pathways.write_of_meeting(held pathways_meeting, reason text, what text, more jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM pathways.write_of_all(c, $2, $3, jsonb_build_object('meeting', held.number) || $4) FROM pathways_case c WHERE c.number = held.case_id;
END $$;

-- For tasks of one step that wait in the case. Its number is no case's.
CREATE OR REPLACE FUNCTION pathways.call_meeting("case" bigint, step text, tasks bigint[], starts_at timestamptz, place text,
  chair bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1); called pathways_meeting; quorum pathways_quorum := pathways.quorum_of(held, $2);
BEGIN
  PERFORM access.demand_why(place);
  IF (starts_at BETWEEN now() - interval '1 day' AND now() + interval '366 days') IS NOT TRUE THEN
    RAISE EXCEPTION 'Say when, within a year.' USING ERRCODE = 'check_violation';
  END IF;
  IF quorum.id IS NULL OR cardinality(tasks) = 0 OR cardinality(tasks) <> (SELECT count(*) FROM pathways_task t
       WHERE t.number = ANY ($3) AND t.case_id = $1 AND t.step = $2 AND t.done_at IS NULL)
     OR NOT (chair = access.my_user() OR EXISTS (SELECT 1 FROM pathways.colleagues() c WHERE c."user" = chair)) OR NOT pathways.nobody_hidden($1) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  IF EXISTS (SELECT 1 FROM pathways_meeting m WHERE m.case_id = $1 AND m.ended_at IS NULL AND m.called_off = '' AND m.tasks && $3) THEN
    RAISE EXCEPTION 'It is called already.' USING ERRCODE = 'CT006';
  END IF;
  LOOP
    INSERT INTO pathways_meeting (number, case_id, step, tasks, quorum, heard, starts_at, place, chair, called_by, without_quorum, without_quorum_by, called_off)
    SELECT f.number, $1, $2, $3, quorum.kinds, quorum.heard, $4, $5, $6, access.my_user(), '', '', '' FROM (SELECT pathways.fresh_number() AS number) f
     WHERE NOT EXISTS (SELECT 1 FROM pathways_case c WHERE c.number = f.number) ON CONFLICT DO NOTHING RETURNING * INTO called;
    EXIT WHEN called.number IS NOT NULL;
  END LOOP;
  IF chair <> access.my_user() THEN
    PERFORM pathways.put_on(held, chair, NULL, 'chairs its meeting');
  END IF;
  INSERT INTO pathways_attendee (meeting_id, sort, agency, name, capacity, part, part_because, "user", answer, words, invited_by)
  SELECT called.number, 'agency', held.agency, u.name, CASE WHEN u.id = $6 THEN 'chairs' ELSE 'works on the case' END, 'whole', '', u.id, 'comes', '', access.my_user()
    FROM access_user u WHERE u.id IN ($6, access.my_user());
  PERFORM pathways.write_of_meeting(called, held.because, 'meeting called: ' || $2);
  RETURN called.number;
END $$;

-- An agency, somebody from outside, or somebody of the family; for the whole, for the part without what is restricted, or,
-- with a reason, for none of it.
CREATE OR REPLACE FUNCTION pathways.ask_to_meeting(number bigint, sort text, agency text, name text, capacity text, part text, because text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_of_mine($1); of_case pathways_case; asked bigint;
BEGIN
  SELECT c.* INTO of_case FROM pathways_case c WHERE c.number = held.case_id;
  IF sort NOT IN ('agency', 'outsider', 'family') OR part NOT IN ('whole', 'open', 'none') OR (sort <> 'agency' AND (name ~ '\S') IS NOT TRUE) THEN
    RAISE EXCEPTION 'Say who, and for which part.' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM pathways.demand_pace('case changed', 'asked to the meeting', 30, interval '1 minute');
  IF sort = 'agency' AND NOT pathways.may_be_asked(of_case, $3) THEN
    RAISE EXCEPTION 'No agreement in force, or no consent decision, lets that agency be asked.' USING ERRCODE = 'CT007';
  END IF;
  INSERT INTO pathways_attendee (meeting_id, sort, agency, name, capacity, part, part_because, answer, words, invited_by)
  VALUES ($1, $2, CASE WHEN $2 = 'agency' THEN $3 ELSE '' END, $4, $5, $6, $7, '', '', access.my_user()) ON CONFLICT DO NOTHING RETURNING id INTO asked;
  IF asked IS NULL THEN
    RAISE EXCEPTION 'They are asked already.' USING ERRCODE = 'CT006';
  END IF;
  PERFORM pathways.write_of_meeting(held, of_case.because, 'asked to the meeting', jsonb_strip_nulls(jsonb_build_object('agency', nullif($3, ''), 'attendee', asked)));
  RETURN asked;
END $$;

-- The other agencies that have a part in a case already: by a meeting of it, or a task.
CREATE OR REPLACE FUNCTION pathways.have_a_part(number bigint) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN QUERY
  SELECT a.agency::text FROM pathways_meeting m JOIN pathways_attendee a ON a.meeting_id = m.number
   WHERE m.case_id = $1 AND a.agency NOT IN ('', held.agency)
  UNION SELECT t.agency::text FROM pathways_task t WHERE t.case_id = $1 AND t.agency <> held.agency;
END $$;

-- What an agency's posts that answer others are asked to, and what they answered; the numbers of whom it is about.
CREATE OR REPLACE FUNCTION pathways.asked_to_meetings(one bigint)
RETURNS TABLE (attendee bigint, meeting bigint, agency text, pathway text, edition text, step text, purpose text, power text, starts_at timestamptz,
  place text, chair text, part text, persons bigint[], answer text, name text, words text, answered_by text, is_over boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency();
BEGIN
  PERFORM access.demand('answer what other agencies ask of yours');
  RETURN QUERY
  SELECT a.id, m.number, c.agency::text, c.pathway::text, c.edition::text, m.step::text, c.purpose::text, c.power::text, m.starts_at, m.place::text,
         h.name::text, a.part::text,
         ARRAY(SELECT p.person FROM pathways_caseperson p WHERE p.case_id = c.number AND p.ended_at IS NULL ORDER BY p.sort = 'adult', p.person),
         a.answer::text, a.name::text, a.words::text, coalesce(u.name, '')::text, m.ended_at IS NOT NULL OR m.called_off <> '' OR c.closed_at IS NOT NULL OR m.starts_at <= now() - interval '7 days'
    FROM pathways_attendee a JOIN pathways_meeting m ON m.number = a.meeting_id JOIN pathways_case c ON c.number = m.case_id
    JOIN access_user h ON h.id = m.chair LEFT JOIN access_user u ON u.id = a.answered_by
   WHERE a.agency = mine AND a.part <> 'none' AND (one IS NULL OR a.id = one) AND (c.agency <> mine OR pathways.works_on(c.number)) AND pathways.may_be_asked(c, mine) AND pathways.nobody_hidden(c.number)
     AND (m.ended_at IS NULL AND m.called_off = '' OR m.starts_at > now() - interval '28 days')
   ORDER BY m.ended_at IS NOT NULL OR m.called_off <> '', m.starts_at, a.id LIMIT 500;
END $$;

-- Whether somebody may be sent: a post of the caller's agency that opens cases, and nobody of the case hidden from them.
-- They look at the case's people until a day after the meeting, or until it has ended: by the number of the meeting, so that
-- nothing that was allowed to the case alone is allowed to them.
CREATE OR REPLACE FUNCTION pathways.answer_meeting(attendee bigint, answer text, to_user bigint, words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE asked pathways_attendee; held pathways_meeting; of_case pathways_case; sent access_user;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pathways.asked_to_meetings($1) o WHERE NOT o.is_over) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  IF answer NOT IN ('comes', 'apologies', 'report') OR (answer <> 'comes' AND (words ~ '\S') IS NOT TRUE) THEN
    RAISE EXCEPTION 'Say who comes, why nobody does, or what your agency reports.' USING ERRCODE = 'check_violation';
  END IF;
  SELECT a.* INTO asked FROM pathways_attendee a WHERE a.id = $1 FOR UPDATE;
  SELECT m.* INTO held FROM pathways_meeting m WHERE m.number = asked.meeting_id;
  SELECT c.* INTO of_case FROM pathways_case c WHERE c.number = held.case_id;
  IF answer = 'comes' THEN
    SELECT u.* INTO sent FROM access_user u WHERE u.id = to_user AND u.is_active
       AND (u.id = access.my_user() OR EXISTS (SELECT 1 FROM pathways.colleagues() c WHERE c."user" = u.id));
    IF sent.id IS NULL THEN
      RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
    END IF;
  END IF;
  IF asked."user" IS NOT NULL THEN
    PERFORM access.end_case_grants(held.number, NULL, asked."user", NULL);
  END IF;
  UPDATE pathways_attendee a SET answer = $2, "user" = sent.id, name = coalesce(sent.name, ''), words = $4, answered_by = access.my_user(), answered_at = now()
   WHERE a.id = $1;
  IF answer = 'comes' THEN
    PERFORM access.grant_guest(held.number, sent.id, asked.agency, p.person, of_case.purpose, of_case.because, pathways.may_ask(of_case.number, p.person),
              greatest(held.starts_at, now()) + interval '1 day')
       FROM pathways_caseperson p WHERE p.case_id = of_case.number AND p.ended_at IS NULL;
  END IF;
  PERFORM pathways.write_of_meeting(held, of_case.because, 'answered: ' || $2, jsonb_strip_nulls(jsonb_build_object('attendee', $1, 'sent', sent.id)));
END $$;

-- Who was there; of each agency, and of those who came from outside or of the family.
CREATE OR REPLACE FUNCTION pathways.mark_came(number bigint, attendee bigint, came boolean, name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_of_mine($1);
BEGIN
  UPDATE pathways_attendee a SET came = $3, name = CASE WHEN a."user" IS NULL AND $4 ~ '\S' THEN $4 ELSE a.name END
   WHERE a.id = $2 AND a.meeting_id = $1 AND NOT (a.part = 'none' AND $3);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.write_of_meeting(held, '', CASE WHEN $3 THEN 'came' ELSE 'did not come' END, jsonb_build_object('attendee', $2));
END $$;

CREATE OR REPLACE FUNCTION pathways.call_off(number bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_of_mine($1);
BEGIN
  PERFORM access.demand_why(because);
  UPDATE pathways_meeting m SET called_off = $2, pen = NULL WHERE m.number = $1;
  PERFORM access.end_case_grants($1, NULL, NULL, NULL);
  PERFORM pathways.write_of_meeting(held, $2, 'meeting called off');
END $$;

-- What whoever was sent to a case's meetings may see ends with the consent, the person's part in the case, or the case.
CREATE OR REPLACE FUNCTION pathways.end_guests(of_case bigint, person bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT access.end_case_grants(m.number, $2, NULL, NULL) FROM pathways_meeting m WHERE m.case_id = of_case
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.call_meeting,
  pathways.ask_to_meeting,
  pathways.have_a_part,
  pathways.asked_to_meetings,
  pathways.answer_meeting,
  pathways.mark_came,
  pathways.call_off
TO ct_app;
