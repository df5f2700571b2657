-- Closing an investigation: each child and adult is accounted for, each suspect has a result, each victim knows. The pages ask for
-- it; these triggers hold it, whoever writes.

CREATE OR REPLACE FUNCTION pathways.account_for(number bigint, person bigint, safe_where text, said_by text, seen_by text, seen_on date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.open_investigation($1);
BEGIN
  PERFORM access.demand_why(safe_where, said_by, seen_by);
  IF (seen_on BETWEEN access.today() - 366 AND access.today() + 1) IS NOT TRUE THEN
    RAISE EXCEPTION 'Say when they were seen.' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO pathways_accountedfor (person_id, safe_where, said_by, seen_by, seen_on, by)
  VALUES (pathways.in_case(held, $2), $3, $4, $5, $6, access.my_user());
  PERFORM pathways.write('case changed', held, $3, $2, 'accounted for', jsonb_build_object('seen_on', $6));
END $$;

CREATE OR REPLACE FUNCTION pathways.accounts(number bigint)
RETURNS TABLE (person bigint, safe_where text, said_by text, seen_by text, seen_on date, by_name text, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.my_investigation($1);
BEGIN
  RETURN QUERY SELECT DISTINCT ON (c.id) pathways.shown_as(c.person), a.safe_where::text, a.said_by::text, a.seen_by::text, a.seen_on, u.name::text, a.at
    FROM pathways_caseperson c JOIN pathways_accountedfor a ON a.person_id = c.id AND NOT a.before_reopening JOIN access_user u ON u.id = a.by
   WHERE c.case_id = held.number AND c.ended_at IS NULL ORDER BY c.id, a.id DESC;
END $$;

-- What stands between an investigation and its end: of whom, and what. Where there is no suspect, a result is of nobody.
CREATE OR REPLACE FUNCTION pathways.stands_in_the_way(of_case bigint) RETURNS TABLE (what text, person bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT 'not accounted for', c.person FROM pathways_caseperson c WHERE c.case_id = of_case AND c.ended_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM pathways_accountedfor a WHERE a.person_id = c.id AND NOT a.before_reopening)
  UNION ALL
  SELECT 'no part said', c.person FROM pathways_caseperson c WHERE c.case_id = of_case AND c.ended_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM pathways_partincase p WHERE p.person_id = c.id)
  UNION ALL
  SELECT 'no result', n.person FROM pathways.parts_now(of_case) n WHERE n.part = 'suspect'
     AND NOT EXISTS (SELECT 1 FROM pathways_result r WHERE r.suspect_id = n.id)
  UNION ALL
  SELECT 'no result', NULL WHERE NOT EXISTS (SELECT 1 FROM pathways_result r WHERE r.case_id = of_case)
     AND NOT EXISTS (SELECT 1 FROM pathways.parts_now(of_case) n WHERE n.part = 'suspect')
  UNION ALL
  SELECT 'not told the result', n.person FROM pathways.parts_now(of_case) n WHERE n.part = 'victim'
     AND NOT EXISTS (SELECT 1 FROM pathways_victimupdate v WHERE v.person_id = n.id
                        AND v.at >= (SELECT max(r.at) FROM pathways_result r WHERE r.case_id = of_case))
$$;

CREATE OR REPLACE FUNCTION pathways.lacks_to_close(number bigint) RETURNS TABLE (what text, person bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.my_investigation($1);
BEGIN
  RETURN QUERY SELECT s.what, pathways.shown_as(s.person) FROM pathways.stands_in_the_way(held.number) s;
END $$;

CREATE OR REPLACE FUNCTION pathways.hold_closing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.closed_at IS NULL THEN
    UPDATE pathways_accountedfor a SET before_reopening = true FROM pathways_caseperson c WHERE c.id = a.person_id AND c.case_id = NEW.number;
  ELSIF EXISTS (SELECT 1 FROM pathways.stands_in_the_way(NEW.number)) THEN
    RAISE EXCEPTION 'Somebody is not accounted for, or has no result or no word of it.' USING ERRCODE = 'CT013';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER hold_closing BEFORE UPDATE OF closed_at ON pathways_case FOR EACH ROW
  WHEN (NEW.pathway = 'supervised-investigation' AND (OLD.closed_at IS NULL) <> (NEW.closed_at IS NULL))
  EXECUTE FUNCTION pathways.hold_closing();

-- Nor does anybody leave it unaccounted for. Whoever was found to be one with somebody else of it stays in it under one number.
CREATE OR REPLACE FUNCTION pathways.hold_leaving() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM pathways_case c WHERE c.number = NEW.case_id AND c.pathway = 'supervised-investigation')
     AND NOT EXISTS (SELECT 1 FROM pathways_accountedfor a WHERE a.person_id = NEW.id AND NOT a.before_reopening) THEN
    RAISE EXCEPTION 'They are not accounted for.' USING ERRCODE = 'CT013';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER hold_leaving BEFORE UPDATE OF ended_at ON pathways_caseperson FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND NEW.ended_by IS NOT NULL)
  EXECUTE FUNCTION pathways.hold_leaving();

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.account_for,
  pathways.accounts,
  pathways.lacks_to_close
TO ct_app;
