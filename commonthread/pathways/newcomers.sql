-- Whoever is put in once a procedure runs: of no child less is done because they were found later.

-- At the front door: whoever is put in while something is still to be decided of others like them is decided of beside them, by the same time.
CREATE OR REPLACE FUNCTION pathways.decide_beside(held pathways_case, whom bigint, as_sort text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO pathways_task (number, case_id, agency, step, does, source, because, key, person, "user", team, desk, grade, counts_from, due_at,
                             follows, outcome, words)
  SELECT DISTINCT ON (t.step) pathways.long_number(), t.case_id, t.agency, t.step, '', '', '', '', whom, t."user", t.team, t.desk, t.grade,
         t.counts_from, t.due_at, t.follows, '', ''
    FROM pathways_task t JOIN pathways_caseperson o ON o.case_id = t.case_id AND o.person = t.person AND o.ended_at IS NULL AND o.sort = as_sort
   WHERE t.case_id = held.number AND t.agency = held.agency AND t.step <> '' AND t.done_at IS NULL AND t.person <> whom
   ORDER BY t.step, t.due_at
  ON CONFLICT DO NOTHING
$$;

-- What was begun for each at once, and not by what came of one of them, is begun for the newcomer too: by the same time while it waits
-- for another, so that what should have been done by now is overdue; else by as much time from now. What was to be done of the case
-- for want of anybody is of them.
CREATE OR REPLACE FUNCTION pathways.begin_beside(held pathways_case, whom bigint, as_sort text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE begun record;
BEGIN
  IF held.pathway = 'front-door' THEN
    PERFORM pathways.decide_beside(held, whom, as_sort);
    RETURN;
  END IF;
  FOR begun IN
    SELECT DISTINCT ON (t.step, t.agency) t.* FROM pathways_task t
      JOIN pathways_declaredstep s ON s.pathway = held.pathway AND s.edition = held.edition AND s.name = t.step AND s."each" IN ('child', 'this child', 'this person')
      LEFT JOIN pathways_task b ON b.number = t.follows
      LEFT JOIN pathways_declaredstep f ON f.pathway = held.pathway AND f.edition = held.edition AND f.name = b.step
     WHERE t.case_id = held.number AND coalesce(f."each", 'case') IN ('case', 'agency') AND whom IN (SELECT pathways.those_of(held.number, s."each"))
       AND NOT EXISTS (SELECT 1 FROM pathways_task l WHERE l.case_id = t.case_id AND l.step = b.step AND l.done_at > b.done_at)
       AND NOT EXISTS (SELECT 1 FROM pathways_task d WHERE d.case_id = t.case_id AND d.step = t.step AND d.agency = t.agency AND d.person = whom
                          AND (d.done_at IS NULL OR s.outcomes ? d.outcome::text))
     ORDER BY t.step, t.agency, t.done_at IS NULL DESC, t.person IS NULL DESC, t.begun_at DESC, t.number
  LOOP
    UPDATE pathways_task t SET person = whom WHERE t.number = begun.number AND t.person IS NULL AND t.done_at IS NULL;
    IF NOT FOUND THEN
      IF begun.done_at IS NOT NULL THEN
        begun.due_at := now() + (begun.due_at - begun.counts_from);
        begun.counts_from := now();
      END IF;
      INSERT INTO pathways_task (number, case_id, agency, step, does, source, because, key, person, "user", team, desk, grade, counts_from, due_at,
                                 follows, outcome, words)
      VALUES (pathways.long_number(), begun.case_id, begun.agency, begun.step, '', '', '', '', whom, begun."user", begun.team, begun.desk, begun.grade,
              begun.counts_from, begun.due_at, begun.follows, '', '') ON CONFLICT DO NOTHING;
    END IF;
  END LOOP;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
