-- Whose record is whose. Mentions, keys and weights are content: an agreement on a postcode would tell where somebody lives.
CREATE SCHEMA IF NOT EXISTS identity AUTHORIZATION ct_owner;
GRANT USAGE ON SCHEMA identity TO ct_app, ct_finder, ct_engine;

DO $$
DECLARE personal text;
BEGIN
  FOREACH personal IN ARRAY ARRAY[
    'identity_person',
    'identity_link',
    'identity_pair',
    'identity_apart',
    'identity_neverbridged',
    'identity_tie',
    'content.key',
    'content.residence'
  ] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY', personal);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %s', personal);
    EXECUTE format('CREATE POLICY owner_all ON %s TO ct_owner USING (true) WITH CHECK (true)', personal);
    EXECUTE format('DROP POLICY IF EXISTS engine_all ON %s', personal);
    EXECUTE format('CREATE POLICY engine_all ON %s TO ct_engine USING (true) WITH CHECK (true)', personal);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON identity_person, identity_link, identity_pair, identity_apart, identity_tie TO ct_engine;
GRANT SELECT ON identity_neverbridged TO ct_engine;
GRANT SELECT, INSERT, DELETE ON content.key, content.residence TO ct_engine;
GRANT UPDATE (person) ON content.mention TO ct_engine;
GRANT USAGE ON SEQUENCE identity_link_number_seq, identity_pair_number_seq, identity_apart_id_seq, identity_tie_id_seq TO ct_engine;

