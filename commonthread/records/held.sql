-- What an investigation holds back of somebody: whoever could otherwise see the record is told whom to ring, until when,
-- and, for the purposes that are named, what may be said instead with what they must keep to. Nobody else is told.
CREATE OR REPLACE FUNCTION records.held_of(person bigint) RETURNS SETOF records_hold
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  me access_session := access.me();
  mine bigint := access.my_team();
  covered text[] := access.my_categories();
  held bigint[] := ARRAY(SELECT a.record FROM records_about a JOIN records_hold o ON o.record = a.record
                          WHERE a.person = $1 AND o.team IS DISTINCT FROM mine AND o.until_at > now());
BEGIN
  IF cardinality(access.hidden_from_me(ARRAY[$1])) > 0 THEN
    RETURN;
  END IF;
  RETURN QUERY
  SELECT o.* FROM records_hold o JOIN records_record r ON r.number = o.record AND r.superseded_by IS NULL
   WHERE o.record = ANY (held) AND o.record <> ALL ((SELECT records.concealed(held))::bigint[]) AND o.team IS DISTINCT FROM mine AND o.until_at > now()
     AND ((r.agency = me.agency AND r.category = ANY (covered))
       OR EXISTS (SELECT 1 FROM access.my_purposes(ARRAY[$1]) p
                   WHERE p.purpose = records.glass_purpose()
                      OR (r.agency, r.category) IN (SELECT f.holder, f.category FROM access.my_flows(p.purpose) f)))
   ORDER BY o.until_at, o.number;
END $$;

-- No ticket where nothing is held. In the ticket a hold of which nothing more is said stands below zero.
CREATE OR REPLACE FUNCTION records.ask_held(person bigint, purpose text, reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found bigint[];
BEGIN
  PERFORM access.demand('read what records say, for a stated purpose');
  PERFORM access.demand_why(purpose, reason);
  IF NOT EXISTS (SELECT 1 FROM access.my_purposes(ARRAY[$1]) p WHERE p.purpose = $2) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  found := ARRAY(SELECT CASE WHEN $2 = ANY (o.purposes) THEN o.number ELSE -o.number END FROM records.held_of($1) o);
  IF cardinality(found) = 0 THEN
    RETURN NULL;
  END IF;
  PERFORM access.write_event('disclosure', $2, $3, $1, '{}', jsonb_build_object('holds', to_jsonb(found)));
  RETURN access.issue_ticket('held', found || $1);
END $$;

CREATE OR REPLACE FUNCTION records.take_held(ticket uuid)
RETURNS TABLE (ring_name text, ring_telephone text, until_at timestamptz, line text, conditions text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE asked bigint[] := access.redeem($1, 'held');
BEGIN
  RETURN QUERY
  SELECT o.ring_name::text, o.ring_telephone::text, o.until_at, coalesce(c.line, ''), coalesce(c.conditions, '')
    FROM records.held_of(asked[cardinality(asked)]) o
    LEFT JOIN content.sanitised c ON c.hold = o.number AND o.number = ANY (asked[:cardinality(asked) - 1])
   WHERE o.number = ANY (asked[:cardinality(asked) - 1]) OR -o.number = ANY (asked[:cardinality(asked) - 1]);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA records FROM PUBLIC;
GRANT EXECUTE ON FUNCTION records.ask_held, records.take_held TO ct_app;
