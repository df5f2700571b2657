-- What is said and decided in a meeting: typed by one at a time, who holds the pen, and read by all who are there. Nothing is
-- typed over: what replaces a line is another line.
CREATE OR REPLACE FUNCTION pathways.take_pen(number bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_of_mine($1);
BEGIN
  IF held.pen IS DISTINCT FROM access.my_user() THEN
    UPDATE pathways_meeting m SET pen = access.my_user() WHERE m.number = $1;
    UPDATE pathways_line l SET typed_by = access.my_user() WHERE l.meeting_id = $1 AND l.unfinished;
    PERFORM pathways.write_of_meeting(held, '', 'pen taken', jsonb_strip_nulls(jsonb_build_object('from', held.pen)));
  END IF;
END $$;

CREATE OR REPLACE FUNCTION pathways.meeting_with_pen(number bigint) RETURNS pathways_meeting
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_of_mine($1);
BEGIN
  IF held.pen IS DISTINCT FROM access.my_user() THEN
    RAISE EXCEPTION 'Somebody else holds the pen.' USING ERRCODE = 'CT006';
  END IF;
  RETURN held;
END $$;

-- The line that is being typed, as far as it has got; what was just written down and is sent late is not begun again.
CREATE OR REPLACE FUNCTION pathways.keep_line(number bigint, sort text, person bigint, words text, restricted boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_with_pen($1);
BEGIN
  DELETE FROM pathways_line l WHERE l.meeting_id = $1 AND l.unfinished;
  IF words ~ '\S' AND NOT EXISTS (SELECT 1 FROM pathways_line l WHERE l.meeting_id = $1 AND l.words = btrim($4) AND l.typed_by = access.my_user()
                                     AND l.typed_at > now() - interval '10 seconds') THEN
    INSERT INTO pathways_line (meeting_id, sort, person, words, threshold, agency, restricted, unfinished, typed_by)
    VALUES ($1, $2, pathways.of_meeting(held, $3), $4, '', '', $5, true, access.my_user());
  END IF;
END $$;

-- Somebody whom the case is about; nobody else is written about.
CREATE OR REPLACE FUNCTION pathways.of_meeting(held pathways_meeting, person bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF person IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pathways_caseperson p WHERE p.case_id = held.case_id AND p.person = $2 AND p.ended_at IS NULL) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN person;
END $$;

-- A line as it stands. The decision about a child and the child's voice stand once: a later one replaces the earlier. Sent
-- twice, it is one.
CREATE OR REPLACE FUNCTION pathways.write_line(number bigint, sort text, person bigint, words text, threshold text, agency text, owner bigint,
  due_at timestamptz, restricted boolean, replaces bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_with_pen($1); written bigint;
BEGIN
  PERFORM access.demand_why(words);
  IF sort NOT IN ('note', 'decision', 'voice', 'unheard', 'action', 'dissent') OR (sort = 'decision' AND (threshold ~ '\S') IS NOT TRUE)
     OR (sort IN ('decision', 'voice', 'unheard') AND person IS NULL)
     OR (sort = 'action' AND (due_at IS NULL OR due_at <= now() OR (owner IS NULL AND agency = '')))
     OR (sort = 'dissent' AND agency = '') THEN
    RAISE EXCEPTION 'Say all of it.' USING ERRCODE = 'check_violation';
  END IF;
  IF (agency <> '' AND NOT EXISTS (SELECT 1 FROM pathways_attendee a WHERE a.meeting_id = $1 AND a.agency = $6))
     OR (owner IS NOT NULL AND owner <> access.my_user() AND NOT EXISTS (SELECT 1 FROM pathways.colleagues() c WHERE c."user" = $7))
     OR (replaces IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pathways_line l WHERE l.id = $10 AND l.meeting_id = $1 AND l.replaced_by IS NULL)) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  SELECT l.id INTO written FROM pathways_line l
   WHERE l.meeting_id = $1 AND NOT l.unfinished AND l.replaced_by IS NULL AND l.sort = $2 AND l.person IS NOT DISTINCT FROM $3 AND l.words = $4
     AND l.threshold = $5 AND l.agency = $6 AND l.owner IS NOT DISTINCT FROM $7 AND l.restricted = $9 AND l.typed_by = access.my_user()
     AND l.typed_at > now() - interval '2 minutes';
  IF written IS NOT NULL THEN
    RETURN written;
  END IF;
  DELETE FROM pathways_line l WHERE l.meeting_id = $1 AND l.unfinished;
  INSERT INTO pathways_line (meeting_id, sort, person, words, threshold, agency, owner, due_at, restricted, unfinished, typed_by)
  VALUES ($1, $2, pathways.of_meeting(held, $3), $4, $5, $6, $7, $8, $9, false, access.my_user()) RETURNING id INTO written;
  UPDATE pathways_line l SET replaced_by = written
   WHERE l.meeting_id = $1 AND l.id <> written AND l.replaced_by IS NULL
     AND (l.id = $10 OR (l.person = $3 AND (l.sort = 'decision' AND $2 = 'decision' OR l.sort IN ('voice', 'unheard') AND $2 IN ('voice', 'unheard'))));
  PERFORM pathways.write_of_meeting(held, '', 'written: ' || $2, jsonb_build_object('line', written));
  RETURN written;
END $$;

-- Whose own voice it must have: each child; of adults those at risk, and, until somebody says who, each who is not said to be
-- something else.
CREATE OR REPLACE FUNCTION pathways.heard_of(held pathways_meeting) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT t FROM pathways.those_of(held.case_id, held.heard) t
  UNION ALL
  SELECT p.person FROM pathways_caseperson p
   WHERE held.heard = 'at risk' AND p.case_id = held.case_id AND p.ended_at IS NULL AND p.sort = 'adult'
     AND NOT EXISTS (SELECT 1 FROM pathways.those_of(held.case_id, held.heard))
     AND NOT EXISTS (SELECT 1 FROM pathways.parts_now(held.case_id) n WHERE n.id = p.id)
$$;

-- What the meeting still lacks before it can end: of each who is to be heard the decision and their own voice, agencies of its quorum, a line
-- that is not finished, and anybody who was there.
CREATE OR REPLACE FUNCTION pathways.lacking(held pathways_meeting) RETURNS TABLE (what text, person bigint, kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT w.what, p.person, '' FROM pathways_caseperson p CROSS JOIN (VALUES ('decision', '{decision}'::text[]), ('voice', '{voice,unheard}')) w(what, sorts)
   WHERE p.case_id = held.case_id AND p.ended_at IS NULL AND p.person IN (SELECT pathways.heard_of(held))
     AND NOT EXISTS (SELECT 1 FROM pathways_line l WHERE l.meeting_id = held.number AND l.person = p.person AND l.sort = ANY (w.sorts)
                        AND l.replaced_by IS NULL AND NOT l.unfinished)
  UNION ALL
  SELECT 'quorum', NULL, q.kind FROM unnest(held.quorum::text[]) q(kind)
   WHERE NOT EXISTS (SELECT 1 FROM pathways_attendee a JOIN access_agency g ON g.code = a.agency AND g.kind = q.kind
                      WHERE a.meeting_id = held.number AND a.came)
  UNION ALL
  SELECT 'unfinished', NULL, '' WHERE EXISTS (SELECT 1 FROM pathways_line l WHERE l.meeting_id = held.number AND l.unfinished)
  UNION ALL
  SELECT 'attendance', NULL, '' WHERE NOT EXISTS (SELECT 1 FROM pathways_attendee a WHERE a.meeting_id = held.number AND a.came)
$$;

-- Those that stand, as they become tasks when the meeting ends: whose time has come meanwhile is due within the hour.
CREATE OR REPLACE FUNCTION pathways.agreed_actions(number bigint) RETURNS TABLE (words text, person bigint, owner bigint, agency text, due_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_of_mine($1);
BEGIN
  RETURN QUERY SELECT left(l.words, 200), l.person, l.owner, CASE WHEN l.agency = c.agency THEN '' ELSE l.agency END::text, greatest(l.due_at, now() + interval '1 hour')
    FROM pathways_line l JOIN pathways_case c ON c.number = held.case_id
   WHERE l.meeting_id = $1 AND l.sort = 'action' AND l.replaced_by IS NULL AND NOT l.unfinished ORDER BY l.id;
END $$;

-- Ends it, and at once what those who were sent could see; its minutes are a task of whoever chaired. Without its quorum only for a reason, by whoever the
-- procedure lets excuse it, by name.
CREATE OR REPLACE FUNCTION pathways.end_meeting(number bigint, without_quorum text, by_whom text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_meeting := pathways.meeting_of_mine($1); excused boolean; may_excuse text;
BEGIN
  SELECT (pathways.quorum_of(c, held.step)).excused_by INTO may_excuse FROM pathways_case c WHERE c.number = held.case_id;
  excused := $2 ~ '\S' AND $3 ~ '\S' AND may_excuse <> '';
  IF EXISTS (SELECT 1 FROM pathways.lacking(held) l WHERE NOT (l.what = 'quorum' AND excused)) THEN
    RAISE EXCEPTION 'The meeting lacks something.' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE pathways_meeting m SET ended_at = now(), ended_by = access.my_user(), pen = NULL,
         without_quorum = CASE WHEN excused THEN $2 ELSE '' END, without_quorum_by = CASE WHEN excused THEN left(may_excuse || ': ' || $3, 120) ELSE '' END
   WHERE m.number = $1;
  PERFORM access.end_case_grants($1, NULL, NULL, NULL);
  PERFORM pathways.put_task(c, pathways.minutes_key($1), 'Approve the minutes and send them', NULL, held.chair, NULL, c.agency, now() + interval '7 days',
            'A local figure: minutes go out within a week', 'The meeting has ended', access.my_user()) FROM pathways_case c WHERE c.number = held.case_id;
  PERFORM pathways.write_of_meeting(held, $2, 'meeting ended: ' || held.step, jsonb_build_object('quorate', NOT excused));
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.take_pen,
  pathways.keep_line,
  pathways.write_line,
  pathways.agreed_actions,
  pathways.end_meeting
TO ct_app;
