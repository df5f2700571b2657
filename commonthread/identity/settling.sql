-- What linking found, as the engine keeps it.
-- What the engine found: for each mention its person, its weight, and the mention beside which it weighs so.
-- Mentions that had no person are linked together; one that changes its person is moved, and its old link kept.
-- Without statistics of the temporary table the planner would read all records for each batch.
CREATE OR REPLACE FUNCTION identity.settle(by_model text, mentions bigint[], persons bigint[], weights float[], besides bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET enable_hashjoin = off SET enable_mergejoin = off
  SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE moved record;
BEGIN
  CREATE TEMP TABLE IF NOT EXISTS settled (mention bigint, person bigint, weight float, beside bigint, was bigint, record bigint)
    ON COMMIT DELETE ROWS;
  TRUNCATE settled;
  INSERT INTO settled
  SELECT s.mention, s.person, s.weight, nullif(s.beside, s.mention), m.person, m.record
    FROM unnest(mentions, persons, weights, besides) AS s(mention, person, weight, beside)
    JOIN content.mention m ON m.number = s.mention
   WHERE m.person IS DISTINCT FROM s.person;
  FOR moved IN SELECT * FROM settled WHERE was IS NOT NULL ORDER BY mention LOOP
    PERFORM identity.move(moved.mention, moved.person, by_model, NULL, moved.weight, moved.beside, 'linked again beside new mentions');
  END LOOP;
  INSERT INTO identity_link (mention, person, model, weight, beside, reason, ended_because)
  SELECT s.mention, s.person, by_model, s.weight, s.beside, '', '' FROM settled s WHERE s.was IS NULL;
  UPDATE content.mention m SET person = s.person FROM settled s WHERE s.was IS NULL AND m.number = s.mention;
  INSERT INTO records_about (record, person, agency, category)
  SELECT DISTINCT r.number, s.person, r.agency, r.category
    FROM settled s JOIN records_record r ON r.number = s.record WHERE s.was IS NULL
  ON CONFLICT (person, record) DO NOTHING;
  INSERT INTO ledger_event (type, agency, purpose, reason, records, data)
  SELECT 'combination', '', '', '', '{}', jsonb_build_object('model', by_model, 'mentions', count(*), 'moved', count(was)) FROM settled
  HAVING count(*) > 0;
END $$;

-- One person after all: the other's number is never used again, and whoever was looking at it goes on looking; under the older
-- number too, for whoever may not be told where it leads.
CREATE OR REPLACE FUNCTION identity.retire(person bigint, into_person bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE identity_person p SET merged_into = $2 WHERE p.number = $1;
  INSERT INTO access_grant ("user", team, agency, person, purpose, because, "case", asks_others, from_at, until_at)
  SELECT g."user", g.team, g.agency, $2, g.purpose, g.because, g."case", g.asks_others, g.from_at, g.until_at
    FROM access_grant g WHERE g.person = $1 AND g.until_at > now();
  UPDATE access_allowance a SET person = $2 WHERE a.person = $1;
  SELECT access.hide_alike($2, $1);
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA identity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.settle, identity.retire TO ct_engine;
