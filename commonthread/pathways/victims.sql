-- What victims are told: due after each thing that the Victims' Code names, and when it was agreed; never in a way that nobody
-- knows to be safe. That a victim is to be told is a task of whoever leads.

-- `set_by` is NULL where an event sets it.
CREATE OR REPLACE FUNCTION pathways.put_update_of(held pathways_case, person bigint, due_at timestamptz, source text, because text, set_by bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE waits pathways_task;
BEGIN
  SELECT t.* INTO waits FROM pathways_task t WHERE t.case_id = held.number AND t.person = $2 AND t.step = '' AND t.key LIKE 'victim-%' AND t.done_at IS NULL FOR UPDATE;
  IF waits.number IS NULL THEN
    PERFORM pathways.put_task(held, 'victim-' || pathways.long_number(), 'Tell the victim how it stands', $2, NULL, NULL, held.agency, $3, $4, $5, $6);
  ELSIF $3 < waits.due_at THEN
    UPDATE pathways_task t SET due_at = $3, counts_from = least(t.counts_from, now()), source = $4, because = $5 WHERE t.number = waits.number;
  END IF;
END $$;

CREATE OR REPLACE FUNCTION pathways.put_update(held pathways_case, person bigint, due_at timestamptz, source text, because text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT pathways.put_update_of($1, $2, $3, $4, $5, access.my_user())
$$;

-- Of somebody who is a victim no more nothing stays to be told.
CREATE OR REPLACE FUNCTION pathways.end_updates(held pathways_case, person bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE pathways_task t SET done_at = now(), done_by = access.my_user(), outcome = 'no victim of it after all'
   WHERE t.case_id = held.number AND t.person = $2 AND t.step = '' AND t.key LIKE 'victim-%' AND t.done_at IS NULL
$$;

-- Something happened that victims have a right to be told of: each is told by the time of their rights.
CREATE OR REPLACE FUNCTION pathways.happened(number bigint, what text, due_at timestamptz, due_enhanced timestamptz, source text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.open_investigation($1); victim record; how_many int := 0;
BEGIN
  PERFORM access.demand_why(what, source);
  IF (due_at BETWEEN now() - interval '30 days' AND now() + interval '30 days' AND due_enhanced BETWEEN now() - interval '30 days' AND due_at) IS NOT TRUE THEN
    RAISE EXCEPTION 'Say by when.' USING ERRCODE = 'check_violation';
  END IF;
  FOR victim IN SELECT n.* FROM pathways.parts_now($1) n WHERE n.part = 'victim' LOOP
    PERFORM pathways.put_update(held, victim.person, CASE WHEN victim.enhanced THEN due_enhanced ELSE due_at END, source, what);
    how_many := how_many + 1;
  END LOOP;
  PERFORM pathways.write_of_all(held, what, 'victims to be told', '{}');
  RETURN how_many;
END $$;

-- Somebody who is a victim of the investigation now; nobody else is told of it.
CREATE OR REPLACE FUNCTION pathways.demand_victim(of_case bigint, person bigint) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pathways.parts_now($1) n WHERE n.person = $2 AND n.part = 'victim') THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION pathways.end_telling(of_case bigint, person bigint, outcome text, words text, by_user bigint) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH done AS (
    UPDATE pathways_task t SET done_at = now(), done_by = by_user, outcome = $3, words = $4
     WHERE t.case_id = $1 AND t.person = $2 AND t.step = '' AND t.key LIKE 'victim-%' AND t.done_at IS NULL RETURNING t.number)
  SELECT min(d.number) FROM done d
$$;

-- What is written to a victim is told once it arrived: until then the task to tell them waits, by the time that it had.
CREATE OR REPLACE FUNCTION pathways.put_written(held pathways_case, person bigint, of_what text, words text, safe_because text, next_at timestamptz, notice bigint)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand_why(of_what, words, safe_because);
  PERFORM pathways.demand_victim(held.number, $2);
  IF next_at IS NOT NULL AND NOT next_at BETWEEN now() AND now() + interval '366 days' THEN
    RAISE EXCEPTION 'Say by when, within a year.' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM pathways.put_update(held, $2, coalesce((SELECT min(t.due_at) FROM pathways_task t WHERE t.case_id = held.number AND t.person = $2
    AND t.step = '' AND t.key LIKE 'victim-%' AND t.done_at IS NULL), now() + interval '5 days'), 'Until the notice is known to have arrived', left($4, 500));
  INSERT INTO pathways_victimupdate (person_id, was_told, "of", words, way, safe_because, next_at, notice, by)
  VALUES (pathways.in_case(held, $2), true, $3, $4, 'by a notice to a safe address', $5, $6, $7, access.my_user());
  PERFORM pathways.write('case changed', held, words, $2, 'victim written to', jsonb_build_object('of', $3, 'notice', $7));
END $$;

-- That it arrived: the task is done, and the next one begins where one was agreed.
CREATE OR REPLACE FUNCTION pathways.written_arrived(of_notice bigint, how text, by_user bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE told pathways_victimupdate; held pathways_case; whom bigint;
BEGIN
  UPDATE pathways_victimupdate v SET given_at = now(), given_how = $2, given_by = $3
   WHERE v.notice = $1 AND v.given_at IS NULL AND v.failed_at IS NULL RETURNING v.* INTO told;
  IF told.id IS NULL THEN
    RETURN false;
  END IF;
  SELECT p.person INTO whom FROM pathways_caseperson p WHERE p.id = told.person_id;
  SELECT c.* INTO held FROM pathways_case c JOIN pathways_caseperson p ON p.case_id = c.number WHERE p.id = told.person_id;
  UPDATE pathways_victimupdate v SET task = pathways.end_telling(held.number, whom, 'told', told.words, $3) WHERE v.id = told.id;
  IF told.next_at > now() AND held.closed_at IS NULL AND EXISTS (SELECT 1 FROM pathways.parts_now(held.number) n WHERE n.person = whom AND n.part = 'victim') THEN
    PERFORM pathways.put_update_of(held, whom, told.next_at, 'Agreed with the victim', 'The next update that was agreed', $3);
  END IF;
  INSERT INTO ledger_event (type, actor, agency, purpose, reason, subject, records, data)
  VALUES ('case changed', $3, held.agency, held.purpose, $2, whom, '{}', jsonb_build_object('case', held.number, 'what', 'victim told', 'of', told."of", 'notice', $1));
  RETURN true;
END $$;

-- That it did not: it counts as nothing, and the task is there at once, whatever came of it before.
CREATE OR REPLACE FUNCTION pathways.written_failed(of_notice bigint, why text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE told pathways_victimupdate; held pathways_case; whom bigint;
BEGIN
  UPDATE pathways_victimupdate v SET failed_at = now(), failed_because = left($2, 200), given_at = NULL, given_how = '', given_by = NULL
   WHERE v.notice = $1 AND v.failed_at IS NULL RETURNING v.* INTO told;
  IF told.id IS NULL THEN
    RETURN false;
  END IF;
  SELECT p.person INTO whom FROM pathways_caseperson p WHERE p.id = told.person_id;
  SELECT c.* INTO held FROM pathways_case c JOIN pathways_caseperson p ON p.case_id = c.number WHERE p.id = told.person_id;
  IF held.closed_at IS NULL AND EXISTS (SELECT 1 FROM pathways.parts_now(held.number) n WHERE n.person = whom AND n.part = 'victim') THEN
    PERFORM pathways.put_update_of(held, whom, now(), 'The notice did not reach them', left('Tell them in another way: ' || $2, 500), NULL);
  END IF;
  INSERT INTO ledger_event (type, actor, agency, purpose, reason, subject, records, data)
  VALUES ('case changed', NULL, held.agency, held.purpose, $2, whom, '{}',
          jsonb_build_object('case', held.number, 'what', 'victim not reached', 'of', told."of", 'notice', $1));
  RETURN true;
END $$;

-- Somebody who works on it knows that it reached them: they rang, or said so.
CREATE OR REPLACE FUNCTION pathways.confirm_written(number bigint, of_notice bigint, how text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.open_investigation($1);
BEGIN
  PERFORM access.demand_why(how);
  IF NOT EXISTS (SELECT 1 FROM pathways_victimupdate v JOIN pathways_caseperson p ON p.id = v.person_id WHERE v.notice = $2 AND p.case_id = $1) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  ELSIF NOT pathways.written_arrived($2, $3, access.my_user()) THEN
    RAISE EXCEPTION 'It arrived already, or it did not.' USING ERRCODE = 'CT006';
  END IF;
END $$;

-- What somebody was told, or why they were not: the task for it is done, and the next one begins where one was agreed.
CREATE OR REPLACE FUNCTION pathways.record_update(number bigint, person bigint, was_told boolean, of_what text, words text, way text,
  safe_because text, next_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.open_investigation($1);
BEGIN
  PERFORM access.demand_why(of_what, words);
  IF was_told THEN
    PERFORM access.demand_why(way, safe_because);
  END IF;
  PERFORM pathways.demand_victim($1, $2);
  IF next_at IS NOT NULL AND NOT next_at BETWEEN now() AND now() + interval '366 days' THEN
    RAISE EXCEPTION 'Say by when, within a year.' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO pathways_victimupdate (person_id, was_told, "of", words, way, safe_because, task, given_at, by)
  VALUES (pathways.in_case(held, $2), $3, $4, $5, $6, $7,
          pathways.end_telling($1, $2, CASE WHEN was_told THEN 'told' ELSE 'not told' END, $5, access.my_user()), CASE WHEN was_told THEN now() END, access.my_user());
  PERFORM pathways.write('case changed', held, words, $2, CASE WHEN was_told THEN 'victim told' ELSE 'victim not told' END, jsonb_build_object('of', $4, 'way', $6));
  IF next_at IS NOT NULL THEN
    PERFORM pathways.put_update(held, $2, next_at, 'Agreed with the victim', 'The next update that was agreed');
  END IF;
END $$;

CREATE OR REPLACE FUNCTION pathways.updates(number bigint)
RETURNS TABLE (person bigint, was_told boolean, of_what text, words text, way text, safe_because text, by_name text, at timestamptz, notice bigint,
  given_at timestamptz, given_how text, failed_at timestamptz, failed_because text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.my_investigation($1);
BEGIN
  RETURN QUERY SELECT pathways.shown_as(c.person), v.was_told, v."of"::text, v.words::text, v.way::text, v.safe_because::text, u.name::text, v.at, v.notice,
         v.given_at, v.given_how::text, v.failed_at, v.failed_because::text
    FROM pathways_victimupdate v JOIN pathways_caseperson c ON c.id = v.person_id JOIN access_user u ON u.id = v.by
   WHERE c.case_id = held.number ORDER BY v.id DESC;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.confirm_written,
  pathways.happened,
  pathways.record_update,
  pathways.updates
TO ct_app;
