-- What must be done in a case. Every task has an owner and a due time; finishing a step of its procedure begins the next in
-- the same transaction, so that a case is never left with nobody who must do anything.

-- Who leads a case, a person or a team; of a person also their team.
CREATE OR REPLACE FUNCTION pathways.lead_of(held pathways_case, OUT "user" bigint, OUT team bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT m."user", coalesce(m.team, p.team_id) FROM pathways_member m
    LEFT JOIN access_post p ON p.user_id = m."user" AND p.agency_id = held.agency AND access.is_live(p)
   WHERE m.case_id = held.number AND m.leads AND m.ended_at IS NULL ORDER BY p.team_id LIMIT 1
$$;

CREATE OR REPLACE FUNCTION pathways.demand_in(held pathways_case, persons bigint[]) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM unnest(persons) w(person) WHERE w.person IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM pathways_caseperson p WHERE p.case_id = held.number AND p.person = w.person AND p.ended_at IS NULL)) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION pathways.begin_tasks(held pathways_case, wanted jsonb, follows bigint) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE lead record; begun int; asked boolean;
BEGIN
  IF EXISTS (SELECT 1 FROM jsonb_to_recordset(wanted) w(due_at timestamptz) WHERE w.due_at > now() + interval '2 years') THEN
    RAISE EXCEPTION 'No step takes so long.' USING ERRCODE = 'check_violation';
  END IF;
  lead := pathways.lead_of(held);
  PERFORM pathways.demand_in(held, ARRAY(SELECT w.person FROM jsonb_to_recordset(wanted) w(person bigint)));
  WITH put AS (
    INSERT INTO pathways_task (number, case_id, agency, step, does, source, because, key, person, "user", team, desk, grade, counts_from,
                               due_at, follows, outcome, words)
    SELECT pathways.long_number(), held.number, o.agency, w.step, '', '', '', '', w.person,
           CASE WHEN o.agency = held.agency THEN lead."user" END, CASE WHEN o.agency = held.agency THEN lead.team ELSE o.team END,
           o.agency <> held.agency AND o.team IS NULL, w.grade, w.counts_from, w.due_at, $3, '', ''
      FROM jsonb_to_recordset(wanted) w(step text, person bigint, agency text, discipline text, grade text, counts_from timestamptz, due_at timestamptz)
     CROSS JOIN LATERAL pathways.owners(held, coalesce(w.agency, ''), w.discipline, w.step, $3) o
    ON CONFLICT (case_id, step, person, agency) WHERE done_at IS NULL AND step <> '' DO NOTHING RETURNING agency)
  SELECT count(*), coalesce(bool_or(agency <> held.agency), false) INTO begun, asked FROM put;
  IF asked THEN
    PERFORM pathways.keep_asked_of(held);
  END IF;
  RETURN begun;
END $$;

-- Puts a case under a procedure, in the edition that it keeps.
CREATE OR REPLACE FUNCTION pathways.follow_procedure(number bigint, pathway text, edition text, wanted jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1);
BEGIN
  PERFORM access.demand_why(pathway, edition);
  UPDATE pathways_case c SET pathway = $2, edition = $3 WHERE c.number = $1 AND c.pathway = '';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'The case follows a procedure already.' USING ERRCODE = 'CT006';
  END IF;
  PERFORM pathways.write_of_all(held, held.because, 'procedure begun', jsonb_build_object('pathway', $2, 'edition', $3));
  RETURN pathways.begin_tasks(held, wanted, NULL);
END $$;

-- About whom the task is, or about each of its case.
CREATE OR REPLACE FUNCTION pathways.write_task(held pathways_case, task pathways_task, reason text, what text, more jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF task.person IS NULL THEN
    PERFORM pathways.write_of_all(held, reason, what, jsonb_build_object('task', task.number) || more);
  ELSE
    PERFORM pathways.write('case changed', held, reason, task.person, what, jsonb_build_object('task', task.number) || more);
  END IF;
END $$;

-- The second of two who finish one task at once sees the first's decision. What another agency is asked, it answers itself.
CREATE OR REPLACE FUNCTION pathways.finish_task(task bigint, outcome text, words text, wanted jsonb, informed_by text[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found pathways_task; held pathways_case;
BEGIN
  SELECT t.* INTO found FROM pathways_task t WHERE t.number = $1 FOR UPDATE;
  held := pathways.mine_open(coalesce(found.case_id, 0));
  IF found.agency <> held.agency THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN pathways.end_task(held, found, outcome, words, wanted, informed_by);
END $$;

-- Ends it with what came of it, and begins what follows. What informed a step, once all of that is done, ends with it.
CREATE OR REPLACE FUNCTION pathways.end_task(held pathways_case, ends pathways_task, outcome text, words text, wanted jsonb, informed_by text[])
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand_why(outcome, words);
  IF ends.done_at IS NOT NULL THEN
    RAISE EXCEPTION 'Done meanwhile.' USING ERRCODE = 'CT006';
  END IF;
  PERFORM pathways.demand_meeting(held, ends, $3);
  UPDATE pathways_task t SET done_at = now(), done_by = access.my_user(), outcome = $3, words = $4 WHERE t.number = ends.number;
  PERFORM pathways.write_task(held, ends, $4, 'done: ' || coalesce(nullif(ends.step, ''), ends.does), jsonb_build_object('outcome', $3));
  IF cardinality(informed_by) > 0
     AND NOT EXISTS (SELECT 1 FROM pathways_task t WHERE t.case_id = held.number AND t.step = ends.step AND t.done_at IS NULL) THEN
    UPDATE pathways_task t SET done_at = now(), outcome = 'decided without it'
     WHERE t.case_id = held.number AND t.step = ANY (informed_by) AND t.done_at IS NULL AND NOT pathways.needs_meeting(held, t.step);
  END IF;
  RETURN pathways.begin_tasks(held, wanted, ends.number);
END $$;

-- Nothing stays to be done about somebody who is in the case no more, or in a case that is closed.
CREATE OR REPLACE FUNCTION pathways.end_tasks(of_case bigint, about bigint, why text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE pathways_task t SET done_at = now(), done_by = access.my_user(), outcome = why
   WHERE t.case_id = of_case AND t.done_at IS NULL AND (about IS NULL OR t.person = about)
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.follow_procedure, pathways.finish_task TO ct_app;
