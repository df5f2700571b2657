-- The ledger is written and never changed. What is told of an event for ever stands in its entry; its words, which law may
-- make erasable, hang beside it under a salted hash. `ledger_event` is both as one: by it alone events are written and read.
CREATE SCHEMA IF NOT EXISTS ledger AUTHORIZATION ct_owner;
GRANT USAGE ON SCHEMA ledger TO ct_sealer;

DO $$
DECLARE walled text;
BEGIN
  FOREACH walled IN ARRAY ARRAY[
    'ledger_entry',
    'ledger_words',
    'ledger_leaf',
    'ledger_node',
    'ledger_seal',
    'ledger_copy'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$I FORCE ROW LEVEL SECURITY', walled);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, ct_door, ct_app, ct_finder, ct_engine, ct_sealer, ct_publisher', walled);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %I', walled);
    EXECUTE format('CREATE POLICY owner_all ON %I TO ct_owner USING (true) WITH CHECK (true)', walled);
  END LOOP;
END $$;

DROP VIEW IF EXISTS ledger_event;
CREATE VIEW ledger_event AS
SELECT e.number, e.at, e.type, e.actor, e.agency, e.purpose, w.reason, e.subject, e.records, w.data, e.xid
  FROM ledger_entry e LEFT JOIN ledger_words w ON w.event = e.number;

-- The hash of an event's words: SHA-256 of the salt, the SHA-256 of the reason and the SHA-256 of the data as text.
CREATE OR REPLACE FUNCTION ledger.words_hash(salt bytea, reason text, data jsonb) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT sha256(salt || sha256(convert_to(reason, 'UTF8')) || sha256(convert_to(data::text, 'UTF8')))
$$;

-- Its number, its time and its transaction are the database's, whatever else is said.
CREATE OR REPLACE FUNCTION ledger.write() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE salt bytea := uuid_send(gen_random_uuid());
BEGIN
  IF NEW.type = 'adoption' AND session_user <> 'ct_sealer' THEN
    RAISE EXCEPTION 'Only the sealer adopts a ledger.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  NEW.number := nextval('ledger_entry_number_seq');
  NEW.at := now();
  NEW.xid := pg_current_xact_id();
  NEW.reason := coalesce(NEW.reason, '');
  NEW.data := coalesce(NEW.data, '{}');
  NEW.records := coalesce(NEW.records, '{}');
  INSERT INTO ledger_entry (number, at, type, actor, agency, purpose, subject, records, words, xid)
  VALUES (NEW.number, NEW.at, NEW.type, NEW.actor, NEW.agency, coalesce(NEW.purpose, ''), NEW.subject, NEW.records,
          ledger.words_hash(salt, NEW.reason, NEW.data), NEW.xid);
  INSERT INTO ledger_words (event, salt, reason, data) VALUES (NEW.number, salt, NEW.reason, NEW.data);
  RETURN NEW;
END $$;
CREATE TRIGGER write INSTEAD OF INSERT ON ledger_event FOR EACH ROW EXECUTE FUNCTION ledger.write();

REVOKE ALL ON ledger_event FROM PUBLIC, ct_door, ct_app, ct_finder, ct_engine, ct_sealer, ct_publisher;
-- What background work did, in nobody's name.
GRANT SELECT, INSERT (type, agency, purpose, reason, subject, records, data) ON ledger_event TO ct_engine;

-- Erasure reaches the words of events and leaves the tree whole. Whose were erased stands on the ledger; those words stay.
CREATE OR REPLACE FUNCTION ledger.erase_words(events bigint[], by_user bigint, by_agency text, because text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE gone bigint[];
BEGIN
  WITH erased AS (
    DELETE FROM ledger_words w USING ledger_entry e
     WHERE w.event = ANY (events) AND e.number = w.event AND e.type NOT IN ('erasure', 'adoption') RETURNING w.event)
  SELECT array_agg(event ORDER BY event) INTO gone FROM erased;
  IF gone IS NOT NULL THEN
    INSERT INTO ledger_event (type, actor, agency, purpose, reason, records, data)
    VALUES ('erasure', by_user, by_agency, '', because, '{}', jsonb_build_object('words_of', gone));
  END IF;
  RETURN coalesce(cardinality(gone), 0);
END $$;

-- Sealing. One sealer at a time; what it may take ends where a transaction still runs that could precede it.
CREATE OR REPLACE FUNCTION ledger.begin_sealing()
RETURNS TABLE (size bigint, edge bytea, history int, since xid8, upto xid8)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('commonthread ledger', 0));
  RETURN QUERY SELECT s.size, s.edge, s.history, s.horizon, pg_snapshot_xmin(pg_current_snapshot()) FROM ledger_seal s;
END $$;

CREATE OR REPLACE FUNCTION ledger.unsealed(since xid8, upto xid8, most int)
RETURNS TABLE (number bigint, at timestamptz, type text, actor bigint, agency text, purpose text, subject bigint,
  records bigint[], words bytea, transaction xid8)
LANGUAGE sql SECURITY DEFINER SET enable_hashjoin = off SET enable_mergejoin = off
  SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT e.number, e.at, e.type, e.actor, e.agency, e.purpose, e.subject, e.records, e.words, e.xid FROM ledger_entry e
   WHERE e.xid >= since AND e.xid < upto AND NOT EXISTS (SELECT 1 FROM ledger_leaf l WHERE l.event = e.number)
   ORDER BY e.xid, e.number LIMIT most
$$;

