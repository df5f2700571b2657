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

-- Of which of these people other agencies may be asked for the purpose: where it waits for a consent decision, those of whom
-- the caller says that it was decided so, or who are in that open case of the caller's agency for the same purpose, once its
-- decision says so. A case that is not theirs, closed or for something else is none.
CREATE OR REPLACE FUNCTION identity.may_ask_others(persons bigint[], for_purpose text, of_case bigint, decision jsonb) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency();
BEGIN
  IF NOT access.waits_for_consent(for_purpose) OR coalesce((decision ->> 'goes_ahead')::boolean, false) THEN
    RETURN persons;
  END IF;
  RETURN ARRAY(SELECT DISTINCT g.person FROM access_grant g
                WHERE g."case" = of_case AND g.agency = mine AND g.person = ANY (persons) AND g.purpose = for_purpose
                  AND g.asks_others AND g.until_at > now());
END $$;

-- One disclosure for each person of whom something is told, before it is told; with it the consent decision that was said. In
-- the ticket, which is good for its purpose alone, whoever others are not asked about stands below zero.
CREATE OR REPLACE FUNCTION identity.ask_match(persons bigint[], purpose text, reason text, of_case bigint, decision jsonb) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  told bigint[];
  open bigint[] := identity.may_ask_others(persons, $2, of_case, decision);
  mine text := access.my_agency();
BEGIN
  PERFORM access.demand('search for people whom any agency knows');
  PERFORM access.demand_why(purpose, reason);
  PERFORM access.demand_purpose(purpose);
  IF access.my_client() IS NULL OR cardinality(persons) > 5 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  IF decision IS NOT NULL THEN
    PERFORM access.demand_why(decision ->> 'because', decision ->> 'decided_by');
  END IF;
  told := ARRAY(SELECT DISTINCT k.person FROM identity.who_knows($1, $2) k ORDER BY 1);
  PERFORM access.write_event('consent decision', $2, decision ->> 'because', one, '{}', decision - 'because' || jsonb_build_object('what', decision ->> 'answer'))
     FROM unnest(told) one WHERE decision IS NOT NULL AND access.waits_for_consent($2);
  PERFORM access.write_event('disclosure', $2, $3, one, '{}', jsonb_strip_nulls(jsonb_build_object('what', 'who knows them', 'case',
            (SELECT min(g."case") FROM access_grant g WHERE g."case" = of_case AND g.agency = mine AND g.person = one))))
     FROM unnest(told) one;
  RETURN access.issue_ticket(identity.ticket_of($2), ARRAY(SELECT CASE WHEN one = ANY (open) THEN one ELSE -one END FROM unnest(told) one));
END $$;

CREATE OR REPLACE FUNCTION identity.ticket_of(purpose text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$ SELECT 'match ' || left(md5(purpose), 12) $$;

-- Before a consent decision that the purpose waits for, no other agency answers more than that it is to be rung.
CREATE OR REPLACE FUNCTION identity.take_match(ticket uuid, purpose text) RETURNS TABLE (person bigint, agency text, level int, asks_others boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE asked bigint[] := access.redeem($1, identity.ticket_of($2)); mine text := access.my_agency();
BEGIN
  RETURN QUERY
  SELECT k.person, k.agency, CASE WHEN k.agency = mine OR k.person = ANY (asked) THEN k.level ELSE least(k.level, 1) END, k.person = ANY (asked)
    FROM identity.who_knows(ARRAY(SELECT abs(a) FROM unnest(asked) a), $2) k;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA identity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.ask_match, identity.take_match TO ct_app;
