-- What is sent out of cases. No login reads a table of it: a notice is read by asking first, and an address is given to
-- nobody but the worker, while it is safe.
CREATE SCHEMA IF NOT EXISTS notices AUTHORIZATION ct_owner;
GRANT USAGE ON SCHEMA notices TO ct_app, ct_engine;

DO $$
DECLARE personal text;
BEGIN
  FOREACH personal IN ARRAY ARRAY[
    'notices_address',
    'notices_notice',
    'notices_reading',
    'notices_sending',
    'notices_attempt',
    'notices_edition'
  ] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY', personal);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %s', personal);
    EXECUTE format('CREATE POLICY owner_all ON %s TO ct_owner USING (true) WITH CHECK (true)', personal);
    EXECUTE format('REVOKE ALL ON %s FROM ct_door, ct_app, ct_finder, ct_engine', personal);
  END LOOP;
END $$;
REVOKE ALL ON notices_kind FROM ct_door, ct_app, ct_finder, ct_engine;

CREATE OR REPLACE FUNCTION notices.is_safe(address notices_address) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT address.revoked_at IS NULL AND address.until > clock_timestamp()
$$;

-- When it may next be used, by the clock on the wall where it is read.
CREATE OR REPLACE FUNCTION notices.opens_at(address notices_address) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN address.from_time IS NULL OR (local::time >= address.from_time AND local::time < address.to_time) THEN clock_timestamp()
              WHEN local::time < address.from_time THEN (local::date + address.from_time) AT TIME ZONE 'Europe/London'
              ELSE (local::date + 1 + address.from_time) AT TIME ZONE 'Europe/London' END
    FROM (SELECT clock_timestamp() AT TIME ZONE 'Europe/London' AS local) now
$$;

-- Whatever a function forgets: nothing is put in the outbox, and nothing leaves it, but for an address that is safe at that
-- moment and belongs to whom the notice is for.
CREATE OR REPLACE FUNCTION notices.only_to_a_safe_address() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE put notices_sending; of_notice notices_notice; address notices_address;
BEGIN
  IF TG_TABLE_NAME = 'notices_attempt' THEN
    SELECT s.* INTO put FROM notices_sending s WHERE s.number = NEW.sending_id;
  ELSE
    put := NEW;
  END IF;
  SELECT a.* INTO address FROM notices_address a WHERE a.number = put.address_id FOR SHARE;
  SELECT n.* INTO of_notice FROM notices_notice n WHERE n.number = put.notice_id;
  IF (notices.is_safe(address) AND of_notice.withdrawn_at IS NULL
      AND (address.number = of_notice.address_id AND address.case_id = of_notice.case_id
           OR of_notice.address_id IS NULL AND address.agency = of_notice.to_agency
              AND (address.team IS NULL OR address.team = of_notice.to_team))
      AND (TG_TABLE_NAME = 'notices_sending' OR put.state = 'waiting' AND notices.opens_at(address) <= clock_timestamp())) IS NOT TRUE THEN
    RAISE EXCEPTION 'Not an address that is marked safe.' USING ERRCODE = 'CT021';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS only_to_a_safe_address ON notices_sending;
CREATE TRIGGER only_to_a_safe_address BEFORE INSERT OR UPDATE OF notice_id, address_id ON notices_sending
  FOR EACH ROW EXECUTE FUNCTION notices.only_to_a_safe_address();
DROP TRIGGER IF EXISTS only_to_a_safe_address ON notices_attempt;
CREATE TRIGGER only_to_a_safe_address BEFORE INSERT OR UPDATE OF sending_id ON notices_attempt
  FOR EACH ROW EXECUTE FUNCTION notices.only_to_a_safe_address();

-- Their number, for whoever may be told of them.
CREATE OR REPLACE FUNCTION notices.told(person bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN cardinality(access.hidden_from_me(ARRAY[$1, identity.current($1)])) = 0 THEN pathways.shown_as($1) END
$$;

-- Where an address is shown, whoever knows it knows it again, and nobody else learns it.
CREATE OR REPLACE FUNCTION notices.masked(address notices_address) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE address.channel WHEN 'e-mail' THEN left(address.value, 1) || '…@' || split_part(address.value, '@', 2)
              WHEN 'text message' THEN 'the number that ends in ' || right(address.value, 3) ELSE 'your own system' END
$$;

CREATE OR REPLACE FUNCTION notices.write(type text, of_case bigint, reason text, person bigint, what text, more jsonb DEFAULT '{}')
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT access.write_event(type, c.purpose, reason, person, '{}', jsonb_build_object('case', c.number, 'what', what) || more)
    FROM pathways_case c WHERE c.number = of_case
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA notices FROM PUBLIC;
