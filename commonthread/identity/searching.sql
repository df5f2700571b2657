-- Searching for somebody: who may be meant, and what of it is told.
-- Candidates of a search: ask writes the search to the ledger, take gives at most 200 mentions to the scorer. One person's
-- searches wait for each other, so that all count towards the limit.
CREATE OR REPLACE FUNCTION identity.ask_candidates(keys bigint[]) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT access.may('search for people whom any agency knows') THEN
    PERFORM access.demand('search for people whom your agency knows');
  END IF;
  IF cardinality(keys) > 500 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM 1 FROM access_user u WHERE u.id = access.my_user() FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM ledger_event e WHERE e.actor = access.my_user() AND e.type = 'search'
       AND e.at > now() - interval '1 minute') >= 30 THEN
    RAISE EXCEPTION 'Thirty searches in a minute: wait a moment.' USING ERRCODE = 'CT003';
  END IF;
  PERFORM access.write_event('search', '', '', NULL, '{}', '{}');
  PERFORM identity.keep_searched($1);
  RETURN access.issue_ticket('candidates', keys);
END $$;

-- Of another agency's mention: who it is, never where they are, nor a candidate for sharing only a place.
CREATE OR REPLACE FUNCTION identity.take_candidates(ticket uuid)
RETURNS TABLE (number bigint, agency text, person bigint, given jsonb, is_own boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked bigint[] := access.redeem($1, 'candidates');
  mine text := access.my_agency();
  everyone boolean := access.may('search for people whom any agency knows');
  covered text[] := access.my_categories();
  silent text[] := access.silent();
  told text[] := ARRAY(SELECT f.holder || '|' || f.category FROM access.my_flows() f);
  withheld bigint[] := records.withheld(ARRAY(
    SELECT DISTINCT m.record FROM content.key k JOIN content.mention m ON m.number = k.mention WHERE k.key = ANY (asked)));
  hidden bigint[] := access.hidden_from_me(NULL);
  who text[] := '{role,given_name,middle_names,family_name,former_family_name,known_as,born_on,born_precision,sex,nhs_number,upn,former_upn,pnc_id}';
BEGIN
  RETURN QUERY
  SELECT m.number, m.agency, m.person,
         CASE WHEN o.own THEN m.given ELSE (SELECT jsonb_object_agg(f.key, f.value) FROM jsonb_each(m.given) f WHERE f.key = ANY (who)) END,
         o.own
    FROM (SELECT k.mention, count(*) AS shared, count(*) FILTER (WHERE NOT k.tells_where) AS said
            FROM content.key k WHERE k.key = ANY (asked) GROUP BY k.mention) AS met
    JOIN content.mention m ON m.number = met.mention
    JOIN records_record r ON r.number = m.record
    CROSS JOIN LATERAL (SELECT m.agency = mine AND r.category = ANY (covered) AS own) AS o
   WHERE m.person IS NOT NULL AND r.superseded_by IS NULL
     AND m.person <> ALL (hidden) AND m.record <> ALL (withheld)
     AND (o.own OR (everyone AND met.said > 0
          AND (r.category <> ALL (silent) OR m.agency || '|' || r.category = ANY (told))))
   ORDER BY CASE WHEN o.own THEN met.shared ELSE met.said END DESC, m.number LIMIT 200;
END $$;

-- Whom a search shows by what one's own agency says of them: the names, birth dates and places of these mentions.
CREATE OR REPLACE FUNCTION identity.keep_found(mentions bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mine text := access.my_agency();
  hidden bigint[] := access.hidden_from_me(ARRAY(SELECT m.person FROM content.mention m WHERE m.number = ANY (mentions)));
BEGIN
  IF NOT access.may('search for people whom any agency knows') THEN
    PERFORM access.demand('search for people whom your agency knows');
  END IF;
  PERFORM access.write_event('consultation', '', 'found by a search', s.person, s.records, '{"what": "found"}')
    FROM (SELECT m.person, array_agg(DISTINCT m.record) AS records FROM content.mention m
           WHERE m.number = ANY (mentions) AND m.agency = mine AND m.person <> ALL (hidden)
             AND m.record = ANY ((SELECT records.without_withheld(ARRAY(SELECT n.record FROM content.mention n WHERE n.number = ANY (mentions))))::bigint[])
           GROUP BY m.person) s;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA identity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.ask_candidates, identity.take_candidates, identity.keep_found TO ct_finder;
