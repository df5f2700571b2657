-- The consent decision: whether other agencies are asked about somebody, below the threshold of section 47. It stands beside
-- the data-protection condition of each agreement and replaces none. Every version is kept; the latest holds.
CREATE OR REPLACE FUNCTION pathways.decide(of_case pathways_case, person bigint, told boolean, answer text, because text,
  goes_ahead boolean, decided_by text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO pathways_consent (case_id, person, told, answer, because, goes_ahead, decided_by, recorded_by)
  VALUES (of_case.number, $2, $3, $4, $5, $6, $7, access.my_user());
  PERFORM access.let_case_ask(of_case.number, one, pathways.may_ask(of_case.number, $2)) FROM unnest(pathways.goes_as(of_case.number, $2)) one;
  IF NOT pathways.may_ask(of_case.number, $2) THEN
    PERFORM pathways.end_guests(of_case.number, NULL);
    PERFORM pathways.withdraw_all(of_case.number, $2, 'The consent decision is now that other agencies are not asked.');
  END IF;
  PERFORM pathways.write('consent decision', of_case, $5, $2, $4, jsonb_build_object('told', $3, 'goes_ahead', $6));
END $$;

-- `seen` is the newest version that the caller has read: the second of two who record it reads the first's. NULL asks for no reading.
CREATE OR REPLACE FUNCTION pathways.record_consent(number bigint, persons bigint[], told boolean, answer text, because text,
  goes_ahead boolean, decided_by text, seen bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1);
BEGIN
  PERFORM access.demand_why(because, decided_by);
  IF cardinality(persons) = 0 OR NOT persons <@ ARRAY(SELECT p.person FROM pathways_caseperson p WHERE p.case_id = $1 AND p.ended_at IS NULL) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  IF seen <> coalesce((SELECT max(d.id) FROM pathways_consent d WHERE d.case_id = $1), 0) THEN
    RAISE EXCEPTION 'Recorded meanwhile.' USING ERRCODE = 'CT006';
  END IF;
  PERFORM pathways.decide(held, p.person, $3, $4, $5, $6, $7) FROM (SELECT DISTINCT unnest(persons) AS person) p;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.record_consent TO ct_app;
