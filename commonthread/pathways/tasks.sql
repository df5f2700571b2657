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

-- A step as its edition declares it; one that is not declared is nowhere.
CREATE OR REPLACE FUNCTION pathways.declared_step(pathway text, edition text, step text) RETURNS pathways_declaredstep
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE declared pathways_declaredstep;
BEGIN
  SELECT s.* INTO declared FROM pathways_declaredstep s WHERE s.pathway = $1 AND s.edition = $2 AND s.name = $3;
  IF declared.id IS NULL THEN
    RAISE EXCEPTION 'The procedure has no such step.' USING ERRCODE = 'check_violation';
  END IF;
  RETURN declared;
END $$;

-- With which steps the edition begins that is in force today.
CREATE OR REPLACE FUNCTION pathways.first_steps(pathway text, edition text) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found text[];
BEGIN
  SELECT array_agg(s.name) INTO found FROM pathways_declaredstep s
   WHERE s.pathway = $1 AND s.edition = $2 AND s.starts AND (now() AT TIME ZONE 'Europe/London')::date BETWEEN s.in_force AND coalesce(s.until, 'infinity');
  IF found IS NULL THEN
    RAISE EXCEPTION 'No such edition is in force.' USING ERRCODE = 'check_violation';
  END IF;
  RETURN found;
END $$;

-- What an outcome begins; what is no step of a procedure begins nothing.
CREATE OR REPLACE FUNCTION pathways.steps_after(held pathways_case, step text, outcome text) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE outcomes jsonb := CASE WHEN step = '' THEN '{"done": [], "not needed any more": []}' ELSE (pathways.declared_step(held.pathway, held.edition, step)).outcomes END;
BEGIN
  IF NOT outcomes ? outcome THEN
    RAISE EXCEPTION 'That cannot come of it.' USING ERRCODE = 'check_violation';
  END IF;
  RETURN ARRAY(SELECT jsonb_array_elements_text(outcomes -> outcome));
END $$;

