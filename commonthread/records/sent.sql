-- What was sent to a team, and who told of it. Whoever told stands apart from the mentions: linking, chronologies, exports
-- and bundles never meet them. Only the team to which a record was sent asks for them, and that stands on the ledger.
DO $$
DECLARE personal text;
BEGIN
  FOREACH personal IN ARRAY ARRAY['records_sent', 'records_forhub', 'content.referrer'] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY', personal);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %s', personal);
    EXECUTE format('CREATE POLICY owner_all ON %s TO ct_owner USING (true) WITH CHECK (true)', personal);
    EXECUTE format('REVOKE ALL ON %s FROM ct_door, ct_app, ct_finder, ct_engine', personal);
  END LOOP;
END $$;

-- Those of these records that were sent to the caller's team and are not yet closed to it.
CREATE OR REPLACE FUNCTION records.sent_to_me(numbers bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE mine bigint := access.my_team();
BEGIN
  RETURN ARRAY(SELECT s.record FROM records_sent s
                WHERE s.record = ANY (numbers) AND s.team = mine AND (s.until_at IS NULL OR s.until_at > now()));
END $$;

-- Who told of these records, once it was asked for and stands on the ledger.
CREATE OR REPLACE FUNCTION records.ask_referrer(numbers bigint[], of_case bigint, purpose text, reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE sent bigint[] := records.without_withheld(records.sent_to_me(numbers));
BEGIN
  PERFORM access.demand_why(reason);
  IF cardinality(sent) = 0 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('disclosure', purpose, reason, NULL, sent, jsonb_build_object('what', 'who told us', 'case', of_case));
  RETURN access.issue_ticket('referrer', sent);
END $$;

CREATE OR REPLACE FUNCTION records.take_referrer(ticket uuid) RETURNS TABLE (record bigint, given jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE asked bigint[] := records.without_withheld(records.sent_to_me(access.redeem($1, 'referrer')));
BEGIN
  RETURN QUERY SELECT w.record, w.given FROM content.referrer w WHERE w.record = ANY (asked) ORDER BY w.record;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA records FROM PUBLIC;
GRANT EXECUTE ON FUNCTION records.take_referrer TO ct_app;