CREATE OR REPLACE FUNCTION ledger.seal(was bigint, events bigint[], leaves bytea[], levels int[], places bigint[],
  nodes bytea[], new_edge bytea, upto xid8) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE ledger_seal s SET size = was + cardinality(events), edge = new_edge, horizon = upto, looked_at = now()
   WHERE s.size = was AND s.horizon <= upto;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'The ledger is sealed further than that.' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  INSERT INTO ledger_leaf (position, event, hash, sealed_at)
  SELECT was + l.place - 1, l.event, l.hash, clock_timestamp()
    FROM unnest(events, leaves) WITH ORDINALITY AS l(event, hash, place);
  INSERT INTO ledger_node (level, place, hash) SELECT * FROM unnest(levels, places, nodes);
END $$;

CREATE OR REPLACE FUNCTION ledger.sign(note text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE ledger_seal SET checkpoint = note, looked_at = now()
$$;

-- After a restore: nothing is written meanwhile, whatever stands there is sealed, and the adoption is the last of it.
CREATE OR REPLACE FUNCTION ledger.begin_adoption(why text, told jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE adoption bigint;
BEGIN
  LOCK TABLE ledger_entry IN EXCLUSIVE MODE;
  INSERT INTO ledger_event (type, agency, purpose, reason, records, data)
  VALUES ('adoption', '', '', why, '{}', told) RETURNING number INTO adoption;
  RETURN adoption;
END $$;

CREATE OR REPLACE FUNCTION ledger.begin_history(number int) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE ledger_seal SET horizon = '0', history = number
$$;

-- Hashes tell nothing of what was done.
CREATE OR REPLACE FUNCTION ledger.hashes(level int, first bigint, most bigint) RETURNS TABLE (place bigint, hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT l.position, l.hash FROM ledger_leaf l WHERE level = 0 AND l.position >= first AND l.position < first + most
  UNION ALL
  SELECT n.place, n.hash FROM ledger_node n WHERE level > 0 AND n.level = $1 AND n.place >= first AND n.place < first + most
  ORDER BY 1
$$;

CREATE OR REPLACE FUNCTION ledger.standing()
RETURNS TABLE (size bigint, edge bytea, history int, checkpoint text, looked_at timestamptz, unsealed bigint, oldest timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET enable_hashjoin = off SET enable_mergejoin = off
  SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.size, s.edge, s.history, s.checkpoint, s.looked_at, count(e.number), min(e.at)
    FROM ledger_seal s
    LEFT JOIN ledger_entry e ON e.xid >= s.horizon AND NOT EXISTS (SELECT 1 FROM ledger_leaf l WHERE l.event = e.number)
   GROUP BY s.id
$$;

-- What an outsider checks: every leaf in its place with its event, if that is still there; then what is not sealed yet.
CREATE OR REPLACE FUNCTION ledger.sealed_events(first bigint, most int)
RETURNS TABLE (place bigint, leaf bytea, number bigint, at timestamptz, type text, actor bigint, agency text, purpose text,
  subject bigint, records bigint[], words bytea, transaction xid8, salt bytea, reason text, data text)
LANGUAGE sql STABLE SECURITY DEFINER SET enable_hashjoin = off SET enable_mergejoin = off
  SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT l.position, l.hash, e.number, e.at, e.type, e.actor, e.agency, e.purpose, e.subject, e.records, e.words, e.xid,
         w.salt, w.reason, w.data::text
    FROM ledger_leaf l LEFT JOIN ledger_entry e ON e.number = l.event LEFT JOIN ledger_words w ON w.event = e.number
   WHERE l.position >= first ORDER BY l.position LIMIT most
$$;

CREATE OR REPLACE FUNCTION ledger.waiting()
RETURNS TABLE (number bigint, at timestamptz, type text, actor bigint, agency text, purpose text, subject bigint,
  records bigint[], words bytea, transaction xid8)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT e.number, e.at, e.type, e.actor, e.agency, e.purpose, e.subject, e.records, e.words, e.xid FROM ledger_entry e
   WHERE NOT EXISTS (SELECT 1 FROM ledger_leaf l WHERE l.event = e.number) ORDER BY e.xid, e.number
$$;

CREATE OR REPLACE FUNCTION ledger.place_of(event bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT l.position FROM ledger_leaf l WHERE l.event = $1
$$;

-- Whoever hands out what stands on the ledger stands on it.
CREATE OR REPLACE FUNCTION ledger.handed_out(what text, why text, told jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO ledger_event (type, agency, purpose, reason, records, data)
  VALUES ('consultation', '', '', why, '{}', told || jsonb_build_object('what', what))
$$;

-- The copies that partners keep, the last of each, compared again each minute; compared by the sealer, which alone has the key.
CREATE OR REPLACE FUNCTION ledger.copies() RETURNS TABLE (id bigint, checkpoint text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT last.id, last.checkpoint FROM (
    SELECT DISTINCT ON (c.agency) c.* FROM ledger_copy c ORDER BY c.agency, c.given_at DESC, c.id DESC) last
   WHERE last.compared_at IS NULL OR last.compared_at < now() - interval '1 minute'
$$;

CREATE OR REPLACE FUNCTION ledger.compared(copy bigint, of_size bigint, does_agree boolean, saying text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE ledger_copy SET size = of_size, agrees = does_agree, says = saying, compared_at = now() WHERE id = copy
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  ledger.begin_sealing,
  ledger.unsealed,
  ledger.seal,
  ledger.sign,
  ledger.begin_adoption,
  ledger.begin_history,
  ledger.waiting,
  ledger.hashes,
  ledger.standing,
  ledger.sealed_events,
  ledger.place_of,
  ledger.handed_out,
  ledger.copies,
  ledger.compared
TO ct_sealer;
