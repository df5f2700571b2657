-- Deliveries and rejects belong to the agency that sent them; what a rejected piece says has the door of content.
CREATE SCHEMA IF NOT EXISTS feeds AUTHORIZATION ct_owner;
GRANT USAGE ON SCHEMA feeds TO ct_app, ct_engine;

DO $$
DECLARE personal text;
BEGIN
  FOREACH personal IN ARRAY ARRAY[
    'feeds_delivery',
    'feeds_reject',
    'feeds_item',
    'content.reject'
  ] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY', personal);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %s', personal);
    EXECUTE format('CREATE POLICY owner_all ON %s TO ct_owner USING (true) WITH CHECK (true)', personal);
    EXECUTE format('DROP POLICY IF EXISTS engine_all ON %s', personal);
    EXECUTE format('CREATE POLICY engine_all ON %s TO ct_engine USING (true) WITH CHECK (true)', personal);
  END LOOP;
END $$;

-- Rejected pieces of the caller's agency, to a system of what it sent itself, but none in which somebody who is hidden from them is named or numbered.
CREATE OR REPLACE FUNCTION feeds.shown_rejects() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); hidden bigint[] := access.hidden_from_me(NULL);
BEGIN
  IF cardinality(hidden) = 0 THEN
    RETURN ARRAY(SELECT r.number FROM feeds_reject r WHERE r.agency = me.agency
      AND (me.client IS NULL OR EXISTS (SELECT 1 FROM feeds_delivery d WHERE d.number = r.delivery AND d.client = me.client)));
  END IF;
  RETURN ARRAY(
    WITH tell AS (
      SELECT DISTINCT lower(f.value) AS one, '' AS other FROM content.mention m, jsonb_each_text(m.given) f
       WHERE m.person = ANY (hidden) AND f.key IN ('nhs_number', 'upn', 'pnc_id', 'phone', 'email') AND length(f.value) > 5
      UNION SELECT lower(m.given ->> 'given_name'), lower(m.given ->> 'family_name') FROM content.mention m
       WHERE m.person = ANY (hidden) AND m.given ?& '{given_name,family_name}')
    SELECT r.number FROM feeds_reject r LEFT JOIN content.reject c ON c.reject = r.number CROSS JOIN LATERAL (SELECT coalesce(lower(c.raw), '') AS raw) said
     WHERE r.agency = me.agency
       AND (me.client IS NULL OR EXISTS (SELECT 1 FROM feeds_delivery d WHERE d.number = r.delivery AND d.client = me.client))
       AND NOT EXISTS (SELECT 1 FROM tell t WHERE strpos(said.raw, t.one) > 0 AND strpos(said.raw, t.other) > 0));
END $$;

DROP POLICY IF EXISTS sent_by_us ON feeds_delivery;
CREATE POLICY sent_by_us ON feeds_delivery FOR SELECT TO ct_app
  USING (agency = (SELECT access.my_agency()) AND (SELECT access.may('see your agency''s deliveries and correct what was rejected'))
    AND client IS NOT DISTINCT FROM coalesce((SELECT access.my_client()), client));
DROP POLICY IF EXISTS sent_by_us ON feeds_reject;
CREATE POLICY sent_by_us ON feeds_reject FOR SELECT TO ct_app
  USING (agency = (SELECT access.my_agency()) AND number = ANY ((SELECT feeds.shown_rejects())::bigint[]) AND (SELECT access.may('see your agency''s deliveries and correct what was rejected')));

GRANT SELECT ON feeds_delivery, feeds_reject TO ct_app;
GRANT SELECT ON feeds_feedagreement TO ct_app, ct_engine;
GRANT SELECT, INSERT, UPDATE ON feeds_delivery, feeds_reject TO ct_engine;
GRANT SELECT, INSERT ON content.reject, feeds_item TO ct_engine;
GRANT USAGE ON SEQUENCE feeds_delivery_number_seq, feeds_reject_number_seq, feeds_item_id_seq TO ct_engine;