-- Ties of any of these people: each is seen by whoever may see the records that it rests on.
CREATE OR REPLACE FUNCTION identity.ties(persons bigint[])
RETURNS TABLE (person bigint, other bigint, kind text, since date, until date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE seen bigint[] := records.seen_among(ARRAY(
  SELECT unnest(ARRAY[t.record, t.other_record]) FROM identity_tie t WHERE t.person = ANY (persons) OR t.other = ANY (persons)), NULL, 3);
BEGIN
  RETURN QUERY SELECT t.person, t.other, t.kind::text, t.since, t.until FROM identity_tie t
   WHERE (t.person = ANY (persons) OR t.other = ANY (persons)) AND t.record = ANY (seen) AND t.other_record = ANY (seen)
     AND cardinality(access.hidden_from_me(ARRAY[t.person, t.other])) = 0
   ORDER BY t.since DESC NULLS LAST, t.id;
END $$;

-- A new person's number tells nothing: not how many there are, nor who came before.
CREATE OR REPLACE FUNCTION identity.new_person() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE fresh bigint;
BEGIN
  LOOP
    fresh := 100000000 + ('x' || encode(substr(uuid_send(gen_random_uuid()), 9, 6), 'hex'))::bit(48)::bigint % 900000000;
    INSERT INTO identity_person (number) VALUES (fresh) ON CONFLICT DO NOTHING;
    IF FOUND THEN RETURN fresh; END IF;
  END LOOP;
END $$;

-- Whether two people must never be bridged.
CREATE OR REPLACE FUNCTION identity.is_barred(one bigint, other bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM identity_neverbridged n WHERE n.first = least($1, $2) AND n.second = greatest($1, $2))
$$;

-- Moves a mention to a person: ends its link, makes the new one, and keeps `about` and the mention in step. Barriers and
-- restrictions go with it, or to join and to part would be a way around them.
CREATE OR REPLACE FUNCTION identity.move(mention bigint, to_person bigint, by_model text, by_user bigint, weight float,
  beside bigint, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE was content.mention;
BEGIN
  SELECT * INTO was FROM content.mention m WHERE m.number = $1 FOR UPDATE;
  UPDATE identity_link l SET ended_at = now(), ended_by = by_user, ended_because = $7
   WHERE l.mention = $1 AND l.ended_at IS NULL;
  INSERT INTO identity_link (mention, person, model, by, weight, beside, reason, ended_because)
  VALUES ($1, to_person, by_model, by_user, $5, $6, $7, '');
  UPDATE content.mention m SET person = to_person WHERE m.number = $1;
  INSERT INTO identity_neverbridged (first, second, ground, by)
  SELECT least(to_person, o.other), greatest(to_person, o.other), n.ground, n.by FROM identity_neverbridged n
   CROSS JOIN LATERAL (SELECT CASE was.person WHEN n.first THEN n.second ELSE n.first END AS other) o
   WHERE was.person IN (n.first, n.second) AND o.other <> to_person
  ON CONFLICT DO NOTHING;
  PERFORM access.hide_alike(to_person, was.person);
  INSERT INTO records_about (record, person, agency, category)
  SELECT r.number, to_person, r.agency, r.category FROM records_record r WHERE r.number = was.record
  ON CONFLICT (person, record) DO NOTHING;
  DELETE FROM records_about a WHERE a.record = was.record AND a.person = was.person AND was.person <> to_person
    AND NOT EXISTS (SELECT 1 FROM content.mention m WHERE m.record = was.record AND m.person = was.person);
END $$;

-- The number that a number leads to: its own, unless they were found to be one with somebody.
CREATE OR REPLACE FUNCTION identity.current(person bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE here bigint := $1; onward bigint;
BEGIN
  LOOP
    SELECT p.merged_into INTO onward FROM identity_person p WHERE p.number = here;
    EXIT WHEN onward IS NULL;
    here := onward;
  END LOOP;
  RETURN here;
END $$;

-- Every number that leads to the same people as these do.
CREATE OR REPLACE FUNCTION identity.every_number(persons bigint[]) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH RECURSIVE alike(number) AS (
    SELECT identity.current(p) FROM unnest(persons) p
    UNION
    SELECT older.number FROM alike JOIN identity_person older ON older.merged_into = alike.number)
  SELECT ARRAY(SELECT number FROM alike UNION SELECT unnest(persons))
$$;

-- The same for whoever may look at the person; every other number leads nowhere alike.
CREATE OR REPLACE FUNCTION identity.now_called(person bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); here bigint := identity.current($1);
BEGIN
  IF NOT records.is_told_of(here, NULL) OR here = $1 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN here;
END $$;

-- With whom somebody lives or to whom they are related, as far as the ties rest on records that the caller could read in
-- full for a purpose, were their case about all of them; and whether those records say that they are a child.
CREATE OR REPLACE FUNCTION identity.household_of(person bigint, for_purpose text) RETURNS TABLE (near bigint, is_child boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  me access_session := access.me();
  covered text[] := access.my_categories();
BEGIN
  RETURN QUERY
  SELECT found.near, coalesce(max((m.given ->> 'born_on')::date) > access.today() - interval '18 years', false)
    FROM (SELECT CASE t.person WHEN $1 THEN t.other ELSE t.person END AS near, unnest(ARRAY[t.record, t.other_record]) AS record
            FROM identity_tie t
           WHERE $1 IN (t.person, t.other)
             AND cardinality(records.withheld(ARRAY[t.record, t.other_record])) = 0
             AND cardinality(access.hidden_from_me(ARRAY[t.person, t.other])) = 0
             AND NOT EXISTS (
               SELECT 1 FROM records_record r WHERE r.number IN (t.record, t.other_record)
                  AND NOT (r.agency = me.agency AND r.category = ANY (covered))
                  AND NOT EXISTS (SELECT 1 FROM access.my_flows(for_purpose) f
                                   WHERE f.holder = r.agency AND f.category = r.category AND f.level = 3))) found
    LEFT JOIN content.mention m ON m.record = found.record AND m.person = found.near
   GROUP BY found.near ORDER BY found.near;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA identity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.ties, identity.now_called TO ct_app;
GRANT EXECUTE ON FUNCTION identity.new_person TO ct_engine;
