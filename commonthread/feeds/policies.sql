-- Deliveries and rejects belong to the agency that sent them; what a rejected piece says has the door of content.
CREATE SCHEMA IF NOT EXISTS feeds AUTHORIZATION ct_owner;
GRANT USAGE ON SCHEMA feeds TO ct_app, ct_engine;

DO $$
DECLARE personal text;
BEGIN
  FOREACH personal IN ARRAY ARRAY['feeds_delivery', 'feeds_reject', 'content.reject'] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY', personal);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %s', personal);
    EXECUTE format('CREATE POLICY owner_all ON %s TO ct_owner USING (true) WITH CHECK (true)', personal);
    EXECUTE format('DROP POLICY IF EXISTS engine_all ON %s', personal);
    EXECUTE format('CREATE POLICY engine_all ON %s TO ct_engine USING (true) WITH CHECK (true)', personal);
  END LOOP;
END $$;

DROP POLICY IF EXISTS sent_by_us ON feeds_delivery;
CREATE POLICY sent_by_us ON feeds_delivery FOR SELECT TO ct_app
  USING (agency = (SELECT access.my_agency()) AND (SELECT access.may('see your agency''s deliveries and correct what was rejected')));
DROP POLICY IF EXISTS sent_by_us ON feeds_reject;
CREATE POLICY sent_by_us ON feeds_reject FOR SELECT TO ct_app
  USING (agency = (SELECT access.my_agency()) AND (SELECT access.may('see your agency''s deliveries and correct what was rejected')));

GRANT SELECT ON feeds_delivery, feeds_reject TO ct_app;
GRANT SELECT ON feeds_feedagreement TO ct_app, ct_engine;
GRANT SELECT, INSERT, UPDATE ON feeds_delivery, feeds_reject TO ct_engine;
GRANT SELECT, INSERT ON content.reject TO ct_engine;
GRANT USAGE ON SEQUENCE feeds_delivery_number_seq, feeds_reject_number_seq TO ct_engine;

-- The piece as it was sent: ask, commit, take.
CREATE OR REPLACE FUNCTION feeds.ask_reject(reject bigint, reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM access.demand('see your agency''s deliveries and correct what was rejected');
  IF NOT EXISTS (SELECT 1 FROM feeds_reject r WHERE r.number = $1 AND r.agency = access.my_agency()) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('consultation', 'putting a record right', $2, NULL, '{}', jsonb_build_object('reject', $1));
  RETURN access.issue_ticket('reject', ARRAY[$1]);
END $$;

CREATE OR REPLACE FUNCTION feeds.take_reject(ticket uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT c.raw FROM content.reject c WHERE c.reject = ANY (access.redeem($1, 'reject'))
$$;

-- How an owner ends a reject: corrected (a record came of it) or withdrawn (it was never to be sent).
CREATE OR REPLACE FUNCTION feeds.resolve_reject(reject bigint, how text, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM access.demand('see your agency''s deliveries and correct what was rejected');
  UPDATE feeds_reject r SET resolved_at = now(), resolved_by = access.my_user(), resolution = $2
   WHERE r.number = $1 AND r.agency = access.my_agency() AND r.resolved_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('alteration', 'putting a record right', $3, NULL, '{}', jsonb_build_object('reject', $1, 'how', $2));
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA feeds FROM PUBLIC;
GRANT EXECUTE ON FUNCTION feeds.ask_reject, feeds.take_reject, feeds.resolve_reject TO ct_app;
