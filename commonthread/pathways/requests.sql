-- A request for more goes to the agency that holds it, which grants or refuses it with a reason, within a time. It is put and
-- answered in the same way whether or not the agency knows the person, and whether or not they may be told of.
CREATE OR REPLACE FUNCTION pathways.ask_for_more(number bigint, person bigint, holder text, category text, records bigint[],
  what text, because text, level int, wanted_until date, due_at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1); asked bigint;
BEGIN
  PERFORM access.demand_why(what, because);
  IF NOT EXISTS (SELECT 1 FROM pathways_caseperson p WHERE p.case_id = $1 AND p.person = $2 AND p.ended_at IS NULL)
     OR NOT EXISTS (SELECT 1 FROM access_agency a WHERE a.code = $3 AND a.code <> held.agency) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  IF NOT pathways.may_ask($1, $2) THEN
    RAISE EXCEPTION 'Record the consent decision first.' USING ERRCODE = 'CT007';
  END IF;
  IF level NOT IN (2, 3) OR wanted_until NOT BETWEEN current_date AND current_date + 366
     OR due_at NOT BETWEEN now() AND now() + interval '31 days' THEN
    RAISE EXCEPTION 'A summary or all of it, for a year at most.' USING ERRCODE = 'check_violation';
  END IF;
  LOOP
    INSERT INTO pathways_request (number, case_id, person, holder, category, records, what, because, level, wanted_until,
                                  asked_by, due_at, outcome, answer)
    VALUES (pathways.fresh_number(), $1, $2, $3, $4, $5, $6, $7, $8, $9, access.my_user(), $10, '', '')
    ON CONFLICT DO NOTHING RETURNING pathways_request.number INTO asked;
    EXIT WHEN asked IS NOT NULL;
  END LOOP;
  PERFORM pathways.write('more asked for', held, $7, $2, $6, jsonb_build_object('request', asked, 'holder', $3));
  RETURN asked;
END $$;

-- What the caller's cases asked for.
CREATE OR REPLACE FUNCTION pathways.my_requests()
RETURNS TABLE (number bigint, "case" bigint, person bigint, holder text, category text, what text, because text, level int,
  wanted_until date, asked_at timestamptz, due_at timestamptz, outcome text, answer text, answered_at timestamptz,
  given_level int, given_until date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); mine bigint := access.my_team();
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  RETURN QUERY
  SELECT r.number, r.case_id, identity.current(r.person), r.holder::text, r.category::text, r.what::text, r.because::text, r.level::int,
         r.wanted_until, r.asked_at, r.due_at, r.outcome::text, r.answer::text, r.answered_at, r.given_level::int, r.given_until
    FROM pathways_request r JOIN pathways_case c ON c.number = r.case_id AND c.agency = me.agency
   WHERE EXISTS (SELECT 1 FROM pathways_member m WHERE m.case_id = c.number AND m.ended_at IS NULL AND (m."user" = me."user" OR m.team = mine))
   ORDER BY r.outcome <> '', r.due_at, r.number;
END $$;

-- What other agencies ask of the caller's: those that wait first, the soonest due on top.
CREATE OR REPLACE FUNCTION pathways.requests_to_us()
RETURNS TABLE (number bigint, agency text, person bigint, purpose text, category text, records bigint[], what text, because text,
  level int, wanted_until date, asked_by text, asked_at timestamptz, due_at timestamptz, outcome text, answer text,
  answered_at timestamptz, given_level int, given_until date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('answer what other agencies ask of yours');
  RETURN QUERY
  SELECT r.number, c.agency::text, identity.current(r.person), c.purpose::text, r.category::text, r.records, r.what::text, r.because::text,
         r.level::int, r.wanted_until, u.name::text, r.asked_at, r.due_at, r.outcome::text, r.answer::text, r.answered_at,
         r.given_level::int, r.given_until
    FROM pathways_request r JOIN pathways_case c ON c.number = r.case_id JOIN access_user u ON u.id = r.asked_by
   WHERE r.holder = access.my_agency()
   ORDER BY r.outcome <> '', CASE r.outcome WHEN '' THEN r.due_at END, r.answered_at DESC, r.number;
END $$;

-- Granted, a request lets its case see so much of the category or of the records that were asked for, until a day.
CREATE OR REPLACE FUNCTION pathways.answer_request(number bigint, grants boolean, because text, given_level int, given_until date)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE asked pathways_request; of_case pathways_case;
BEGIN
  PERFORM access.demand('answer what other agencies ask of yours');
  PERFORM access.demand_why(because);
  SELECT r.* INTO asked FROM pathways_request r
   WHERE r.number = $1 AND r.holder = access.my_agency() AND r.outcome = '' FOR UPDATE;
  IF asked.number IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  IF grants AND (given_level NOT IN (2, 3) OR given_until NOT BETWEEN current_date AND asked.wanted_until) IS NOT FALSE THEN
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

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.ask_for_more, pathways.my_requests, pathways.requests_to_us, pathways.answer_request TO ct_app;
