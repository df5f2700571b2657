-- Supervision of a case: a direction with its date, and what the ledger says that whoever gives it had opened. Any agency's.

-- What the caller has opened of a case since its last direction, else since it was opened: records that were read under it, and
-- how often it, its ledger or its meetings were.
CREATE OR REPLACE FUNCTION pathways.opened_by_me(number bigint, OUT since timestamptz, OUT records int, OUT openings int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  since := coalesce((SELECT max(s.at) FROM pathways_supervision s WHERE s.case_id = $1), held.opened_at);
  SELECT count(DISTINCT r.record), count(DISTINCT e.at) INTO records, openings
    FROM ledger_event e LEFT JOIN LATERAL unnest(CASE e.type WHEN 'disclosure' THEN e.records END) r(record) ON true
   WHERE e.actor = access.my_user() AND e.at > opened_by_me.since AND e.type IN ('disclosure', 'consultation')
     AND e.data ? 'case' AND e.data -> 'case' = to_jsonb($1);
END $$;

-- Given once something of the case was opened; the last one's task is done with it, and the next is a task of whoever gave it.
-- What stands with the signature of whoever gives a direction: nothing of it is signed that was not opened since the last.
CREATE OR REPLACE FUNCTION pathways.sign(held pathways_case, direction text, next_at timestamptz, next_task bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE opened record;
BEGIN
  PERFORM access.demand('supervise a team: see its work, and be told what is overdue');
  PERFORM access.demand_why(direction);
  opened := pathways.opened_by_me(held.number);
  IF opened.openings = 0 THEN
    RAISE EXCEPTION 'Open the case first.' USING ERRCODE = 'CT011';
  END IF;
  IF (next_at BETWEEN now() AND now() + interval '366 days') IS NOT TRUE THEN
    RAISE EXCEPTION 'Say when next, within a year.' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE pathways_task t SET done_at = now(), done_by = access.my_user(), outcome = 'done', words = left($2, 2000)
    FROM pathways_supervision s WHERE s.case_id = held.number AND t.number = s.task AND t.number IS DISTINCT FROM next_task AND t.done_at IS NULL;
  IF next_task IS NULL THEN
    next_task := (pathways.put_task(held, '', 'Supervise the case', NULL, access.my_user(), NULL, held.agency, $3, 'Set with the last direction',
                                    left($2, 500), access.my_user())).number;
  END IF;
  INSERT INTO pathways_supervision (case_id, by, direction, next_at, task, since, records, openings)
  VALUES (held.number, access.my_user(), $2, $3, next_task, opened.since, opened.records, opened.openings);
  PERFORM pathways.write_of_all(held, left($2, 500), 'supervised', jsonb_build_object('records', opened.records, 'openings', opened.openings));
END $$;

CREATE OR REPLACE FUNCTION pathways.supervise(number bigint, direction text, next_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1);
BEGIN
  PERFORM pathways.sign(held, direction, next_at, NULL);
END $$;

-- A review that a procedure asks for. It is a task that nobody else ends: what it begins has the time by which somebody looks again.
CREATE OR REPLACE FUNCTION pathways.is_signed(held pathways_case, task pathways_task) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM pathways_declaredstep s WHERE s.pathway = held.pathway AND s.edition = held.edition AND s.name = task.step AND s.signed)
$$;

CREATE OR REPLACE FUNCTION pathways.review(number bigint, task bigint, outcome text, direction text, times jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1); found pathways_task; next pathways_task;
BEGIN
  SELECT t.* INTO found FROM pathways_task t WHERE t.number = $2 AND t.case_id = $1 FOR UPDATE;
  IF found.number IS NULL OR NOT pathways.is_signed(held, found) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.end_task(held, found, outcome, direction, times);
  SELECT t.* INTO next FROM pathways_task t WHERE t.case_id = $1 AND t.follows = $2 AND t.done_at IS NULL ORDER BY t.due_at, t.number LIMIT 1;
  PERFORM pathways.sign(held, direction, coalesce(next.due_at, now() + interval '28 days'), next.number);
END $$;

CREATE OR REPLACE FUNCTION pathways.supervisions(number bigint)
RETURNS TABLE (name text, at timestamptz, direction text, next_at timestamptz, since timestamptz, records int, openings int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN QUERY SELECT u.name::text, s.at, s.direction::text, s.next_at, s.since, s.records, s.openings
    FROM pathways_supervision s JOIN access_user u ON u.id = s.by WHERE s.case_id = held.number ORDER BY s.at DESC;
END $$;

-- Open cases of the caller's team, and so many of them by the seed: those whose hash with it comes first. Whoever draws works on
-- them, to read them; the seed and all of the numbers stand on the ledger.
CREATE OR REPLACE FUNCTION pathways.draw_sample(wanted int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ours bigint := access.my_team(); drawn pathways_sample; one pathways_case;
BEGIN
  PERFORM access.demand('supervise a team: see its work, and be told what is overdue');
  IF ours IS NULL OR wanted NOT BETWEEN 1 AND 20 THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  drawn.number := pathways.free_number('pathways_sample');
  drawn.seed := encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex');
  drawn.among := ARRAY(SELECT c.number FROM pathways_case c WHERE c.agency = me.agency AND c.closed_at IS NULL AND c.number <> ALL ((SELECT pathways.kept_from_me())::bigint[]) AND EXISTS (
    SELECT 1 FROM pathways_member m WHERE m.case_id = c.number AND m.ended_at IS NULL AND (m.team = ours OR m.leads AND EXISTS (
      SELECT 1 FROM access_post p WHERE p.user_id = m."user" AND p.agency_id = me.agency AND p.team_id = ours AND access.is_live(p)))) ORDER BY c.number);
  drawn.drawn := ARRAY(SELECT n FROM unnest(drawn.among) n ORDER BY encode(sha256(convert_to(drawn.seed || ':' || n, 'UTF8')), 'hex') LIMIT wanted);
  INSERT INTO pathways_sample (number, agency, team, seed, among, drawn, drawn_by)
  VALUES (drawn.number, me.agency, ours, drawn.seed, drawn.among, drawn.drawn, me."user");
  PERFORM access.write_event('consultation', '', 'a dip sample of the team’s cases', NULL, '{}', jsonb_build_object(
    'what', 'dip sample', 'sample', drawn.number, 'seed', drawn.seed, 'among', to_jsonb(drawn.among), 'drawn', to_jsonb(drawn.drawn)));
  FOR one IN SELECT c.* FROM pathways_case c WHERE c.number = ANY (drawn.drawn) AND NOT pathways.works_on(c.number) LOOP
    PERFORM pathways.put_on(one, me."user", NULL, 'drawn in a dip sample');
    PERFORM pathways.write_of_all(one, 'a dip sample', 'given', jsonb_build_object('to', me."user", 'sample', drawn.number));
  END LOOP;
  RETURN drawn.number;
END $$;

-- Samples of the caller's team, the latest first, with which cases that were drawn were supervised since. Without what is kept
-- from the caller the seed draws the same of the rest.
CREATE OR REPLACE FUNCTION pathways.samples()
RETURNS TABLE (number bigint, seed text, among bigint[], drawn bigint[], drawn_by text, drawn_at timestamptz, supervised bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ours bigint := access.my_team(); kept bigint[] := pathways.kept_from_me();
BEGIN
  PERFORM access.demand('supervise a team: see its work, and be told what is overdue');
  RETURN QUERY SELECT s.number, s.seed::text, ARRAY(SELECT n FROM unnest(s.among) n WHERE n <> ALL (kept)),
         ARRAY(SELECT n FROM unnest(s.drawn) n WHERE n <> ALL (kept)), u.name::text, s.drawn_at,
         ARRAY(SELECT DISTINCT v.case_id FROM pathways_supervision v WHERE v.case_id = ANY (s.drawn) AND v.case_id <> ALL (kept) AND v.at > s.drawn_at)
    FROM pathways_sample s JOIN access_user u ON u.id = s.drawn_by WHERE s.team = ours AND s.agency = me.agency ORDER BY s.drawn_at DESC LIMIT 50;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.opened_by_me, pathways.supervise, pathways.review, pathways.supervisions, pathways.draw_sample, pathways.samples TO ct_app;