-- What one's agency sent; to a system, what it sent itself.
CREATE OR REPLACE FUNCTION feeds.is_ours(delivery bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  RETURN EXISTS (SELECT 1 FROM feeds_delivery d WHERE d.number = $1 AND d.agency = me.agency
                    AND (me.client IS NULL OR d.client = me.client));
END $$;

-- Under what an agency sends on a day: the newest edition that is signed and begun, unless it has ended.
CREATE OR REPLACE FUNCTION feeds.agreement_in_force(sender text, on_day date) RETURNS SETOF feeds_feedagreement
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT newest.* FROM (
    SELECT * FROM feeds_feedagreement a
     WHERE a.agency = $1 AND a.signed_at <= now() AND a.starts_on <= $2 AND (a.ended_at IS NULL OR (a.ended_at AT TIME ZONE 'Europe/London')::date >= a.starts_on)
     ORDER BY a.edition DESC LIMIT 1) newest
   WHERE (newest.ends_on IS NULL OR newest.ends_on >= $2) AND (newest.ended_at IS NULL OR newest.ended_at > now())
$$;

-- The piece as it was sent: ask, commit, take.
CREATE OR REPLACE FUNCTION feeds.ask_reject(reject bigint, reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('see your agency''s deliveries and correct what was rejected');
  PERFORM access.demand_why(reason);
  IF NOT EXISTS (SELECT 1 FROM feeds_reject r WHERE r.number = $1 AND feeds.is_ours(r.delivery))
     OR $1 <> ALL ((SELECT feeds.shown_rejects())::bigint[]) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('consultation', 'putting a record right', $2, NULL, '{}', jsonb_build_object('reject', $1));
  RETURN access.issue_ticket('reject', ARRAY[$1]);
END $$;

CREATE OR REPLACE FUNCTION feeds.take_reject(ticket uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT c.raw FROM content.reject c WHERE c.reject = ANY ((SELECT access.redeem($1, 'reject'))::bigint[]) AND c.reject = ANY ((SELECT feeds.shown_rejects())::bigint[])
$$;

-- Every open reject of a delivery, for its owner to take away: a disclosure.
CREATE OR REPLACE FUNCTION feeds.ask_rejects(delivery bigint, reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE open bigint[];
BEGIN
  PERFORM access.demand('see your agency''s deliveries and correct what was rejected');
  PERFORM access.demand_why(reason);
  IF NOT feeds.is_ours($1) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  SELECT coalesce(array_agg(r.number ORDER BY r.line, r.number), '{}') INTO open FROM feeds_reject r
   WHERE r.delivery = $1 AND NOT r.is_warning AND r.resolved_at IS NULL AND r.number = ANY ((SELECT feeds.shown_rejects())::bigint[]);
  PERFORM access.write_event('disclosure', 'putting a record right', $2, NULL, '{}',
    jsonb_build_object('delivery', $1, 'rejects', cardinality(open)));
  RETURN access.issue_ticket('rejects', open);
END $$;

CREATE OR REPLACE FUNCTION feeds.take_rejects(ticket uuid) RETURNS TABLE (reject bigint, raw text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT c.reject, c.raw FROM content.reject c WHERE c.reject = ANY ((SELECT access.redeem($1, 'rejects'))::bigint[]) AND c.reject = ANY ((SELECT feeds.shown_rejects())::bigint[])
$$;

-- An open reject of one's own agency, held until the transaction ends.
CREATE OR REPLACE FUNCTION feeds.hold_reject(reject bigint) RETURNS feeds_reject
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held feeds_reject;
BEGIN
  PERFORM access.demand('see your agency''s deliveries and correct what was rejected');
  SELECT * INTO held FROM feeds_reject r
   WHERE r.number = $1 AND feeds.is_ours(r.delivery) AND r.resolved_at IS NULL AND NOT r.is_warning
     AND r.number = ANY ((SELECT feeds.shown_rejects())::bigint[]) FOR UPDATE;
  IF held.number IS NULL THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN held;
END $$;

-- What a corrected piece says, as though it had stood in its delivery: what was sent later stays the later word.
CREATE OR REPLACE FUNCTION feeds.append_corrected(reject bigint, drafts jsonb) RETURNS TABLE (outcome text, number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held feeds_reject := feeds.hold_reject($1); sent feeds_delivery;
BEGIN
  IF EXISTS (SELECT 1 FROM jsonb_array_elements($2) d WHERE NOT (d ->> 'category') = ANY (access.my_categories())
               OR NOT (d ->> 'kind') = ANY (coalesce(access.my_kinds(), ARRAY[d ->> 'kind']))) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  SELECT * INTO sent FROM feeds_delivery d WHERE d.number = held.delivery;
  -- Whether a record that is hidden from them says the same already is not theirs to know.
  RETURN QUERY SELECT CASE WHEN a.number = ANY (records.withheld(ARRAY[a.number])) THEN 'accepted' ELSE a.outcome END, a.number
    FROM records.append(held.agency, access.my_user(), sent.number, sent.sequence, $2) a;
  PERFORM jobs.enqueue('link_new', '{}');
END $$;

CREATE OR REPLACE FUNCTION feeds.list_corrected(reject bigint, authors jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held feeds_reject := feeds.hold_reject($1);
BEGIN
  INSERT INTO access_directory (agency_id, key, name, role, team, phone, hours)
  SELECT held.agency, a.key, coalesce(a.name, ''), coalesce(a.role, ''), coalesce(a.team, ''), coalesce(a.phone, ''),
         coalesce(a.hours, '')
    FROM jsonb_to_recordset($2) AS a(key text, name text, role text, team text, phone text, hours text)
   WHERE a.key IS NOT NULL
  ON CONFLICT (agency_id, key) DO UPDATE SET name = EXCLUDED.name, role = EXCLUDED.role, team = EXCLUDED.team,
    phone = EXCLUDED.phone, hours = EXCLUDED.hours;
END $$;

-- How an owner ends a reject: corrected (records came of it) or withdrawn (it was never to be sent).
CREATE OR REPLACE FUNCTION feeds.resolve_reject(reject bigint, how text, reason text, records bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held feeds_reject := feeds.hold_reject($1);
BEGIN
  PERFORM access.demand_why(reason);
  IF how NOT IN ('corrected', 'withdrawn') THEN
    RAISE EXCEPTION 'Say corrected or withdrawn.' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE feeds_reject r SET resolved_at = now(), resolved_by = access.my_user(), resolution = how
   WHERE r.number = held.number;
  PERFORM access.write_event('alteration', 'putting a record right', $3, NULL, $4, jsonb_build_object('reject', $1, 'how', $2));
END $$;

-- What somebody sends for their own agency, once its files are kept: written down, and put on the queue. A file is
-- named by its hash and by nothing else, since the worker could read any file of the machine. What a system sends again
-- under one key of its own must be the same (CT005).
CREATE OR REPLACE FUNCTION feeds.take_in(agreement bigint, format text, kind text, file_name text, files jsonb, sha256 text, size bigint,
  idempotency_key text DEFAULT NULL, queued boolean DEFAULT true)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); before feeds_delivery; taken bigint;
BEGIN
  PERFORM access.demand(CASE WHEN me.client IS NULL THEN 'see your agency''s deliveries and correct what was rejected'
                             ELSE 'enter records for your agency' END);
  IF NOT EXISTS (SELECT 1 FROM feeds.agreement_in_force(me.agency, access.today()) a WHERE a.id = $1)
     OR EXISTS (SELECT 1 FROM jsonb_array_elements($5) file WHERE (file ->> 1 ~ '^[0-9a-f]{64}$') IS NOT TRUE) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  IF $8 IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('sendings of ' || me.client, 0));
    SELECT * INTO before FROM feeds_delivery d WHERE d.client = me.client AND d.idempotency_key = $8;
    IF before.number IS NOT NULL AND (before.sha256, before.format, before.kind) IS DISTINCT FROM ($6, $2, $3) THEN
      RAISE EXCEPTION 'Something else was sent under this key.' USING ERRCODE = 'CT005';
    END IF;
  END IF;
  INSERT INTO feeds_delivery AS d (agency, format, kind, agreement, file_name, files, sha256, size, sequence, state, cursor, counts, client, idempotency_key)
  VALUES (me.agency, $2, $3, $1, $4, $5, $6, $7, (extract(epoch FROM now()) * 1000)::bigint, 'received', 0, '{}', me.client, $8)
  ON CONFLICT ON CONSTRAINT delivery_once DO UPDATE SET
    file_name = CASE WHEN d.cursor = 0 THEN EXCLUDED.file_name ELSE d.file_name END,
    files = CASE WHEN d.cursor = 0 THEN EXCLUDED.files ELSE d.files END,
    idempotency_key = coalesce(d.idempotency_key, EXCLUDED.idempotency_key)
  RETURNING d.number INTO taken;
  PERFORM access.write_event('delivery sent', '', '', NULL, '{}', jsonb_build_object('delivery', taken));
  IF queued THEN
    PERFORM jobs.enqueue('load_delivery', ARRAY[taken]);
  END IF;
  RETURN taken;
END $$;

-- The one item of a system's delivery, stored or kept as a reject, in the transaction in which it was taken in; of one
-- that was sent before, what became of it then.
CREATE OR REPLACE FUNCTION feeds.land_one(delivery bigint, draft jsonb, kind text, faults jsonb, raw text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); sent feeds_delivery; became text; stored bigint; refused bigint;
BEGIN
  PERFORM access.demand('enter records for your agency');
  SELECT * INTO sent FROM feeds_delivery d WHERE d.number = $1 AND d.client = me.client FOR UPDATE;
  IF sent.number IS NULL THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  IF sent.state <> 'received' THEN
    RETURN;
  END IF;
  IF draft IS NULL THEN
    INSERT INTO feeds_reject (delivery, agency, kind, file, line, faults, is_warning, resolution)
    VALUES ($1, me.agency, $3, sent.file_name, 1, $4, false, '') RETURNING number INTO refused;
    INSERT INTO content.reject (reject, raw) VALUES (refused, $5);
    became := 'rejected';
  ELSE
    IF NOT (draft ->> 'kind') = ANY (access.my_kinds()) OR NOT (draft ->> 'category') = ANY (access.my_categories()) THEN
      RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
    END IF;
    SELECT a.outcome, a.number INTO became, stored
      FROM records.append(me.agency, me."user", $1, sent.sequence, jsonb_build_array(draft)) a;
    PERFORM jobs.enqueue('link_new', '{}');
  END IF;
  INSERT INTO feeds_item (delivery, line, outcome, record, reject) VALUES ($1, 1, became, stored, refused);
  UPDATE feeds_delivery d SET state = 'loaded', cursor = 1, moved_at = now(), finished_at = now(),
    counts = jsonb_build_object('accepted', (became = 'accepted')::int, 'duplicate', (became = 'duplicate')::int,
      'superseded', (became IN ('superseding', 'superseded'))::int, 'rejected', (became = 'rejected')::int, 'pieces', 1,
      'listed', 0, 'warnings', 0, 'not_taken', 0, 'remarks', '[]'::jsonb)
   WHERE d.number = $1;
END $$;

-- A system's own receipt of what it just sent, whatever else it may fetch.
CREATE OR REPLACE FUNCTION feeds.receipt(delivery bigint)
RETURNS TABLE (state text, received_at timestamptz, outcome text, record bigint, reject bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF access.my_client() IS NULL OR NOT feeds.is_ours($1) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN QUERY SELECT d.state::text, d.received_at,
         CASE WHEN i.outcome = 'duplicate' AND i.record = ANY (records.withheld(ARRAY[i.record])) THEN 'accepted' ELSE i.outcome::text END,
         i.record, i.reject
    FROM feeds_delivery d LEFT JOIN feeds_item i ON i.delivery = d.number AND i.line = 1 WHERE d.number = $1;
END $$;

-- What became of each item of what a system sent, from beyond a line on.
CREATE OR REPLACE FUNCTION feeds.items(delivery bigint, after bigint, of_outcome text, most int)
RETURNS TABLE (line bigint, outcome text, record bigint, reject bigint, faults jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE withheld bigint[];
BEGIN
  PERFORM access.demand('see your agency''s deliveries and correct what was rejected');
  IF NOT feeds.is_ours($1) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  -- Whether a record that is hidden says the same already is not the sender's to know.
  withheld := records.withheld(ARRAY(SELECT i.record FROM feeds_item i WHERE i.delivery = $1 AND i.outcome = 'duplicate'));
  RETURN QUERY SELECT i.line, CASE WHEN i.outcome = 'duplicate' AND i.record = ANY (withheld) THEN 'accepted' ELSE i.outcome::text END, i.record, i.reject, r.faults
    FROM feeds_item i LEFT JOIN feeds_reject r ON r.number = i.reject
   WHERE i.delivery = $1 AND i.line > $2 AND ($3 IS NULL OR i.outcome = $3) ORDER BY i.line LIMIT $4;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA feeds FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  feeds.shown_rejects,
  feeds.ask_reject,
  feeds.take_reject,
  feeds.ask_rejects,
  feeds.take_rejects,
  feeds.append_corrected,
  feeds.list_corrected,
  feeds.resolve_reject,
  feeds.take_in,
  feeds.land_one,
  feeds.receipt,
  feeds.items
TO ct_app;
