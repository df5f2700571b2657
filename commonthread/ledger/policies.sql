-- The ledger is written and never changed: no login may update or delete.
ALTER TABLE ledger_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_event FORCE ROW LEVEL SECURITY;
REVOKE ALL ON ledger_event FROM PUBLIC, ct_door, ct_app, ct_finder, ct_engine, ct_sealer, ct_publisher;

DROP POLICY IF EXISTS owner_all ON ledger_event;
CREATE POLICY owner_all ON ledger_event TO ct_owner USING (true) WITH CHECK (true);
DROP POLICY IF EXISTS engine_all ON ledger_event;
CREATE POLICY engine_all ON ledger_event TO ct_engine USING (true) WITH CHECK (true);
-- What background work did, in nobody's name; its time and place in the order are the database's.
GRANT SELECT, INSERT (type, agency, purpose, reason, subject, records, data) ON ledger_event TO ct_engine;
