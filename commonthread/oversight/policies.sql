-- Reading the ledger. Each function asks first who is asking; what is read of it stands on it, committed, before it is given.
-- An officer sees readings of their own agency's records and no others; names and postcodes are compared here, with what
-- the officer's own agency recorded alone, and are never given.
CREATE SCHEMA IF NOT EXISTS oversight AUTHORIZATION ct_owner;
GRANT USAGE ON SCHEMA oversight TO ct_app;

DO $$
DECLARE walled text;
BEGIN
  FOREACH walled IN ARRAY ARRAY['oversight_question', 'oversight_home'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$I FORCE ROW LEVEL SECURITY', walled);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %I', walled);
    EXECUTE format('CREATE POLICY owner_all ON %I TO ct_owner USING (true) WITH CHECK (true)', walled);
  END LOOP;
END $$;

-- Of these records those of the caller's own agency that are not withheld from the caller.
CREATE OR REPLACE FUNCTION oversight.own(records bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency(); found bigint[];
BEGIN
  found := ARRAY(SELECT r.number FROM records_record r WHERE r.number = ANY (records) AND r.agency = mine ORDER BY 1);
  RETURN ARRAY(SELECT unnest(found) EXCEPT SELECT unnest(records.withheld(found)) ORDER BY 1);
END $$;

-- Who read the agency's records about a person. Hidden and absent are answered alike, and both are kept.
CREATE OR REPLACE FUNCTION oversight.ask_readings(person bigint, reason text, whole_list boolean) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE own bigint[] := oversight.own(ARRAY(SELECT a.record FROM records_about a WHERE a.person = $1));
BEGIN
  PERFORM access.demand('see who read your agency''s records and why');
  PERFORM access.demand_why(reason);
  PERFORM access.keep_asked(ARRAY[$1], 'ledger', $2);
  IF cardinality(own) = 0 OR cardinality(access.hidden_from_me(ARRAY[$1])) > 0 THEN
    PERFORM access.write_event('refusal', '', $2, $1, '{}', '{"what": "readings"}');
    RETURN NULL;
  END IF;
  PERFORM access.write_event('consultation', '', $2, $1, '{}', jsonb_build_object('what', 'readings', 'taken_away', $3));
  RETURN access.issue_ticket('readings', ARRAY[$1]);
END $$;

-- Also what was read while a record stood with another person, before it was joined to this one.
CREATE OR REPLACE FUNCTION oversight.take_readings(ticket uuid, since timestamptz, until timestamptz, by_name text, most int, skip int)
RETURNS TABLE (at timestamptz, reader text, agency text, purpose text, reason text, records bigint[], categories text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked bigint := (access.redeem($1, 'readings'))[1];
  mine text := access.my_agency();
  now_about bigint[] := ARRAY(SELECT a.record FROM records_about a WHERE a.person = asked AND a.agency = mine);
  own bigint[];
  subjects bigint[] := ARRAY(
    SELECT asked UNION SELECT l.person FROM content.mention m JOIN identity_link l ON l.mention = m.number
     WHERE m.person = asked AND m.agency = mine);
BEGIN
  own := oversight.own(ARRAY(
    SELECT DISTINCT unnest(e.records) FROM ledger_entry e
     WHERE e.subject = ANY (subjects) AND e.type IN ('disclosure', 'consultation')));
  RETURN QUERY
  SELECT e.at, u.name::text, a.name::text, e.purpose::text, coalesce(w.reason::text, 'erased'), read.numbers,
         ARRAY(SELECT DISTINCT r.category::text FROM records_record r WHERE r.number = ANY (read.numbers) ORDER BY 1)
    FROM ledger_entry e
    JOIN access_user u ON u.id = e.actor JOIN access_agency a ON a.code = e.agency
    LEFT JOIN ledger_words w ON w.event = e.number
    CROSS JOIN LATERAL (SELECT ARRAY(
      SELECT n FROM unnest(e.records) n WHERE n = ANY (own) AND (e.subject = asked OR n = ANY (now_about)) ORDER BY n) AS numbers) read
   WHERE e.subject = ANY (subjects) AND e.type IN ('disclosure', 'consultation') AND cardinality(read.numbers) > 0
     AND e.at >= $2 AND e.at < $3 AND ($4 = '' OR strpos(lower(u.name), lower($4)) > 0)
   ORDER BY e.at DESC, e.number DESC LIMIT $5 OFFSET $6;
END $$;

-- One's own history, as it was: a person who has been restricted since stays in it, or their going would tell.
CREATE OR REPLACE FUNCTION oversight.ask_mine(whole_list boolean) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('use the service');
  PERFORM access.write_event('consultation', '', 'my own reading history', NULL, '{}',
    jsonb_build_object('what', 'own readings', 'taken_away', $1));
  RETURN access.issue_ticket('own readings', '{}');
END $$;

CREATE OR REPLACE FUNCTION oversight.take_mine(ticket uuid, since timestamptz, until timestamptz, of_person bigint, most int, skip int)
RETURNS TABLE (at timestamptz, type text, person bigint, purpose text, reason text, records int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine bigint := access.my_user();
BEGIN
  PERFORM access.redeem($1, 'own readings');
  RETURN QUERY
  SELECT e.at, e.type::text, e.subject, e.purpose::text, coalesce(w.reason::text, 'erased'), cardinality(e.records)
    FROM ledger_entry e LEFT JOIN ledger_words w ON w.event = e.number
   WHERE e.actor = mine AND e.type IN ('disclosure', 'consultation', 'purpose stated', 'search', 'refusal', 'break-glass')
     AND e.at >= $2 AND e.at < $3 AND ($4 IS NULL OR e.subject = $4)
   ORDER BY e.at DESC, e.number DESC LIMIT $5 OFFSET $6;
END $$;

CREATE OR REPLACE FUNCTION oversight.live_at(postcode text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine bigint := access.my_user();
BEGIN
  DELETE FROM oversight_home h WHERE h."user" = mine;
  IF $1 <> '' THEN
    INSERT INTO oversight_home ("user", postcode) VALUES (mine, upper(regexp_replace($1, '\s', '', 'g')));
  END IF;
END $$;

CREATE OR REPLACE FUNCTION oversight.have_told_home() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine bigint := access.my_user();
BEGIN
  RETURN EXISTS (SELECT 1 FROM oversight_home h WHERE h."user" = mine);
END $$;

-- Finds what is worth a question among readings of the agency's records since a time. What was found before is kept, with
-- its answer. A day is a day in England; a night goes from noon to noon.
CREATE OR REPLACE FUNCTION oversight.look(since timestamptz, many int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mine text := access.my_agency();
  hidden bigint[] := access.hidden_from_me(NULL);
  kept bigint[] := pathways.kept_from_me();
BEGIN
  INSERT INTO oversight_question AS q (agency, rule, reader, subject, since, first_at, last_at, readings, people, answer)
  WITH entry AS MATERIALIZED (
    SELECT e.number, e.at, e.actor, e.subject, e.records, e.at AT TIME ZONE 'Europe/London' AS local FROM ledger_entry e
     WHERE e.at >= $1 AND e.type = 'disclosure' AND e.actor IS NOT NULL AND e.subject <> ALL (hidden)),
  own AS MATERIALIZED (
    SELECT r.number FROM records_record r WHERE r.agency = mine AND r.number IN (SELECT unnest(entry.records) FROM entry)),
  reading AS MATERIALIZED (
    SELECT entry.* FROM entry WHERE EXISTS (SELECT 1 FROM unnest(entry.records) n JOIN own ON own.number = n)),
  pair AS MATERIALIZED (SELECT DISTINCT actor, subject FROM reading),
  alike AS MATERIALIZED (
    SELECT p.actor, p.subject,
           bool_or(lower(m.given ->> 'family_name') = lower(substring(u.name from '\S+$'))) AS name,
           bool_or(upper(regexp_replace(m.given ->> 'postcode', '\s', '', 'g')) = h.postcode) AS street
      FROM pair p JOIN access_user u ON u.id = p.actor LEFT JOIN oversight_home h ON h."user" = p.actor
      JOIN content.mention m ON m.person = p.subject AND m.agency = mine GROUP BY 1, 2),
  found AS (
    SELECT 'surname' AS rule, r.actor, r.subject, date_trunc('day', local) AS start, r.at, r.subject AS person FROM reading r
      JOIN alike a USING (actor, subject) WHERE a.name
    UNION ALL SELECT 'street', r.actor, r.subject, date_trunc('day', local), r.at, r.subject FROM reading r
      JOIN alike a USING (actor, subject) WHERE a.street
    UNION ALL SELECT 'no case', r.actor, r.subject, date_trunc('day', local), r.at, r.subject FROM reading r
      JOIN ledger_words w ON w.event = r.number WHERE w.reason !~ '[0-9]' AND NOT w.data ? 'case'
    UNION ALL SELECT 'night', r.actor, 0, date_trunc('day', local - interval '12 hours') + interval '12 hours', r.at, r.subject
      FROM reading r WHERE extract(hour FROM local) >= 22 OR extract(hour FROM local) < 6
    UNION ALL SELECT 'many', r.actor, 0, date_trunc('hour', local), r.at, r.subject FROM reading r
    UNION ALL SELECT 'own case', p.added_by, p.person, date_trunc('day', p.added_at AT TIME ZONE 'Europe/London'), p.added_at, p.person
      FROM pathways_caseperson p JOIN pathways_case k ON k.number = p.case_id AND k.agency = mine AND k.number <> ALL (kept)
     WHERE p.added_at >= $1 AND p.person <> ALL (hidden) AND EXISTS (
       SELECT 1 FROM access_conflict c WHERE c."user" = p.added_by AND c.person = p.person AND (c.until_at IS NULL OR c.until_at > now())))
  SELECT mine, f.rule, f.actor, f.subject, f.start AT TIME ZONE 'Europe/London', min(f.at), max(f.at), count(*),
         count(DISTINCT f.person), ''
    FROM found f GROUP BY 1, 2, 3, 4, 5 HAVING f.rule <> 'many' OR count(DISTINCT f.person) >= $2
  ON CONFLICT ON CONSTRAINT question_once DO UPDATE SET last_at = EXCLUDED.last_at, first_at = EXCLUDED.first_at,
    readings = EXCLUDED.readings, people = EXCLUDED.people WHERE q.readings < EXCLUDED.readings;
END $$;

CREATE OR REPLACE FUNCTION oversight.ask_questions(since timestamptz, many int, whole_list boolean) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE earliest timestamptz := greatest($1, now() - interval '31 days');
BEGIN
  PERFORM access.demand('see who read your agency''s records and why');
  PERFORM access.write_event('consultation', '', 'unusual readings', NULL, '{}',
    jsonb_build_object('what', 'unusual readings', 'taken_away', $3));
  -- From the start of that day's night, so that no question is counted in part.
  PERFORM oversight.look(date_trunc('day', earliest AT TIME ZONE 'Europe/London') AT TIME ZONE 'Europe/London' - interval '12 hours', $2);
  RETURN access.issue_ticket('questions', '{}');
END $$;

CREATE OR REPLACE FUNCTION oversight.take_questions(ticket uuid, since timestamptz, of_rule text, is_open boolean, by_name text, most int, skip int)
RETURNS TABLE (number bigint, rule text, reader text, agency text, person bigint, first_at timestamptz, last_at timestamptz,
  readings int, people int, answer text, answered_by text, answered_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency(); hidden bigint[] := access.hidden_from_me(NULL);
BEGIN
  PERFORM access.redeem($1, 'questions');
  RETURN QUERY
  SELECT q.number, q.rule::text, u.name::text,
         (SELECT a.name::text FROM access_post p JOIN access_agency a ON a.code = p.agency_id WHERE p.user_id = u.id AND p.from_at <= q.first_at
           ORDER BY p.from_at DESC LIMIT 1),
         nullif(q.subject, 0), q.first_at, q.last_at, q.readings, q.people, q.answer::text, o.name::text, q.answered_at
    FROM oversight_question q JOIN access_user u ON u.id = q.reader LEFT JOIN access_user o ON o.id = q.answered_by
   WHERE q.agency = mine AND q.last_at >= $2 AND q.subject <> ALL (hidden) AND ($3 = '' OR q.rule = $3)
     AND ($4 IS NULL OR (q.answered_at IS NULL) = $4) AND ($5 = '' OR strpos(lower(u.name), lower($5)) > 0)
   ORDER BY q.answered_at IS NOT NULL, q.last_at DESC, q.number LIMIT $6 OFFSET $7;
END $$;

CREATE OR REPLACE FUNCTION oversight.answer(question bigint, words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency(); found oversight_question;
BEGIN
  PERFORM access.demand('see who read your agency''s records and why');
  PERFORM access.demand_why(words);
  UPDATE oversight_question q SET answer = $2, answered_by = access.my_user(), answered_at = now()
   WHERE q.number = $1 AND q.agency = mine AND cardinality(access.hidden_from_me(ARRAY[q.subject])) = 0 RETURNING * INTO found;
  IF found.number IS NULL THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('consultation', '', $2, nullif(found.subject, 0), '{}',
    jsonb_build_object('what', 'answer', 'question', $1));
END $$;

-- How far the ledger is sealed, and the lag of the last hour. Nothing in it is about anybody.
CREATE OR REPLACE FUNCTION oversight.sealed()
RETURNS TABLE (size bigint, checkpoint text, looked_at timestamptz, unsealed bigint, oldest timestamptz, lag float)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('see who read your agency''s records and why');
  RETURN QUERY SELECT s.size, s.checkpoint, s.looked_at, s.unsealed, s.oldest,
    (SELECT percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM l.sealed_at - e.at))
       FROM (SELECT * FROM ledger_leaf ORDER BY position DESC LIMIT 1000) l JOIN ledger_entry e ON e.number = l.event)
    FROM ledger.standing() s;
END $$;

-- What partners keep: the last of each, and whether the ledger agrees with it.
CREATE OR REPLACE FUNCTION oversight.copies()
RETURNS TABLE (agency text, name text, given_at timestamptz, size bigint, agrees boolean, says text, compared_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('see who read your agency''s records and why');
  RETURN QUERY SELECT DISTINCT ON (a.name, c.agency) c.agency::text, a.name::text, c.given_at, c.size, c.agrees, c.says::text, c.compared_at
    FROM ledger_copy c JOIN access_agency a ON a.code = c.agency ORDER BY a.name, c.agency, c.given_at DESC, c.id DESC;
END $$;

CREATE OR REPLACE FUNCTION oversight.give_copy(checkpoint text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('see who read your agency''s records and why');
  IF length(checkpoint) NOT BETWEEN 1 AND 4000 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  INSERT INTO ledger_copy (agency, checkpoint, given_by, says) VALUES (me.agency, $1, me."user", '');
  PERFORM access.write_event('consultation', '', 'a checkpoint that we keep', NULL, '{}', '{"what": "checkpoint"}');
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA oversight FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  oversight.ask_readings,
  oversight.take_readings,
  oversight.ask_mine,
  oversight.take_mine,
  oversight.live_at,
  oversight.have_told_home,
  oversight.ask_questions,
  oversight.take_questions,
  oversight.answer,
  oversight.sealed,
  oversight.copies,
  oversight.give_copy
TO ct_app;
