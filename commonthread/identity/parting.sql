-- Taking a mention out of a person and putting it back; and identities that must never be bridged.
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

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA identity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  identity.unlink,
  identity.rejoin,
  identity.taken_out,
  identity.ask_readers,
  identity.take_readers,
  identity.never_bridge,
  identity.ask_barriers,
  identity.take_barriers
TO ct_app;
