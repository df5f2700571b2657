-- A second telling of one worry is offered to be joined to the first, and joined by somebody who has looked, never by itself. Both
-- tellings stay; what was joined can be parted, and goes on with the clock that it had.

-- A number or address as it would be dialled or written to, however it was typed: kept beside what was given, to find its like.
CREATE OR REPLACE FUNCTION pathways.same_way(given jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN length(w) >= 6 THEN w END
    FROM (SELECT regexp_replace(regexp_replace(lower(given ->> 'at'), '[^a-z0-9@]', '', 'g'), '^(00)?44(?=[0-9]{10}$)', '0') AS w) said
$$;

-- Open contacts of the caller's team, on which nobody has decided, that could be about the same worry; and why.
CREATE OR REPLACE FUNCTION pathways.could_join(number bigint)
RETURNS TABLE ("case" bigint, opened_at timestamptz, contacts bigint, same_people boolean, same_caller boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1); ours bigint := access.my_team(); kept bigint[] := pathways.kept_from_me(); those bigint[]; ways text[];
  put bigint[] := ARRAY(SELECT p.person FROM pathways_caseperson p WHERE p.case_id = held.number AND p.ended_at IS NULL);
BEGIN
  IF held.closed_at IS NOT NULL OR held.pathway <> 'front-door' OR EXISTS (SELECT 1 FROM pathways_decided d WHERE d.case_id = held.number) THEN
    RETURN;
  END IF;
  those := pathways.about_whom(held.number);
  those := ARRAY(SELECT unnest(those) EXCEPT SELECT unnest(access.hidden_from_me(those)));
  ways := ARRAY(SELECT w.way FROM pathways_contact c JOIN content.referrer w ON w.record = c.record WHERE c.case_id = held.number AND w.way IS NOT NULL);
  RETURN QUERY
  WITH alike AS (
    SELECT p.case_id AS found, true AS people, false AS caller FROM pathways_caseperson p WHERE p.person = ANY (those || put) AND p.ended_at IS NULL
    UNION ALL
    SELECT c.case_id, true, false FROM records_about a JOIN pathways_contact c ON c.record = a.record WHERE a.person = ANY (those)
    UNION ALL
    SELECT c.case_id, false, true FROM content.referrer w JOIN pathways_contact c ON c.record = w.record
     WHERE w.way = ANY (ways))
  SELECT k.number, k.opened_at, (SELECT count(*) FROM pathways_contact c WHERE c.case_id = k.number), bool_or(a.people), bool_or(a.caller)
    FROM alike a JOIN pathways_case k ON k.number = a.found AND k.number <> held.number AND k.agency = held.agency
     AND k.pathway = 'front-door' AND k.closed_at IS NULL AND k.number <> ALL (kept)
    JOIN pathways_member m ON m.case_id = k.number AND m.team = ours AND m.ended_at IS NULL
   WHERE NOT EXISTS (SELECT 1 FROM pathways_decided d WHERE d.case_id = k.number)
     AND cardinality(records.without_withheld(ARRAY(SELECT c.record FROM pathways_contact c WHERE c.case_id = k.number))) > 0
   GROUP BY k.number ORDER BY k.opened_at LIMIT 10;
END $$;

CREATE OR REPLACE FUNCTION pathways.join_contacts(number bigint, into_case bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE second pathways_case; first pathways_case; whom bigint[]; told text := 'told again: joined to C-' || $2;
BEGIN
  PERFORM 1 FROM pathways_case c WHERE c.number IN ($1, $2) ORDER BY c.number FOR UPDATE;
  second := pathways.mine_open($1);
  first := pathways.mine_open($2);
  PERFORM access.demand_why(because);
  IF EXISTS (SELECT 1 FROM pathways_decided d WHERE d.case_id IN ($1, $2)) THEN
    RAISE EXCEPTION 'Decided meanwhile.' USING ERRCODE = 'CT006';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pathways.could_join($1) j WHERE j."case" = $2 AND j.opened_at <= second.opened_at) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  IF pathways.gravity(pathways.rating_of($1)) > coalesce(pathways.gravity(pathways.rating_of($2)), -1) THEN
    RAISE EXCEPTION 'It would be rated less than it was.' USING ERRCODE = 'CT006';
  END IF;
  PERFORM pathways.write_of_all(first, because, 'told again', jsonb_build_object('joined', $1));
  UPDATE records_sent s SET "case" = $2 WHERE s."case" = $1;
  UPDATE pathways_contact c SET case_id = $2, joined_from = $1, joined_at = now(), joined_by = access.my_user(), joined_because = $3 WHERE c.case_id = $1;
  PERFORM pathways.end_tasks($1, NULL, told);
  PERFORM pathways.ask_to_look_again($2, because, access.my_user());
  whom := ARRAY(SELECT p.person FROM pathways_caseperson p WHERE p.case_id = $1 AND p.ended_at IS NULL);
  PERFORM pathways.close_case($1, told || ': ' || because, whom, array_fill(told, ARRAY[cardinality(whom)]));
END $$;

-- What was joined and is another worry after all: its case is open again, with what was to be done in it by the time it was due.
CREATE OR REPLACE FUNCTION pathways.part_contacts(number bigint, from_case bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case; parted bigint[];
BEGIN
  PERFORM 1 FROM pathways_case c WHERE c.number IN ($1, $2) ORDER BY c.number FOR UPDATE;
  held := pathways.mine_open($1);
  PERFORM access.demand_why(because);
  WITH back AS (
    UPDATE pathways_contact c SET case_id = $2, joined_from = NULL, joined_at = NULL, joined_by = NULL, joined_because = ''
     WHERE c.case_id = $1 AND c.joined_from = $2 RETURNING c.record)
  SELECT array_agg(back.record) INTO parted FROM back;
  IF parted IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  UPDATE records_sent s SET "case" = $2 WHERE s."case" = $1 AND s.record = ANY (parted);
  PERFORM pathways.reopen_case($2, because);
  UPDATE pathways_task t SET done_at = NULL, done_by = NULL, outcome = '' WHERE t.case_id = $2 AND t.outcome = 'told again: joined to C-' || $1;
  PERFORM pathways.write_of_all(held, because, 'parted again', jsonb_build_object('parted', $2));
END $$;

-- What was joined to a case, or to which it was joined; and whom triage had put in there.
CREATE OR REPLACE FUNCTION pathways.joined(number bigint)
RETURNS TABLE (record bigint, from_case bigint, to_case bigint, joined_by text, joined_at timestamptz, because text, people bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN QUERY
  SELECT c.record, c.joined_from, c.case_id, u.name::text, c.joined_at, c.joined_because::text,
         ARRAY(SELECT p.person FROM pathways_caseperson p WHERE p.case_id = c.joined_from AND p.ended_at IS NULL)
    FROM pathways_contact c JOIN access_user u ON u.id = c.joined_by
   WHERE held.number IN (c.case_id, c.joined_from) ORDER BY c.joined_at, c.record;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.could_join, pathways.join_contacts, pathways.part_contacts, pathways.joined TO ct_app;
