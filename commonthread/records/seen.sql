-- Who may see how much of which record (1 ring this team, 2 its line, 3 all of it), and the one door to what it says.

-- Who may look at whom in which record, and at which level. One's own agency's in full, as far as one's role covers it.
-- Another agency's by a case that may ask others about that person: at the level of the agreement for the case's purpose,
-- or at that which the agency gave to the case when it was asked for more. Whoever may not search for people whom any
-- agency knows sees others' records of their own agency's people only. For one purpose only, where one is given. Never
-- somebody who is hidden from the caller, nor in a record that is withheld. Breaking the glass opens all the rest.
-- A record that is about nobody at whom they may look is seen by its own agency, about nobody; and one that was sent to a
-- team, by that team.
-- The people of the records are looked up once, each number by itself as in records.hidden_in.
CREATE OR REPLACE FUNCTION records.seen_about(numbers bigint[], for_purpose text)
RETURNS TABLE (record bigint, person bigint, level int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  me access_session := access.me();
  covered text[] := access.my_categories();
  everyone boolean := access.may('search for people whom any agency knows');
  glass bigint[] := records.opened_by_glass(for_purpose);
BEGIN
  RETURN QUERY
  WITH met AS MATERIALIZED (
    SELECT a.record, a.person, a.agency, a.category
      FROM unnest(numbers) o(number), LATERAL (SELECT k.* FROM records_about k WHERE k.record = o.number OFFSET 0) a),
  hidden AS MATERIALIZED (SELECT access.hidden_from_me(ARRAY(SELECT DISTINCT m.person FROM met m)) AS persons),
  withheld AS MATERIALIZED (SELECT unnest(records.withheld(numbers, h.persons)) AS record FROM hidden h),
  open AS MATERIALIZED (SELECT unnest(numbers) AS number EXCEPT SELECT w.record FROM withheld w),
  wanted AS MATERIALIZED (
    SELECT m.* FROM met m
     WHERE m.record NOT IN (SELECT w.record FROM withheld w) AND m.person <> ALL ((SELECT h.persons FROM hidden h)::bigint[])),
  granted AS MATERIALIZED (
    SELECT g.person, g.purpose, g."case"
      FROM access.my_grants(ARRAY(SELECT DISTINCT w.person FROM wanted w WHERE w.agency <> me.agency)) g
     WHERE g.asks_others AND g.purpose = coalesce(for_purpose, g.purpose)
       AND (everyone OR EXISTS (SELECT 1 FROM records_about o
                                 WHERE o.person = g.person AND o.agency = me.agency AND o.category = ANY (covered)))),
  flow AS MATERIALIZED (
    SELECT f.holder, f.category, f.purpose, f.level FROM access.my_flows(for_purpose, ARRAY(SELECT DISTINCT w.agency FROM wanted w WHERE w.agency <> me.agency)) f
     WHERE EXISTS (SELECT 1 FROM granted))
  SELECT w.record, w.person, 3 FROM wanted w WHERE (w.agency = me.agency AND w.category = ANY (covered)) OR w.person = ANY (glass)
  UNION ALL
  SELECT w.record, w.person, max(greatest(f.level, x.level))
    FROM wanted w JOIN granted g ON g.person = w.person
    LEFT JOIN flow f ON f.holder = w.agency AND f.category = w.category AND f.purpose = g.purpose
    LEFT JOIN access_allowance x ON x."case" = g."case" AND x.person = w.person AND x.holder = w.agency
         AND x.until_at > now() AND (x.category = w.category OR w.record = ANY (x.records))
   WHERE w.agency <> me.agency AND coalesce(f.level, x.level) IS NOT NULL
   GROUP BY w.record, w.person
  UNION ALL
  SELECT o.number, NULL, 3
    FROM (SELECT o.number FROM open o EXCEPT SELECT w.record FROM wanted w) o,
         LATERAL (SELECT k.agency, k.category FROM records_record k WHERE k.number = o.number OFFSET 0) r
   WHERE r.agency = me.agency AND r.category = ANY (covered)
  UNION ALL
  SELECT s.record, NULL, 3 FROM unnest(records.sent_to_me(ARRAY(SELECT o.number FROM open o))) s(record);
END $$;

CREATE OR REPLACE FUNCTION records.levels(numbers bigint[], for_purpose text) RETURNS TABLE (record bigint, level int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT s.record, max(s.level) FROM records.seen_about(numbers, for_purpose) s GROUP BY s.record;
END $$;

-- Those of these records that the caller may see; whose content they may see, at level 3.
CREATE OR REPLACE FUNCTION records.seen_among(numbers bigint[], for_purpose text DEFAULT NULL, least_level int DEFAULT 2)
RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT l.record FROM records.levels(numbers, for_purpose) l WHERE l.level >= least_level);
END $$;

-- Envelopes of the records about any of these people, as far as the caller may look at them; by one look.
CREATE OR REPLACE FUNCTION records.story(about bigint[], for_purpose text DEFAULT NULL)
RETURNS TABLE (number bigint, agency text, kind text, category text, happened_from timestamptz, happened_until timestamptz,
  time_known boolean, received_at timestamptz, superseded_by bigint, sequence bigint, persons bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE told bigint[] := ARRAY(SELECT DISTINCT a.record FROM records_about a WHERE a.person = ANY ($1));
BEGIN
  RETURN QUERY
  WITH seen AS MATERIALIZED (
    SELECT s.record, array_agg(s.person ORDER BY s.person) AS told_of
      FROM records.seen_about(told, for_purpose) s WHERE s.level >= 2 GROUP BY s.record HAVING bool_or(s.person = ANY ($1)))
  SELECT r.number, r.agency::text, r.kind::text, r.category::text, r.happened_from, r.happened_until, r.time_known,
         r.received_at, r.superseded_by, r.sequence, s.told_of
    FROM seen s, LATERAL (SELECT k.* FROM records_record k WHERE k.number = s.record OFFSET 0) r;
END $$;

-- A record and its corrections.
CREATE OR REPLACE FUNCTION records.versions(number bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT records.seen_among(ARRAY(
    SELECT v.number FROM records_record r JOIN records_record v ON v.key_digest = r.key_digest AND v.agency = r.agency
     WHERE r.number = ANY (records.seen_among(ARRAY[$1]))))
$$;

-- Envelopes of those of these records that the caller may see, with those of their people at whom they may look.
CREATE OR REPLACE FUNCTION records.envelopes(numbers bigint[])
RETURNS TABLE (number bigint, agency text, kind text, category text, happened_from timestamptz, happened_until timestamptz,
  time_known boolean, received_at timestamptz, superseded_by bigint, sequence bigint, persons bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN QUERY
  WITH seen AS MATERIALIZED (
    SELECT s.record, coalesce(array_agg(s.person ORDER BY s.person) FILTER (WHERE s.person IS NOT NULL), '{}') AS persons
      FROM records.seen_about($1, NULL) s WHERE s.level >= 2 GROUP BY s.record)
  SELECT r.number, r.agency::text, r.kind::text, r.category::text, r.happened_from, r.happened_until, r.time_known,
         r.received_at, r.superseded_by, r.sequence, s.persons
    FROM seen s, LATERAL (SELECT k.* FROM records_record k WHERE k.number = s.record OFFSET 0) r;
END $$;

-- Who entered each of these records by hand, in which post of theirs; those that a delivery brought are not among them.
CREATE OR REPLACE FUNCTION records.entered_by(numbers bigint[])
RETURNS TABLE (number bigint, name text, role text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE seen bigint[] := records.seen_among(numbers, NULL, 3);
BEGIN
  RETURN QUERY SELECT r.number, u.name::text, coalesce(p.role, '')::text
    FROM records_record r JOIN access_user u ON u.id = r.entered_by
    LEFT JOIN LATERAL (SELECT t.role FROM access_post t
          WHERE t.user_id = r.entered_by AND t.agency_id = r.agency AND t.from_at <= r.received_at
            AND (t.until_at IS NULL OR t.until_at > r.received_at) ORDER BY t.from_at DESC, t.id DESC LIMIT 1) p ON true
   WHERE r.number = ANY (seen);
END $$;

-- The purpose under which the caller reads a record: a case's before one that was only stated.
CREATE OR REPLACE FUNCTION records.reading_under(number bigint)
RETURNS TABLE (purpose text, because text, until_at timestamptz, "case" bigint, asks_others boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE seen bigint[] := ARRAY(SELECT s.person FROM records.seen_about(ARRAY[$1], NULL) s WHERE s.level >= 2 AND s.person IS NOT NULL);
BEGIN
  RETURN QUERY SELECT p.purpose, p.because, p.until_at, p."case", p.asks_others FROM access.my_purposes(seen) p
   WHERE cardinality(records.seen_among(ARRAY[$1], p.purpose)) > 0
   ORDER BY p.purpose = records.glass_purpose() DESC, p."case" IS NULL, p.from_at DESC LIMIT 1;
END $$;

-- Writes the disclosure, one event for each person whom the records are about, and gives a ticket. What others share is
-- given for the purpose alone for which they share it, so that the ledger says under which one it was read, and by which
-- case. In the ticket a record of which only the line is given stands below zero. A purpose that is not of the caller's post
-- is one that somebody else's case or meeting lets them look for.
CREATE OR REPLACE FUNCTION records.ask(numbers bigint[], purpose text, reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  wanted bigint[] := ARRAY(SELECT DISTINCT unnest(numbers) ORDER BY 1);
  given bigint[];
  people bigint[];
  reading bigint;
BEGIN
  PERFORM access.demand('read what records say, for a stated purpose');
  PERFORM access.demand_why(purpose, reason);
  given := ARRAY(SELECT CASE l.level WHEN 3 THEN l.record ELSE -l.record END FROM records.levels(wanted, purpose) l WHERE l.level >= 2);
  IF cardinality(wanted) = 0 OR cardinality(given) <> cardinality(wanted) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  people := ARRAY(SELECT DISTINCT a.person FROM records_about a WHERE a.record = ANY (wanted));
  SELECT p."case" INTO reading FROM access.my_purposes(people) p WHERE p.purpose = $2 LIMIT 1;
  IF NOT FOUND THEN
    PERFORM access.demand_purpose(purpose);
  END IF;
  PERFORM access.write_event('disclosure', $2, $3, s.person, s.records, jsonb_strip_nulls(jsonb_build_object('case', reading, 'lines_only', s.lines)))
    FROM (SELECT a.person, array_agg(abs(w.number) ORDER BY abs(w.number)) AS records,
                 to_jsonb(array_agg(-w.number ORDER BY -w.number) FILTER (WHERE w.number < 0)) AS lines
            FROM unnest(given) AS w(number) LEFT JOIN records_about a ON a.record = abs(w.number) GROUP BY a.person) s;
  RETURN access.issue_ticket('records', given);
END $$;

CREATE OR REPLACE FUNCTION records.take(ticket uuid)
RETURNS TABLE (number bigint, line text, body jsonb, mentions jsonb, attachments jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mine text := access.my_agency();
  asked bigint[] := access.redeem($1, 'records');
  open bigint[] := records.without_withheld(ARRAY(SELECT abs(a) FROM unnest(asked) a));
  hidden bigint[] := access.hidden_from_me(ARRAY(SELECT m.person FROM content.mention m WHERE m.record = ANY (open)));
BEGIN
  RETURN QUERY
  SELECT b.record, b.line, CASE WHEN b.record = ANY (asked) THEN b.body END,
         (SELECT coalesce(jsonb_agg(m.given || jsonb_build_object('number', m.number,
                   'person', CASE WHEN m.person <> ALL (hidden) THEN m.person END) ORDER BY m.ordinal), '[]')
            FROM content.mention m WHERE m.record = b.record AND b.record = ANY (asked)
             AND (m.agency = mine OR m.given ->> 'role' IS DISTINCT FROM 'referrer')),
         (SELECT jsonb_agg(jsonb_build_array(a.number, a.name, a.media_type, length(a.bytes), a.scanned_by) ORDER BY a.number)
            FROM content.attachment a WHERE a.record = b.record AND b.record = ANY (asked))
    FROM content.body b WHERE b.record = ANY (open);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA records FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  records.envelopes,
  records.story,
  records.versions,
  records.seen_among,
  records.entered_by,
  records.reading_under,
  records.ask,
  records.take
TO ct_app;
