-- Tasks outside the steps of a procedure: somebody sets one, or an event does, once.
CREATE OR REPLACE FUNCTION pathways.put_task(held pathways_case, event text, does text, person bigint, to_user bigint, to_team bigint,
  to_agency text, due_at timestamptz, source text, because text, set_by bigint) RETURNS pathways_task
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE put pathways_task; lead record; whose bigint := to_user; of_team bigint := to_team;
BEGIN
  PERFORM access.demand_why(does, source, because);
  PERFORM pathways.demand_in(held, ARRAY[$4]);
  IF to_agency <> held.agency THEN
    of_team := pathways.team_of(to_agency, 'safeguarding hub', '');
  ELSIF whose IS NULL AND of_team IS NULL THEN
    lead := pathways.lead_of(held);
    whose := lead."user"; of_team := lead.team;
  ELSIF whose IS NOT NULL AND of_team IS NULL THEN
    SELECT p.team_id INTO of_team FROM access_post p WHERE p.user_id = whose AND p.agency_id = held.agency AND access.is_live(p) ORDER BY p.team_id LIMIT 1;
  END IF;
  INSERT INTO pathways_task (number, case_id, agency, step, does, source, because, key, set_by, person, "user", team, desk, grade,
                             counts_from, due_at, outcome, words)
  VALUES (pathways.long_number(), held.number, to_agency, '', $3, $9, $10, $2, $11, $4, whose, of_team,
          to_agency <> held.agency AND of_team IS NULL, '', least(now(), $8), $8, '', '')
  ON CONFLICT (key) WHERE key <> '' DO NOTHING RETURNING * INTO put;
  RETURN put;
END $$;

-- For a colleague, who is put on the case with it; for a team of the case's agency; for another agency, once it may be asked;
-- or, for nobody named, whoever leads.
CREATE OR REPLACE FUNCTION pathways.add_task(number bigint, does text, person bigint, to_user bigint, to_team bigint, to_agency text,
  due_at timestamptz, source text, because text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1); put pathways_task;
BEGIN
  IF (to_user <> access.my_user() AND NOT EXISTS (SELECT 1 FROM pathways.colleagues() c WHERE c."user" = to_user))
     OR (to_team IS NOT NULL AND NOT EXISTS (SELECT 1 FROM access_team t WHERE t.id = to_team AND t.agency_id = held.agency AND t.closed_at IS NULL))
     OR (to_agency <> '' AND NOT EXISTS (SELECT 1 FROM access_agency a WHERE a.code = to_agency AND a.code <> held.agency))
     OR num_nonnulls(to_user, to_team, nullif(to_agency, '')) > 1 THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.demand_pace('case changed', 'task added', 30, interval '1 minute') WHERE to_agency <> '';
  PERFORM pathways.demand_reason(held, to_agency) WHERE to_agency <> '';
  IF to_agency <> '' AND NOT EXISTS (SELECT 1 FROM pathways_caseperson p WHERE p.case_id = $1 AND p.ended_at IS NULL
                                        AND ($3 IS NULL OR p.person = $3) AND pathways.may_ask($1, p.person)) THEN
    RAISE EXCEPTION 'Record the consent decision first.' USING ERRCODE = 'CT007';
  END IF;
  IF ($7 BETWEEN now() AND now() + interval '366 days') IS NOT TRUE THEN
    RAISE EXCEPTION 'Say by when, within a year.' USING ERRCODE = 'check_violation';
  END IF;
  put := pathways.put_task(held, '', $2, $3, $4, $5, coalesce(nullif($6, ''), held.agency), $7, $8, $9, access.my_user());
  IF to_user IS NOT NULL OR to_team IS NOT NULL THEN
    PERFORM pathways.put_on(held, to_user, to_team, $9);
  ELSIF to_agency <> '' THEN
    PERFORM pathways.keep_asked_of(held);
  END IF;
  PERFORM pathways.write_task(held, put, $9, 'task added',
    jsonb_strip_nulls(jsonb_build_object('does', $2, 'to', to_user, 'to_team', to_team, 'to_agency', nullif(to_agency, ''))));
  RETURN put.number;
END $$;

-- By an event, once for its key; NULL where the case is closed, but for what was sent out of it. Without an owner it is whoever leads
-- the case.
CREATE OR REPLACE FUNCTION pathways.engine_task(key text, number bigint, does text, person bigint, to_user bigint, to_team bigint,
  due_at timestamptz, source text, because text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case; put pathways_task;
BEGIN
  PERFORM access.demand_why(key);
  SELECT c.* INTO held FROM pathways_case c WHERE c.number = $2 FOR UPDATE;
  IF held.number IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  ELSIF held.closed_at IS NOT NULL AND $1 NOT LIKE 'notice %' THEN
    RETURN NULL;
  END IF;
  put := pathways.put_task(held, $1, $3, $4, $5, $6, held.agency, $7, $8, $9, NULL);
  IF put.number IS NULL THEN
    RETURN (SELECT t.number FROM pathways_task t WHERE t.key = $1);
  END IF;
  INSERT INTO ledger_event (type, agency, purpose, reason, subject, records, data)
  VALUES ('case changed', held.agency, held.purpose, $9, $4, '{}',
          jsonb_build_object('case', held.number, 'what', 'task added', 'task', put.number, 'does', $3));
  RETURN put.number;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.add_task TO ct_app;
GRANT EXECUTE ON FUNCTION pathways.engine_task TO ct_engine;
