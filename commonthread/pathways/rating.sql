-- A contact is rated again by whoever has read how it was rated, until somebody decides. What waits and is still wanted takes
-- the new grade and time; what is wanted no more ends; which agency has answered is not asked twice. Times count from the
-- first rating, as they did.
CREATE OR REPLACE FUNCTION pathways.rate_again(number bigint, seen bigint, outcome text, words text, times jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1); was pathways_task; fresh bigint := pathways.long_number();
  following text[] := pathways.steps_after(held, 'rating', $3);
BEGIN
  PERFORM access.demand_why(outcome, words);
  SELECT t.* INTO was FROM pathways_task t WHERE t.case_id = $1 AND t.step = 'rating' ORDER BY t.done_at DESC NULLS FIRST LIMIT 1;
  IF was.number IS DISTINCT FROM seen OR was.done_at IS NULL OR EXISTS (SELECT 1 FROM pathways_decided d WHERE d.case_id = $1) THEN
    RAISE EXCEPTION 'Rated or decided meanwhile.' USING ERRCODE = 'CT006';
  END IF;
  INSERT INTO pathways_task (number, case_id, agency, step, does, source, because, key, person, "user", team, desk, grade, counts_from, due_at,
                             follows, begun_at, done_at, done_by, outcome, words)
  VALUES (fresh, $1, was.agency, was.step, '', '', '', '', was.person, was."user", was.team, was.desk, was.grade, was.counts_from,
          greatest(was.due_at, now()), was.number, was.begun_at, now(), access.my_user(), $3, $4);
  UPDATE pathways_task t SET done_at = now(), done_by = access.my_user(), outcome = 'rated again'
   WHERE t.case_id = $1 AND t.done_at IS NULL AND t.step IN ('checks', 'consent', 'decision', 'feedback')
     AND t.step <> ALL (following);
  UPDATE pathways_task t SET grade = w.grade, due_at = w.due_at
    FROM jsonb_to_recordset(times) w(step text, grade text, due_at timestamptz)
   WHERE t.case_id = $1 AND t.done_at IS NULL AND t.stopped_at IS NULL AND t.step = w.step;
  UPDATE pathways_task t SET done_at = now(), done_by = access.my_user(), outcome = 'rated again', words = $4
   WHERE t.number = pathways.to_look_again($1);
  PERFORM pathways.begin_tasks(held, following, times, fresh);
  UPDATE pathways_task t SET done_at = now(), outcome = 'answered before'
   WHERE t.follows = fresh AND t.step = 'checks' AND t.done_at IS NULL
     AND EXISTS (SELECT 1 FROM pathways_task o WHERE o.case_id = $1 AND o.step = 'checks' AND o.agency = t.agency
                    AND o.outcome IN ('answered', 'nothing known'));
  PERFORM pathways.write_task(held, was, $4, 'rated again: ' || $3, jsonb_build_object('was', was.outcome));
END $$;

-- What was to be decided of the wrong child or adult alone is still to be decided of the contact.
CREATE OR REPLACE FUNCTION pathways.keep_last(held pathways_case, whom bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE pathways_task t SET person = NULL
   WHERE held.pathway = 'front-door' AND t.case_id = held.number AND t.person = whom AND t.step <> '' AND t.done_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM pathways_task o WHERE o.case_id = t.case_id AND o.step = t.step AND o.agency = t.agency
                        AND o.done_at IS NULL AND o.person IS DISTINCT FROM whom)
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.rate_again TO ct_app;
