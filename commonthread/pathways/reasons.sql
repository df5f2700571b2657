-- Why a case may turn to another agency: the rule that lets it. Nobody else hears that there is a case.
CREATE OR REPLACE FUNCTION pathways.reasons_to_turn(held pathways_case) RETURNS TABLE (code text, why text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT DISTINCT ON (r.code) r.code, r.why FROM (
    SELECT p, 'it has a part in the case', 1 FROM pathways.agencies_in(held.number) p
    UNION ALL SELECT c.from_agency::text, 'it told of what the case is about', 2 FROM pathways_contact c WHERE c.case_id = held.number
    UNION ALL SELECT p, 'an agreement in force for the purpose', 3 FROM access.partners_of(held.agency, held.purpose) p) r(code, why, place)
   WHERE r.code NOT IN ('', held.agency) ORDER BY r.code, r.place;
END $$;

CREATE OR REPLACE FUNCTION pathways.reason_to_turn_to(held pathways_case, agency text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT r.why FROM pathways.reasons_to_turn(held) r WHERE r.code = $2
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
  RETURN QUERY SELECT r.code, r.why FROM pathways.reasons_to_turn(held) r ORDER BY r.code;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.may_turn_to TO ct_app;
