-- Disagreement: an agency that has a part in a case says what it does not agree with; it goes up, step by step, each with its
-- time and its task, until it is settled. Both agencies see it, and nothing of the case by it.

-- An agency has a part in a case that asked it to do something, to a meeting, or for more of what it holds.
CREATE OR REPLACE FUNCTION pathways.agencies_in(of_case bigint) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT t.agency FROM pathways_task t WHERE t.case_id = of_case
  UNION SELECT a.agency FROM pathways_attendee a JOIN pathways_meeting m ON m.number = a.meeting_id WHERE m.case_id = of_case
  UNION SELECT r.holder FROM pathways_request r WHERE r.case_id = of_case
$$;

CREATE OR REPLACE FUNCTION pathways.has_part(of_case bigint, agency text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT $2 IN (SELECT pathways.agencies_in(of_case))
$$;

-- Cases of others in which the caller's agency has a part of which it was told, those to which it was asked last first; closed ones for 92 days
-- more. Of the people nothing.
CREATE OR REPLACE FUNCTION pathways.cases_of_others() RETURNS TABLE ("case" bigint, agency text, asked_at timestamptz, closed_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency();
BEGIN
  PERFORM access.demand('answer what other agencies ask of yours');
  RETURN QUERY
  WITH asked AS MATERIALIZED (
    SELECT c.number, c.agency, c.closed_at, max(p.at) AS at FROM (
      SELECT t.case_id, t.begun_at AS at FROM pathways_task t WHERE t.agency = mine
         AND (EXISTS (SELECT 1 FROM pathways.asked_about(t)) OR EXISTS (SELECT 1 FROM access_post o WHERE o.user_id = t.done_by AND o.agency_id = mine))
      UNION ALL SELECT m.case_id, a.invited_at FROM pathways_attendee a JOIN pathways_meeting m ON m.number = a.meeting_id WHERE a.agency = mine AND a.part <> 'none'
      UNION ALL SELECT r.case_id, r.asked_at FROM pathways_request r WHERE r.holder = mine) p(case_id, at)
      JOIN pathways_case c ON c.number = p.case_id AND c.agency <> mine AND (c.closed_at IS NULL OR c.closed_at > now() - interval '92 days')
     GROUP BY c.number, c.agency, c.closed_at)
  SELECT a.number, a.agency::text, a.at, a.closed_at FROM asked a WHERE pathways.nobody_hidden(a.number) ORDER BY a.at DESC, a.number LIMIT 100;
END $$;

CREATE OR REPLACE FUNCTION pathways.write_of_disagreement(held pathways_disagreement, reason text, what text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM pathways.write('case changed', c, $2, NULL, $3, jsonb_build_object('disagreement', held.number)) FROM pathways_case c WHERE c.number = held.case_id;
END $$;

-- The next step of it, as its edition declares it, with a task for whoever leads the case.
CREATE OR REPLACE FUNCTION pathways.begin_stage(held pathways_disagreement, step text, due_at timestamptz, source text, by_whom bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE of_case pathways_case; put pathways_task; declared pathways_declaredstep := pathways.declared_step('disagreement', held.edition, $2);
BEGIN
  IF ($3 BETWEEN now() AND now() + declared.longest) IS NOT TRUE THEN
    RAISE EXCEPTION 'The procedure does not say so.' USING ERRCODE = 'check_violation';
  END IF;
  SELECT c.* INTO of_case FROM pathways_case c WHERE c.number = held.case_id;
  put := pathways.put_task(of_case, '', declared.does, NULL, NULL, NULL, of_case.agency, $3, $4, 'D-' || held.number, by_whom);
  INSERT INTO pathways_stage (disagreement_id, step, due_at, task, answer, outcome, words) VALUES (held.number, $2, $3, put.number, '', '', '');
END $$;

CREATE OR REPLACE FUNCTION pathways.raise_disagreement("case" bigint, edition text, decision text, why text, wanted text, due_at timestamptz,
  source text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE raised pathways_disagreement; first text := (pathways.first_steps('disagreement', $2))[1];
BEGIN
  PERFORM access.demand_why(decision, why, wanted);
  PERFORM pathways.demand_pace('case changed', 'disagreement raised', 10, interval '1 hour');
  IF NOT EXISTS (SELECT 1 FROM pathways.cases_of_others() o WHERE o."case" = $1) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  LOOP
    INSERT INTO pathways_disagreement (number, case_id, agency, edition, decision, why, wanted, raised_by)
    VALUES (pathways.fresh_number(), $1, access.my_agency(), $2, $3, $4, $5, access.my_user()) ON CONFLICT DO NOTHING RETURNING * INTO raised;
    EXIT WHEN raised.number IS NOT NULL;
  END LOOP;
  PERFORM pathways.begin_stage(raised, first, $6, $7, access.my_user());
  PERFORM pathways.write_of_disagreement(raised, $4, 'disagreement raised');
  RETURN raised.number;
END $$;

-- One's own agency's side of it: 'raised', or 'case' where it is a case of one's own or one answers other agencies.
CREATE OR REPLACE FUNCTION pathways.side_of(held pathways_disagreement) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); answers boolean := access.may('answer what other agencies ask of yours');
BEGIN
  IF NOT pathways.nobody_hidden(held.case_id) THEN
    RETURN NULL;
  ELSIF held.agency = me.agency AND (answers OR held.raised_by = me."user") THEN
    RETURN 'raised';
  ELSIF EXISTS (SELECT 1 FROM pathways_case c WHERE c.number = held.case_id AND c.agency = me.agency) AND (answers OR pathways.works_on(held.case_id)) THEN
    RETURN 'case';
  END IF;
  RETURN NULL;
END $$;

-- Those that one sees: one, those of a case, or all; those that wait first, the soonest due on top.
-- Whoever raised it ends it, or a supervisor of theirs; anybody of their desk, where they have left. A colleague alone would end it unheard.
CREATE OR REPLACE FUNCTION pathways.may_end(held pathways_disagreement) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN held.agency = access.my_agency() AND (held.raised_by = access.my_user() OR pathways.has_left(held.raised_by, held.agency::text)
      OR access.may('supervise a team: see its work, and be told what is overdue'));
END $$;

CREATE OR REPLACE FUNCTION pathways.disagreements(one bigint, of_case bigint)
RETURNS TABLE (number bigint, "case" bigint, case_agency text, agency text, edition text, decision text, why text, wanted text, raised_by text,
  raised_at timestamptz, settled_at timestamptz, read_by text, read_at timestamptz, is_closed boolean, side text, works_on boolean, may_end boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency();
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  PERFORM pathways.side_of(NULL) WHERE one IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pathways_disagreement d WHERE d.number = one);
  RETURN QUERY
  SELECT d.number, c.number, c.agency::text, d.agency::text, d.edition::text, d.decision::text, d.why::text, d.wanted::text, u.name::text, d.raised_at,
         d.settled_at, coalesce(r.name, '')::text, d.read_at, c.closed_at IS NOT NULL, pathways.side_of(d), pathways.works_on(c.number), pathways.may_end(d)
    FROM pathways_disagreement d JOIN pathways_case c ON c.number = d.case_id JOIN access_user u ON u.id = d.raised_by
    LEFT JOIN access_user r ON r.id = d.read_by
   WHERE (one IS NULL OR d.number = one) AND (of_case IS NULL OR d.case_id = of_case) AND mine IN (d.agency, c.agency)
     AND pathways.side_of(d) IS NOT NULL
   ORDER BY d.settled_at IS NOT NULL, (SELECT min(s.due_at) FROM pathways_stage s WHERE s.disagreement_id = d.number AND s.ended_at IS NULL), d.raised_at DESC
   LIMIT 500;
END $$;

CREATE OR REPLACE FUNCTION pathways.stages(number bigint)
RETURNS TABLE (step text, due_at timestamptz, begun_at timestamptz, answer text, answered_by text, answered_for text, answered_at timestamptz, outcome text,
  words text, ended_by text, ended_for text, ended_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pathways.disagreements($1, NULL)) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN QUERY SELECT s.step::text, s.due_at, s.begun_at, s.answer::text, coalesce(a.name, '')::text, s.answered_for::text, s.answered_at, s.outcome::text, s.words::text,
         coalesce(e.name, '')::text, s.ended_for::text, s.ended_at
    FROM pathways_stage s LEFT JOIN access_user a ON a.id = s.answered_by LEFT JOIN access_user e ON e.id = s.ended_by
   WHERE s.disagreement_id = $1 ORDER BY s.id;
END $$;

-- The disagreement and its open stage, held while it is changed, for one side of it.
CREATE OR REPLACE FUNCTION pathways.disagreement_of(number bigint, wanted_side text, OUT held pathways_disagreement, OUT stage pathways_stage)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  SELECT d.* INTO held FROM pathways_disagreement d WHERE d.number = $1 FOR UPDATE;
  IF held.number IS NULL OR pathways.side_of(held) IS DISTINCT FROM wanted_side THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  SELECT s.* INTO stage FROM pathways_stage s WHERE s.disagreement_id = $1 AND s.ended_at IS NULL;
  IF stage.id IS NULL THEN
    RAISE EXCEPTION 'It is settled.' USING ERRCODE = 'CT006';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION pathways.end_stage_task(task bigint, why text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE pathways_task t SET done_at = now(), done_by = access.my_user(), outcome = 'done', words = why WHERE t.number = $1 AND t.done_at IS NULL
$$;

-- Above the practitioners each side says in whose name it speaks: it is not taken up where the same person goes on alone.
CREATE OR REPLACE FUNCTION pathways.demand_name(held pathways_disagreement, stage pathways_stage, name text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT (pathways.declared_step('disagreement', held.edition, stage.step)).starts THEN
    PERFORM access.demand_why($3);
  END IF;
END $$;

-- What the case's agency answers; then it waits for the other to say whether that settles it.
CREATE OR REPLACE FUNCTION pathways.answer_disagreement(number bigint, answer text, name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found record; of_case pathways_case; put pathways_task;
BEGIN
  PERFORM access.demand_why(answer);
  found := pathways.disagreement_of($1, 'case');
  IF (found.stage).answered_at IS NOT NULL THEN
    RAISE EXCEPTION 'It is answered already.' USING ERRCODE = 'CT006';
  END IF;
  PERFORM pathways.demand_name(found.held, found.stage, name);
  SELECT c.* INTO of_case FROM pathways_case c WHERE c.number = (found.held).case_id;
  PERFORM pathways.end_stage_task((found.stage).task, answer);
  put := pathways.put_task(of_case, '', 'Say whether the answer settles the disagreement', NULL, NULL, NULL, (found.held).agency, greatest((found.stage).due_at, now()), 'The step’s own time', 'D-' || $1, access.my_user());
  UPDATE pathways_stage s SET answer = $2, answered_by = access.my_user(), answered_for = left($3, 120), answered_at = now(), task = put.number WHERE s.id = (found.stage).id;
  PERFORM pathways.write_of_disagreement(found.held, $2, 'disagreement answered: ' || (found.stage).step);
END $$;

-- Whoever raised it says what came of the step, and it ends there or goes up; unanswered it may go up once its time is over.
CREATE OR REPLACE FUNCTION pathways.decide_disagreement(number bigint, outcome text, words text, due_at timestamptz, source text, name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found record; of_it pathways_case; next text; of_case pathways_case; put pathways_task;
BEGIN
  PERFORM access.demand_why(outcome, words);
  found := pathways.disagreement_of($1, 'raised');
  IF $2 <> 'withdrawn' AND (found.stage).answered_at IS NULL AND (found.stage).due_at > now() THEN
    RAISE EXCEPTION 'It waits for the answer.' USING ERRCODE = 'CT002';
  ELSIF $2 <> 'withdrawn' THEN
    PERFORM pathways.demand_name(found.held, found.stage, name);
  END IF;
  of_it.pathway := 'disagreement'; of_it.edition := (found.held).edition;
  next := (pathways.steps_after(of_it, (found.stage).step, outcome))[1];
  IF next IS NULL AND NOT pathways.may_end(found.held) THEN
    RAISE EXCEPTION 'Whoever raised it ends it, or a supervisor of theirs.' USING ERRCODE = 'CT011';
  END IF;
  PERFORM pathways.end_stage_task((found.stage).task, words);
  UPDATE pathways_stage s SET outcome = $2, words = $3, ended_by = access.my_user(), ended_for = left($6, 120), ended_at = now() WHERE s.id = (found.stage).id;
  IF next IS NULL THEN
    SELECT c.* INTO of_case FROM pathways_case c WHERE c.number = (found.held).case_id;
    put := pathways.put_task(of_case, '', 'Read what came of the disagreement', NULL, NULL, NULL, of_case.agency, now() + interval '3 days',
                             'Both agencies are told what came of it', 'D-' || $1, access.my_user());
    UPDATE pathways_disagreement d SET settled_at = now(), told_by = put.number WHERE d.number = $1;
  ELSE
    PERFORM pathways.begin_stage(found.held, next, $4, $5, access.my_user());
  END IF;
  PERFORM pathways.write_of_disagreement(found.held, $3, 'disagreement: ' || $2);
END $$;

-- Whoever reads for the case's agency what came of it says so; nothing waits of it any more.
CREATE OR REPLACE FUNCTION pathways.read_outcome(number bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_disagreement;
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  SELECT d.* INTO held FROM pathways_disagreement d WHERE d.number = $1 FOR UPDATE;
  IF held.settled_at IS NULL OR pathways.side_of(held) IS DISTINCT FROM 'case' THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  ELSIF held.read_at IS NOT NULL THEN
    RAISE EXCEPTION 'Somebody has read it.' USING ERRCODE = 'CT006';
  END IF;
  PERFORM pathways.end_stage_task(held.told_by, 'read');
  UPDATE pathways_disagreement d SET read_at = now(), read_by = access.my_user() WHERE d.number = $1;
  PERFORM pathways.write_of_disagreement(held, '', 'outcome of the disagreement read');
END $$;

-- What waits of one ends on its own page, and with no case: to answer, to say whether that settles it, to read what came of it.
CREATE OR REPLACE FUNCTION pathways.waits_of(task bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.disagreement_id FROM pathways_stage s WHERE s.task = $1 AND s.ended_at IS NULL
  UNION ALL SELECT d.number FROM pathways_disagreement d WHERE d.told_by = $1 AND d.read_at IS NULL
$$;

-- The engine's: those that nobody answered in time, of whichever agency.
CREATE OR REPLACE FUNCTION pathways.unanswered() RETURNS TABLE (number bigint, edition text, step text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT d.number, d.edition::text, s.step::text FROM pathways_stage s JOIN pathways_disagreement d ON d.number = s.disagreement_id
   WHERE s.ended_at IS NULL AND s.answered_at IS NULL AND s.due_at < now() ORDER BY s.due_at LIMIT 500
$$;

-- The engine's: it goes up by itself. Whoever was quicker, to answer or to withdraw, goes before.
CREATE OR REPLACE FUNCTION pathways.take_up(number bigint, due_at timestamptz, source text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_disagreement; stage pathways_stage; of_it pathways_case; next text;
BEGIN
  SELECT d.* INTO held FROM pathways_disagreement d WHERE d.number = $1 FOR UPDATE;
  SELECT s.* INTO stage FROM pathways_stage s WHERE s.disagreement_id = $1 AND s.ended_at IS NULL AND s.answered_at IS NULL AND s.due_at < now();
  IF stage.id IS NULL THEN
    RETURN;
  END IF;
  of_it.pathway := 'disagreement'; of_it.edition := held.edition;
  next := (pathways.steps_after(of_it, stage.step, 'not agreed'))[1];
  UPDATE pathways_task t SET done_at = now(), outcome = 'done', words = 'Nobody answered in time: it went up' WHERE t.number = stage.task AND t.done_at IS NULL;
  UPDATE pathways_stage s SET outcome = 'no answer in time', ended_at = now() WHERE s.id = stage.id;
  PERFORM pathways.begin_stage(held, next, $2, $3, NULL);
  INSERT INTO ledger_event (type, agency, purpose, reason, records, data)
  SELECT 'case changed', c.agency, c.purpose, 'a local rule: a disagreement that nobody answers in time goes up by itself', '{}',
         jsonb_build_object('case', c.number, 'what', 'disagreement: no answer in time', 'disagreement', $1)
    FROM pathways_case c WHERE c.number = held.case_id;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.cases_of_others,
  pathways.raise_disagreement,
  pathways.disagreements,
  pathways.stages,
  pathways.answer_disagreement,
  pathways.decide_disagreement,
  pathways.read_outcome
TO ct_app;
GRANT EXECUTE ON FUNCTION
  pathways.unanswered,
  pathways.take_up
TO ct_engine;
