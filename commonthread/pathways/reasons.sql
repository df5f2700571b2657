-- Why a case may turn to another agency: the rule that lets it. Nobody else hears that there is a case.
CREATE OR REPLACE FUNCTION pathways.reason_to_turn_to(held pathways_case, agency text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN pathways.has_part(held.number, $2) THEN 'it has a part in the case'
              WHEN EXISTS (SELECT 1 FROM pathways_contact c WHERE c.case_id = held.number AND c.from_agency = $2) THEN 'it told of what the case is about'
              WHEN EXISTS (SELECT 1 FROM access.flows(held.agency, NULL, held.purpose, ARRAY[$2]::text[]))
                OR EXISTS (SELECT 1 FROM access.flows($2, NULL, held.purpose, ARRAY[held.agency]::text[])) THEN 'an agreement in force for the purpose' END
$$;

CREATE OR REPLACE FUNCTION pathways.demand_reason(held pathways_case, agency text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF pathways.reason_to_turn_to(held, $2) IS NULL THEN
    RAISE EXCEPTION 'No agreement in force for the purpose, and no part in the case, lets that agency be asked or told.' USING ERRCODE = 'CT009';
  END IF;
END $$;

-- The agencies to which a case may turn, each with the rule that lets it.
CREATE OR REPLACE FUNCTION pathways.may_turn_to(number bigint) RETURNS TABLE (code text, why text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN QUERY
  SELECT w.code, w.why FROM (SELECT a.code::text AS code, pathways.reason_to_turn_to(held, a.code::text) AS why FROM access_agency a
                              WHERE a.code <> held.agency) w WHERE w.why IS NOT NULL ORDER BY w.code;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.may_turn_to TO ct_app;
