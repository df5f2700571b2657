-- A request for more goes to the agency that holds it, which grants or refuses it with a reason, within a time. It is put and
-- answered in the same way whether or not the agency knows the person, and whether or not they may be told of.

-- Asks for a category, or for records of the holder about the person that the caller has seen in the case. Of whoever is
-- restricted the team that is named hears of it. Thirty a minute is the limit.
CREATE OR REPLACE FUNCTION pathways.ask_for_more(number bigint, person bigint, holder text, category text, records bigint[],
  what text, because text, level int, wanted_until date, due_at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1); named bigint[] := ARRAY(SELECT DISTINCT n FROM unnest($5) n ORDER BY n);
BEGIN
  PERFORM access.demand_why(what, because);
  PERFORM pathways.must_be_askable(held, $2, $3);
  IF ($4 = '') IS NOT DISTINCT FROM (cardinality(named) = 0) OR cardinality(named) > 50 THEN
    RAISE EXCEPTION 'Ask for a category, or for records by their numbers.' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT unnest(named) EXCEPT
             SELECT a.record FROM records_about a WHERE a.record = ANY (records.seen_among(named, held.purpose)) AND a.agency = $3 AND a.person = $2) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN pathways.put_request(held, $2, $3, $4, named, $6, $7, $8, $9, $10, access.my_user());
END $$;

-- Somebody of the case, of whom an agency is asked to which it may turn: once the consent decision says so where there must be one.
CREATE OR REPLACE FUNCTION pathways.must_be_askable(of_case pathways_case, person bigint, holder text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pathways_caseperson p WHERE p.case_id = of_case.number AND p.person = $2 AND p.ended_at IS NULL)
     OR NOT EXISTS (SELECT 1 FROM access_agency a WHERE a.code = $3 AND a.code <> of_case.agency) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.demand_reason(of_case, $3);
  IF NOT pathways.may_ask(of_case.number, $2) THEN
    RAISE EXCEPTION 'Record the consent decision first.' USING ERRCODE = 'CT007';
  END IF;
END $$;

-- In the name of `asker`, who is the caller unless a system puts it.
CREATE OR REPLACE FUNCTION pathways.put_request(of_case pathways_case, person bigint, holder text, category text, records bigint[],
  what text, because text, level int, wanted_until date, due_at timestamptz, asker bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE asked bigint;
BEGIN
  IF (level IN (2, 3) AND wanted_until BETWEEN access.today() AND access.today() + 366
      AND due_at BETWEEN now() AND now() + interval '31 days') IS NOT TRUE THEN
    RAISE EXCEPTION 'A summary or all of it, for a year at most.' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM 1 FROM access_user u WHERE u.id = access.my_user() FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM ledger_event e WHERE e.actor = access.my_user() AND e.type = 'more asked for'
       AND e.at > now() - interval '1 minute') >= 30 THEN
    RAISE EXCEPTION 'Thirty requests in a minute: wait a moment.' USING ERRCODE = 'CT003';
  END IF;
  LOOP
    INSERT INTO pathways_request (number, case_id, person, holder, category, records, what, because, level, wanted_until,
                                  asked_by, due_at, outcome, answer)
    VALUES (pathways.fresh_number(), of_case.number, $2, $3, $4, $5, $6, $7, $8, $9, $11, $10, '', '')
    ON CONFLICT DO NOTHING RETURNING pathways_request.number INTO asked;
    EXIT WHEN asked IS NOT NULL;
  END LOOP;
  PERFORM access.keep_asked(access.hidden_from_me(ARRAY[$2]), 'request', $6 || ': ' || $7);
  PERFORM pathways.write('more asked for', of_case, $7, $2, $6, jsonb_build_object('request', asked, 'holder', $3)
          || CASE WHEN $11 = access.my_user() THEN '{}' ELSE jsonb_build_object('for', $11) END);
  RETURN asked;
END $$;

-- Requests that wait are withdrawn with what let them be put: the case, its person, or the consent decision.
CREATE OR REPLACE FUNCTION pathways.withdraw_all(of_case bigint, about bigint, because text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE pathways_request r SET outcome = 'withdrawn', answer = $3, answered_at = now(), answered_by = access.my_user()
   WHERE r.case_id = of_case AND r.outcome = '' AND (about IS NULL OR r.person = about OR identity.current(r.person) = about)
$$;

CREATE OR REPLACE FUNCTION pathways.withdraw_request(number bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case; asked pathways_request;
BEGIN
  PERFORM access.demand_why(because);
  held := pathways.mine_open((SELECT r.case_id FROM pathways_request r WHERE r.number = $1));
  UPDATE pathways_request r SET outcome = 'withdrawn', answer = $2, answered_at = now(), answered_by = access.my_user()
   WHERE r.number = $1 AND r.outcome = '' RETURNING * INTO asked;
  IF asked.number IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.write('more asked for', held, $2, asked.person, 'withdrawn', jsonb_build_object('request', $1));
END $$;

-- Granted, a request lets its case see so much of the category or of the records that were asked for, until a day: never
-- more than was asked, and nothing that whoever grants it may not see.
CREATE OR REPLACE FUNCTION pathways.answer_request(number bigint, grants boolean, because text, given_level int, given_until date)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE asked pathways_request; of_case pathways_case;
BEGIN
  PERFORM access.demand('answer what other agencies ask of yours');
  PERFORM access.demand_why(because);
  SELECT r.* INTO asked FROM pathways_request r
   WHERE r.number = $1 AND r.holder = access.my_agency() AND r.outcome = '' AND r.case_id <> ALL ((SELECT pathways.kept_from_me())::bigint[]) FOR UPDATE;
  IF asked.number IS NULL OR (grants AND NOT pathways.may_grant(asked)) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  IF grants AND (given_level BETWEEN 2 AND asked.level AND given_until BETWEEN access.today() AND asked.wanted_until) IS NOT TRUE THEN
    RAISE EXCEPTION 'Say how much, and until when.' USING ERRCODE = 'check_violation';
  END IF;
  SELECT c.* INTO of_case FROM pathways_case c WHERE c.number = asked.case_id;
  UPDATE pathways_request r SET outcome = CASE WHEN grants THEN 'granted' ELSE 'refused' END, answer = $3, answered_by = access.my_user(),
         answered_at = now(), given_level = CASE WHEN grants THEN $4 END, given_until = CASE WHEN grants THEN $5 END
   WHERE r.number = $1;
  IF grants THEN
    INSERT INTO access_allowance ("case", person, holder, category, records, level, request, until_at)
    VALUES (asked.case_id, identity.current(asked.person), asked.holder, asked.category, asked.records, $4, $1, $5 + 1);
  END IF;
  PERFORM pathways.write('request answered', of_case, $3, asked.person, CASE WHEN grants THEN 'granted' ELSE 'refused' END, jsonb_build_object('request', $1));
END $$;

-- Whether the caller's post covers what is asked for, or shows each of the records that are named.
CREATE OR REPLACE FUNCTION pathways.may_grant(asked pathways_request) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT asked.category = ANY (access.my_categories())
      OR (cardinality(asked.records) > 0 AND cardinality(records.seen_among(asked.records, NULL, 3)) = cardinality(asked.records))
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.ask_for_more, pathways.withdraw_request, pathways.answer_request TO ct_app;
