-- What people ask about themselves, and whom a correction has reached.
-- Somebody's request about themselves. Answered within a month; the day is worked out by the calendar and given.
CREATE OR REPLACE FUNCTION rights.open_request(person bigint, what text, received_on date, answer_by date, identity_checked text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  me access_session := access.me();
  fresh bigint := 100000000 + ('x' || encode(substr(uuid_send(gen_random_uuid()), 9, 6), 'hex'))::bit(48)::bigint % 900000000;
BEGIN
  PERFORM access.demand('answer what people ask about themselves');
  PERFORM access.demand_why($5);
  IF $2 NOT IN ('access', 'rectification', 'erasure') OR $3 > access.today() OR $4 <= $3 THEN
    RAISE EXCEPTION 'Not a request.' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT rights.is_known_here($1) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  INSERT INTO rights_personsrequest (number, agency, person, what, received_on, answer_by, identity_checked, opened_by, outcome)
  VALUES (fresh, me.agency, $1, $2, $3, $4, $5, me."user", '');
  PERFORM access.write_event('request', 'answering what somebody asks about themselves', $5, $1, '{}',
    jsonb_build_object('request', fresh, 'what', $2));
  RETURN fresh;
END $$;

CREATE OR REPLACE FUNCTION rights.requests()
RETURNS TABLE (number bigint, person bigint, what text, received_on date, answer_by date, identity_checked text,
  opened_by text, closed_at timestamptz, outcome text, is_closed boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency();
BEGIN
  PERFORM access.demand('answer what people ask about themselves');
  RETURN QUERY SELECT q.number, rights.now_of(q.person), q.what::text, q.received_on, q.answer_by, q.identity_checked::text,
         u.name::text, q.closed_at, q.outcome::text, q.closed_at IS NOT NULL
    FROM rights_personsrequest q JOIN access_user u ON u.id = q.opened_by
   WHERE q.agency = mine AND cardinality(access.hidden_from_me(ARRAY[rights.now_of(q.person)])) = 0 ORDER BY q.closed_at IS NOT NULL, q.answer_by, q.number LIMIT 500;
END $$;

-- The request, open where `is_to_change`; not found for any other agency's.
CREATE OR REPLACE FUNCTION rights.my_request(request bigint, is_to_change boolean) RETURNS rights_personsrequest
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found rights_personsrequest;
BEGIN
  PERFORM access.demand('answer what people ask about themselves');
  SELECT * INTO found FROM rights_personsrequest q
   WHERE q.number = $1 AND q.agency = access.my_agency() AND cardinality(access.hidden_from_me(ARRAY[rights.now_of(q.person)])) = 0 AND NOT ($2 AND q.closed_at IS NOT NULL);
  IF found.number IS NULL THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  found.person := rights.now_of(found.person);
  RETURN found;
END $$;

-- What the caller's agency holds about the person, in force, with what is to be done with each.
CREATE OR REPLACE FUNCTION rights.items(request bigint)
RETURNS TABLE (record bigint, kind text, happened_from timestamptz, verdict text, exemption text, reason text,
  proposed_by text, is_mine boolean, checked_by text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  me access_session := access.me();
  covered text[] := access.my_categories();
  found rights_personsrequest := rights.my_request($1, false);
BEGIN
  RETURN QUERY
  SELECT r.number, r.kind::text, r.happened_from, coalesce(i.verdict, '')::text, coalesce(i.exemption, '')::text,
         coalesce(i.reason, '')::text, coalesce(p.name, '')::text, coalesce(i.proposed_by = me."user", false), coalesce(c.name, '')::text
    FROM records_about a JOIN records_record r ON r.number = a.record AND r.superseded_by IS NULL
    LEFT JOIN rights_item i ON i.request_id = $1 AND i.record = r.number
    LEFT JOIN access_user p ON p.id = i.proposed_by LEFT JOIN access_user c ON c.id = i.checked_by
   WHERE a.person = found.person AND a.agency = me.agency AND a.category = ANY (covered)
     AND cardinality(records.withheld(ARRAY[r.number])) = 0
   ORDER BY r.happened_from, r.number;
END $$;

CREATE OR REPLACE FUNCTION rights.propose(request bigint, record bigint, verdict text, exemption text, reason text, words text[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found rights_personsrequest := rights.my_request($1, true);
BEGIN
  IF NOT EXISTS (SELECT 1 FROM rights.items($1) i WHERE i.record = $2) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  IF $3 NOT IN ('give', 'withhold') OR ($3 = 'withhold') <> ($4 <> '') THEN
    RAISE EXCEPTION 'Give it, or withhold it under an exemption.' USING ERRCODE = 'check_violation';
  END IF;
  IF $3 = 'withhold' THEN
    PERFORM access.demand_why($5);
  END IF;
  INSERT INTO rights_item AS i (request_id, record, verdict, exemption, reason, proposed_by)
  VALUES ($1, $2, $3, $4, $5, access.my_user())
  ON CONFLICT ON CONSTRAINT item_once DO UPDATE SET verdict = EXCLUDED.verdict, exemption = EXCLUDED.exemption,
    reason = EXCLUDED.reason, proposed_by = EXCLUDED.proposed_by, proposed_at = now(), checked_by = NULL, checked_at = NULL;
  DELETE FROM content.removal m WHERE m.request = $1 AND m.record = $2;
  INSERT INTO content.removal (request, record, words) VALUES ($1, $2, $6);
END $$;

-- By another person than the one who proposed it.
CREATE OR REPLACE FUNCTION rights.agree(request bigint, record bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); asked rights_personsrequest := rights.my_request($1, true);
BEGIN
  IF NOT EXISTS (SELECT 1 FROM rights.items($1) i WHERE i.record = $2 AND i.verdict <> '') THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  UPDATE rights_item i SET checked_by = me."user", checked_at = now()
   WHERE i.request_id = $1 AND i.record = $2 AND i.proposed_by <> me."user";
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Another person than the one who proposed it checks it.' USING ERRCODE = 'CT011';
  END IF;
END $$;

-- Which words are taken out of which record: taken with the ticket of the records.
CREATE OR REPLACE FUNCTION rights.take_removals(ticket uuid, request bigint) RETURNS TABLE (record bigint, words text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE taken bigint[] := access.redeem($1, 'records');
BEGIN
  PERFORM rights.my_request($2, false);
  RETURN QUERY SELECT m.record, m.words FROM content.removal m WHERE m.request = $2 AND m.record = ANY (taken);
END $$;

CREATE OR REPLACE FUNCTION rights.close_request(request bigint, outcome text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); asked rights_personsrequest := rights.my_request($1, true);
BEGIN
  PERFORM access.demand_why($2);
  IF asked.what = 'access' AND EXISTS (SELECT 1 FROM rights.items($1) i WHERE i.checked_by = '') THEN
    RAISE EXCEPTION 'Some records are not decided and checked yet.' USING ERRCODE = 'CT011';
  END IF;
  UPDATE rights_personsrequest q SET closed_at = now(), closed_by = me."user", outcome = $2 WHERE q.number = $1;
  PERFORM access.write_event('request', 'answering what somebody asks about themselves', $2, asked.person, '{}',
    jsonb_build_object('request', $1, 'closed', true));
END $$;

-- Rectification reaches whoever read what was wrong: records that the caller read and that were corrected since, as long
-- as they have not read what is in force.
CREATE OR REPLACE FUNCTION rights.corrected_since_read()
RETURNS TABLE (record bigint, now_in_force bigint, agency text, kind text, read_at timestamptz, corrected_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  RETURN QUERY
  WITH mine AS (
    SELECT r.number, max(e.at) AS read_at FROM ledger_event e CROSS JOIN LATERAL unnest(e.records) AS r(number)
     WHERE e.actor = me."user" AND e.agency = me.agency AND e.type = 'disclosure' AND e.at > now() - interval '1 year' GROUP BY 1)
  SELECT was.number, force.number, force.agency::text, force.kind::text, m.read_at, force.received_at
    FROM mine m JOIN records_record was ON was.number = m.number AND was.superseded_by IS NOT NULL
    JOIN records_record force ON force.key_digest = was.key_digest AND force.agency = was.agency AND force.superseded_by IS NULL
   WHERE force.received_at > m.read_at AND NOT EXISTS (SELECT 1 FROM mine n WHERE n.number = force.number)
     AND cardinality(records.withheld(ARRAY[was.number, force.number])) = 0
   ORDER BY force.received_at DESC LIMIT 200;
END $$;

-- Who read a record of the caller's agency before it was corrected, and whether they have read the correction since.
CREATE OR REPLACE FUNCTION rights.ask_recipients(record bigint) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE versions bigint[] := rights.own_versions($1);
BEGIN
  PERFORM access.demand('enter records for your agency');
  PERFORM access.write_event('consultation', 'putting a record right', 'who read it before it was corrected', NULL,
    versions, '{"what": "readers"}');
  RETURN access.issue_ticket('recipients', versions);
END $$;

CREATE OR REPLACE FUNCTION rights.take_recipients(ticket uuid)
RETURNS TABLE (name text, agency text, read_at timestamptz, has_read_correction boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  versions bigint[] := access.redeem($1, 'recipients');
  about bigint[] := ARRAY(SELECT DISTINCT a.person FROM records_about a WHERE a.record = ANY (versions));
  latest records_record;
  older bigint[];
BEGIN
  SELECT * INTO latest FROM records_record r WHERE r.number = ANY (versions) AND r.superseded_by IS NULL;
  older := ARRAY(SELECT unnest(versions) EXCEPT SELECT latest.number);
  RETURN QUERY
  WITH reader AS (
    SELECT e.actor, e.agency, max(e.at) AS at FROM ledger_event e
     WHERE e.type = 'disclosure' AND e.subject = ANY (about) AND e.records && older AND e.at < latest.received_at GROUP BY 1, 2)
  SELECT u.name::text, a.name::text, reader.at,
         EXISTS (SELECT 1 FROM ledger_event e WHERE e.actor = reader.actor AND e.type = 'disclosure'
                    AND e.at > latest.received_at AND latest.number = ANY (e.records)) AS has_read
    FROM reader JOIN access_user u ON u.id = reader.actor JOIN access_agency a ON a.code = reader.agency
   ORDER BY has_read, reader.at DESC;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA rights FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  rights.hold,
  rights.end_hold,
  rights.holds,
  rights.propose_erasure,
  rights.reviews,
  rights.decide,
  rights.confirm,
  rights.open_request,
  rights.requests,
  rights.items,
  rights.propose,
  rights.agree,
  rights.take_removals,
  rights.close_request,
  rights.corrected_since_read,
  rights.ask_recipients,
  rights.take_recipients
TO ct_app;
GRANT EXECUTE ON FUNCTION rights.wait_for_review TO ct_engine;
