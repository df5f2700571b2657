-- A step that is another kind of agency's to do, and stays with the case: several of that kind could be meant, or none. One of several is
-- asked as the step says; only where there is none does the case say for it what it answers, and on whose word.

-- Whether the step of a task is another kind of agency's than that of the case which has it still to do.
CREATE OR REPLACE FUNCTION pathways.is_anothers(held pathways_case, task pathways_task) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT task.agency = held.agency AND EXISTS (
    SELECT 1 FROM pathways_declaredstep s JOIN access_agency a ON a.code = held.agency
     WHERE s.pathway = held.pathway AND s.edition = held.edition AND s.name = task.step AND s.whose NOT IN ('', 'each', 'agency', a.kind))
$$;

CREATE OR REPLACE FUNCTION pathways.of_that_kind(held pathways_case, task pathways_task) RETURNS SETOF access_agency
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.* FROM pathways.partners(held.agency) p JOIN pathways_declaredstep s
      ON s.pathway = held.pathway AND s.edition = held.edition AND s.name = task.step AND s.whose = p.kind
   WHERE pathways.is_anothers(held, task)
$$;

-- A task of a case of the caller's agency that stays with it, and the case.
CREATE OR REPLACE FUNCTION pathways.own_task(task bigint, OUT held pathways_case, OUT its pathways_task)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  SELECT t.* INTO its FROM pathways_task t WHERE t.number = $1;
  held := pathways.mine(coalesce(its.case_id, 0));
  IF its.agency <> held.agency THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
END $$;

-- Those who could be asked to do it: by code; none where it is one's own to do.
CREATE OR REPLACE FUNCTION pathways.could_be_asked(task bigint) RETURNS TABLE (code text, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE own record := pathways.own_task($1);
BEGIN
  RETURN QUERY SELECT a.code::text, a.name::text FROM pathways.of_that_kind(own.held, own.its) a ORDER BY a.name;
END $$;

-- Asks one of them: from then on it is that agency's, of its team, by the same time.
CREATE OR REPLACE FUNCTION pathways.ask_one(task bigint, agency text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case; found pathways_task; of_team bigint;
BEGIN
  SELECT t.* INTO found FROM pathways_task t WHERE t.number = $1 FOR UPDATE;
  held := pathways.mine_open(coalesce(found.case_id, 0));
  IF found.done_at IS NOT NULL OR found.agency <> held.agency THEN
    RAISE EXCEPTION 'Done or asked meanwhile.' USING ERRCODE = 'CT006';
  ELSIF NOT EXISTS (SELECT 1 FROM pathways.of_that_kind(held, found) a WHERE a.code = $2) THEN
    RAISE EXCEPTION 'That agency could not be asked to do it.' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM pathways.demand_pace('case changed', 'asked of', 30, interval '1 minute');
  of_team := pathways.team_of($2, (pathways.declared_step(held.pathway, held.edition, found.step)).discipline, pathways.unit_of(held));
  UPDATE pathways_offer o SET accepted = false, answered_by = access.my_user(), answered_at = now(), answer = 'another agency is asked'
   WHERE o.task_id = $1 AND o.answered_at IS NULL;
  UPDATE pathways_task t SET agency = $2, "user" = NULL, team = of_team, desk = of_team IS NULL WHERE t.number = $1;
  PERFORM pathways.keep_asked_of(held);
  PERFORM pathways.write_task(held, found, held.because, 'asked of', jsonb_build_object('agency', $2));
END $$;

-- Investigations of one's own about somebody of the task, in which it could go on.
CREATE OR REPLACE FUNCTION pathways.own_to_go_on(task bigint) RETURNS TABLE ("case" bigint, opened_at timestamptz, because text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE own record := pathways.own_task($1); kept bigint[] := pathways.kept_from_me();
BEGIN
  RETURN QUERY SELECT c.number, c.opened_at, c.because::text FROM pathways_case c
   WHERE c.agency = (own.held).agency AND c.closed_at IS NULL AND c.number <> ALL (kept) AND pathways.works_on(c.number)
     AND c.pathway IN (SELECT o.value FROM pathways_declaredstep s, jsonb_each_text(s.opens) o
                        WHERE s.pathway = (own.held).pathway AND s.edition = (own.held).edition AND s.name = (own.its).step)
     AND NOT pathways.is_anothers(own.held, own.its)
     AND EXISTS (SELECT 1 FROM pathways_caseperson p JOIN pathways_caseperson a ON pathways.shown_as(a.person) = pathways.shown_as(p.person)
                  WHERE p.case_id = c.number AND p.ended_at IS NULL AND a.case_id = (own.held).number AND a.ended_at IS NULL
                    AND ((own.its).person IS NULL OR a.person = (own.its).person))
   ORDER BY c.opened_at DESC LIMIT 20;
END $$;

-- That it goes on, of a step that stays with the case: in an investigation of one's own; or, where nobody of that kind could be asked here,
-- as somebody there said, who is named.
CREATE OR REPLACE FUNCTION pathways.goes_on_otherwise(task bigint, outcome text, words text, into_case bigint, said_by text, times jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case; found pathways_task;
BEGIN
  SELECT t.* INTO found FROM pathways_task t WHERE t.number = $1 FOR UPDATE;
  held := pathways.mine_open(coalesce(found.case_id, 0));
  IF found.agency <> held.agency THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  ELSIF pathways.opens_with($1, $2) = '' THEN
    RAISE EXCEPTION 'That goes on under no case.' USING ERRCODE = 'check_violation';
  ELSIF found.done_at IS NOT NULL THEN
    RAISE EXCEPTION 'Done meanwhile.' USING ERRCODE = 'CT006';
  ELSIF pathways.is_anothers(held, found) THEN
    PERFORM access.demand_why(said_by);
    IF EXISTS (SELECT 1 FROM pathways.of_that_kind(held, found)) THEN
      RAISE EXCEPTION 'They can be asked here: they answer.' USING ERRCODE = 'CT008';
    END IF;
    UPDATE pathways_task t SET decided_by = left(said_by, 120) WHERE t.number = $1;
  ELSIF EXISTS (SELECT 1 FROM pathways.own_to_go_on($1) o WHERE o."case" = into_case) THEN
    INSERT INTO pathways_goeson (case_id, task, to_case_id, by) VALUES (held.number, $1, into_case, access.my_user());
  ELSE
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.write_task(held, found, $3, 'goes on', jsonb_strip_nulls(jsonb_build_object('in', into_case, 'said_by', nullif(said_by, ''))));
  RETURN pathways.end_task(held, found, $2, $3, $6);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.could_be_asked,
  pathways.ask_one,
  pathways.own_to_go_on,
  pathways.goes_on_otherwise
TO ct_app;
