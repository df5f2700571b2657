-- What victims are told: due after each thing that the Victims' Code names, and when it was agreed; never in a way that nobody
-- knows to be safe. That a victim is to be told is a task of whoever leads.

CREATE OR REPLACE FUNCTION pathways.put_update(held pathways_case, person bigint, due_at timestamptz, source text, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE waits pathways_task;
BEGIN
  SELECT t.* INTO waits FROM pathways_task t WHERE t.case_id = held.number AND t.person = $2 AND t.step = '' AND t.key LIKE 'victim-%' AND t.done_at IS NULL FOR UPDATE;
  IF waits.number IS NULL THEN
    PERFORM pathways.put_task(held, 'victim-' || pathways.long_number(), 'Tell the victim how it stands', $2, NULL, NULL, held.agency, $3, $4, $5, access.my_user());
  ELSIF $3 < waits.due_at THEN
    UPDATE pathways_task t SET due_at = $3, counts_from = least(t.counts_from, now()), source = $4, because = $5 WHERE t.number = waits.number;
  END IF;
END $$;

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

-- What somebody was told, or why they were not: the task for it is done, and the next one begins where one was agreed.
CREATE OR REPLACE FUNCTION pathways.record_update(number bigint, person bigint, was_told boolean, of_what text, words text, way text,
  safe_because text, next_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.open_investigation($1); ended bigint;
BEGIN
  PERFORM access.demand_why(of_what, words);
  IF was_told THEN
    PERFORM access.demand_why(way, safe_because);
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pathways.parts_now($1) n WHERE n.person = $2 AND n.part = 'victim') THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  ELSIF next_at IS NOT NULL AND NOT next_at BETWEEN now() AND now() + interval '366 days' THEN
    RAISE EXCEPTION 'Say by when, within a year.' USING ERRCODE = 'check_violation';
  END IF;
  WITH done AS (
    UPDATE pathways_task t SET done_at = now(), done_by = access.my_user(), outcome = CASE WHEN was_told THEN 'told' ELSE 'not told' END, words = $5
     WHERE t.case_id = $1 AND t.person = $2 AND t.step = '' AND t.key LIKE 'victim-%' AND t.done_at IS NULL RETURNING t.number)
  SELECT min(d.number) INTO ended FROM done d;
  INSERT INTO pathways_victimupdate (person_id, was_told, "of", words, way, safe_because, task, by)
  VALUES (pathways.in_case(held, $2), $3, $4, $5, $6, $7, ended, access.my_user());
  PERFORM pathways.write('case changed', held, words, $2, CASE WHEN was_told THEN 'victim told' ELSE 'victim not told' END, jsonb_build_object('of', $4, 'way', $6));
  IF next_at IS NOT NULL THEN
    PERFORM pathways.put_update(held, $2, next_at, 'Agreed with the victim', 'The next update that was agreed');
  END IF;
END $$;

CREATE OR REPLACE FUNCTION pathways.updates(number bigint)
RETURNS TABLE (person bigint, was_told boolean, of_what text, words text, way text, safe_because text, by_name text, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.my_investigation($1);
BEGIN
  RETURN QUERY SELECT pathways.shown_as(c.person), v.was_told, v."of"::text, v.words::text, v.way::text, v.safe_because::text, u.name::text, v.at
    FROM pathways_victimupdate v JOIN pathways_caseperson c ON c.id = v.person_id JOIN access_user u ON u.id = v.by
   WHERE c.case_id = held.number ORDER BY v.id DESC;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.happened,
  pathways.record_update,
  pathways.updates
TO ct_app;
