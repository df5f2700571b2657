-- The pages' login reads no table of records, only through these functions, each of which asks first who is asking:
-- a policy on a table would ask only once it had found a row, so an error or an empty answer would tell which it was.
-- Envelopes are given to whoever may see them; content has one door: ask, commit, take.
CREATE SCHEMA IF NOT EXISTS records AUTHORIZATION ct_owner;
GRANT USAGE ON SCHEMA records TO ct_app, ct_engine;
GRANT USAGE ON SCHEMA content TO ct_engine;
REVOKE ALL ON records_record, records_about FROM ct_app;

DO $$
DECLARE personal text;
BEGIN
  FOREACH personal IN ARRAY ARRAY[
    'records_record',
    'records_about',
    'content.body',
    'content.mention',
    'content.attachment',
    'content.unfinished',
    'records_erased'
  ] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY', personal);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %s', personal);
    EXECUTE format('CREATE POLICY owner_all ON %s TO ct_owner USING (true) WITH CHECK (true)', personal);
    EXECUTE format('DROP POLICY IF EXISTS engine_all ON %s', personal);
    EXECUTE format('CREATE POLICY engine_all ON %s TO ct_engine USING (true) WITH CHECK (true)', personal);
  END LOOP;
END $$;

GRANT SELECT, DELETE, INSERT ON records_about TO ct_engine;
GRANT SELECT ON records_record TO ct_engine;
GRANT SELECT ON content.body, content.mention TO ct_engine;
GRANT USAGE ON SEQUENCE records_about_id_seq TO ct_engine;