-- About whom it is begun: those; the one of them from whose task it follows; or, where there is nobody and it is not of them alone, the case.
CREATE OR REPLACE FUNCTION pathways.begun_about(held pathways_case, of_each text, of_nobody_else boolean, follows_from bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH those(person) AS (SELECT pathways.those_of(held.number, of_each))
  SELECT t.person FROM those t WHERE t.person = follows_from OR NOT EXISTS (SELECT 1 FROM those o WHERE o.person = follows_from)
  UNION ALL SELECT NULL WHERE NOT EXISTS (SELECT 1 FROM those) AND NOT of_nobody_else
$$;

-- Who supervises the case, where that is plainly one: they work on it, to read what they sign for.
CREATE OR REPLACE FUNCTION pathways.supervisor_of(held pathways_case, lead bigint, team bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found bigint[] := ARRAY(SELECT s FROM pathways.to_tell(held.agency::text, team, 1, lead, held.number) s WHERE s IS NOT NULL);
BEGIN
  IF cardinality(found) = 1 THEN
    PERFORM pathways.put_on(held, found[1], NULL, 'supervises it');
    RETURN found[1];
  END IF;
  RETURN NULL;
END $$;

-- Begins steps as they are declared. `times` says of each when its clock began and when it is due, and nothing else: for one
-- about whom it is silent those of another hold. No clock began more than three months before there was a case.
CREATE OR REPLACE FUNCTION pathways.begin_tasks(held pathways_case, steps text[], times jsonb, follows bigint) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE lead record := pathways.lead_of(held); begun int; asked boolean; boss bigint;
  follows_from bigint := (SELECT t.person FROM pathways_task t WHERE t.number = $4);
BEGIN
  PERFORM pathways.demand_in(held, ARRAY(SELECT w.person FROM jsonb_to_recordset(times) w(person bigint)));
  IF EXISTS (SELECT 1 FROM jsonb_to_recordset(times) w(step text, grade text, counts_from timestamptz, due_at timestamptz)
               LEFT JOIN pathways_declaredstep s ON s.pathway = held.pathway AND s.edition = held.edition AND s.name = w.step AND w.step = ANY ($2)
              WHERE (w.grade = '' OR w.grade = ANY (s.grades)) IS NOT TRUE
                 OR (w.counts_from BETWEEN held.opened_at - interval '93 days' AND clock_timestamp() + interval '1 minute'
                     AND w.due_at <= w.counts_from + s.longest) IS NOT TRUE)
     OR EXISTS (SELECT unnest($2) EXCEPT SELECT w.step FROM jsonb_to_recordset(times) w(step text)) THEN
    RAISE EXCEPTION 'The procedure does not say so.' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM pathways_declaredstep s WHERE s.pathway = held.pathway AND s.edition = held.edition AND s.name = ANY ($2) AND s.by_supervisor) THEN
    boss := pathways.supervisor_of(held, lead."user", lead.team);
  END IF;
  WITH put AS (
    INSERT INTO pathways_task (number, case_id, agency, step, does, source, because, key, person, "user", team, desk, grade, counts_from,
                               due_at, follows, outcome, words)
    SELECT pathways.long_number(), held.number, o.agency, s.name, '', '', '', '', a.person,
           CASE WHEN o.agency <> held.agency THEN NULL WHEN s.by_supervisor AND coalesce(boss, lead.team) IS NOT NULL THEN boss ELSE lead."user" END,
           CASE WHEN o.agency = held.agency THEN lead.team ELSE o.team END,
           o.agency <> held.agency AND o.team IS NULL, w.grade, w.counts_from, w.due_at, $4, '', ''
      FROM pathways_declaredstep s CROSS JOIN LATERAL pathways.begun_about(held, s."each", s.of_them_only, follows_from) a(person)
     CROSS JOIN LATERAL (SELECT t.* FROM jsonb_to_recordset(times) t(step text, person bigint, grade text, counts_from timestamptz, due_at timestamptz)
                          WHERE t.step = s.name ORDER BY t.person IS NOT DISTINCT FROM a.person DESC, t.due_at LIMIT 1) w
     CROSS JOIN LATERAL pathways.owners(held, s.whose, s.discipline, s.name, $4) o
     WHERE s.pathway = held.pathway AND s.edition = held.edition AND s.name = ANY ($2)
    ON CONFLICT (case_id, step, person, agency) WHERE done_at IS NULL AND step <> '' DO NOTHING RETURNING agency)
  SELECT count(*), coalesce(bool_or(agency <> held.agency), false) INTO begun, asked FROM put;
  IF asked THEN
    PERFORM pathways.keep_asked_of(held);
  END IF;
  RETURN begun;
END $$;

-- Puts a case under a procedure, in the edition that it keeps. Where its clocks began before, it is said how that is known, and
-- both stand on the ledger of the case for whoever supervises it.
CREATE OR REPLACE FUNCTION pathways.follow_procedure(number bigint, pathway text, edition text, times jsonb, since_because text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1); first text[] := pathways.first_steps($2, $3); since timestamptz;
BEGIN
  SELECT min(w.counts_from) INTO since FROM jsonb_to_recordset(times) w(counts_from timestamptz);
  IF since < now() - interval '10 minutes' THEN
    PERFORM access.demand_why(since_because);
  ELSE
    since := NULL;
  END IF;
  UPDATE pathways_case c SET pathway = $2, edition = $3 WHERE c.number = $1 AND c.pathway = '' RETURNING c.* INTO held;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'The case follows a procedure already.' USING ERRCODE = 'CT006';
  END IF;
  PERFORM pathways.write_of_all(held, CASE WHEN since IS NULL THEN held.because ELSE since_because END,
    'procedure begun' || coalesce(', counted from ' || to_char(since AT TIME ZONE 'Europe/London', 'FMDD FMMonth YYYY HH24:MI'), ''),
    jsonb_strip_nulls(jsonb_build_object('pathway', $2, 'edition', $3, 'counts_from', since)));
  RETURN pathways.begin_tasks(held, first, times, NULL);
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

-- The second of two who finish one task at once sees the first's decision. What another agency is asked, it answers itself, but for
-- what ends with a meeting that the case held; a review is signed, and a victim is told, on pages of their own.
CREATE OR REPLACE FUNCTION pathways.finish_task(task bigint, outcome text, words text, times jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found pathways_task; held pathways_case;
BEGIN
  SELECT t.* INTO found FROM pathways_task t WHERE t.number = $1 FOR UPDATE;
  IF pathways.notice_of(found) IS NULL THEN
    held := pathways.mine_open(coalesce(found.case_id, 0));
  ELSE
    held := pathways.mine(found.case_id);
  END IF;
  IF found.agency <> held.agency AND NOT pathways.is_met(found) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  ELSIF pathways.is_signed(held, found) OR found.key LIKE 'victim-%' THEN
    RAISE EXCEPTION 'It ends on a page of its own, with what belongs to it.' USING ERRCODE = 'CT011';
  ELSIF pathways.opens_with($1, $2) <> '' THEN
    RAISE EXCEPTION 'It goes on in a case, or on somebody’s word.' USING ERRCODE = 'CT008';
  END IF;
  RETURN pathways.end_task(held, found, outcome, words, times);
END $$;

-- Ends it with what came of it, and begins what follows. What informed a step, once all of that is done, ends with it.
CREATE OR REPLACE FUNCTION pathways.end_task(held pathways_case, ends pathways_task, outcome text, words text, times jsonb)
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE following text[];
BEGIN
  PERFORM access.demand_why(outcome, words);
  IF ends.done_at IS NOT NULL THEN
    RAISE EXCEPTION 'Done meanwhile.' USING ERRCODE = 'CT006';
  END IF;
  PERFORM pathways.demand_meeting(held, ends, $3);
  IF pathways.waits_of(ends.number) IS NOT NULL THEN
    RAISE EXCEPTION 'It ends with the disagreement.' USING ERRCODE = 'CT008';
  END IF;
  following := pathways.steps_after(held, ends.step, outcome);
  UPDATE pathways_task t SET done_at = now(), done_by = access.my_user(), outcome = $3, words = $4 WHERE t.number = ends.number;
  PERFORM pathways.write_task(held, ends, $4, 'done: ' || coalesce(nullif(ends.step, ''), ends.does), jsonb_build_object('outcome', $3));
  IF ends.step <> '' AND NOT EXISTS (SELECT 1 FROM pathways_task t WHERE t.case_id = held.number AND t.step = ends.step AND t.done_at IS NULL) THEN
    UPDATE pathways_task t SET done_at = now(), outcome = 'decided without it' FROM pathways_declaredstep s
     WHERE s.pathway = held.pathway AND s.edition = held.edition AND s.informs = ends.step
       AND t.case_id = held.number AND t.step = s.name AND t.done_at IS NULL AND NOT pathways.needs_meeting(held, t.step);
  END IF;
  RETURN pathways.begin_tasks(held, following, times, ends.number);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.follow_procedure, pathways.finish_task TO ct_app;
