-- Sealing a record of one's own agency for one's own team, and holding one back while an investigation lives. Which
-- record it is never stands in the ledger, whose readers are not of the team: the number of the seal or hold does.
CREATE OR REPLACE FUNCTION records.to_withhold(record bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE versions bigint[];
BEGIN
  PERFORM access.demand('restrict people and seal records for your team, and see who asked');
  versions := ARRAY(
    SELECT v.number FROM records_record r JOIN records_record v ON v.key_digest = r.key_digest AND v.agency = r.agency
     WHERE r.number = $1 AND r.agency = access.my_agency() AND cardinality(records.seen_among(ARRAY[$1])) > 0);
  IF cardinality(versions) = 0 OR access.my_team() IS NULL OR cardinality(records.withheld(versions)) > 0 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN versions;
END $$;

CREATE OR REPLACE FUNCTION records.seal(record bigint, why text, review_on date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE versions bigint[] := records.to_withhold($1); put bigint[];
BEGIN
  PERFORM access.demand_why(why);
  PERFORM access.demand_review(review_on);
  WITH sealed AS (
    INSERT INTO records_seal (record, team, why, by, review_on)
    SELECT v, access.my_team(), $2, access.my_user(), $3 FROM unnest(versions) v
     WHERE NOT EXISTS (SELECT 1 FROM records_seal s WHERE s.record = v AND (s.until_at IS NULL OR s.until_at > now()))
    RETURNING number)
  SELECT array_agg(number) INTO put FROM sealed;
  PERFORM access.write_event('restriction', 'keeping somebody safe', 'record sealed', NULL, '{}', jsonb_build_object('seals', put));
END $$;

CREATE OR REPLACE FUNCTION records.my_seal(seal bigint) RETURNS records_seal
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine bigint := access.my_team(); held records_seal;
BEGIN
  PERFORM access.demand('restrict people and seal records for your team, and see who asked');
  SELECT * INTO held FROM records_seal s
   WHERE s.number = $1 AND s.team = mine AND (s.until_at IS NULL OR s.until_at > now()) FOR UPDATE;
  IF held.number IS NULL OR cardinality(records.withheld(ARRAY[held.record])) > 0 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN held;
END $$;

CREATE OR REPLACE FUNCTION records.keep_seal(seal bigint, review_on date, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held records_seal := records.my_seal($1);
BEGIN
  PERFORM access.demand_why(why);
  PERFORM access.demand_review(review_on);
  UPDATE records_seal s SET review_on = $2, why = $3 WHERE s.number = held.number;
  PERFORM access.write_event('restriction', 'keeping somebody safe', 'seal reviewed and kept', NULL, '{}', jsonb_build_object('seals', ARRAY[$1]));
END $$;

-- Opens the record in all its versions.
CREATE OR REPLACE FUNCTION records.lift_seal(seal bigint, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held records_seal := records.my_seal($1);
BEGIN
  PERFORM access.demand_why(reason);
  UPDATE records_seal s SET until_at = now(), why = left(s.why || ' Lifted: ' || $2, 500)
    FROM records_record r JOIN records_record v ON v.key_digest = r.key_digest AND v.agency = r.agency
   WHERE r.number = held.record AND s.record = v.number AND s.team = held.team AND (s.until_at IS NULL OR s.until_at > now());
  PERFORM access.write_event('restriction', 'keeping somebody safe', 'seal lifted', NULL, '{}', jsonb_build_object('seals', ARRAY[$1]));
END $$;

-- Holds a record back for at most half a year. For the purposes that are named, `line` is said instead, with what whoever
-- reads it must keep to.
CREATE OR REPLACE FUNCTION records.hold(record bigint, why text, until_at timestamptz, ring_name text, ring_telephone text,
  purposes text[], line text, conditions text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE versions bigint[] := records.to_withhold($1); put bigint; of_record bigint;
BEGIN
  PERFORM access.demand_why(why, ring_name, ring_telephone);
  IF (until_at > now() AND until_at <= now() + interval '184 days') IS NOT TRUE THEN
    RAISE EXCEPTION 'A hold ends within half a year.' USING ERRCODE = 'check_violation';
  END IF;
  IF cardinality(purposes) > 0 THEN
    PERFORM access.demand_why(line, conditions);
  END IF;
  FOREACH of_record IN ARRAY versions LOOP
    INSERT INTO records_hold (record, team, why, by, ring_name, ring_telephone, purposes, until_at)
    VALUES (of_record, access.my_team(), $2, access.my_user(), $4, $5, $6, $3) RETURNING number INTO put;
    IF cardinality(purposes) > 0 AND of_record = $1 THEN
      INSERT INTO content.sanitised (hold, line, conditions) VALUES (put, $7, $8);
    END IF;
    PERFORM access.write_event('restriction', 'a live investigation', 'record held', NULL, '{}', jsonb_build_object('hold', put));
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION records.end_hold(hold bigint, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine bigint := access.my_team(); held records_hold;
BEGIN
  PERFORM access.demand('restrict people and seal records for your team, and see who asked');
  PERFORM access.demand_why(reason);
  SELECT * INTO held FROM records_hold o WHERE o.number = $1 AND o.team = mine AND o.until_at > now();
  IF held.number IS NULL OR cardinality(records.withheld(ARRAY[held.record])) > 0 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  UPDATE records_hold o SET until_at = now() FROM records_record r JOIN records_record v ON v.key_digest = r.key_digest AND v.agency = r.agency
   WHERE r.number = held.record AND o.record = v.number AND o.team = held.team AND o.until_at > now();
  PERFORM access.write_event('restriction', 'a live investigation', $2, NULL, '{}', jsonb_build_object('hold', $1));
END $$;

-- What the team has sealed and holds: one row for each record that stands.
CREATE OR REPLACE FUNCTION records.ask_sealed(reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('restrict people and seal records for your team, and see who asked');
  PERFORM access.demand_why(reason);
  PERFORM access.write_event('consultation', 'keeping somebody safe', $1, NULL, '{}', '{"what": "seals and holds"}');
  RETURN access.issue_ticket('sealed', '{}');
END $$;

CREATE OR REPLACE FUNCTION records.take_seals(ticket uuid)
RETURNS TABLE (seal bigint, record bigint, kind text, why text, by text, from_at timestamptz, review_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine bigint := access.my_team();
BEGIN
  PERFORM access.redeem($1, 'sealed');
  RETURN QUERY
  SELECT s.number, s.record, r.kind::text, s.why::text, u.name::text, s.from_at, s.review_on
    FROM records_seal s JOIN records_record r ON r.number = s.record AND r.superseded_by IS NULL JOIN access_user u ON u.id = s.by
   WHERE s.team = mine AND (s.until_at IS NULL OR s.until_at > now()) AND cardinality(records.withheld(ARRAY[s.record])) = 0
   ORDER BY s.review_on, s.number;
END $$;

CREATE OR REPLACE FUNCTION records.take_holds(ticket uuid)
RETURNS TABLE (hold bigint, record bigint, kind text, why text, by text, until_at timestamptz, ring_name text, ring_telephone text,
  purposes text[], line text, conditions text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine bigint := access.my_team();
BEGIN
  PERFORM access.redeem($1, 'sealed');
  RETURN QUERY
  SELECT o.number, o.record, r.kind::text, o.why::text, u.name::text, o.until_at, o.ring_name::text, o.ring_telephone::text,
         o.purposes::text[], coalesce(c.line, ''), coalesce(c.conditions, '')
    FROM records_hold o JOIN records_record r ON r.number = o.record AND r.superseded_by IS NULL JOIN access_user u ON u.id = o.by
    LEFT JOIN content.sanitised c ON c.hold = o.number
   WHERE o.team = mine AND o.until_at > now() AND cardinality(records.withheld(ARRAY[o.record])) = 0
   ORDER BY o.until_at, o.number;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA records FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  records.seal,
  records.keep_seal,
  records.lift_seal,
  records.hold,
  records.end_hold,
  records.ask_sealed,
  records.take_seals,
  records.take_holds
TO ct_app;
