-- Supervision of a case: a direction with its date, and what the ledger says that whoever gives it had opened. Any agency's.

-- What the caller has opened of a case since its last direction, else since it was opened: records that were read under it, and
-- how often it, its ledger or its meetings were.
CREATE OR REPLACE FUNCTION pathways.opened_by_me(number bigint, OUT since timestamptz, OUT records int, OUT openings int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  since := coalesce((SELECT max(s.at) FROM pathways_supervision s WHERE s.case_id = $1), held.opened_at);
  SELECT o.records, o.openings INTO records, openings FROM pathways.opened_since($1, since, access.my_user()) o;
END $$;

CREATE OR REPLACE FUNCTION pathways.opened_since(number bigint, since timestamptz, who bigint, OUT records int, OUT openings int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(DISTINCT r.record)::int, count(DISTINCT e.at)::int
    FROM ledger_event e LEFT JOIN LATERAL unnest(CASE e.type WHEN 'disclosure' THEN e.records END) r(record) ON true
   WHERE e.actor = who AND e.at > $2 AND e.type IN ('disclosure', 'consultation')
     AND e.data ? 'case' AND e.data -> 'case' = to_jsonb($1)
$$;

CREATE OR REPLACE FUNCTION pathways.leads(of_case bigint, who bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM pathways_member m WHERE m.case_id = of_case AND m."user" = who AND m.leads AND m.ended_at IS NULL)
$$;

-- Whether the caller leads the case, and by name who else could direct it: of its team, else of the agency.
CREATE OR REPLACE FUNCTION pathways.who_directs(number bigint, OUT is_led_by_me boolean, OUT others text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1); led_by bigint; who bigint;
BEGIN
  SELECT l."user", l.team INTO who, led_by FROM pathways.lead_of(held) l;
  is_led_by_me := pathways.leads($1, access.my_user());
  others := ARRAY(SELECT u.name::text FROM pathways.to_tell(held.agency::text, led_by, 1, who, $1) s JOIN access_user u ON u.id = s ORDER BY u.name);
END $$;

-- What stands with the signature of whoever gives a direction: nothing of it is signed that was not opened since the last, and
-- nobody directs what they lead themselves.
CREATE OR REPLACE FUNCTION pathways.sign(held pathways_case, direction text, next_at timestamptz, next_task bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE opened record;
BEGIN
  PERFORM access.demand('supervise a team: see its work, and be told what is overdue');
  PERFORM access.demand_why(direction);
  opened := pathways.opened_by_me(held.number);
  IF pathways.leads(held.number, access.my_user()) THEN
    RAISE EXCEPTION 'Whoever leads a case does not direct it.' USING ERRCODE = 'CT011';
  ELSIF opened.openings = 0 THEN
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

-- Given once something of the case was opened; the last one's task is done with it, and the next is a task of whoever gave it.
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
  ELSIF found.step = 'closure' AND outcome = 'closed' THEN
    RAISE EXCEPTION 'It ends with the case itself.' USING ERRCODE = 'CT011';
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

-- Which cases of a team somebody should have supervised: whose time is over, whose procedure asks for a review that is late, or that nobody has supervised for so long. For
-- whoever supervises, by number, and of nobody. Team 0 is the caller's own.
CREATE OR REPLACE FUNCTION pathways.supervision_due(of_team bigint, never_after interval, only_due boolean, lim int, off int)
RETURNS TABLE (total bigint, due bigint, number bigint, team text, lead_name text, is_mine boolean, may_join boolean, pathway text, opened_at timestamptz,
  last_at timestamptz, last_by text, next_at timestamptz, is_due boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ours bigint := access.my_team(); kept bigint[] := pathways.kept_from_me();
BEGIN
  PERFORM access.demand('supervise a team: see its work, and be told what is overdue');
  RETURN QUERY
  WITH lead AS MATERIALIZED (
    SELECT DISTINCT ON (m.case_id) m.case_id, m."user", coalesce(m.team, p.team_id) AS team
      FROM pathways_member m JOIN pathways_case c ON c.number = m.case_id AND c.agency = me.agency AND c.closed_at IS NULL
      LEFT JOIN access_post p ON p.user_id = m."user" AND p.agency_id = me.agency AND access.is_live(p)
     WHERE m.leads AND m.ended_at IS NULL ORDER BY m.case_id, p.team_id),
  found AS MATERIALIZED (
    SELECT c.number AS no, l.team AS led_by, l."user" AS lead_user, c.pathway AS follows, c.opened_at AS opened, v.at AS last, v.by AS who,
           least(r.due_at, coalesce(v.next_at, c.opened_at + never_after)) AS again
      FROM lead l JOIN pathways_case c ON c.number = l.case_id
      LEFT JOIN LATERAL (SELECT s.at, s.by, s.next_at FROM pathways_supervision s WHERE s.case_id = c.number ORDER BY s.at DESC LIMIT 1) v ON true
      LEFT JOIN LATERAL (SELECT min(t.due_at) AS due_at FROM pathways_task t JOIN pathways_declaredstep d
                           ON d.pathway = c.pathway AND d.edition = c.edition AND d.name = t.step AND d.signed
                          WHERE t.case_id = c.number AND t.done_at IS NULL AND t.stopped_at IS NULL) r ON c.pathway <> ''
     WHERE c.number <> ALL (kept) AND (of_team IS NULL OR l.team = CASE of_team WHEN 0 THEN ours ELSE of_team END)),
  picked AS (
    SELECT f.*, count(*) OVER () AS all_of_them, count(*) FILTER (WHERE f.again < now()) OVER () AS late FROM found f)
  SELECT p.all_of_them, p.late, p.no, coalesce(t.name, '')::text, coalesce(u.name, t.name, '')::text, pathways.works_on(p.no),
         pathways.may_look_after(p.led_by, p.lead_user, me.agency, ours), p.follows::text, p.opened, p.last, coalesce(b.name, '')::text, p.again, p.again < now()
    FROM picked p LEFT JOIN access_team t ON t.id = p.led_by LEFT JOIN access_user u ON u.id = p.lead_user LEFT JOIN access_user b ON b.id = p.who
   WHERE NOT only_due OR p.again < now() ORDER BY p.again, p.no LIMIT lim OFFSET off;
END $$;

-- Of one's own team, or of one that nobody supervises but whoever leads the case.
CREATE OR REPLACE FUNCTION pathways.may_look_after(of_team bigint, lead bigint, of_agency text, ours bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT of_team IS NULL OR of_team = ours OR NOT EXISTS (SELECT 1 FROM pathways.supervisors(of_agency, of_team) s WHERE s IS DISTINCT FROM lead)
$$;

-- Whoever supervises comes onto a case to read and direct it, with why.
CREATE OR REPLACE FUNCTION pathways.look_after(number bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); held pathways_case; led_by bigint; who bigint;
BEGIN
  PERFORM access.demand('supervise a team: see its work, and be told what is overdue');
  PERFORM access.demand_why(because);
  SELECT c.* INTO held FROM pathways_case c WHERE c.number = $1 AND c.agency = me.agency AND c.closed_at IS NULL
     AND c.number <> ALL ((SELECT pathways.kept_from_me())::bigint[]) FOR UPDATE;
  SELECT l."user", l.team INTO who, led_by FROM pathways.lead_of(held) l;
  IF held.number IS NULL OR NOT pathways.may_look_after(led_by, who, me.agency, access.my_team()) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.put_on(held, me."user", NULL, because);
  PERFORM pathways.write_of_all(held, because, 'given', jsonb_build_object('to', me."user", 'to_supervise', true));
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.opened_by_me,
  pathways.who_directs,
  pathways.supervise,
  pathways.review,
  pathways.supervisions,
  pathways.supervision_due,
  pathways.look_after
TO ct_app;
