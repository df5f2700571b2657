-- What must be done in a case under its procedure. Every task has an owner and a due time; finishing one begins the next in
-- the same transaction, so that a case is never left with nobody who must do anything.
CREATE OR REPLACE FUNCTION pathways.begin_tasks(held pathways_case, wanted jsonb, follows bigint) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE ours bigint; lead bigint; begun int;
BEGIN
  SELECT m."user", p.team_id INTO lead, ours FROM pathways_member m
    LEFT JOIN access_post p ON p.user_id = m."user" AND p.agency_id = held.agency AND p.from_at <= now() AND (p.until_at IS NULL OR p.until_at > now())
   WHERE m.case_id = held.number AND m.leads AND m.ended_at IS NULL ORDER BY p.team_id LIMIT 1;
  IF EXISTS (SELECT 1 FROM jsonb_to_recordset(wanted) w(person bigint) WHERE w.person IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM pathways_caseperson p WHERE p.case_id = held.number AND p.person = w.person AND p.ended_at IS NULL)) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  INSERT INTO pathways_task (number, case_id, step, person, "user", team, grade, counts_from, due_at, follows, outcome, words)
  SELECT pathways.fresh_number(), held.number, w.step, w.person, lead, ours, w.grade, w.counts_from, w.due_at, $3, '', ''
    FROM jsonb_to_recordset(wanted) w(step text, person bigint, grade text, counts_from timestamptz, due_at timestamptz)
  ON CONFLICT (case_id, step, person) WHERE done_at IS NULL DO NOTHING;
  GET DIAGNOSTICS begun = ROW_COUNT;
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

-- The second of two who finish one task at once sees the first's decision.
CREATE OR REPLACE FUNCTION pathways.finish_task(task bigint, outcome text, words text, wanted jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found pathways_task; held pathways_case;
BEGIN
  SELECT t.* INTO found FROM pathways_task t WHERE t.number = $1 FOR UPDATE;
  held := pathways.mine_open(coalesce(found.case_id, 0));
  PERFORM access.demand_why(outcome, words);
  IF found.done_at IS NOT NULL THEN
    RAISE EXCEPTION 'Done meanwhile.' USING ERRCODE = 'CT006';
  END IF;
  UPDATE pathways_task t SET done_at = now(), done_by = access.my_user(), outcome = $2, words = $3 WHERE t.number = $1;
  IF found.person IS NULL THEN
    PERFORM pathways.write_of_all(held, $3, 'done: ' || found.step, jsonb_build_object('task', $1, 'outcome', $2));
  ELSE
    PERFORM pathways.write('case changed', held, $3, found.person, 'done: ' || found.step, jsonb_build_object('task', $1, 'outcome', $2));
  END IF;
  RETURN pathways.begin_tasks(held, wanted, $1);
END $$;

-- Nothing stays to be done about somebody who is in the case no more, or in a case that is closed.
CREATE OR REPLACE FUNCTION pathways.end_tasks(of_case bigint, about bigint, why text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE pathways_task t SET done_at = now(), done_by = access.my_user(), outcome = why
   WHERE t.case_id = of_case AND t.done_at IS NULL AND (about IS NULL OR t.person = about)
$$;

-- To a colleague of the case's agency, who is put on the case with it.
CREATE OR REPLACE FUNCTION pathways.give_task(task bigint, to_user bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found pathways_task; held pathways_case;
BEGIN
  SELECT t.* INTO found FROM pathways_task t WHERE t.number = $1 AND t.done_at IS NULL FOR UPDATE;
  held := pathways.mine_open(coalesce(found.case_id, 0));
  PERFORM access.demand_why(because);
  IF to_user <> access.my_user() AND NOT EXISTS (SELECT 1 FROM pathways.colleagues() c WHERE c."user" = to_user) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.put_on(held, to_user, NULL, because);
  UPDATE pathways_task t SET "user" = to_user,
         team = coalesce((SELECT p.team_id FROM access_post p WHERE p.user_id = to_user AND p.agency_id = held.agency AND p.from_at <= now()
                             AND (p.until_at IS NULL OR p.until_at > now()) ORDER BY p.team_id LIMIT 1), t.team)
   WHERE t.number = $1;
  PERFORM pathways.write_of_all(held, because, 'task given', jsonb_build_object('task', $1, 'to', to_user));
END $$;

-- Those of one case, in the order in which they began.
CREATE OR REPLACE FUNCTION pathways.tasks(number bigint)
RETURNS TABLE (task bigint, step text, person bigint, owner text, grade text, begun_at timestamptz, counts_from timestamptz,
  due_at timestamptz, done_at timestamptz, done_by text, outcome text, words text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN QUERY
  SELECT t.number, t.step::text, pathways.shown_as(t.person), coalesce(u.name, m.name, '')::text, t.grade::text, t.begun_at, t.counts_from,
         t.due_at, t.done_at, coalesce(d.name, '')::text, t.outcome::text, t.words::text
    FROM pathways_task t LEFT JOIN access_user u ON u.id = t."user" LEFT JOIN access_team m ON m.id = t.team
    LEFT JOIN access_user d ON d.id = t.done_by
   WHERE t.case_id = held.number ORDER BY t.begun_at, t.number;
END $$;

-- What waits to be done by the caller, or by their team: whoever has left its posts owns nothing any more.
CREATE OR REPLACE FUNCTION pathways.work(of_team boolean)
RETURNS TABLE (task bigint, "case" bigint, is_mine boolean, pathway text, edition text, step text, person bigint, owner text, has_left boolean,
  grade text, counts_from timestamptz, due_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ours bigint := access.my_team();
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  RETURN QUERY
  SELECT t.number, c.number,
         EXISTS (SELECT 1 FROM pathways_member m WHERE m.case_id = c.number AND m.ended_at IS NULL AND (m."user" = me."user" OR m.team = ours)),
         c.pathway::text, c.edition::text, t.step::text,
         CASE WHEN EXISTS (SELECT 1 FROM pathways_member m WHERE m.case_id = c.number AND m.ended_at IS NULL AND (m."user" = me."user" OR m.team = ours))
              THEN pathways.shown_as(t.person) END,
         coalesce(u.name, m.name, '')::text,
         t."user" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM access_post p WHERE p.user_id = t."user" AND p.agency_id = me.agency
                                                AND p.from_at <= now() AND (p.until_at IS NULL OR p.until_at > now())),
         t.grade::text, t.counts_from, t.due_at
    FROM pathways_task t JOIN pathways_case c ON c.number = t.case_id AND c.agency = me.agency AND c.closed_at IS NULL
    LEFT JOIN access_user u ON u.id = t."user" LEFT JOIN access_team m ON m.id = t.team
   WHERE t.done_at IS NULL AND (t."user" = me."user" OR of_team AND t.team = ours)
   ORDER BY t.due_at, t.number LIMIT 500;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.follow_procedure, pathways.finish_task, pathways.give_task, pathways.tasks, pathways.work TO ct_app;
