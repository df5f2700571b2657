-- Why records are one person, and a human's word on pairs that may be.
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
  IF NOT EXISTS (SELECT 1 FROM access.my_purposes(ARRAY[$1]) p WHERE p.purpose = $2) THEN
    PERFORM access.demand_purpose(purpose);
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

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA identity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  identity.ask_why,
  identity.take_why,
  identity.open_pairs,
  identity.ask_pair,
  identity.take_pair,
  identity.decide
TO ct_app;
