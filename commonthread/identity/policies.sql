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

-- Candidates of a search: ask writes the search to the ledger, take gives at most 200 mentions to the scorer. One person's
-- searches wait for each other, so that all count towards the limit.
CREATE OR REPLACE FUNCTION identity.ask_candidates(keys bigint[]) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT access.may('search for people whom any agency knows') THEN
    PERFORM access.demand('search for people whom your agency knows');
  END IF;
  IF cardinality(keys) > 500 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM 1 FROM access_user u WHERE u.id = access.my_user() FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM ledger_event e WHERE e.actor = access.my_user() AND e.type = 'search'
       AND e.at > now() - interval '1 minute') >= 30 THEN
    RAISE EXCEPTION 'Thirty searches in a minute: wait a moment.' USING ERRCODE = 'CT003';
  END IF;
  PERFORM access.write_event('search', '', '', NULL, '{}', '{}');
  PERFORM identity.keep_searched($1);
  RETURN access.issue_ticket('candidates', keys);
END $$;

-- Of another agency's mention: who it is, never where they are, nor a candidate for sharing only a place.
CREATE OR REPLACE FUNCTION identity.take_candidates(ticket uuid)
RETURNS TABLE (number bigint, agency text, person bigint, given jsonb, is_own boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked bigint[] := access.redeem($1, 'candidates');
  mine text := access.my_agency();
  everyone boolean := access.may('search for people whom any agency knows');
  covered text[] := access.my_categories();
  silent text[] := access.silent();
  told text[] := ARRAY(SELECT f.holder || '|' || f.category FROM access.my_flows() f);
  withheld bigint[] := records.withheld(ARRAY(
    SELECT DISTINCT m.record FROM content.key k JOIN content.mention m ON m.number = k.mention WHERE k.key = ANY (asked)));
  hidden bigint[] := access.hidden_from_me(NULL);
  who text[] := '{role,given_name,middle_names,family_name,former_family_name,known_as,born_on,born_precision,sex,nhs_number,upn,former_upn,pnc_id}';
BEGIN
  RETURN QUERY
  SELECT m.number, m.agency, m.person,
         CASE WHEN o.own THEN m.given ELSE (SELECT jsonb_object_agg(f.key, f.value) FROM jsonb_each(m.given) f WHERE f.key = ANY (who)) END,
         o.own
    FROM (SELECT k.mention, count(*) AS shared, count(*) FILTER (WHERE NOT k.tells_where) AS said
            FROM content.key k WHERE k.key = ANY (asked) GROUP BY k.mention) AS met
    JOIN content.mention m ON m.number = met.mention
    JOIN records_record r ON r.number = m.record
    CROSS JOIN LATERAL (SELECT m.agency = mine AND r.category = ANY (covered) AS own) AS o
   WHERE m.person IS NOT NULL AND r.superseded_by IS NULL
     AND m.person <> ALL (hidden) AND m.record <> ALL (withheld)
     AND (o.own OR (everyone AND met.said > 0
          AND (r.category <> ALL (silent) OR m.agency || '|' || r.category = ANY (told))))
   ORDER BY CASE WHEN o.own THEN met.shared ELSE met.said END DESC, m.number LIMIT 200;
END $$;

-- Whom a search shows by what one's own agency says of them: the names, birth dates and places of these mentions.
CREATE OR REPLACE FUNCTION identity.keep_found(mentions bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mine text := access.my_agency();
  hidden bigint[] := access.hidden_from_me(ARRAY(SELECT m.person FROM content.mention m WHERE m.number = ANY (mentions)));
BEGIN
  IF NOT access.may('search for people whom any agency knows') THEN
    PERFORM access.demand('search for people whom your agency knows');
  END IF;
  PERFORM access.write_event('consultation', '', 'found by a search', s.person, s.records, '{"what": "found"}')
    FROM (SELECT m.person, array_agg(DISTINCT m.record) AS records FROM content.mention m
           WHERE m.number = ANY (mentions) AND m.agency = mine AND m.person <> ALL (hidden)
             AND m.record = ANY ((SELECT records.without_withheld(ARRAY(SELECT n.record FROM content.mention n WHERE n.number = ANY (mentions))))::bigint[])
           GROUP BY m.person) s;
END $$;

-- What the viewer may see of why records are one person: links of mentions in records that the viewer may see.
CREATE OR REPLACE FUNCTION identity.ask_why(person bigint, purpose text, reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE seen bigint[] := records.seen_among(ARRAY(SELECT a.record FROM records_about a WHERE a.person = $1), NULL, 3);
BEGIN
  PERFORM access.demand('read what records say, for a stated purpose');
  PERFORM access.demand_why(purpose, reason);
  IF cardinality(seen) = 0 OR cardinality(access.hidden_from_me(ARRAY[$1])) > 0 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('consultation', $2, $3, $1, seen, '{"what": "links"}');
  RETURN access.issue_ticket('why', ARRAY(
    SELECT m.number FROM content.mention m WHERE m.person = $1 AND m.record = ANY (seen) ORDER BY m.number));
END $$;

CREATE OR REPLACE FUNCTION identity.take_why(ticket uuid)
RETURNS TABLE (link bigint, mention bigint, record bigint, agency text, person bigint, model text, by bigint, weight float,
  beside bigint, beside_is_seen boolean, reason text, made_at timestamptz, given jsonb, beside_given jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH asked AS (SELECT m.number, m.record, m.person FROM content.mention m WHERE m.number = ANY ((SELECT access.redeem($1, 'why'))::bigint[])),
  seen AS (SELECT number AS mention FROM asked
    WHERE record = ANY ((SELECT records.without_withheld(ARRAY(SELECT record FROM asked)))::bigint[])
      AND person <> ALL ((SELECT access.hidden_from_me(ARRAY(SELECT person FROM asked)))::bigint[]))
  SELECT l.number, m.number, m.record, m.agency, l.person, l.model, l.by,
         CASE WHEN l.beside IS NULL OR b.mention IS NOT NULL THEN l.weight END,
         CASE WHEN b.mention IS NOT NULL THEN l.beside END, l.beside IS NULL OR b.mention IS NOT NULL,
         l.reason, l.made_at, m.given, o.given || jsonb_build_object('agency', o.agency)
    FROM seen s JOIN content.mention m ON m.number = s.mention
    JOIN identity_link l ON l.mention = m.number AND l.ended_at IS NULL
    LEFT JOIN seen b ON b.mention = l.beside LEFT JOIN content.mention o ON o.number = b.mention ORDER BY l.made_at, l.number
$$;

-- Pairs to be decided: those of which the viewer may see both records, but none between people who are never bridged. Found by number here, read through ask and take.
CREATE OR REPLACE FUNCTION identity.open_pairs(most int) RETURNS TABLE (pair bigint, found_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mine text := access.my_agency();
  covered text[] := access.my_categories();
BEGIN
  PERFORM access.demand('decide whether two mentions are one person, and undo it');
  RETURN QUERY
  SELECT p.number, p.found_at FROM identity_pair p
    JOIN content.mention a ON a.number = p.first JOIN content.mention b ON b.number = p.second
    JOIN records_record ra ON ra.number = a.record JOIN records_record rb ON rb.number = b.record
   WHERE p.decision = '' AND ra.superseded_by IS NULL AND rb.superseded_by IS NULL
     AND ra.agency = mine AND rb.agency = mine AND ra.category = ANY (covered) AND rb.category = ANY (covered)
     AND NOT identity.is_barred(a.person, b.person)
     AND cardinality(records.withheld(ARRAY[a.record, b.record])) = 0
     AND cardinality(access.hidden_from_me(ARRAY[a.person, b.person])) = 0
   ORDER BY p.weight DESC, p.number LIMIT most;
END $$;

CREATE OR REPLACE FUNCTION identity.ask_pair(pair bigint, reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found identity_pair; about_records bigint[]; seen int;
BEGIN
  PERFORM access.demand('decide whether two mentions are one person, and undo it');
  PERFORM access.demand_why(reason);
  SELECT * INTO found FROM identity_pair p WHERE p.number = $1;
  about_records := ARRAY(SELECT m.record FROM content.mention m WHERE m.number IN (found.first, found.second));
  -- Asked of nobody too, so that the time which it takes tells nothing.
  seen := cardinality(records.seen_among(about_records, NULL, 3));
  IF found.number IS NULL OR seen < cardinality(ARRAY(SELECT DISTINCT unnest(about_records)))
     OR identity.is_barred((SELECT m.person FROM content.mention m WHERE m.number = found.first),
                           (SELECT m.person FROM content.mention m WHERE m.number = found.second))
     OR cardinality(access.hidden_from_me(ARRAY(SELECT m.person FROM content.mention m
                                                 WHERE m.number IN (found.first, found.second)))) > 0 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('consultation', 'putting a record right', $2, m.person, ARRAY[m.record], jsonb_build_object('pair', $1))
     FROM content.mention m WHERE m.number IN (found.first, found.second);
  RETURN access.issue_ticket('pair', ARRAY[$1]);
END $$;

CREATE OR REPLACE FUNCTION identity.take_pair(ticket uuid)
RETURNS TABLE (pair bigint, weight float, model text, decision text, first jsonb, second jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.number, p.weight, p.model, p.decision,
         a.given || jsonb_build_object('number', a.number, 'agency', a.agency, 'record', a.record, 'person', a.person),
         b.given || jsonb_build_object('number', b.number, 'agency', b.agency, 'record', b.record, 'person', b.person)
    FROM identity_pair p JOIN content.mention a ON a.number = p.first JOIN content.mention b ON b.number = p.second
   WHERE p.number = ANY ((SELECT access.redeem($1, 'pair'))::bigint[])
     AND cardinality(records.withheld(ARRAY[a.record, b.record])) = 0
     AND cardinality(access.hidden_from_me(ARRAY[a.person, b.person])) = 0
$$;

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

-- A human's word on a pair: same, different or cannot tell.
CREATE OR REPLACE FUNCTION identity.decide(pair bigint, decision text, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found identity_pair; a content.mention; b content.mention; moved bigint; seen int;
BEGIN
  PERFORM access.demand('decide whether two mentions are one person, and undo it');
  SELECT * INTO found FROM identity_pair p WHERE p.number = $1 FOR UPDATE;
  SELECT * INTO a FROM content.mention m WHERE m.number = found.first;
  SELECT * INTO b FROM content.mention m WHERE m.number = found.second;
  seen := cardinality(records.seen_among(ARRAY[a.record, b.record], NULL, 3));
  IF found.number IS NULL OR seen < (CASE WHEN a.record = b.record THEN 1 ELSE 2 END)
     OR identity.is_barred(a.person, b.person)
     OR cardinality(access.hidden_from_me(ARRAY[a.person, b.person])) > 0 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.demand_why(reason);
  IF decision NOT IN ('same', 'different', 'cannot tell') THEN
    RAISE EXCEPTION 'Say same, different or cannot tell.' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE identity_pair p SET decision = $2, reason = $3, decided_by = access.my_user(), decided_at = now() WHERE p.number = $1;
  IF decision = 'same' AND a.person <> b.person THEN
    IF EXISTS (SELECT 1 FROM identity_apart x JOIN content.mention f ON f.number = x.first JOIN content.mention s ON s.number = x.second
                   WHERE (f.person, s.person) IN ((a.person, b.person), (b.person, a.person))) THEN
      RAISE EXCEPTION 'These are kept apart. Ask the records officer.' USING ERRCODE = 'CT004';
    END IF;
    PERFORM access.write_event('combination', 'putting a record right', $3, a.person, '{}', jsonb_build_object('from', b.person));
    FOR moved IN SELECT m.number FROM content.mention m WHERE m.person = b.person ORDER BY 1 LOOP
      PERFORM identity.move(moved, a.person, '', access.my_user(), NULL, found.first, $3);
    END LOOP;
    PERFORM identity.retire(b.person, a.person);
  ELSIF decision = 'different' THEN
    INSERT INTO identity_apart (first, second, by, reason) VALUES (found.first, found.second, access.my_user(), $3)
    ON CONFLICT DO NOTHING;
    IF a.person = b.person THEN
      PERFORM identity.unlink(found.second, $3);
    END IF;
  END IF;
  PERFORM jobs.enqueue('derive_households', ARRAY[a.person, b.person]);
END $$;

-- Undo: the mention gets a person of its own and is kept apart from those it was joined to.
CREATE OR REPLACE FUNCTION identity.unlink(mention bigint, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE was content.mention; fresh bigint; seen int;
BEGIN
  PERFORM access.demand('decide whether two mentions are one person, and undo it');
  SELECT * INTO was FROM content.mention m WHERE m.number = $1;
  seen := cardinality(records.seen_among(ARRAY[was.record], NULL, 3));
  IF was.number IS NULL OR seen = 0
     OR cardinality(access.hidden_from_me(ARRAY[was.person])) > 0 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.demand_why(reason);
  fresh := identity.new_person();
  INSERT INTO identity_apart (first, second, by, reason)
  SELECT least(m.number, $1), greatest(m.number, $1), access.my_user(), $2
    FROM content.mention m WHERE m.person = was.person AND m.number <> $1
  ON CONFLICT DO NOTHING;
  PERFORM identity.move($1, fresh, '', access.my_user(), NULL, NULL, $2);
  PERFORM access.write_event('separation', 'putting a record right', $2, was.person, ARRAY[was.record], jsonb_build_object('to', fresh));
  DELETE FROM identity_tie t WHERE t.record = was.record OR t.other_record = was.record;
  -- Whoever parts them goes on seeing both, so that they can undo it; nobody else's purpose reaches the new person.
  INSERT INTO access_grant ("user", agency, person, purpose, because, "case", asks_others, until_at)
  SELECT access.my_user(), g.agency, fresh, g.purpose, g.because, g."case", g.asks_others, g.until_at
    FROM access.my_grants(ARRAY[was.person]) g;
  PERFORM jobs.enqueue('derive_households', ARRAY[was.person, fresh]);
  PERFORM jobs.enqueue('follow_parting', ARRAY[$1, was.person]);
  RETURN fresh;
END $$;

-- What humans took out of a person and did not put back.
CREATE OR REPLACE FUNCTION identity.taken_out(person bigint)
RETURNS TABLE (mention bigint, record bigint, agency text, now_person bigint, name text, at timestamptz, reason text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  parted bigint[] := ARRAY(SELECT DISTINCT m.record FROM identity_link l JOIN content.mention m ON m.number = l.mention
                            WHERE l.person = $1 AND m.person <> $1 AND l.ended_by IS NOT NULL);
  seen bigint[] := records.seen_among(parted, NULL, 3);
  hidden bigint[] := access.hidden_from_me(NULL);
BEGIN
  PERFORM access.demand('decide whether two mentions are one person, and undo it');
  RETURN QUERY
  SELECT DISTINCT ON (m.number) m.number, m.record, m.agency, m.person, u.name::text, l.ended_at, l.ended_because::text
    FROM identity_link l JOIN content.mention m ON m.number = l.mention JOIN access_user u ON u.id = l.ended_by
   WHERE l.person = $1 AND m.person <> $1 AND m.record = ANY (seen)
     AND EXISTS (SELECT 1 FROM identity_person p WHERE p.number = $1 AND p.merged_into IS NULL)
     AND m.person <> ALL (hidden) AND $1 <> ALL (hidden)
   ORDER BY m.number, l.ended_at DESC;
END $$;

-- Undo of undo: the mention goes back to the person from whom a human took it, unless something else keeps them apart.
CREATE OR REPLACE FUNCTION identity.rejoin(mention bigint, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE was content.mention; taken identity_link; seen int;
BEGIN
  PERFORM access.demand('decide whether two mentions are one person, and undo it');
  SELECT * INTO was FROM content.mention m WHERE m.number = $1;
  SELECT l.* INTO taken FROM identity_link l JOIN identity_person p ON p.number = l.person AND p.merged_into IS NULL
   WHERE l.mention = $1 AND l.ended_by IS NOT NULL AND l.person <> was.person ORDER BY l.ended_at DESC LIMIT 1;
  seen := cardinality(records.seen_among(ARRAY[was.record], NULL, 3));
  IF taken.number IS NULL OR seen = 0
     OR identity.is_barred(was.person, taken.person)
     OR cardinality(access.hidden_from_me(ARRAY[was.person, taken.person])) > 0 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.demand_why(reason);
  DELETE FROM identity_apart x USING content.mention o
   WHERE $1 IN (x.first, x.second) AND o.number IN (x.first, x.second) AND o.number <> $1
     AND o.person = taken.person AND x.by = taken.ended_by AND x.reason = taken.ended_because;
  IF EXISTS (SELECT 1 FROM identity_apart x JOIN content.mention o ON o.number IN (x.first, x.second) AND o.number <> $1
                 WHERE $1 IN (x.first, x.second) AND o.person = taken.person) THEN
    RAISE EXCEPTION 'These are kept apart. Ask the records officer.' USING ERRCODE = 'CT004';
  END IF;
  PERFORM identity.move($1, taken.person, '', access.my_user(), NULL, NULL, $2);
  PERFORM access.write_event('combination', 'putting a record right', $2, taken.person, ARRAY[was.record], jsonb_build_object('from', was.person));
  IF NOT EXISTS (SELECT 1 FROM content.mention m WHERE m.person = was.person) THEN
    PERFORM identity.retire(was.person, taken.person);
  ELSE
    PERFORM jobs.enqueue('follow_parting', ARRAY[$1, was.person]);
  END IF;
  DELETE FROM identity_tie t WHERE t.record = was.record OR t.other_record = was.record;
  PERFORM jobs.enqueue('derive_households', ARRAY[was.person, taken.person]);
  RETURN taken.person;
END $$;

-- Who read the record while it stood in the wrong chronology: all of them for its owner, of anybody else their own
-- colleagues. To read the ledger stands on the ledger.
CREATE OR REPLACE FUNCTION identity.ask_readers(record bigint, person bigint, reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('decide whether two mentions are one person, and undo it');
  PERFORM access.demand_why(reason);
  IF cardinality(records.seen_among(ARRAY[$1], NULL, 3)) = 0 OR cardinality(access.hidden_from_me(ARRAY[$2])) > 0 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('consultation', 'putting a record right', $3, $2, ARRAY[$1], '{"what": "readers"}');
  RETURN access.issue_ticket('readers', ARRAY[$1, $2]);
END $$;

CREATE OR REPLACE FUNCTION identity.take_readers(ticket uuid) RETURNS TABLE (name text, agency text, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked bigint[] := access.redeem($1, 'readers');
  mine text := access.my_agency();
  is_own boolean := EXISTS (SELECT 1 FROM records_record r WHERE r.number = asked[1] AND r.agency = mine);
BEGIN
  RETURN QUERY SELECT u.name::text, a.name::text, max(e.at)
    FROM ledger_event e JOIN access_user u ON u.id = e.actor JOIN access_agency a ON a.code = e.agency
   WHERE e.type = 'disclosure' AND e.subject = asked[2] AND asked[1] = ANY (e.records) AND (is_own OR e.agency = mine)
   GROUP BY u.id, 1, 2 ORDER BY 3 DESC;
END $$;

-- The named team alone makes and sees barriers between identities.
CREATE OR REPLACE FUNCTION identity.never_bridge(first bigint, second bigint, ground text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('see which identities must never be bridged');
  IF ground NOT IN ('adoption', 'gender recognition', 'protected person') OR $1 = $2
     OR (SELECT count(*) FROM identity_person p WHERE p.number IN ($1, $2) AND p.merged_into IS NULL) < 2
     OR cardinality(access.hidden_from_me(ARRAY[$1, $2])) > 0 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  INSERT INTO identity_neverbridged (first, second, ground, by)
  VALUES (least($1, $2), greatest($1, $2), $3, access.my_user()) ON CONFLICT DO NOTHING;
  -- Which two is not said: whoever may read the ledger is not of this team.
  PERFORM access.write_event('separation', 'putting a record right', $3, NULL, '{}', '{}');
END $$;

CREATE OR REPLACE FUNCTION identity.ask_barriers(reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('see which identities must never be bridged');
  PERFORM access.demand_why(reason);
  PERFORM access.write_event('consultation', 'putting a record right', $1, NULL, '{}', '{"what": "barriers"}');
  RETURN access.issue_ticket('barriers', '{}');
END $$;

CREATE OR REPLACE FUNCTION identity.take_barriers(ticket uuid)
RETURNS TABLE (first bigint, second bigint, ground text, made_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.redeem($1, 'barriers');
  RETURN QUERY SELECT n.first, n.second, n.ground::text, n.made_at FROM identity_neverbridged n
   WHERE cardinality(access.hidden_from_me(ARRAY[n.first, n.second])) = 0 ORDER BY n.made_at DESC;
END $$;

-- What the engine found: for each mention its person, its weight, and the mention beside which it weighs so.
-- Mentions that had no person are linked together; one that changes its person is moved, and its old link kept.
-- Without statistics of the temporary table the planner would read all records for each batch.
CREATE OR REPLACE FUNCTION identity.settle(by_model text, mentions bigint[], persons bigint[], weights float[], besides bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET enable_hashjoin = off SET enable_mergejoin = off
  SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE moved record;
BEGIN
  CREATE TEMP TABLE IF NOT EXISTS settled (mention bigint, person bigint, weight float, beside bigint, was bigint, record bigint)
    ON COMMIT DELETE ROWS;
  TRUNCATE settled;
  INSERT INTO settled
  SELECT s.mention, s.person, s.weight, nullif(s.beside, s.mention), m.person, m.record
    FROM unnest(mentions, persons, weights, besides) AS s(mention, person, weight, beside)
    JOIN content.mention m ON m.number = s.mention
   WHERE m.person IS DISTINCT FROM s.person;
  FOR moved IN SELECT * FROM settled WHERE was IS NOT NULL ORDER BY mention LOOP
    PERFORM identity.move(moved.mention, moved.person, by_model, NULL, moved.weight, moved.beside, 'linked again beside new mentions');
  END LOOP;
  INSERT INTO identity_link (mention, person, model, weight, beside, reason, ended_because)
  SELECT s.mention, s.person, by_model, s.weight, s.beside, '', '' FROM settled s WHERE s.was IS NULL;
  UPDATE content.mention m SET person = s.person FROM settled s WHERE s.was IS NULL AND m.number = s.mention;
  INSERT INTO records_about (record, person, agency, category)
  SELECT DISTINCT r.number, s.person, r.agency, r.category
    FROM settled s JOIN records_record r ON r.number = s.record WHERE s.was IS NULL
  ON CONFLICT (person, record) DO NOTHING;
  INSERT INTO ledger_event (type, agency, purpose, reason, records, data)
  SELECT 'combination', '', '', '', '{}', jsonb_build_object('model', by_model, 'mentions', count(*), 'moved', count(was)) FROM settled
  HAVING count(*) > 0;
END $$;

-- One person after all: the other's number is never used again, and whoever was looking at it goes on looking.
CREATE OR REPLACE FUNCTION identity.retire(person bigint, into_person bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE identity_person p SET merged_into = $2 WHERE p.number = $1;
  UPDATE access_grant g SET person = $2 WHERE g.person = $1;
  UPDATE access_allowance a SET person = $2 WHERE a.person = $1;
  SELECT access.hide_alike($2, $1);
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA identity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.ask_candidates, identity.take_candidates, identity.keep_found TO ct_finder;
GRANT EXECUTE ON FUNCTION
  identity.ties,
  identity.ask_why,
  identity.take_why,
  identity.open_pairs,
  identity.ask_pair,
  identity.take_pair,
  identity.decide,
  identity.unlink,
  identity.rejoin,
  identity.taken_out,
  identity.ask_readers,
  identity.take_readers,
  identity.now_called,
  identity.never_bridge,
  identity.ask_barriers,
  identity.take_barriers
TO ct_app;
GRANT EXECUTE ON FUNCTION identity.new_person, identity.settle, identity.retire TO ct_engine;
