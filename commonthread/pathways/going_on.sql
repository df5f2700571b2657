-- Whoever is asked goes on under a case of their own: the answer, the case, its plan, supervisor and clocks are one act. Each side
-- sees that the other goes on, under which number and until when, and nothing else of it.

-- Investigations of the caller's that are open about somebody of whom the task asks.
CREATE OR REPLACE FUNCTION pathways.could_go_on(task bigint) RETURNS TABLE ("case" bigint, opened_at timestamptz, because text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found pathways_task := pathways.asked_task($1); kept bigint[] := pathways.kept_from_me();
BEGIN
  RETURN QUERY SELECT c.number, c.opened_at, c.because::text FROM pathways_case c
   WHERE c.agency = found.agency AND c.closed_at IS NULL AND c.pathway = 'supervised-investigation' AND c.number <> ALL (kept) AND pathways.works_on(c.number)
     AND EXISTS (SELECT 1 FROM pathways_caseperson p JOIN pathways.told_about(found) a ON pathways.shown_as(a.person) = pathways.shown_as(p.person)
                  WHERE p.case_id = c.number AND p.ended_at IS NULL) ORDER BY c.opened_at DESC LIMIT 20;
END $$;

CREATE OR REPLACE FUNCTION pathways.times_of(times jsonb, steps text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(w), '[]') FROM jsonb_array_elements(times) w WHERE w ->> 'step' = ANY (steps)
$$;

-- The case of the agency that was asked, about those of whom it was. A team has it, of its unit and discipline unless somebody says
-- why another; or whoever answers leads it, in their own team.
CREATE OR REPLACE FUNCTION pathways.open_to_go_on(asked pathways_task, held pathways_case, pathway text, edition text, to_team bigint, leads boolean, words text)
RETURNS pathways_case
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE opened pathways_case; me bigint := access.my_user(); persons bigint[]; sorts text[];
  why text := left('Asked by ' || (SELECT a.name FROM access_agency a WHERE a.code = held.agency) || ', case C-' || held.number || ': ' || words, 500);
BEGIN
  PERFORM pathways.demand_pace('case opened', '', 60, interval '1 minute');
  INSERT INTO pathways_case (number, agency, purpose, power, because, pathway, edition, unit, opened_by, closed_because)
  VALUES (pathways.free_number('pathways_case'), asked.agency, held.purpose, held.power, why, $3, $4, pathways.unit_of(held), me, '') RETURNING * INTO opened;
  INSERT INTO pathways_member (case_id, "user", team, leads, because, added_by, ended_because)
  VALUES (opened.number, CASE WHEN leads THEN me END, CASE WHEN NOT leads THEN to_team END, true, why, me, '');
  IF leads THEN
    PERFORM pathways.put_on(opened, NULL, to_team, why);
  END IF;
  SELECT array_agg(w.person), array_agg(w.sort) INTO persons, sorts
    FROM (SELECT DISTINCT ON (pathways.shown_as(a.person)) pathways.shown_as(a.person) AS person, a.sort::text FROM pathways.told_about(asked) a
           ORDER BY pathways.shown_as(a.person), a.id) w;
  PERFORM pathways.put_in(opened, 'case opened', persons, sorts, why);
  PERFORM pathways.grant_all(opened.number);
  RETURN opened;
END $$;

-- Its first plan is written with it, and the supervisor who reviews that is put on it: of several of the team whoever has least to do.
CREATE OR REPLACE FUNCTION pathways.begin_with_plan(opened pathways_case, aims text, begins jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE first text[] := pathways.first_steps(opened.pathway, opened.edition); plan pathways_task; boss bigint; lead record;
BEGIN
  PERFORM access.demand_why(aims);
  PERFORM pathways.begin_tasks(opened, first, pathways.times_of(begins, first), NULL);
  INSERT INTO pathways_investigationplan (case_id, edition, aims, because, by) VALUES (opened.number, 1, $2, 'It begins with the answer', access.my_user());
  SELECT t.* INTO plan FROM pathways_task t WHERE t.case_id = opened.number AND t.step = 'plan';
  PERFORM pathways.end_task(opened, plan, 'written', 'Edition 1', pathways.times_of(begins, pathways.steps_after(opened, 'plan', 'written')));
  lead := pathways.lead_of(opened);
  SELECT s INTO boss FROM pathways.supervisors(opened.agency::text, lead.team) s
   WHERE lead.team IS NOT NULL AND s IN (SELECT w FROM pathways.to_tell(opened.agency::text, lead.team, 1, lead."user", opened.number) w)
   ORDER BY (SELECT count(*) FROM pathways_task t WHERE t."user" = s AND t.done_at IS NULL), s LIMIT 1;
  IF boss IS NOT NULL THEN
    PERFORM pathways.put_on(opened, boss, NULL, 'supervises it');
    UPDATE pathways_task t SET "user" = boss FROM pathways_declaredstep s
     WHERE t.case_id = opened.number AND t.done_at IS NULL AND t."user" IS NULL AND s.pathway = opened.pathway AND s.edition = opened.edition
       AND s.name = t.step AND s.by_supervisor;
  END IF;
END $$;

CREATE OR REPLACE FUNCTION pathways.go_on(task bigint, outcome text, words text, times jsonb, into_case bigint, edition text, aims text, to_team bigint,
  leads boolean, because text, begins jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found pathways_task; held pathways_case; opened pathways_case; pathway text := pathways.opens_with($1, $2);
BEGIN
  SELECT c.* INTO held FROM pathways_case c WHERE c.number = (pathways.asked_task($1)).case_id FOR UPDATE;
  PERFORM 1 FROM pathways_task t WHERE t.number = $1 FOR UPDATE;
  found := pathways.asked_task($1);
  IF found.done_at IS NOT NULL THEN
    RAISE EXCEPTION 'Done meanwhile.' USING ERRCODE = 'CT006';
  ELSIF pathway = '' THEN
    RAISE EXCEPTION 'That goes on under no case.' USING ERRCODE = 'check_violation';
  ELSIF into_case IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM pathways.could_go_on($1) c WHERE c."case" = into_case) THEN
      RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
    END IF;
    opened := pathways.mine_open(into_case);
    PERFORM pathways.put_in(opened, 'case changed', ARRAY[a.person], ARRAY[a.sort::text], 'asked about by case C-' || held.number)
       FROM pathways.told_about(found) a WHERE NOT EXISTS (SELECT 1 FROM pathways_caseperson p WHERE p.case_id = into_case AND p.ended_at IS NULL
                                                              AND pathways.shown_as(p.person) = pathways.shown_as(a.person));
    PERFORM pathways.grant_all(into_case);
  ELSE
    IF NOT EXISTS (SELECT 1 FROM access_team t WHERE t.id = to_team AND t.agency_id = found.agency AND t.closed_at IS NULL)
       OR leads AND to_team IS DISTINCT FROM access.my_team() THEN
      RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
    ELSIF found.team IS DISTINCT FROM to_team THEN
      PERFORM access.demand_why(because);
    END IF;
    opened := pathways.open_to_go_on(found, held, pathway, $6, $8, $9, $3);
    PERFORM pathways.write_of_all(opened, coalesce(nullif($10, ''), $3), 'allocated', jsonb_build_object('to_team', $8));
    PERFORM pathways.begin_with_plan(opened, $7, $11);
  END IF;
  INSERT INTO pathways_goeson (case_id, task, to_case_id, by) VALUES (held.number, $1, opened.number, access.my_user());
  PERFORM pathways.answer($1, $2, $3, $4);
  PERFORM pathways.write_task(held, found, $3, 'goes on', jsonb_build_object('in', opened.number));
  RETURN opened.number;
END $$;

-- What goes on from a case of the caller's, or what it goes on from; or from a task that was asked of them.
CREATE OR REPLACE FUNCTION pathways.gone_on(number bigint, asked bigint)
RETURNS TABLE (task bigint, from_here boolean, other bigint, agency text, is_ours boolean, at timestamptz, closed_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE here bigint; kept bigint[] := pathways.kept_from_me();
BEGIN
  IF asked IS NOT NULL THEN
    here := (pathways.asked_task(asked)).case_id;
  ELSE
    here := (pathways.mine($1)).number;
  END IF;
  RETURN QUERY
  SELECT g.task, g.case_id = here, o.number, a.name::text, a.code = access.my_agency() AND pathways.works_on(o.number), g.at, o.closed_at
    FROM pathways_goeson g JOIN pathways_case o ON o.number = CASE WHEN g.case_id = here THEN g.to_case_id ELSE g.case_id END
    JOIN access_agency a ON a.code = o.agency
   WHERE here IN (g.case_id, g.to_case_id) AND (asked IS NULL OR g.task = asked) AND o.number <> ALL (kept) ORDER BY g.at, g.id;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.could_go_on,
  pathways.go_on,
  pathways.gone_on
TO ct_app;
