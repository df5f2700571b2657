-- What waits too long is told to somebody by name, once for each level, and never in silence.

-- Who supervises a team of an agency; without a team, all of the agency's who supervise.
CREATE OR REPLACE FUNCTION pathways.supervisors(of_agency text, of_team bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT p.user_id FROM access_post p JOIN access_user u ON u.id = p.user_id AND u.is_active
    JOIN access_rolepermission r ON r.role = p.role AND r.permission = 'supervise a team: see its work, and be told what is overdue'
   WHERE p.agency_id = of_agency AND access.is_live(p) AND (of_team IS NULL OR p.team_id = of_team)
$$;

-- At the first level the team's, and where there are none, or above it, the agency's; never somebody with a conflict of interest
-- in the case, with whomever it was ever about. One row without anybody if there is nobody.
CREATE OR REPLACE FUNCTION pathways.to_tell(of_agency text, of_team bigint, level int, owner bigint, of_case bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE apart bigint[] := ARRAY(SELECT k."user" FROM access_conflict k WHERE k.person = ANY (identity.every_number(pathways.about_whom(of_case) || ARRAY(
                                                     SELECT p.person FROM pathways_caseperson p WHERE p.case_id = of_case)))
                                                     AND (k.until_at IS NULL OR k.until_at > now()));
BEGIN
  IF level = 1 AND of_team IS NOT NULL THEN
    RETURN QUERY SELECT s FROM pathways.supervisors(of_agency, of_team) s WHERE s IS DISTINCT FROM owner AND s <> ALL (apart);
    IF FOUND THEN
      RETURN;
    END IF;
  END IF;
  RETURN QUERY SELECT s FROM pathways.supervisors(of_agency, NULL) s WHERE s IS DISTINCT FROM owner AND s <> ALL (apart);
  IF NOT FOUND THEN
    RETURN NEXT NULL;
  END IF;
END $$;

CREATE OR REPLACE FUNCTION pathways.has_left(who bigint, of_agency text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT who IS NOT NULL AND NOT EXISTS (SELECT 1 FROM access_post p JOIN access_user u ON u.id = p.user_id AND u.is_active
                                          WHERE p.user_id = who AND p.agency_id = of_agency AND access.is_live(p))
$$;

-- Where the case may not ask yet, or whoever it asks is late, those who supervise the case hear of it as well.
CREATE OR REPLACE FUNCTION pathways.heard_by(task pathways_task, held pathways_case, level int) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE lead record;
BEGIN
  IF task.agency = held.agency OR EXISTS (SELECT 1 FROM pathways.asked_about(task)) THEN
    RETURN QUERY SELECT * FROM pathways.to_tell(task.agency, task.team, level, task."user", held.number);
  END IF;
  IF task.agency <> held.agency THEN
    lead := pathways.lead_of(held);
    RETURN QUERY SELECT * FROM pathways.to_tell(held.agency, lead.team, level, NULL, held.number);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION pathways.tell(task pathways_task, held pathways_case, why text, level int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE heard bigint[];
BEGIN
  WITH put AS (
    INSERT INTO pathways_told (task_id, reason, level, due_at, "user")
    SELECT task.number, why, $4, task.due_at, h FROM pathways.heard_by(task, held, $4) h ON CONFLICT DO NOTHING RETURNING "user")
  SELECT array_agg("user") INTO heard FROM put;
  IF heard IS NOT NULL THEN
    INSERT INTO ledger_event (type, agency, purpose, reason, subject, records, data)
    VALUES ('case changed', held.agency, held.purpose, 'a local rule: what waits too long is told to those who supervise', task.person, '{}',
            jsonb_build_object('case', held.number, 'what', CASE WHEN heard = '{NULL}' THEN why || ': nobody to tell' ELSE why || ': told' END,
                               'task', task.number, 'level', $4, 'told', to_jsonb(heard)));
  END IF;
END $$;

-- Whether somebody works on a case who is not kept apart from it.
CREATE OR REPLACE FUNCTION pathways.is_seen_by_somebody(held pathways_case) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM pathways_member m JOIN access_post p ON p.agency_id = held.agency AND (p.user_id = m."user" OR p.team_id = m.team)
                   JOIN access_user u ON u.id = p.user_id AND u.is_active
                   JOIN access_rolepermission r ON r.role = p.role AND r.permission = 'open cases, which let others’ records be seen'
                  WHERE m.case_id = held.number AND m.ended_at IS NULL AND access.is_live(p) AND held.number <> ALL (pathways.kept_from(p.user_id)))
$$;

-- A case from which everybody who works on it is kept apart would be there for nobody: it becomes a task of its own, which those
-- who supervise and are not kept apart are told of at once. Whoever takes it works on the case.
CREATE OR REPLACE FUNCTION pathways.tell_of_unseen() RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE unseen pathways_case; put pathways_task; how_many int := 0;
BEGIN
  FOR unseen IN
    SELECT c.* FROM pathways_case c WHERE c.closed_at IS NULL AND NOT pathways.is_seen_by_somebody(c)
       AND c.number IN (SELECT unnest(pathways.kept_from(k."user")) FROM (SELECT DISTINCT x."user" FROM access_conflict x) k)
       AND NOT EXISTS (SELECT 1 FROM pathways_task t WHERE t.case_id = c.number AND t.done_at IS NULL AND t.key LIKE 'kept apart%')
     ORDER BY c.number
  LOOP
    put := pathways.put_task(unseen, 'kept apart C-' || unseen.number || ' ' || now(), 'Take over a case from which its workers are kept apart', NULL,
                             NULL, NULL, unseen.agency, now() + interval '4 hours', 'A local rule: no case is there for nobody',
                             'Everybody who works on it has a conflict of interest', NULL);
    PERFORM pathways.tell(put, unseen, 'kept apart', 1);
    how_many := how_many + 1;
  END LOOP;
  RETURN how_many;
END $$;

-- Whether anybody of the agency that is asked can open the task: of its team, its owner, or whoever answers others there.
CREATE OR REPLACE FUNCTION pathways.is_asked_of_somebody(task pathways_task) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM access_post p JOIN access_user u ON u.id = p.user_id AND u.is_active
                   JOIN access_rolepermission r ON r.role = p.role AND r.permission = 'open cases, which let others’ records be seen'
                  WHERE p.agency_id = task.agency AND access.is_live(p)
                    AND (p.user_id = task."user" OR p.team_id = task.team OR EXISTS (
                           SELECT 1 FROM access_rolepermission a WHERE a.role = p.role AND a.permission = 'answer what other agencies ask of yours'))
                    AND task.case_id <> ALL (pathways.kept_from(p.user_id)))
$$;

-- What another agency is asked and everybody there who could answer is kept apart from goes back at once to whoever leads the case and
-- those who supervise it, to have somebody else named. Nobody there is told that it is there, and nobody here why it is not opened.
CREATE OR REPLACE FUNCTION pathways.tell_of_unopened() RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE stuck record; put pathways_task; how_many int := 0;
  apart bigint[] := ARRAY(SELECT DISTINCT unnest(pathways.kept_from(k."user")) FROM (SELECT DISTINCT x."user" FROM access_conflict x) k);
BEGIN
  FOR stuck IN
    SELECT t AS task, c AS held, a.name FROM pathways_task t JOIN pathways_case c ON c.number = t.case_id AND c.closed_at IS NULL AND c.agency <> t.agency
      JOIN access_agency a ON a.code = t.agency
     WHERE t.case_id = ANY (apart) AND t.done_at IS NULL AND EXISTS (SELECT 1 FROM pathways.asked_about(t)) AND NOT pathways.is_asked_of_somebody(t)
       AND NOT EXISTS (SELECT 1 FROM pathways_task o WHERE o.key = 'not opened ' || t.number)
     ORDER BY t.number
  LOOP
    put := pathways.put_task(stuck.held, 'not opened ' || (stuck.task).number,
                             left('Have ' || stuck.name || ' name somebody who can open what it is asked', 200), NULL, NULL, NULL, (stuck.held).agency,
                             now() + interval '4 hours', 'A local rule: nothing is asked of nobody', 'What was asked there reaches nobody who can open it', NULL);
    PERFORM pathways.tell(put, stuck.held, 'kept apart', 1);
    how_many := how_many + 1;
  END LOOP;
  RETURN how_many;
END $$;

-- The engine's: tells of everything that is overdue, level by level (`after` its due time), and at once of what nobody who is
-- still there owns or sees. Returns of how many.
CREATE OR REPLACE FUNCTION pathways.escalate(after interval[], unaccepted interval) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE late record; how_many int := pathways.tell_of_unseen() + pathways.tell_of_unopened();
BEGIN
  FOR late IN
    WITH here AS MATERIALIZED (
      SELECT p.user_id, p.agency_id FROM access_post p JOIN access_user u ON u.id = p.user_id AND u.is_active WHERE access.is_live(p)),
    waits AS (
      SELECT t.number, 'overdue' AS why, l.level::int AS level FROM pathways_task t, unnest(after) WITH ORDINALITY l(wait, level)
       WHERE t.done_at IS NULL AND t.stopped_at IS NULL AND t.due_at + l.wait <= now()
      UNION ALL
      SELECT t.number, 'has left', 1 FROM pathways_task t
       WHERE t.done_at IS NULL AND t."user" IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM here WHERE here.user_id = t."user" AND here.agency_id = t.agency)
      UNION ALL
      SELECT coalesce(o.task_id, (SELECT min(t.number) FROM pathways_task t WHERE t.case_id = o.case_id AND t.done_at IS NULL)), 'not accepted', 1
        FROM pathways_offer o WHERE o.answered_at IS NULL AND o.offered_at < now() - unaccepted)
    SELECT t AS task, c AS held, w.why, w.level
      FROM waits w JOIN pathways_task t ON t.number = w.number AND t.done_at IS NULL JOIN pathways_case c ON c.number = t.case_id
     WHERE NOT EXISTS (SELECT 1 FROM pathways_told p WHERE p.task_id = t.number AND p.reason = w.why AND p.level = w.level AND p.due_at = t.due_at)
     ORDER BY t.due_at, t.number, w.level LIMIT 5000
  LOOP
    PERFORM pathways.tell(late.task, late.held, late.why, late.level);
    how_many := how_many + 1;
  END LOOP;
  RETURN how_many;
END $$;

-- How many wait too long with nobody to be told: for whoever gives posts, as a number.
CREATE OR REPLACE FUNCTION pathways.untold() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  RETURN (SELECT count(DISTINCT t.number) FROM pathways_told p JOIN pathways_task t ON t.number = p.task_id AND t.done_at IS NULL
           WHERE p."user" IS NULL AND t.agency = access.my_agency()
             AND NOT EXISTS (SELECT 1 FROM pathways.to_tell(t.agency::text, NULL, 2, NULL, t.case_id) s WHERE s IS NOT NULL));
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.escalate TO ct_engine;
GRANT EXECUTE ON FUNCTION pathways.untold TO ct_app;
