-- How long things are kept, and what people may ask. Content is read through the door of records, never here.
CREATE SCHEMA IF NOT EXISTS rights AUTHORIZATION ct_owner;
GRANT USAGE ON SCHEMA rights TO ct_app, ct_engine;

DO $$
DECLARE personal text;
BEGIN
  FOREACH personal IN ARRAY ARRAY[
    'rights_hold',
    'rights_review',
    'rights_personsrequest',
    'rights_item',
    'content.removal'
  ] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY', personal);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %s', personal);
    EXECUTE format('CREATE POLICY owner_all ON %s TO ct_owner USING (true) WITH CHECK (true)', personal);
  END LOOP;
END $$;

-- The number that somebody goes by today.
CREATE OR REPLACE FUNCTION rights.now_of(person bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH RECURSIVE way AS (
    SELECT p.number, p.merged_into FROM identity_person p WHERE p.number = $1
    UNION SELECT p.number, p.merged_into FROM way JOIN identity_person p ON p.number = way.merged_into)
  SELECT coalesce((SELECT w.number FROM way w WHERE w.merged_into IS NULL), $1)
$$;

-- A record and all its versions, of the caller's agency and of what their role covers; not found for any other.
CREATE OR REPLACE FUNCTION rights.own_versions(record bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mine text := access.my_agency();
  covered text[] := access.my_categories();
  found bigint[];
  withheld int;
BEGIN
  SELECT array_agg(v.number ORDER BY v.number) INTO found
    FROM records_record r JOIN records_record v ON v.key_digest = r.key_digest AND v.agency = r.agency
   WHERE r.number = $1 AND r.agency = mine AND r.category = ANY (covered);
  -- Looked for of none too, so that the time which it takes tells nothing.
  withheld := cardinality(records.withheld(coalesce(found, '{0}')));
  IF found IS NULL OR withheld > 0 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN found;
END $$;

-- Whether the caller's agency holds anything about somebody that the caller may know of.
CREATE OR REPLACE FUNCTION rights.is_known_here(person bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT cardinality(records.without_withheld(ARRAY(
           SELECT a.record FROM records_about a, access.me() me
            WHERE a.person = $1 AND a.agency = me.agency AND a.category = ANY ((SELECT access.my_categories())::text[])))) > 0
     AND cardinality(access.hidden_from_me(ARRAY[$1])) = 0
$$;

CREATE OR REPLACE FUNCTION rights.holds_on(numbers bigint[]) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT ARRAY(
    SELECT h.number FROM rights_hold h
     WHERE h.ended_at IS NULL
       AND (h.record = ANY (numbers) OR rights.now_of(h.person) IN (SELECT a.person FROM records_about a WHERE a.record = ANY (numbers)))
       AND h.agency IN (SELECT r.agency FROM records_record r WHERE r.number = ANY (numbers)))
$$;

-- Nothing of the agency's about a person, or one record of it, is destroyed while a hold stands.
CREATE OR REPLACE FUNCTION rights.hold(person bigint, record bigint, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); made bigint;
BEGIN
  PERFORM access.demand('hold, review and destroy your agency''s records');
  PERFORM access.demand_why($3);
  IF ($1 IS NULL) = ($2 IS NULL) THEN
    RAISE EXCEPTION 'A hold is on a person or on a record.' USING ERRCODE = 'check_violation';
  END IF;
  IF $2 IS NOT NULL THEN
    PERFORM rights.own_versions($2);
  ELSIF NOT rights.is_known_here($1) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  INSERT INTO rights_hold (agency, person, record, reason, by, ended_because) VALUES (me.agency, $1, $2, $3, me."user", '')
  RETURNING number INTO made;
  PERFORM access.write_event('hold', 'keeping records', $3, $1, CASE WHEN $2 IS NULL THEN '{}'::bigint[] ELSE ARRAY[$2] END,
    jsonb_build_object('hold', made));
  RETURN made;
END $$;

CREATE OR REPLACE FUNCTION rights.end_hold(hold bigint, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ended rights_hold;
BEGIN
  PERFORM access.demand('hold, review and destroy your agency''s records');
  PERFORM access.demand_why($2);
  UPDATE rights_hold h SET ended_at = now(), ended_by = me."user", ended_because = $2
   WHERE h.number = $1 AND h.agency = me.agency AND h.ended_at IS NULL AND cardinality(records.withheld(ARRAY[h.record])) = 0
     AND cardinality(access.hidden_from_me(ARRAY[rights.now_of(h.person)])) = 0 RETURNING * INTO ended;
  IF ended.number IS NULL THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('hold', 'keeping records', $2, ended.person, CASE WHEN ended.record IS NULL THEN '{}'::bigint[] ELSE ARRAY[ended.record] END,
    jsonb_build_object('hold', $1, 'ended', true));
END $$;

CREATE OR REPLACE FUNCTION rights.holds()
RETURNS TABLE (number bigint, person bigint, record bigint, reason text, by_name text, from_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency();
BEGIN
  PERFORM access.demand('hold, review and destroy your agency''s records');
  RETURN QUERY SELECT h.number, rights.now_of(h.person), h.record, h.reason::text, u.name::text, h.from_at
    FROM rights_hold h JOIN access_user u ON u.id = h.by 
   WHERE h.agency = mine AND h.ended_at IS NULL AND cardinality(records.withheld(ARRAY[h.record])) = 0
     AND cardinality(access.hidden_from_me(ARRAY[rights.now_of(h.person)])) = 0 ORDER BY h.from_at DESC;
END $$;

-- Review before destruction. What waits: found by the engine when a period ends, or put there on somebody's request.
CREATE OR REPLACE FUNCTION rights.wait_for_review(records bigint[], due date[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE put int;
BEGIN
  INSERT INTO rights_review (agency, record, ground, due_on, decision, reason)
  SELECT r.agency, r.number, 'its period has ended', d.due, '', ''
    FROM unnest($1, $2) AS d(record, due) JOIN records_record r ON r.number = d.record AND r.superseded_by IS NULL
   WHERE NOT EXISTS (SELECT 1 FROM rights_review v WHERE v.record = r.number AND v.confirmed_at IS NULL
                        AND (v.decision <> 'keep' OR v.keep_until > access.today()));
  GET DIAGNOSTICS put = ROW_COUNT;
  RETURN put;
END $$;

CREATE OR REPLACE FUNCTION rights.propose_erasure(record bigint, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); made bigint; versions bigint[] := rights.own_versions($1);
BEGIN
  PERFORM access.demand('hold, review and destroy your agency''s records');
  PERFORM access.demand_why($2);
  INSERT INTO rights_review (agency, record, ground, due_on, decision, reason, decided_by, decided_at)
  VALUES (me.agency, versions[cardinality(versions)], 'erasure was asked for', access.today(), 'destroy', $2, me."user", now())
  RETURNING number INTO made;
  PERFORM access.write_event('alteration', 'keeping records', $2, NULL, versions, jsonb_build_object('review', made, 'decision', 'destroy'));
  RETURN made;
END $$;

CREATE OR REPLACE FUNCTION rights.reviews()
RETURNS TABLE (number bigint, record bigint, kind text, ground text, due_on date, decision text, reason text, decided_by text,
  is_mine boolean, is_held boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); covered text[] := access.my_categories();
BEGIN
  PERFORM access.demand('hold, review and destroy your agency''s records');
  RETURN QUERY
  SELECT v.number, v.record, r.kind::text, v.ground::text, v.due_on, v.decision::text, v.reason::text, u.name::text,
         coalesce(v.decided_by = me."user", false), cardinality(rights.holds_on(ARRAY[v.record])) > 0
    FROM rights_review v JOIN records_record r ON r.number = v.record LEFT JOIN access_user u ON u.id = v.decided_by
   WHERE v.agency = me.agency AND v.confirmed_at IS NULL AND v.decision <> 'keep' AND r.category = ANY (covered)
     AND cardinality(records.withheld(ARRAY[v.record])) = 0
   ORDER BY v.due_on, v.number LIMIT 500;
END $$;

CREATE OR REPLACE FUNCTION rights.open_review(review bigint) RETURNS rights_review
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found rights_review;
BEGIN
  PERFORM access.demand('hold, review and destroy your agency''s records');
  SELECT * INTO found FROM rights_review v WHERE v.number = $1 AND v.agency = access.my_agency() AND v.confirmed_at IS NULL FOR UPDATE;
  IF found.number IS NULL THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM rights.own_versions(found.record);
  RETURN found;
END $$;

CREATE OR REPLACE FUNCTION rights.decide(review bigint, decision text, keep_until date, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found rights_review := rights.open_review($1);
BEGIN
  PERFORM access.demand_why($4);
  IF $2 NOT IN ('keep', 'destroy') OR ($2 = 'keep') <> ($3 IS NOT NULL) OR $3 <= access.today() THEN
    RAISE EXCEPTION 'Keep until a day to come, or destroy.' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE rights_review v SET decision = $2, keep_until = $3, reason = $4, decided_by = access.my_user(), decided_at = now()
   WHERE v.number = found.number;
  PERFORM access.write_event('alteration', 'keeping records', $4, NULL, ARRAY[found.record],
    jsonb_build_object('review', $1, 'decision', $2));
END $$;

-- Everything that a record said, wherever it lies: content, attachments, mentions, keys, homes, links, ties and pairs, in
-- all its versions. The key stays, as a digest, so that the same record sent again is not taken; the ledger stays whole.
CREATE OR REPLACE FUNCTION rights.erase(numbers bigint[]) RETURNS bigint[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  gone bigint[] := ARRAY(SELECT m.number FROM content.mention m WHERE m.record = ANY (numbers));
  touched bigint[] := ARRAY(SELECT DISTINCT a.person FROM records_about a WHERE a.record = ANY (numbers));
  came_with bigint[] := ARRAY(SELECT DISTINCT r.delivery FROM records_record r WHERE r.number = ANY (numbers) AND r.delivery IS NOT NULL ORDER BY 1);
BEGIN
  INSERT INTO records_erased (agency, key_digest) SELECT DISTINCT r.agency, r.key_digest FROM records_record r WHERE r.number = ANY (numbers)
  ON CONFLICT DO NOTHING;
  DELETE FROM content.attachment t WHERE t.record = ANY (numbers);
  DELETE FROM content.key t WHERE t.mention = ANY (gone);
  DELETE FROM content.residence t WHERE t.mention = ANY (gone);
  DELETE FROM identity_link t WHERE t.mention = ANY (gone);
  UPDATE identity_link t SET beside = NULL WHERE t.beside = ANY (gone);
  DELETE FROM identity_pair t WHERE t.first = ANY (gone) OR t.second = ANY (gone);
  DELETE FROM identity_apart t WHERE t.first = ANY (gone) OR t.second = ANY (gone);
  DELETE FROM identity_tie t WHERE t.record = ANY (numbers) OR t.other_record = ANY (numbers);
  DELETE FROM records_about t WHERE t.record = ANY (numbers);
  DELETE FROM content.mention t WHERE t.record = ANY (numbers);
  DELETE FROM content.body t WHERE t.record = ANY (numbers);
  DELETE FROM content.referrer t WHERE t.record = ANY (numbers);
  DELETE FROM records_sent t WHERE t.record = ANY (numbers);
  DELETE FROM records_forhub t WHERE t.record = ANY (numbers);
  DELETE FROM rights_item t WHERE t.record = ANY (numbers);
  DELETE FROM content.removal t WHERE t.record = ANY (numbers);
  DELETE FROM records_record t WHERE t.number = ANY (numbers);
  PERFORM jobs.enqueue('derive_households', touched);
  RETURN came_with;
END $$;

-- Destruction takes two: whoever confirms is not whoever decided. A hold stands above everything.
CREATE OR REPLACE FUNCTION rights.confirm(review bigint) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); found rights_review := rights.open_review($1); versions bigint[]; came_with bigint[];
BEGIN
  IF found.decision <> 'destroy' OR found.decided_by = me."user" THEN
    RAISE EXCEPTION 'Another person than the one who decided confirms it.' USING ERRCODE = 'CT011';
  END IF;
  versions := rights.own_versions(found.record);
  IF cardinality(rights.holds_on(versions)) > 0 THEN
    RAISE EXCEPTION 'A legal hold stands: nothing is destroyed.' USING ERRCODE = 'CT012';
  END IF;
  PERFORM access.write_event('erasure', 'keeping records', found.reason, NULL, versions,
    jsonb_build_object('review', $1, 'ground', found.ground, 'decided_by', found.decided_by));
  came_with := rights.erase(versions);
  IF cardinality(came_with) > 0 THEN
    PERFORM jobs.enqueue('destroy_files', came_with);
  END IF;
  UPDATE rights_review v SET confirmed_by = me."user", confirmed_at = now() WHERE v.number = $1;
  RETURN cardinality(versions);
END $$;
