-- Who knows somebody, for an agency's system: what agreements let the role of systems see for the purpose, and no more.
-- Nobody knows them, nobody may say so, and there is no such person: answered alike.
CREATE OR REPLACE FUNCTION identity.who_knows(persons bigint[], for_purpose text)
RETURNS TABLE (person bigint, agency text, level int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mine text := access.my_agency();
  covered text[] := access.my_categories();
  hidden bigint[] := access.hidden_from_me(persons);
  withheld bigint[] := records.withheld(ARRAY(SELECT a.record FROM records_about a WHERE a.person = ANY (persons)));
BEGIN
  RETURN QUERY
  SELECT a.person, a.agency::text, max(CASE WHEN a.agency = mine THEN 3 ELSE f.level END)
    FROM records_about a
    LEFT JOIN access.my_flows(for_purpose) f ON f.holder = a.agency AND f.category = a.category
   WHERE a.person = ANY (persons) AND a.person <> ALL (hidden) AND a.record <> ALL (withheld)
     AND ((a.agency = mine AND a.category = ANY (covered)) OR (a.agency <> mine AND f.level >= 1))
   GROUP BY a.person, a.agency;
END $$;

-- One disclosure for each person of whom something is told, before it is told.
CREATE OR REPLACE FUNCTION identity.ask_match(persons bigint[], purpose text, reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE told bigint[];
BEGIN
  PERFORM access.demand('search for people whom any agency knows');
  PERFORM access.demand_why(purpose, reason);
  IF access.my_client() IS NULL OR cardinality(persons) > 5 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  told := ARRAY(SELECT DISTINCT k.person FROM identity.who_knows($1, $2) k ORDER BY 1);
  PERFORM access.write_event('disclosure', $2, $3, one, '{}', '{"what": "who knows them"}') FROM unnest(told) one;
  RETURN access.issue_ticket('match', told);
END $$;

CREATE OR REPLACE FUNCTION identity.take_match(ticket uuid, purpose text) RETURNS TABLE (person bigint, agency text, level int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT * FROM identity.who_knows(access.redeem($1, 'match'), $2)
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA identity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.ask_match, identity.take_match TO ct_app;
