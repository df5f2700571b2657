-- Somebody of a case turns out to be two: what was held as them was found to be, in part, somebody else's. The case keeps the
-- number that it has. Where what was parted is a contact of the case, whomever that is about is put in as well, as the case
-- was about them from the beginning; nothing else of them becomes visible to anybody.

-- The engine's, once for each parting. A hub that has not said yet whom its contact is about looks again as well. One task at a
-- time is enough, however many pieces are taken out one by one.
CREATE OR REPLACE FUNCTION pathways.follow_parting(mention bigint, was bigint, does text, due_at timestamptz, source text, because text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  stays bigint := identity.current($2); goes bigint; of_record bigint; held pathways_case; as_sort text; told int := 0;
BEGIN
  SELECT m.person, m.record INTO goes, of_record FROM content.mention m WHERE m.number = $1;
  IF goes IS NULL OR goes = stays THEN
    RETURN 0;
  END IF;
  FOR held IN
    SELECT c.* FROM pathways_case c
     WHERE c.number IN (SELECT p.case_id FROM pathways_caseperson p WHERE p.person IN ($2, stays) AND p.ended_at IS NULL
                        UNION SELECT k.case_id FROM pathways_contact k WHERE k.record = of_record)
     ORDER BY c.number FOR UPDATE
  LOOP
    as_sort := NULL;
    UPDATE pathways_caseperson p SET parted_at = now() WHERE p.case_id = held.number AND p.person IN ($2, stays) AND p.ended_at IS NULL
    RETURNING p.sort INTO as_sort;
    IF held.closed_at IS NULL THEN
      IF as_sort IS NOT NULL AND EXISTS (SELECT 1 FROM pathways_contact k WHERE k.case_id = held.number AND k.record = of_record) THEN
        PERFORM pathways.put_in_parted(held, goes, as_sort, of_record);
      END IF;
      told := told + pathways.tell_of_parting(held, $1, CASE WHEN as_sort IS NOT NULL THEN stays END, $3, $4, $5, $6);
    END IF;
  END LOOP;
  RETURN told;
END $$;

CREATE OR REPLACE FUNCTION pathways.put_in_parted(held pathways_case, goes bigint, as_sort text, of_record bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO pathways_caseperson (case_id, person, sort, because, ended_because, outcome)
  VALUES (held.number, goes, as_sort, 'a contact of this case is about them, and not about whom it was taken to be about', '', '')
  ON CONFLICT DO NOTHING;
  IF FOUND THEN
    INSERT INTO ledger_event (type, agency, purpose, reason, subject, records, data)
    VALUES ('case changed', held.agency, held.purpose, 'a contact of the case is about them', goes, ARRAY[of_record],
            jsonb_build_object('case', held.number, 'what', 'put in', 'as', as_sort));
    PERFORM pathways.grant_all(held.number);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION pathways.tell_of_parting(held pathways_case, mention bigint, stays bigint, does text, due_at timestamptz, source text, because text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE of_all text := 'parting in ' || held.number || ' of ' || coalesce(stays::text, 'nobody named') || ' at ';
BEGIN
  IF EXISTS (SELECT 1 FROM pathways_task t WHERE t.case_id = held.number AND t.done_at IS NULL AND starts_with(t.key, of_all)) THEN
    RETURN 0;
  END IF;
  PERFORM pathways.engine_task(of_all || $2, held.number, $4, stays, NULL, NULL, $5, $6, $7);
  RETURN 1;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.follow_parting TO ct_engine;
