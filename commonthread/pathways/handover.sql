-- Handing work over: offered item by item, each with its note; accepted or declined with a reason. Until it is accepted the
-- giver keeps it, and what nobody accepts is told to whoever supervises.
CREATE OR REPLACE FUNCTION pathways.demand_receiver(me access_session, to_user bigint, to_team bigint) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF num_nonnulls(to_user, to_team) <> 1
     OR (to_user IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pathways.colleagues() c WHERE c."user" = to_user))
     OR (to_team IS NOT NULL AND NOT EXISTS (SELECT 1 FROM access_team t WHERE t.id = to_team AND t.agency_id = me.agency AND t.closed_at IS NULL)) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION pathways.put_offer(held pathways_case, of_task bigint, to_user bigint, to_team bigint, note text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE put bigint;
BEGIN
  PERFORM access.demand_why(note);
  PERFORM pathways.demand_pace('case changed', 'hand-over offered', 100, interval '1 minute');
  -- What whoever offered it, or was to take it, left behind.
  UPDATE pathways_offer o SET accepted = false, answered_by = access.my_user(), answered_at = now(), answer = 'nobody is there any more to answer it'
   WHERE o.case_id = held.number AND o.task_id IS NOT DISTINCT FROM of_task AND o.answered_at IS NULL
     AND (pathways.has_left(o.by_user, held.agency::text) OR pathways.has_left(o.to_user, held.agency::text));
  INSERT INTO pathways_offer (number, case_id, task_id, by_user, to_user, to_team, note, answer)
  VALUES (pathways.long_number(), held.number, of_task, access.my_user(), $3, $4, $5, '')
  ON CONFLICT (case_id, task_id) WHERE answered_at IS NULL DO NOTHING RETURNING number INTO put;
  IF put IS NULL THEN
    RAISE EXCEPTION 'It is offered already.' USING ERRCODE = 'CT006';
  END IF;
  RETURN put;
END $$;

-- A task of the caller's, or of their team's.
CREATE OR REPLACE FUNCTION pathways.offer_task(task bigint, to_user bigint, to_team bigint, note text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ours bigint := access.my_team(); given pathways_task; held pathways_case; put bigint;
BEGIN
  PERFORM pathways.demand_receiver(me, to_user, to_team);
  SELECT t.* INTO given FROM pathways_task t
   WHERE t.number = $1 AND t.done_at IS NULL AND t.agency = me.agency AND (t."user" = me."user" OR t.team = ours) FOR UPDATE;
  SELECT c.* INTO held FROM pathways_case c WHERE c.number = given.case_id AND c.agency = me.agency AND (c.closed_at IS NULL OR pathways.outlasts(given))
     AND c.number <> ALL ((SELECT pathways.kept_from_me())::bigint[]);
  IF held.number IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  put := pathways.put_offer(held, $1, to_user, to_team, note);
  PERFORM pathways.write_task(held, given, note, 'hand-over offered', jsonb_strip_nulls(jsonb_build_object('to', to_user, 'to_team', to_team)));
  RETURN put;
END $$;

-- Whether the caller, who works on a case, may give its lead away: whoever leads it or is of the team that does, covers them or
-- supervises; anybody, where whoever led has left.
CREATE OR REPLACE FUNCTION pathways.gives_lead(held pathways_case) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); lead record := pathways.lead_of(held);
BEGIN
  RETURN CASE WHEN lead."user" IS NOT NULL THEN lead."user" = me."user" ELSE lead.team IS NULL OR lead.team IS NOT DISTINCT FROM access.my_team() END
      OR access.may('supervise a team: see its work, and be told what is overdue')
      OR coalesce(lead."user" IN (SELECT pathways.covered_by_me()) OR pathways.has_left(lead."user", held.agency::text), false);
END $$;

CREATE OR REPLACE FUNCTION pathways.may_give_lead(number bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN held.closed_at IS NULL AND pathways.gives_lead(held);
END $$;

-- The lead of a case, with what whoever leads it has still to do in it.
CREATE OR REPLACE FUNCTION pathways.offer_case(number bigint, to_user bigint, to_team bigint, note text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1); put bigint;
BEGIN
  PERFORM pathways.demand_receiver(access.me(), to_user, to_team);
  IF NOT pathways.gives_lead(held) THEN
    RAISE EXCEPTION 'Whoever leads it, covers them or supervises gives it away.' USING ERRCODE = 'CT011';
  END IF;
  put := pathways.put_offer(held, NULL, to_user, to_team, note);
  PERFORM pathways.write_of_all(held, note, 'hand-over offered', jsonb_strip_nulls(jsonb_build_object('to', to_user, 'to_team', to_team)));
  RETURN put;
END $$;

-- Of an offer to the caller, or to their team, while what is offered still waits. Nobody accepts what they offered themselves.
CREATE OR REPLACE FUNCTION pathways.offered_to_me(one bigint) RETURNS SETOF pathways_offer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT o.* FROM pathways_offer o JOIN pathways_case c ON c.number = o.case_id AND c.agency = access.my_agency()
    LEFT JOIN pathways_task t ON t.number = o.task_id AND (c.closed_at IS NULL OR pathways.outlasts(t))
   WHERE o.answered_at IS NULL AND c.number <> ALL ((SELECT pathways.kept_from_me())::bigint[]) AND (one IS NULL OR o.number = one) AND CASE WHEN o.task_id IS NULL THEN c.closed_at IS NULL ELSE t.number IS NOT NULL AND t.done_at IS NULL END
     AND (o.to_user = access.my_user() OR o.to_team = access.my_team()) AND o.by_user <> access.my_user()
$$;

CREATE OR REPLACE FUNCTION pathways.answer_offer(number bigint, accepts boolean, words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE given pathways_offer; held pathways_case; task pathways_task; whose bigint; of_team bigint;
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  PERFORM 1 FROM pathways_offer o WHERE o.number = $1 FOR UPDATE;
  SELECT o.* INTO given FROM pathways.offered_to_me($1) o;
  IF given.number IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  IF NOT accepts THEN
    PERFORM access.demand_why(words);
  END IF;
  UPDATE pathways_offer o SET accepted = $2, answered_by = access.my_user(), answered_at = now(), answer = $3 WHERE o.number = $1;
  SELECT c.* INTO held FROM pathways_case c WHERE c.number = given.case_id FOR UPDATE;
  SELECT t.* INTO task FROM pathways_task t WHERE t.number = given.task_id FOR UPDATE;
  whose := given.to_user; of_team := coalesce(given.to_team, access.my_team());
  IF accepts AND task.number IS NOT NULL THEN
    UPDATE pathways_task t SET "user" = whose, team = coalesce(of_team, t.team) WHERE t.number = task.number;
    PERFORM pathways.put_on(held, whose, given.to_team, given.note);
  ELSIF accepts THEN
    PERFORM pathways.change_lead(held, whose, of_team, given.note);
  END IF;
  IF task.number IS NULL THEN
    PERFORM pathways.write_of_all(held, coalesce(nullif($3, ''), given.note), CASE WHEN accepts THEN 'hand-over accepted' ELSE 'hand-over declined' END,
      jsonb_build_object('offer', $1, 'outstanding', (SELECT jsonb_agg(t.number) FROM pathways_task t WHERE t.case_id = held.number AND t.done_at IS NULL)));
  ELSE
    PERFORM pathways.write_task(held, task, coalesce(nullif($3, ''), given.note), CASE WHEN accepts THEN 'hand-over accepted' ELSE 'hand-over declined' END,
      jsonb_build_object('offer', $1));
  END IF;
END $$;

-- What goes with a case that is offered to the caller, before they accept it: what is to be done by when, and of how many nobody
-- says yet how they are accounted for. Of nobody by number.
CREATE OR REPLACE FUNCTION pathways.outstanding(offer bigint)
RETURNS TABLE (pathway text, edition text, step text, does text, owner text, due_at timestamptz, is_late boolean, unaccounted bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  RETURN QUERY
  SELECT c.pathway::text, c.edition::text, t.step::text, t.does::text, coalesce(u.name, m.name, 'the duty desk')::text, t.due_at,
         t.stopped_at IS NULL AND t.due_at < now(),
         CASE WHEN c.pathway = 'supervised-investigation' THEN (SELECT count(*) FROM pathways.stands_in_the_way(c.number) s WHERE s.what = 'not accounted for') END
    FROM pathways.offered_to_me($1) o JOIN pathways_case c ON c.number = o.case_id AND o.task_id IS NULL
    JOIN pathways_task t ON t.case_id = c.number AND t.done_at IS NULL LEFT JOIN access_user u ON u.id = t."user" LEFT JOIN access_team m ON m.id = t.team
   ORDER BY t.due_at, t.number;
END $$;

-- The lead of a case goes to somebody or to a team, with what whoever led had still to do in it.
CREATE OR REPLACE FUNCTION pathways.change_lead(held pathways_case, to_user bigint, to_team bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE lead record := pathways.lead_of(held);
BEGIN
  UPDATE pathways_task t SET "user" = to_user, team = coalesce(to_team, t.team)
   WHERE t.case_id = held.number AND t.done_at IS NULL AND t.agency = held.agency
     AND (t."user" = lead."user" OR lead."user" IS NULL AND t."user" IS NULL AND t.team = lead.team);
  IF to_user IS NOT NULL THEN
    PERFORM pathways.make_lead(held, to_user, because);
    RETURN;
  END IF;
  UPDATE pathways_member m SET ended_at = now(), ended_by = access.my_user(), ended_because = $4
   WHERE m.case_id = held.number AND m.leads AND m.ended_at IS NULL AND m.team IS DISTINCT FROM to_team;
  PERFORM access.end_case_grants(held.number, NULL, lead."user", NULL) WHERE lead."user" IS NOT NULL;
  INSERT INTO pathways_member (case_id, team, leads, because, added_by, ended_because)
  VALUES (held.number, to_team, true, $4, access.my_user(), '')
  ON CONFLICT (case_id, "user", team) WHERE ended_at IS NULL DO UPDATE SET leads = true;
  PERFORM pathways.grant_all(held.number);
END $$;

CREATE OR REPLACE FUNCTION pathways.withdraw_offer(number bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  UPDATE pathways_offer o SET accepted = false, answered_by = access.my_user(), answered_at = now(), answer = 'taken back'
   WHERE o.number = $1 AND o.by_user = access.my_user() AND o.answered_at IS NULL AND o.case_id <> ALL ((SELECT pathways.kept_from_me())::bigint[]);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
END $$;

-- What is offered to the caller or their team; and what they offered and is not accepted: waiting, or declined within a week.
CREATE OR REPLACE FUNCTION pathways.offers()
RETURNS TABLE (number bigint, to_me boolean, "case" bigint, task bigint, pathway text, edition text, step text, does text, giver text, receiver text,
  note text, offered_at timestamptz, due_at timestamptz, declined_at timestamptz, declined_by text, answer text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  RETURN QUERY
  WITH seen AS (
    SELECT o.*, true AS mine FROM pathways.offered_to_me(NULL) o
    UNION ALL
    SELECT o.*, false FROM pathways_offer o LEFT JOIN pathways_task t ON t.number = o.task_id
     WHERE o.by_user = me."user" AND o.accepted IS NOT TRUE AND o.case_id <> ALL ((SELECT pathways.kept_from_me())::bigint[]) AND (t.number IS NULL OR t.done_at IS NULL)
       AND (o.answered_at IS NULL OR o.answered_at > now() - interval '7 days' AND o.answered_by <> me."user"))
  SELECT s.number, s.mine, s.case_id, s.task_id, c.pathway::text, c.edition::text, coalesce(t.step, '')::text, coalesce(t.does, '')::text,
         g.name::text, coalesce(u.name, m.name)::text, s.note::text, s.offered_at,
         coalesce(t.due_at, (SELECT min(x.due_at) FROM pathways_task x WHERE x.case_id = s.case_id AND x.done_at IS NULL)),
         s.answered_at, coalesce(a.name, '')::text, s.answer::text
    FROM seen s JOIN pathways_case c ON c.number = s.case_id JOIN access_user g ON g.id = s.by_user
    LEFT JOIN pathways_task t ON t.number = s.task_id LEFT JOIN access_user u ON u.id = s.to_user
    LEFT JOIN access_team m ON m.id = s.to_team LEFT JOIN access_user a ON a.id = s.answered_by
   ORDER BY s.mine DESC, 13 NULLS LAST, s.number;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.offer_task, pathways.offer_case, pathways.answer_offer, pathways.withdraw_offer, pathways.offers, pathways.outstanding,
  pathways.may_give_lead TO ct_app;
