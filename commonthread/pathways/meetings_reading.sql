-- Meetings as they are read. That somebody opened one stands on the ledger before anything of it is given; what a page looks at
-- again by itself belongs to that opening, for as long as a meeting lasts.
CREATE OR REPLACE FUNCTION pathways.open_meeting(number bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_here($1);
BEGIN
  PERFORM access.write_event('consultation', c.purpose, c.because, p.person, '{}', jsonb_build_object('what', 'meeting', 'case', c.number, 'meeting', $1))
     FROM pathways_case c LEFT JOIN pathways_caseperson p ON p.case_id = c.number AND p.ended_at IS NULL WHERE c.number = held.case_id;
END $$;

CREATE OR REPLACE FUNCTION pathways.meeting_opened(number bigint) RETURNS pathways_meeting
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_here($1);
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_event e WHERE e.actor = access.my_user() AND e.agency = access.my_agency() AND e.at > now() - interval '6 hours'
                    AND e.type = 'consultation' AND e.data -> 'meeting' = to_jsonb($1) AND pg_xact_status(e.xid) = 'committed') THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN held;
END $$;

CREATE OR REPLACE FUNCTION pathways.sees_restricted(held pathways_meeting) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN pathways.works_on(held.case_id)
      OR EXISTS (SELECT 1 FROM pathways_attendee a WHERE a.meeting_id = held.number AND a."user" = access.my_user() AND a.part = 'whole');
END $$;

CREATE OR REPLACE FUNCTION pathways.meeting(number bigint)
RETURNS TABLE ("case" bigint, agency text, purpose text, because text, pathway text, edition text, step text, tasks bigint[], quorum text[],
  heard text, starts_at timestamptz, place text, chair text, chairs boolean, called_by text, is_mine boolean, sees_restricted boolean, pen text, pen_is_mine boolean,
  ended_at timestamptz, without_quorum text, without_quorum_by text, called_off text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_opened($1);
BEGIN
  RETURN QUERY
  SELECT c.number, c.agency::text, c.purpose::text, c.because::text, c.pathway::text, c.edition::text, held.step::text, held.tasks, held.quorum::text[],
         held.heard::text, held.starts_at, held.place::text, h.name::text, pathways.answers_for_minutes(held), b.name::text, pathways.works_on(c.number), pathways.sees_restricted(held),
         coalesce(p.name, '')::text, coalesce(p.id = access.my_user(), false), held.ended_at, held.without_quorum::text, held.without_quorum_by::text,
         held.called_off::text
    FROM pathways_case c JOIN access_user h ON h.id = held.chair JOIN access_user b ON b.id = held.called_by LEFT JOIN access_user p ON p.id = held.pen
   WHERE c.number = held.case_id;
END $$;

CREATE OR REPLACE FUNCTION pathways.meeting_people(number bigint) RETURNS TABLE (person bigint, sort text, may_ask boolean, is_heard boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_opened($1);
BEGIN
  RETURN QUERY SELECT pathways.shown_as(p.person), p.sort::text, pathways.may_ask(held.case_id, p.person),
         p.person IN (SELECT pathways.heard_of(held)) FROM pathways_caseperson p
   WHERE p.case_id = held.case_id AND p.ended_at IS NULL ORDER BY p.sort = 'adult', p.id;
END $$;

CREATE OR REPLACE FUNCTION pathways.attendees(number bigint)
RETURNS TABLE (attendee bigint, sort text, agency text, kind text, code text, name text, capacity text, part text, part_because text, answer text, words text, came boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_opened($1); whole boolean := pathways.sees_restricted(held);
BEGIN
  RETURN QUERY SELECT a.id, a.sort::text, coalesce(g.name, '')::text, coalesce(g.kind, '')::text, a.agency::text, a.name::text, a.capacity::text, a.part::text,
         CASE WHEN whole THEN a.part_because ELSE '' END::text, a.answer::text, CASE WHEN whole THEN a.words ELSE '' END::text, a.came
    FROM pathways_attendee a LEFT JOIN access_agency g ON g.code = a.agency
   WHERE a.meeting_id = $1 ORDER BY a.sort = 'family', a.sort = 'outsider', a.id;
END $$;

CREATE OR REPLACE FUNCTION pathways.lines(number bigint)
RETURNS TABLE (line bigint, sort text, person bigint, words text, threshold text, agency text, owner text, due_at timestamptz, restricted boolean,
  unfinished boolean, typed_by text, typed_at timestamptz, replaced_by bigint, because text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_opened($1); whole boolean := pathways.sees_restricted(held);
BEGIN
  RETURN QUERY SELECT l.id, l.sort::text, pathways.shown_as(l.person), l.words::text, l.threshold::text, coalesce(g.name, '')::text,
         coalesce(o.name, '')::text, l.due_at, l.restricted, l.unfinished, t.name::text, l.typed_at, l.replaced_by, l.because::text
    FROM pathways_line l JOIN access_user t ON t.id = l.typed_by LEFT JOIN access_user o ON o.id = l.owner LEFT JOIN access_agency g ON g.code = l.agency
   WHERE l.meeting_id = $1 AND (whole OR NOT l.restricted) ORDER BY l.id;
END $$;

CREATE OR REPLACE FUNCTION pathways.lacks(number bigint) RETURNS TABLE (what text, person bigint, kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT l.what, pathways.shown_as(l.person), l.kind FROM pathways.lacking(pathways.meeting_opened($1)) l
$$;

-- Of one case, or of all on which the caller works or to which they are sent: nothing that tells of anybody.
CREATE OR REPLACE FUNCTION pathways.meetings("case" bigint)
RETURNS TABLE (number bigint, of_case bigint, pathway text, edition text, step text, agency text, starts_at timestamptz, place text, is_mine boolean,
  ended_at timestamptz, called_off text, tasks bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ours bigint := access.my_team();
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  RETURN QUERY
  SELECT m.number, c.number, c.pathway::text, c.edition::text, m.step::text, c.agency::text, m.starts_at, m.place::text, pathways.works_on(c.number),
         m.ended_at, m.called_off::text, m.tasks
    FROM pathways_meeting m JOIN pathways_case c ON c.number = m.case_id
   WHERE ($1 IS NULL OR m.case_id = $1)
     AND (m.case_id IN (SELECT w.case_id FROM pathways_member w WHERE w.ended_at IS NULL AND (w."user" = me."user" OR w.team = ours))
          OR m.number IN (SELECT a.meeting_id FROM pathways_attendee a WHERE a."user" = me."user"))
     AND (pathways.works_on(c.number) OR pathways.is_sent_to(m)) AND pathways.nobody_hidden(c.number)
   ORDER BY m.ended_at IS NOT NULL OR m.called_off <> '', CASE WHEN m.ended_at IS NULL THEN m.starts_at END, m.starts_at DESC, m.number LIMIT 500;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.open_meeting,
  pathways.meeting,
  pathways.meeting_people,
  pathways.attendees,
  pathways.lines,
  pathways.lacks,
  pathways.meetings
TO ct_app;
