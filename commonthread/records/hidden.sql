-- Which records are withheld from the caller, whatever else they may see: those that reveal somebody who is hidden from
-- them, those that are sealed, those that an investigation holds, and, until linking has said whom they are about,
-- those that could be about somebody who is hidden. Every function that gives a record's number subtracts these first.
DO $$
DECLARE personal text;
BEGIN
  FOREACH personal IN ARRAY ARRAY['records_seal', 'records_hold', 'content.sanitised'] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY', personal);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %s', personal);
    EXECUTE format('CREATE POLICY owner_all ON %s TO ct_owner USING (true) WITH CHECK (true)', personal);
  END LOOP;
END $$;
REVOKE ALL ON records_seal, records_hold, content.sanitised FROM ct_door, ct_app, ct_finder, ct_engine;

-- What of a mention could mean somebody, in a form that can be compared: coarser than linking, and in no need of it.
CREATE OR REPLACE FUNCTION records.marks(agency text, given jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  WITH said AS (
    SELECT key, regexp_replace(lower(normalize(value, NFKD)), '[^a-z0-9]', '', 'g') AS word FROM jsonb_each_text($2)
     WHERE key IN ('given_name', 'known_as', 'family_name', 'former_family_name', 'born_on', 'nhs_number', 'upn',
                   'former_upn', 'pnc_id', 'agency_person_id', 'phone', 'email', 'postcode')),
  word AS (SELECT key, word FROM said WHERE word <> ''),
  first AS (SELECT word FROM word WHERE key IN ('given_name', 'known_as')),
  last AS (SELECT word FROM word WHERE key IN ('family_name', 'former_family_name')),
  born AS (SELECT word FROM word WHERE key = 'born_on')
  SELECT coalesce(array_agg(mark), '{}') FROM (
    SELECT 'number ' || word FROM word WHERE key IN ('nhs_number', 'upn', 'former_upn', 'pnc_id', 'phone', 'email')
    UNION ALL SELECT 'own ' || $1 || ' ' || word FROM word WHERE key = 'agency_person_id'
    UNION ALL SELECT 'born ' || born.word || ' ' || n.word FROM born, (TABLE first UNION TABLE last) AS n
    UNION ALL SELECT 'names ' || least(f.word, l.word) || ' ' || greatest(f.word, l.word) FROM first f, last l
    UNION ALL SELECT 'at ' || p.word || ' ' || n.word FROM word p, (TABLE first UNION TABLE born) AS n WHERE p.key = 'postcode'
  ) AS found(mark)
$$;

-- Those of these records that nobody has linked yet and that could be about somebody who is hidden from the caller.
CREATE OR REPLACE FUNCTION records.could_reveal(numbers bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE watched text[];
BEGIN
  PERFORM access.me();
  IF NOT EXISTS (SELECT 1 FROM content.mention m WHERE m.record = ANY (numbers) AND m.person IS NULL) THEN
    RETURN '{}';
  END IF;
  watched := ARRAY(
    SELECT DISTINCT mark FROM content.mention m, unnest(records.marks(m.agency, m.given)) mark
     WHERE m.person = ANY ((SELECT access.hidden_from_me(NULL))::bigint[]));
  RETURN ARRAY(SELECT DISTINCT m.record FROM content.mention m
    WHERE m.record = ANY (numbers) AND m.person IS NULL AND records.marks(m.agency, m.given) && watched);
END $$;

-- Who of the people of these records is hidden from the caller. Each number is looked up by itself (OFFSET 0): compared with
-- an array, each row would be compared with all of it; joined, a table without statistics would be read whole.
CREATE OR REPLACE FUNCTION records.hidden_in(numbers bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN access.hidden_from_me(ARRAY(
    SELECT DISTINCT a.person FROM unnest(numbers) o(number), LATERAL (SELECT k.person FROM records_about k WHERE k.record = o.number OFFSET 0) a));
END $$;

-- What somebody enters about a person who is hidden by then, they go on seeing as they entered it, linked to nobody:
-- otherwise to enter a record would be a way to ask.
-- `hidden` is who of the people of these records is hidden from the caller.
CREATE OR REPLACE FUNCTION records.concealed(numbers bigint[], hidden bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  me access_session := access.me();
  mine bigint := (SELECT p.team_id FROM access_post p WHERE p.id = me.post);
BEGIN
  RETURN ARRAY(
    SELECT a.record FROM access.hidden_since(hidden) h
      JOIN records_about a ON a.person = h.person
      JOIN unnest(numbers) o(number) ON o.number = a.record
     WHERE NOT EXISTS (
       SELECT 1 FROM records_record r WHERE r.number = a.record AND r.entered_by = me."user" AND r.agency = me.agency
          AND r.received_at >= h.since)
    UNION
    SELECT s.record FROM records_seal s
     WHERE s.record = ANY (numbers) AND s.team IS DISTINCT FROM mine AND (s.until_at IS NULL OR s.until_at > now())
    UNION
    SELECT r.number FROM records_record r
     WHERE r.number = ANY ((SELECT records.could_reveal(numbers))::bigint[]) AND (r.entered_by = me."user" AND r.agency = me.agency) IS NOT TRUE);
END $$;

CREATE OR REPLACE FUNCTION records.concealed(numbers bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN records.concealed(numbers, records.hidden_in(numbers));
END $$;

-- What is concealed, and what an investigation holds back: of that, whoever could otherwise see it is told whom to ring.
CREATE OR REPLACE FUNCTION records.withheld(numbers bigint[], hidden bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE mine bigint := access.my_team();
BEGIN
  RETURN ARRAY(
    SELECT unnest(records.concealed(numbers, hidden))
    UNION
    SELECT o.record FROM records_hold o
     WHERE o.record = ANY (numbers) AND o.team IS DISTINCT FROM mine AND o.until_at > now());
END $$;

CREATE OR REPLACE FUNCTION records.withheld(numbers bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN records.withheld(numbers, records.hidden_in(numbers));
END $$;

CREATE OR REPLACE FUNCTION records.without_withheld(numbers bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT unnest(numbers) EXCEPT SELECT unnest(records.withheld(numbers)));
END $$;

-- Under which key a record of one's agency stands for the caller: one that is withheld from them is as though its key
-- were free, and what they enter under it stands beside it.
CREATE OR REPLACE FUNCTION records.key_beside(holder text, key_digest bytea) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE standing bigint; free bytea; tried bytea := $2; withheld int;
BEGIN
  -- Looked for twice at the least, so that the time which it takes tells nothing.
  FOR step IN 1..1000 LOOP
    SELECT r.number INTO standing FROM records_record r
     WHERE r.key_digest = tried AND r.agency = holder AND r.superseded_by IS NULL;
    withheld := cardinality(records.withheld(ARRAY[coalesce(standing, 0)]));
    IF free IS NULL AND withheld = 0 THEN
      free := tried;
    END IF;
    EXIT WHEN free IS NOT NULL AND step > 1;
    tried := sha256(tried || 'beside'::bytea);
  END LOOP;
  RETURN free;
END $$;

-- Seals and holds go with every correction of a record.
CREATE OR REPLACE FUNCTION records.withhold_alike(number bigint, like_number bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO records_seal (record, team, why, by, from_at, review_on, until_at)
  SELECT $1, s.team, s.why, s.by, s.from_at, s.review_on, s.until_at FROM records_seal s
   WHERE s.record = $2 AND (s.until_at IS NULL OR s.until_at > now());
  INSERT INTO records_hold (record, team, why, by, ring_name, ring_telephone, purposes, from_at, until_at)
  SELECT $1, o.team, o.why, o.by, o.ring_name, o.ring_telephone, '{}', o.from_at, o.until_at FROM records_hold o
   WHERE o.record = $2 AND o.until_at > now();
$$;

-- Records that are withheld from anybody at all: what leaves in nobody's name leaves without them.
CREATE OR REPLACE FUNCTION records.withheld_from_anybody(numbers bigint[]) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT ARRAY(
    SELECT a.record FROM records_about a JOIN access_restriction r ON r.person = a.person
     WHERE a.record = ANY (numbers) AND (r.until_at IS NULL OR r.until_at > now())
    UNION SELECT s.record FROM records_seal s WHERE s.record = ANY (numbers) AND (s.until_at IS NULL OR s.until_at > now())
    UNION SELECT o.record FROM records_hold o WHERE o.record = ANY (numbers) AND o.until_at > now()
    UNION SELECT m.record FROM content.mention m WHERE m.record = ANY (numbers) AND m.person IS NULL
      AND EXISTS (SELECT 1 FROM access_restriction r WHERE r.until_at IS NULL OR r.until_at > now()))
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA records FROM PUBLIC;
GRANT EXECUTE ON FUNCTION records.withheld_from_anybody TO ct_engine;
