-- Requests as either side reads them, those that wait first and the soonest due on top; refusals are kept.

-- `which` is an outcome, or 'waiting' or 'overdue'; empty for all of them.
CREATE OR REPLACE FUNCTION pathways.is_among(which text, outcome text, due_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE which WHEN '' THEN true WHEN 'waiting' THEN outcome = '' WHEN 'overdue' THEN outcome = '' AND due_at < now() ELSE outcome = which END
$$;

CREATE OR REPLACE FUNCTION pathways.works_on(of_case bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ours bigint := access.my_team(); kept bigint[] := pathways.kept_from_me();
BEGIN
  RETURN EXISTS (SELECT 1 FROM pathways_member m JOIN pathways_case c ON c.number = m.case_id AND c.agency = me.agency
                  WHERE m.case_id = of_case AND m.ended_at IS NULL AND (m."user" = me."user" OR m.team = ours))
     AND of_case <> ALL (kept);
END $$;

-- Who asked, and the system through which they did.
CREATE OR REPLACE FUNCTION pathways.asked_in_name_of(asked pathways_request) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT u.name || coalesce(', through ' || (SELECT c.name FROM access_client c WHERE c.number = asked.client), '') FROM access_user u WHERE u.id = asked.asked_by
$$;

-- What the caller's cases asked for: of one case, or of all where none is given.
CREATE OR REPLACE FUNCTION pathways.my_requests(of_case bigint, which text, lim int, off int)
RETURNS TABLE (number bigint, "case" bigint, person bigint, holder text, category text, records bigint[], what text, because text,
  level int, wanted_until date, asked_at timestamptz, due_at timestamptz, outcome text, answer text, answered_by text,
  answered_at timestamptz, given_level int, given_until date, is_open boolean, asked_by text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency();
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  RETURN QUERY
  SELECT r.number, r.case_id, pathways.shown_as(r.person), r.holder::text, r.category::text, r.records, r.what::text, r.because::text,
         r.level::int, r.wanted_until, r.asked_at, r.due_at, r.outcome::text, r.answer::text, coalesce(u.name, '')::text, r.answered_at,
         r.given_level::int, r.given_until, c.closed_at IS NULL, pathways.asked_in_name_of(r)
    FROM pathways_request r JOIN pathways_case c ON c.number = r.case_id LEFT JOIN access_user u ON u.id = r.answered_by
   WHERE c.agency = mine AND (of_case IS NULL OR r.case_id = of_case) AND pathways.works_on(r.case_id) AND pathways.is_among(which, r.outcome, r.due_at)
   ORDER BY r.outcome <> '', CASE r.outcome WHEN '' THEN r.due_at END, r.answered_at DESC, r.number LIMIT lim OFFSET off;
END $$;

-- What other agencies ask of the caller's: one of them, or all where none is given. Of the records that it names, those that
-- the caller's post shows.
CREATE OR REPLACE FUNCTION pathways.requests_to_us(one bigint, which text, lim int, off int)
RETURNS TABLE (number bigint, agency text, person bigint, purpose text, power text, category text, records bigint[], what text,
  because text, level int, wanted_until date, asked_by text, asked_at timestamptz, due_at timestamptz, outcome text, answer text,
  answered_by text, answered_at timestamptz, given_level int, given_until date, may_grant boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency(); kept bigint[] := pathways.kept_from_me();
BEGIN
  PERFORM access.demand('answer what other agencies ask of yours');
  RETURN QUERY
  SELECT r.number, c.agency::text, pathways.shown_as(r.person), c.purpose::text, c.power::text, r.category::text,
         records.seen_among(r.records, NULL, 3), r.what::text, r.because::text, r.level::int, r.wanted_until, pathways.asked_in_name_of(r), r.asked_at,
         r.due_at, r.outcome::text, r.answer::text, coalesce(a.name, '')::text, r.answered_at, r.given_level::int, r.given_until,
         pathways.may_grant(r)
    FROM pathways_request r JOIN pathways_case c ON c.number = r.case_id
    LEFT JOIN access_user a ON a.id = r.answered_by
   WHERE r.holder = mine AND r.case_id <> ALL (kept) AND (one IS NULL OR r.number = one) AND pathways.is_among(which, r.outcome, r.due_at)
   ORDER BY r.outcome <> '', CASE r.outcome WHEN '' THEN r.due_at END, r.answered_at DESC, r.number LIMIT lim OFFSET off;
END $$;

-- How many wait and how many of them are overdue: of those that the caller's cases put, and of those put to their agency.
CREATE OR REPLACE FUNCTION pathways.count_requests() RETURNS TABLE (mine bigint, mine_overdue bigint, ours bigint, ours_overdue bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asks boolean := access.may('open cases, which let others’ records be seen');
  answers boolean := access.may('answer what other agencies ask of yours');
  home text := access.my_agency();
  kept bigint[] := pathways.kept_from_me();
BEGIN
  RETURN QUERY
  SELECT count(*) FILTER (WHERE w.mine), count(*) FILTER (WHERE w.mine AND w.late), count(*) FILTER (WHERE w.ours), count(*) FILTER (WHERE w.ours AND w.late)
    FROM (SELECT asks AND pathways.works_on(r.case_id) AS mine, answers AND r.holder = home AS ours, r.due_at < now() AS late
            FROM pathways_request r JOIN pathways_case c ON c.number = r.case_id
           WHERE r.outcome = '' AND r.case_id <> ALL (kept) AND (c.agency = home OR r.holder = home)) w;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.my_requests, pathways.requests_to_us, pathways.count_requests TO ct_app;
