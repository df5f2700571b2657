-- Restricting a person for one's own team; reviewing and lifting it; who asked; and how newcomers come to be restricted.
-- Of whom it speaks never stands in the ledger, whose readers are not of the team: the restriction's number does.
CREATE OR REPLACE FUNCTION identity.my_restriction(restriction bigint) RETURNS access_restriction
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine bigint := access.my_team(); held access_restriction;
BEGIN
  PERFORM access.demand('restrict people and seal records for your team, and see who asked');
  SELECT * INTO held FROM access_restriction r
   WHERE r.number = $1 AND r.team = mine AND (r.until_at IS NULL OR r.until_at > now()) FOR UPDATE;
  IF held.number IS NULL OR EXISTS (SELECT 1 FROM access_conflict c WHERE c."user" = access.my_user() AND c.person = held.person
       AND (c.until_at IS NULL OR c.until_at > now())) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN held;
END $$;

CREATE OR REPLACE FUNCTION identity.restrict(persons bigint[], why text, review_on date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); mine bigint := access.my_team(); wanted bigint[]; put bigint;
BEGIN
  PERFORM access.demand('restrict people and seal records for your team, and see who asked');
  wanted := ARRAY(SELECT DISTINCT unnest(persons));
  IF mine IS NULL OR cardinality(wanted) NOT BETWEEN 1 AND 50 OR cardinality(access.hidden_from_me(wanted)) > 0
     OR (SELECT count(*) FROM identity_person p WHERE p.number = ANY (wanted) AND p.merged_into IS NULL) < cardinality(wanted) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.demand_why(why);
  PERFORM access.demand_review(review_on);
  FOR put IN
    INSERT INTO access_restriction (person, team, why, by, review_on)
    SELECT w.person, mine, $2, me."user", $3 FROM unnest(wanted) AS w(person)
     WHERE NOT EXISTS (SELECT 1 FROM access_restriction r WHERE r.person = w.person AND r.team = mine
                        AND (r.until_at IS NULL OR r.until_at > now()))
    RETURNING number
  LOOP
    PERFORM access.write_event('restriction', 'keeping somebody safe', 'restricted', NULL, '{}', jsonb_build_object('restriction', put));
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION identity.keep_restriction(restriction bigint, review_on date, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held access_restriction := identity.my_restriction($1);
BEGIN
  PERFORM access.demand_why(reason);
  PERFORM access.demand_review(review_on);
  UPDATE access_restriction r SET review_on = $2, why = $3 WHERE r.number = held.number;
  PERFORM access.write_event('restriction', 'keeping somebody safe', 'reviewed and kept', NULL, '{}',
    jsonb_build_object('restriction', $1, 'review_on', $2));
END $$;

CREATE OR REPLACE FUNCTION identity.lift_restriction(restriction bigint, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held access_restriction := identity.my_restriction($1);
BEGIN
  PERFORM access.demand_why(reason);
  UPDATE access_restriction r SET until_at = now(), why = left(r.why || ' Lifted: ' || $2, 500) WHERE r.number = held.number;
  PERFORM access.write_event('restriction', 'keeping somebody safe', 'lifted', NULL, '{}', jsonb_build_object('restriction', $1));
END $$;

-- What the team has put, who asked about whom, and who lives beside them unrestricted: one ticket for all three.
CREATE OR REPLACE FUNCTION identity.ask_restrictions(reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('restrict people and seal records for your team, and see who asked');
  PERFORM access.demand_why(reason);
  PERFORM access.write_event('consultation', 'keeping somebody safe', $1, NULL, '{}', '{"what": "restrictions"}');
  RETURN access.issue_ticket('restrictions', '{}');
END $$;

CREATE OR REPLACE FUNCTION identity.restricted_for_me(ticket uuid) RETURNS SETOF access_restriction
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); mine bigint := access.my_team();
BEGIN
  PERFORM access.redeem($1, 'restrictions');
  RETURN QUERY SELECT * FROM access_restriction r
   WHERE r.team = mine AND (r.until_at IS NULL OR r.until_at > now())
     AND NOT EXISTS (SELECT 1 FROM access_conflict c WHERE c."user" = me."user" AND c.person = r.person
                      AND (c.until_at IS NULL OR c.until_at > now()));
END $$;

CREATE OR REPLACE FUNCTION identity.take_restrictions(ticket uuid)
RETURNS TABLE (restriction bigint, person bigint, why text, by text, from_at timestamptz, review_on date,
  is_inherited boolean, is_shared boolean, asked bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT r.number, r.person, r.why::text, u.name::text, r.from_at, r.review_on, r.inherited_from IS NOT NULL,
         cardinality(access.hidden_from_me(ARRAY[r.person])) > 0,
         (SELECT count(*) FROM access_asked q WHERE q.person = r.person)
    FROM identity.restricted_for_me($1) r JOIN access_user u ON u.id = r.by ORDER BY r.review_on, r.number;
END $$;

CREATE OR REPLACE FUNCTION identity.take_asked(ticket uuid)
RETURNS TABLE (person bigint, name text, agency text, how text, words text, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT q.person, u.name::text, a.name::text, q.how::text, q.words::text, q.at
    FROM access_asked q JOIN identity.restricted_for_me($1) r ON r.person = q.person
    JOIN access_user u ON u.id = q."user" JOIN access_agency a ON a.code = q.agency ORDER BY q.at DESC, q.number DESC LIMIT 200;
END $$;

-- Who is tied to a restricted person and is not restricted: what is known of them may tell where the other is.
CREATE OR REPLACE FUNCTION identity.take_beside(ticket uuid)
RETURNS TABLE (person bigint, other bigint, kind text, until date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine bigint := access.my_team();
BEGIN
  RETURN QUERY
  SELECT DISTINCT r.person, o.other, t.kind::text, t.until
    FROM identity.restricted_for_me($1) r JOIN identity_tie t ON r.person IN (t.person, t.other)
   CROSS JOIN LATERAL (SELECT CASE r.person WHEN t.person THEN t.other ELSE t.person END AS other) o
   WHERE cardinality(access.hidden_from_me(ARRAY[o.other])) = 0 AND cardinality(records.withheld(ARRAY[t.record, t.other_record])) = 0
     AND NOT EXISTS (SELECT 1 FROM access_restriction x WHERE x.person = o.other AND x.team = mine
                      AND (x.until_at IS NULL OR x.until_at > now()))
   ORDER BY 1, 4 DESC NULLS FIRST, 2;
END $$;

-- Whom a search would have brought up, had they not been restricted: their team hears of it.
CREATE OR REPLACE FUNCTION identity.keep_searched(keys bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.keep_asked(ARRAY(
    SELECT m.person FROM access_restriction r JOIN content.mention m ON m.person = r.person
      JOIN content.key k ON k.mention = m.number
     WHERE k.key = ANY (keys) AND m.person = ANY ((SELECT access.hidden_from_me(NULL))::bigint[])
     GROUP BY m.person HAVING count(DISTINCT k.key) > 1 OR bool_or(NOT k.tells_where)), 'search', '');
END $$;

-- What two mentions of two people hardly have in common.
CREATE OR REPLACE FUNCTION identity.sure_marks(said content.mention) RETURNS SETOF text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT key || ' ' || lower(value) FROM jsonb_each_text(($1).given)
   WHERE key IN ('nhs_number', 'upn', 'pnc_id')
  UNION ALL SELECT 'own ' || ($1).agency || ' ' || (($1).given ->> 'agency_person_id') WHERE ($1).given ? 'agency_person_id'
  UNION ALL SELECT 'named ' || lower(concat_ws(' ', ($1).given ->> 'given_name', ($1).given ->> 'family_name', ($1).given ->> 'born_on'))
   WHERE ($1).given ?& '{given_name,family_name,born_on}'
$$;

-- A person whom linking has just made, and who may be somebody that is hidden, is hidden alike before anybody can look:
-- by a pair that a human is to decide, by a number in common, or by names and birth date in common whatever speaks against.
-- Somebody who was there before is not: a mere likeness must not make a known child vanish.
CREATE OR REPLACE FUNCTION identity.hide_newcomers(newcomers bigint[], ones bigint[], others bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE alike record; hid boolean := true;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM access_restriction r WHERE r.until_at IS NULL OR r.until_at > now()) THEN
    RETURN;
  END IF;
  CREATE TEMP TABLE IF NOT EXISTS marked (person bigint, mark text) ON COMMIT DELETE ROWS;
  WHILE hid LOOP
    hid := false;
    TRUNCATE marked;
    INSERT INTO marked
    SELECT m.person, mark FROM content.mention m
      JOIN access_restriction r ON r.person = m.person AND (r.until_at IS NULL OR r.until_at > now()), identity.sure_marks(m) mark;
    FOR alike IN
      WITH near AS (
        SELECT fresh.person AS fresh, hidden.person AS hidden
          FROM unnest(ones, others) AS p(one, other)
         CROSS JOIN LATERAL (VALUES (p.one, p.other), (p.other, p.one)) AS d(fresh, hidden)
          JOIN content.mention fresh ON fresh.number = d.fresh JOIN content.mention hidden ON hidden.number = d.hidden
          JOIN identity_person n ON n.number = fresh.person AND n.made_at = now()
        UNION
        SELECT m.person, k.person FROM content.mention m, identity.sure_marks(m) mark JOIN marked k USING (mark)
         WHERE m.number = ANY (newcomers))
      SELECT near.fresh, near.hidden FROM near
        JOIN access_restriction r ON r.person = near.hidden AND (r.until_at IS NULL OR r.until_at > now())
       WHERE near.fresh <> near.hidden AND NOT EXISTS (
         SELECT 1 FROM access_restriction x WHERE x.person = near.fresh AND x.team = r.team)
    LOOP
      PERFORM access.hide_alike(alike.fresh, alike.hidden);
      hid := true;
    END LOOP;
  END LOOP;
END $$;

-- The family of an officer's own person is the officer's own: found by its ties, and taken back with them.
CREATE OR REPLACE FUNCTION identity.detect_family(persons bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  CREATE TEMP TABLE IF NOT EXISTS family ("user" bigint, person bigint) ON COMMIT DELETE ROWS;
  TRUNCATE family;
  INSERT INTO family
  SELECT DISTINCT c."user", CASE c.person WHEN t.person THEN t.other ELSE t.person END
    FROM access_conflict c JOIN identity_tie t ON t.person = c.person OR t.other = c.person
   WHERE c.kind = 'self' AND (c.until_at IS NULL OR c.until_at > now());
  INSERT INTO access_conflict ("user", person, kind, is_detected)
  SELECT f."user", f.person, 'own family', true FROM family f
   WHERE NOT EXISTS (SELECT 1 FROM access_conflict o WHERE o."user" = f."user" AND o.person = f.person
                      AND (o.until_at IS NULL OR o.until_at > now()));
  UPDATE access_conflict c SET until_at = now()
   WHERE c.is_detected AND (c.until_at IS NULL OR c.until_at > now()) AND c.person = ANY (persons)
     AND NOT EXISTS (SELECT 1 FROM family f WHERE f."user" = c."user" AND f.person = c.person);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA identity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  identity.restrict,
  identity.keep_restriction,
  identity.lift_restriction,
  identity.ask_restrictions,
  identity.take_restrictions,
  identity.take_asked,
  identity.take_beside
TO ct_app;
GRANT EXECUTE ON FUNCTION identity.hide_newcomers, identity.detect_family TO ct_engine;
