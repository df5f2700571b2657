-- Requests for more that an agency's system puts. A system has no judgement of its own: it acts in an open case that a
-- person opened, in the name of somebody who works on it and answers for what is asked. What was answered in words stays
-- on a page; of what is put to its agency a system is told that it waits, and not about whom.

-- Who signs in under that name, works on the case, is not kept apart from it and may open cases today.
CREATE OR REPLACE FUNCTION pathways.answers_for(of_case pathways_case, sign_in_name text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT u.id FROM access_user u
    JOIN access_post p ON p.user_id = u.id AND p.agency_id = of_case.agency AND p.from_at <= now() AND (p.until_at IS NULL OR p.until_at > now())
    JOIN access_rolepermission r ON r.role = p.role AND r.permission = 'open cases, which let others’ records be seen'
    JOIN pathways_member m ON m.case_id = of_case.number AND m.ended_at IS NULL AND (m."user" = u.id OR m.team = p.team_id)
   WHERE u.username = $2 AND u.is_active AND of_case.number <> ALL (pathways.kept_from(u.id))
$$;

-- The open case of the caller's agency for that purpose, held while it is acted on, and who answers. No other case, purpose or name leads anywhere.
CREATE OR REPLACE FUNCTION pathways.held_for(number bigint, purpose text, sign_in_name text) RETURNS pathways_case
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case; mine text := access.my_agency();
BEGIN
  SELECT c.* INTO held FROM pathways_case c
   WHERE c.number = $1 AND c.agency = mine AND c.closed_at IS NULL AND ($2 IS NULL OR c.purpose = $2) FOR UPDATE;
  IF held.number IS NULL OR pathways.answers_for(held, $3) IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN held;
END $$;

-- One key stands for one request: the same again is the same request, something else under it is refused.
CREATE OR REPLACE FUNCTION pathways.put_for_somebody(number bigint, person bigint, purpose text, sign_in_name text, holder text,
  category text, what text, because text, level int, wanted_until date, due_at timestamptz, key text, digest text)
RETURNS TABLE (request bigint, is_new boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE system bigint := access.my_client(); earlier pathways_request; held pathways_case; made bigint;
BEGIN
  PERFORM access.demand('put requests to other agencies for somebody who works on the case');
  PERFORM access.demand_why(what, because, sign_in_name, category, key);
  PERFORM 1 FROM access_client c WHERE c.number = system FOR NO KEY UPDATE;
  SELECT r.* INTO earlier FROM pathways_request r WHERE r.client = system AND r.client_key = $12;
  IF earlier.number IS NOT NULL THEN
    IF earlier.client_digest <> decode($13, 'hex') THEN
      RAISE EXCEPTION 'Something else was asked under this key.' USING ERRCODE = 'CT005';
    END IF;
    RETURN QUERY SELECT earlier.number, false;
    RETURN;
  END IF;
  held := pathways.held_for($1, $3, $4);
  PERFORM pathways.must_be_askable(held, $2, $5);
  made := pathways.put_request(held, $2, $5, $6, '{}', $7, $8, $9, $10, $11, pathways.answers_for(held, $4));
  UPDATE pathways_request r SET client = system, client_key = $12, client_digest = decode($13, 'hex') WHERE r.number = made;
  RETURN QUERY SELECT made, true;
END $$;

-- Takes back what the system itself put, while it has no answer, in the name of somebody who works on the case.
CREATE OR REPLACE FUNCTION pathways.withdraw_for_somebody(number bigint, sign_in_name text, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case; asked pathways_request; by_whom bigint;
BEGIN
  PERFORM access.demand('put requests to other agencies for somebody who works on the case');
  PERFORM access.demand_why(because, sign_in_name);
  held := pathways.held_for((SELECT r.case_id FROM pathways_request r WHERE r.number = $1 AND r.client = access.my_client()), NULL, $2);
  by_whom := pathways.answers_for(held, $2);
  UPDATE pathways_request r SET outcome = 'withdrawn', answer = $3, answered_at = now(), answered_by = by_whom
   WHERE r.number = $1 AND r.outcome = '' RETURNING * INTO asked;
  IF asked.number IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.write('more asked for', held, $3, asked.person, 'withdrawn', jsonb_build_object('request', $1, 'for', by_whom));
END $$;

-- What the system put, the newest first: one of them, or those before `before`; whom it is about is as it was said.
CREATE OR REPLACE FUNCTION pathways.put_by_system(one bigint, which text, before bigint, lim int)
RETURNS TABLE (number bigint, "case" bigint, person bigint, purpose text, sign_in_name text, holder text, category text, level int,
  wanted_until date, asked_at timestamptz, due_at timestamptz, outcome text, answered_at timestamptz, given_level int, given_until date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE system bigint := access.my_client(); last pathways_request;
BEGIN
  PERFORM access.demand('put requests to other agencies for somebody who works on the case');
  SELECT r.* INTO last FROM pathways_request r WHERE r.number = before AND r.client = system;
  RETURN QUERY
  SELECT r.number, r.case_id, r.person, c.purpose::text, u.username::text, r.holder::text, r.category::text, r.level::int, r.wanted_until,
         r.asked_at, r.due_at, r.outcome::text, r.answered_at, r.given_level::int, r.given_until
    FROM pathways_request r JOIN pathways_case c ON c.number = r.case_id JOIN access_user u ON u.id = r.asked_by
   WHERE r.client = system AND (one IS NULL OR r.number = one) AND pathways.is_among(which, r.outcome, r.due_at)
     AND (before IS NULL OR (r.asked_at, r.number) < (last.asked_at, last.number))
   ORDER BY r.asked_at DESC, r.number DESC LIMIT lim;
END $$;

-- What waits for the caller's agency, or was answered: who asks, of which category, and by when; not about whom, nor why.
CREATE OR REPLACE FUNCTION pathways.put_to_agency(which text, before bigint, lim int)
RETURNS TABLE (number bigint, agency text, category text, asked_at timestamptz, due_at timestamptz, outcome text, answered_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency(); last pathways_request;
BEGIN
  PERFORM access.demand('put requests to other agencies for somebody who works on the case');
  SELECT r.* INTO last FROM pathways_request r WHERE r.number = before AND r.holder = mine;
  RETURN QUERY
  SELECT r.number, c.agency::text, r.category::text, r.asked_at, r.due_at, r.outcome::text, r.answered_at
    FROM pathways_request r JOIN pathways_case c ON c.number = r.case_id
   WHERE r.holder = mine AND pathways.is_among(which, r.outcome, r.due_at)
     AND (before IS NULL OR (r.asked_at, r.number) < (last.asked_at, last.number))
   ORDER BY r.asked_at DESC, r.number DESC LIMIT lim;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.put_for_somebody, pathways.withdraw_for_somebody, pathways.put_by_system, pathways.put_to_agency TO ct_app;
