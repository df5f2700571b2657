-- Minutes: approved by who chaired, put right beside what stood, and opened by the agencies to which they were sent.

-- Whether the caller approves what was said there: who chairs it; whoever works on its case where they hold no post any more, or
-- are kept apart from it.
CREATE OR REPLACE FUNCTION pathways.answers_for_minutes(held pathways_meeting) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE kept bigint[] := pathways.kept_from(held.chair);
BEGIN
  RETURN held.chair = access.my_user() OR pathways.works_on(held.case_id) AND (held.case_id = ANY (kept) OR pathways.has_left(
    held.chair, (SELECT c.agency::text FROM pathways_case c WHERE c.number = held.case_id)));
END $$;

-- One that has ended, for whoever approves its minutes. It is held while it is changed.
CREATE OR REPLACE FUNCTION pathways.meeting_chaired(number bigint) RETURNS pathways_meeting
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_here($1);
BEGIN
  PERFORM 1 FROM pathways_meeting m WHERE m.number = $1 FOR UPDATE;
  IF held.ended_at IS NULL OR NOT pathways.works_on(held.case_id) OR NOT pathways.answers_for_minutes(held) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN held;
END $$;

-- The task of their going out, which ends when somebody first has them.
CREATE OR REPLACE FUNCTION pathways.minutes_key(meeting bigint) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT 'minutes of meeting ' || meeting
$$;