-- The record of one's own agency that stands under a key.
CREATE OR REPLACE FUNCTION records.standing_under(key_digest text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mine text := access.my_agency();
  covered text[] := access.my_categories();
BEGIN
  RETURN (SELECT r.number FROM records_record r
           WHERE r.key_digest = records.key_beside(mine, decode($1, 'hex')) AND r.agency = mine
             AND r.category = ANY (covered) AND r.superseded_by IS NULL);
END $$;

CREATE OR REPLACE FUNCTION records.take_turns(holder text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('records of ' || holder, 0))
$$;

-- Where drafts wait to be appended: a table of the session, empty again at the end of the transaction. Background work
-- copies a batch into it; the login that does so can neither read it nor number a record.
CREATE OR REPLACE FUNCTION records.make_room() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF to_regclass('pg_temp.incoming') IS NOT NULL THEN
    DELETE FROM pg_temp.incoming;
    RETURN;
  END IF;
  CREATE TEMP TABLE incoming (
    line bigint, kind text, category text, sensitivity text, key_digest bytea, content_digest bytea,
    happened_from timestamptz, happened_until timestamptz, time_known boolean, text text, for_hub text, said jsonb,
    number bigint DEFAULT nextval('records_record_number_seq'), outcome text DEFAULT 'accepted', older bigint)
    ON COMMIT DELETE ROWS;
  GRANT INSERT (line, kind, category, sensitivity, key_digest, content_digest, happened_from, happened_until, time_known,
    text, for_hub, said) ON incoming TO ct_engine;
END $$;

-- Appends what waits, a batch of one agency in which a key stands once.
-- A draft whose content is there already is a duplicate; one with the key of a stored record and other content
-- supersedes it, or, where it comes from an earlier sending that arrived late, is superseded from the start. What was
-- erased counts as a duplicate: it was here, and does not come back.
-- One agency's records are appended by one transaction at a time, so that of two with one key the second sees the first.
-- OFFSET 0 and the plan's settings: tables without statistics must not lead it to read all of an agency for each row.
CREATE OR REPLACE FUNCTION records.append_incoming(holder text, by_user bigint, from_delivery bigint, in_sequence bigint)
RETURNS TABLE (line bigint, outcome text, number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_custom_plan
  SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM records.take_turns(holder);
  UPDATE incoming i SET
         number = coalesce(found.same, i.number), older = found.standing,
         outcome = CASE WHEN found.same IS NOT NULL THEN 'duplicate' WHEN found.standing IS NULL THEN 'accepted'
                        WHEN found.stands_in > in_sequence THEN 'late' ELSE 'superseding' END
    FROM (SELECT d.ctid AS at,
                 min(r.number) FILTER (WHERE r.content_digest = d.content_digest
                                         AND (r.superseded_by IS NULL OR r.sequence >= in_sequence)) AS same,
                 min(r.number) FILTER (WHERE r.superseded_by IS NULL) AS standing,
                 min(r.sequence) FILTER (WHERE r.superseded_by IS NULL) AS stands_in
            FROM incoming d, LATERAL (SELECT * FROM records_record k WHERE k.key_digest = d.key_digest OFFSET 0) r
           WHERE r.agency = holder GROUP BY d.ctid) found
   WHERE i.ctid = found.at;
  UPDATE incoming i SET outcome = 'duplicate'
   WHERE EXISTS (SELECT 1 FROM records_erased g WHERE g.key_digest = i.key_digest AND g.agency = holder);

  INSERT INTO records_record (number, agency, kind, category, sensitivity, key_digest, content_digest, happened_from,
         happened_until, time_known, entered_by, delivery, line, sequence, superseded_by)
  SELECT i.number, holder, i.kind, i.category, i.sensitivity, i.key_digest, i.content_digest, i.happened_from,
         i.happened_until, i.time_known, by_user, from_delivery, i.line, in_sequence,
         CASE i.outcome WHEN 'late' THEN i.older END
    FROM incoming i WHERE i.outcome <> 'duplicate';
  INSERT INTO content.body (record, line, body)
  SELECT i.number, i.text, i.said - 'mentions' FROM incoming i WHERE i.outcome <> 'duplicate';
  INSERT INTO content.mention (record, agency, ordinal, given)
  SELECT i.number, holder, m.ordinal, m.given
    FROM incoming i, jsonb_array_elements(i.said -> 'mentions') WITH ORDINALITY AS m(given, ordinal) WHERE i.outcome <> 'duplicate';
  UPDATE records_record r SET superseded_by = i.number FROM incoming i
   WHERE i.outcome = 'superseding' AND r.number = i.older;
  PERFORM records.withhold_alike(i.number, i.older) FROM incoming i WHERE i.outcome IN ('superseding', 'late');
  INSERT INTO records_forhub (record, about) SELECT i.number, i.for_hub FROM incoming i
   WHERE i.for_hub IN ('child', 'adult') AND i.outcome = 'accepted' AND i.happened_from > now() - interval '14 days';

  INSERT INTO ledger_event (type, actor, agency, purpose, reason, records, data)
  SELECT CASE WHEN i.outcome = 'superseding' THEN 'alteration' ELSE 'collection' END, by_user, holder, '', '',
         array_agg(i.number ORDER BY i.number), jsonb_build_object('delivery', from_delivery)
    FROM incoming i WHERE i.outcome <> 'duplicate' GROUP BY 1;
  RETURN QUERY SELECT i.line, CASE i.outcome WHEN 'late' THEN 'superseded' ELSE i.outcome END, i.number
    FROM incoming i ORDER BY i.line;
END $$;

-- What a delivery brings, in nobody's name.
CREATE OR REPLACE FUNCTION records.append_sent(holder text, from_delivery bigint, in_sequence bigint)
RETURNS TABLE (line bigint, outcome text, number bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT line, outcome, number FROM records.append_incoming($1, NULL, $2, $3)
$$;

-- What people enter or correct. Each element of `drafts` is named as the columns of `incoming` are, digests in hex.
CREATE OR REPLACE FUNCTION records.append(holder text, by_user bigint, from_delivery bigint, in_sequence bigint, drafts jsonb)
RETURNS TABLE (line bigint, outcome text, number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM records.make_room();
  INSERT INTO incoming (line, kind, category, sensitivity, key_digest, content_digest, happened_from, happened_until,
         time_known, text, for_hub, said)
  SELECT d.line, d.kind, d.category, d.sensitivity, decode(d.key_digest, 'hex'), decode(d.content_digest, 'hex'),
         d.happened_from, d.happened_until, d.time_known, d.text, d.for_hub, d.said
    FROM jsonb_to_recordset(drafts) AS d(line bigint, kind text, category text, sensitivity text, key_digest text,
         content_digest text, happened_from timestamptz, happened_until timestamptz, time_known boolean, text text,
         for_hub text, said jsonb);
  RETURN QUERY SELECT * FROM records.append_incoming(holder, by_user, from_delivery, in_sequence);
END $$;

-- A record that somebody enters by hand, for their own agency: of a kind that such an agency writes, in the category
-- that the kind has. Under a key that is in use it is refused (CT005), unless it corrects just the record that stands
-- under it, or says the same again.
CREATE OR REPLACE FUNCTION records.enter(draft jsonb, corrects bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); standing records_record; stored bigint; key bytea;
BEGIN
  PERFORM access.demand('enter records for your agency');
  IF (draft ->> 'category') = ANY (access.my_categories()) IS NOT TRUE
     OR draft ->> 'kind' IS DISTINCT FROM draft #>> '{said,kind}'
     OR NOT EXISTS (SELECT 1 FROM records_kindauthor k JOIN access_agency a ON a.code = me.agency AND a.kind = k.author
                     WHERE k.kind = draft ->> 'kind' AND k.category = draft ->> 'category') THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  IF EXISTS (SELECT 1 FROM records_erased g WHERE g.key_digest = decode(draft ->> 'key_digest', 'hex') AND g.agency = me.agency) THEN
    RAISE EXCEPTION 'A record under this key was erased.' USING ERRCODE = 'CT005';
  END IF;
  PERFORM records.take_turns(me.agency);
  key := records.key_beside(me.agency, decode(draft ->> 'key_digest', 'hex'));
  draft := draft || jsonb_build_object('key_digest', encode(key, 'hex'));
  SELECT * INTO standing FROM records_record r
   WHERE r.key_digest = key AND r.agency = me.agency AND r.superseded_by IS NULL;
  IF (standing.number IS DISTINCT FROM corrects
      AND standing.content_digest IS DISTINCT FROM decode(draft ->> 'content_digest', 'hex'))
     OR standing.kind <> draft ->> 'kind' THEN
    RAISE EXCEPTION 'Another record stands under this key.' USING ERRCODE = 'CT005';
  END IF;
  SELECT a.number INTO stored
    FROM records.append(me.agency, me."user", NULL, (extract(epoch FROM now()) * 1000)::bigint, jsonb_build_array(draft)) a;
  PERFORM jobs.enqueue('link_new', '{}');
  RETURN stored;
END $$;

-- An attachment of a record of one's own agency; what it holds is taken with the ticket of its record. The same file
-- again is the same attachment.
CREATE OR REPLACE FUNCTION records.attach(record bigint, name text, media_type text, bytes bytea, scanned_by text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE stored bigint;
BEGIN
  PERFORM access.demand('enter records for your agency');
  IF NOT EXISTS (SELECT 1 FROM records_record r WHERE r.number = ANY (records.without_withheld(ARRAY[$1])) AND r.agency = access.my_agency()
                  AND r.category = ANY (access.my_categories())) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  INSERT INTO content.attachment (record, name, media_type, sha256, bytes, scanned_by)
  VALUES ($1, $2, $3, sha256($4), $4, $5)
  ON CONFLICT ON CONSTRAINT attachment_once DO NOTHING RETURNING number INTO stored;
  IF stored IS NULL THEN
    RETURN (SELECT a.number FROM content.attachment a WHERE a.record = $1 AND a.sha256 = sha256($4));
  END IF;
  PERFORM access.write_event('collection', '', '', NULL, ARRAY[$1], jsonb_build_object('attachment', stored));
  RETURN stored;
END $$;

CREATE OR REPLACE FUNCTION records.take_attachment(ticket uuid, attachment bigint)
RETURNS TABLE (name text, media_type text, bytes bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE taken bigint[] := records.without_withheld(access.redeem($1, 'records'));
BEGIN
  RETURN QUERY SELECT a.name, a.media_type, a.bytes FROM content.attachment a WHERE a.number = $2 AND a.record = ANY (taken);
END $$;

-- What somebody has begun to enter and not finished: theirs alone, in the post in which they began it, for seven days.
CREATE OR REPLACE FUNCTION records.keep_unfinished(token text, kind text, cells jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  IF NOT access.may('enter the terms and training days of schools') THEN
    PERFORM access.demand('enter records for your agency');
  END IF;
  DELETE FROM content.unfinished u WHERE u.saved_at < now() - interval '7 days';
  INSERT INTO content.unfinished AS u ("user", agency, token, kind, cells) VALUES (me."user", me.agency, $1, $2, $3)
  ON CONFLICT ON CONSTRAINT unfinished_pkey DO UPDATE SET kind = EXCLUDED.kind, cells = EXCLUDED.cells, saved_at = now();
  DELETE FROM content.unfinished u WHERE u."user" = me."user" AND u.token IN (
    SELECT o.token FROM content.unfinished o WHERE o."user" = me."user" ORDER BY o.saved_at DESC OFFSET 20);
END $$;

CREATE OR REPLACE FUNCTION records.unfinished() RETURNS TABLE (token text, kind text, saved_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  RETURN QUERY SELECT u.token, u.kind, u.saved_at FROM content.unfinished u
   WHERE u."user" = me."user" AND u.agency = me.agency AND u.saved_at > now() - interval '7 days' ORDER BY u.saved_at DESC;
END $$;

CREATE OR REPLACE FUNCTION records.take_unfinished(token text, kind text) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  RETURN (SELECT u.cells FROM content.unfinished u
           WHERE u."user" = me."user" AND u.agency = me.agency AND u.token = $1 AND u.kind = $2
             AND u.saved_at > now() - interval '7 days');
END $$;

CREATE OR REPLACE FUNCTION records.drop_unfinished(token text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  DELETE FROM content.unfinished u WHERE u."user" = me."user" AND u.agency = me.agency AND u.token = $1;
END $$;

-- As `engine`.
CREATE OR REPLACE FUNCTION records.clear_unfinished() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM content.unfinished u WHERE u.saved_at < now() - interval '7 days'
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA records FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  records.standing_under,
  records.enter,
  records.attach,
  records.take_attachment,
  records.keep_unfinished,
  records.unfinished,
  records.take_unfinished,
  records.drop_unfinished
TO ct_app;
GRANT EXECUTE ON FUNCTION records.make_room, records.append_sent, records.clear_unfinished TO ct_engine;
GRANT USAGE ON SEQUENCE records_record_number_seq TO ct_engine;