-- Whether minutes may be sent to an agency: it was asked to that case's meeting, for some of it, and might be asked still. A
-- case that is closed sends them for 92 days more, a local figure: most go out after a last meeting, and nothing else does.
CREATE OR REPLACE FUNCTION pathways.may_have_minutes(of_case pathways_case, of_agency text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(of_case.closed_at > now() - interval '92 days', true) AND pathways.may_be_asked(of_case, of_agency)
     AND EXISTS (SELECT 1 FROM pathways_attendee a JOIN pathways_meeting m ON m.number = a.meeting_id
                  WHERE m.case_id = of_case.number AND m.ended_at IS NOT NULL AND a.sort = 'agency' AND a.agency = of_agency AND a.agency <> of_case.agency AND a.part <> 'none')
$$;

-- What was written wrong is another line, with why; what was restricted stays so. It is in the next edition.
CREATE OR REPLACE FUNCTION pathways.put_right(number bigint, line bigint, words text, restricted boolean, because text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_chaired($1); put bigint;
BEGIN
  PERFORM access.demand_why(words, because);
  INSERT INTO pathways_line (meeting_id, sort, person, words, threshold, agency, owner, due_at, restricted, unfinished, typed_by, because)
  SELECT $1, l.sort, l.person, $3, l.threshold, l.agency, l.owner, l.due_at, l.restricted OR $4, false, access.my_user(), $5
    FROM pathways_line l WHERE l.id = $2 AND l.meeting_id = $1 AND l.replaced_by IS NULL AND NOT l.unfinished RETURNING id INTO put;
  IF put IS NULL THEN
    RAISE EXCEPTION 'It was put right meanwhile.' USING ERRCODE = 'CT006';
  END IF;
  UPDATE pathways_line l SET replaced_by = put WHERE l.id = $2;
  PERFORM pathways.write_of_meeting(held, $5, 'line put right', jsonb_build_object('line', put));
  RETURN put;
END $$;

-- Another than the first says why.
CREATE OR REPLACE FUNCTION pathways.approve_minutes(number bigint, body jsonb, withheld text[], because text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_chaired($1); edition int;
BEGIN
  SELECT coalesce(max(e.number), 0) + 1 INTO edition FROM pathways_minutes e WHERE e.meeting_id = $1;
  IF edition > 1 THEN
    PERFORM access.demand_why(because);
  END IF;
  INSERT INTO pathways_minutes (meeting_id, number, body, withheld, because, approved_by) VALUES ($1, edition, $2, $3, $4, access.my_user());
  PERFORM pathways.write_of_meeting(held, $4, 'minutes approved', jsonb_build_object('edition', edition));
  RETURN edition;
END $$;

CREATE OR REPLACE FUNCTION pathways.minutes(number bigint)
RETURNS TABLE (edition int, body jsonb, withheld text[], approved_by text, approved_at timestamptz, because text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_opened($1);
BEGIN
  IF NOT pathways.works_on(held.case_id) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN QUERY SELECT e.number::int, e.body, e.withheld::text[], u.name::text, e.approved_at, e.because::text
    FROM pathways_minutes e JOIN access_user u ON u.id = e.approved_by WHERE e.meeting_id = $1 ORDER BY e.number DESC;
END $$;

-- What whoever was there for the open part alone may read of it: nothing restricted, and no reason why somebody was not there.
CREATE OR REPLACE FUNCTION pathways.open_part(body jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT body || jsonb_build_object(
    'said', coalesce((SELECT jsonb_agg(l ORDER BY n) FROM jsonb_array_elements(body -> 'said') WITH ORDINALITY s(l, n)
                       WHERE NOT coalesce((l ->> 'restricted')::boolean, true)), '[]'),
    'present', coalesce((SELECT jsonb_agg(p || '{"note": ""}' ORDER BY n) FROM jsonb_array_elements(body -> 'present') WITH ORDINALITY s(p, n)), '[]'),
    'without_quorum', '')
$$;

-- An edition and one of those who were asked, for whoever works on the case; never for whoever is not to be there.
CREATE OR REPLACE FUNCTION pathways.minutes_for_one(held pathways_meeting, edition int, attendee bigint, OUT minutes pathways_minutes, OUT whom pathways_attendee)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  SELECT e.* INTO minutes FROM pathways_minutes e WHERE e.meeting_id = held.number AND e.number = $2;
  SELECT a.* INTO whom FROM pathways_attendee a WHERE a.id = $3 AND a.meeting_id = held.number AND a.part <> 'none';
  IF minutes.id IS NULL OR whom.id IS NULL OR NOT pathways.works_on(held.case_id) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
END $$;

-- Before it is made for one of them that is written down.
CREATE OR REPLACE FUNCTION pathways.open_minutes_for(number bigint, edition int, attendee bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_here($1);
BEGIN
  PERFORM pathways.minutes_for_one(held, $2, $3);
  PERFORM pathways.write_of_meeting(held, '', 'minutes opened', jsonb_build_object('edition', $2, 'attendee', $3));
END $$;

CREATE OR REPLACE FUNCTION pathways.minutes_for(number bigint, edition int, attendee bigint)
RETURNS TABLE (body jsonb, withheld text[], approved_by text, approved_at timestamptz, because text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found record;
BEGIN
  found := pathways.minutes_for_one(pathways.meeting_opened($1), $2, $3);
  RETURN QUERY SELECT CASE WHEN (found.whom).part = 'whole' AND (found.whom).sort = 'agency' THEN m.body ELSE pathways.open_part(m.body) END,
         m.withheld::text[], u.name::text, m.approved_at, m.because::text
    FROM pathways_minutes m JOIN access_user u ON u.id = m.approved_by WHERE m.id = (found.minutes).id;
END $$;

-- That somebody has an edition now. An agency to which it is sent opens it here, and may be asked at that moment; nobody of
-- the family is sent anything.
CREATE OR REPLACE FUNCTION pathways.give_minutes(number bigint, edition int, attendee bigint, way text, notice bigint, said_by text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_here($1); wanted record;
BEGIN
  wanted := pathways.minutes_for_one(held, $2, $3);
  IF way = 'notice' AND (wanted.whom).sort <> 'agency' THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  IF way = 'notice' AND NOT EXISTS (
       SELECT 1 FROM pathways_case c WHERE c.number = held.case_id AND pathways.may_have_minutes(c, (wanted.whom).agency)) THEN
    RAISE EXCEPTION 'No agreement in force, or no consent decision, lets that agency have them.' USING ERRCODE = 'CT007';
  END IF;
  INSERT INTO pathways_given (minutes_id, attendee_id, way, notice, said_by, given_by)
  VALUES ((wanted.minutes).id, $3, $4, $5, $6, access.my_user()) ON CONFLICT (minutes_id, attendee_id) WHERE withdrawn_at IS NULL DO NOTHING;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'They have it already.' USING ERRCODE = 'CT006';
  END IF;
  UPDATE pathways_task t SET done_at = now(), done_by = access.my_user(), outcome = 'done', words = 'Edition ' || $2 || ' is given'
   WHERE t.key = pathways.minutes_key($1) AND t.done_at IS NULL;
  PERFORM pathways.write_of_meeting(held, '', 'minutes given', jsonb_build_object('edition', $2, 'attendee', $3, 'way', $4));
END $$;

-- Who has which edition, the latest first; and when somebody of theirs opened it first.
CREATE OR REPLACE FUNCTION pathways.minutes_given(number bigint)
RETURNS TABLE (edition int, attendee bigint, way text, notice bigint, said_by text, by_whom text, at timestamptz, opened_at timestamptz,
  withdrawn_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_opened($1);
BEGIN
  RETURN QUERY
  SELECT e.number::int, g.attendee_id, g.way::text, g.notice, g.said_by::text, u.name::text, g.given_at,
         (SELECT min(o.at) FROM ledger_event o WHERE o.data ? 'case' AND o.data -> 'case' = to_jsonb(held.case_id) AND o.data ->> 'what' = 'minutes'
             AND o.data -> 'attendee' = to_jsonb(g.attendee_id) AND o.data -> 'edition' = to_jsonb(e.number)), g.withdrawn_at
    FROM pathways_given g JOIN pathways_minutes e ON e.id = g.minutes_id JOIN access_user u ON u.id = g.given_by
   WHERE pathways.works_on(held.case_id) AND e.meeting_id = $1 ORDER BY g.id DESC LIMIT 500;
END $$;

-- Of those who were asked the other agencies to which minutes may be sent as things stand.
CREATE OR REPLACE FUNCTION pathways.may_be_sent(number bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_opened($1);
BEGIN
  RETURN QUERY SELECT a.id FROM pathways_attendee a JOIN pathways_case c ON c.number = held.case_id AND c.agency <> a.agency
   WHERE pathways.works_on(held.case_id) AND a.meeting_id = $1 AND a.sort = 'agency' AND a.part <> 'none' AND pathways.may_have_minutes(c, a.agency);
END $$;

-- Editions that were sent to the caller's agency: for whom it had sent to the meeting, and for whoever answers others for it;
-- while an agreement and the consent decision would let it be asked still, and nobody of the case is hidden from them.
CREATE OR REPLACE FUNCTION pathways.minutes_to_us(one bigint)
RETURNS TABLE (attendee bigint, edition int, meeting bigint, agency text, pathway text, of_edition text, step text, starts_at timestamptz,
  given_at timestamptz, notice bigint, because text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); answers boolean := access.may('answer what other agencies ask of yours');
BEGIN
  PERFORM access.demand('read and acknowledge notices that are sent to you');
  RETURN QUERY
  SELECT a.id, e.number::int, m.number, c.agency::text, c.pathway::text, c.edition::text, m.step::text, m.starts_at, g.given_at, g.notice, e.because::text
    FROM pathways_attendee a JOIN pathways_given g ON g.attendee_id = a.id AND g.way = 'notice' AND g.withdrawn_at IS NULL JOIN pathways_minutes e ON e.id = g.minutes_id
    JOIN pathways_meeting m ON m.number = a.meeting_id JOIN pathways_case c ON c.number = m.case_id AND c.agency <> me.agency
   WHERE a.agency = me.agency AND (one IS NULL OR a.id = one) AND (a."user" = me."user" OR answers)
     AND pathways.may_be_asked(c, me.agency) AND pathways.nobody_hidden(c.number)
   ORDER BY g.given_at DESC, e.number DESC LIMIT 200;
END $$;

CREATE OR REPLACE FUNCTION pathways.ask_minutes(attendee bigint, edition int) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pathways.minutes_to_us($1) u WHERE u.edition = $2) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('consultation', c.purpose, c.because, p.person, '{}',
            jsonb_build_object('what', 'minutes', 'case', c.number, 'meeting', m.number, 'attendee', $1, 'edition', $2))
     FROM pathways_attendee a JOIN pathways_meeting m ON m.number = a.meeting_id JOIN pathways_case c ON c.number = m.case_id
     LEFT JOIN pathways_caseperson p ON p.case_id = c.number AND p.ended_at IS NULL WHERE a.id = $1;
  RETURN access.issue_ticket('minutes', ARRAY[$1, $2]);
END $$;

CREATE OR REPLACE FUNCTION pathways.take_minutes(ticket uuid)
RETURNS TABLE (body jsonb, part text, approved_by text, approved_at timestamptz, because text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE asked bigint[] := access.redeem($1, 'minutes');
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pathways.minutes_to_us(asked[1]) u WHERE u.edition = asked[2]) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN QUERY SELECT CASE WHEN a.part = 'whole' THEN e.body ELSE pathways.open_part(e.body) END, a.part::text, u.name::text, e.approved_at, e.because::text
    FROM pathways_attendee a JOIN pathways_minutes e ON e.meeting_id = a.meeting_id AND e.number = asked[2] JOIN access_user u ON u.id = e.approved_by
   WHERE a.id = asked[1];
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.put_right,
  pathways.approve_minutes,
  pathways.minutes,
  pathways.open_minutes_for,
  pathways.minutes_for,
  pathways.give_minutes,
  pathways.minutes_given,
  pathways.may_be_sent,
  pathways.minutes_to_us,
  pathways.ask_minutes,
  pathways.take_minutes
TO ct_app;
