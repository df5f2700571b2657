-- Known or not known: of a person, what each agency answers before anything is read.

-- Whether the caller may be told of somebody: whom their own agency knows, or, for a role that searches for everyone,
-- anybody whom more than a silent service knows, or one that an agreement names for the purpose.
CREATE OR REPLACE FUNCTION records.is_told_of(person bigint, for_purpose text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mine text := access.my_agency();
  covered text[] := access.my_categories();
  everyone boolean := access.may('search for people whom any agency knows');
  silent text[] := access.silent();
  about bigint[] := ARRAY(SELECT a.record FROM records_about a WHERE a.person = $1);
  open bigint[] := ARRAY(SELECT unnest(about) EXCEPT SELECT unnest(records.concealed(about)));
BEGIN
  RETURN cardinality(access.hidden_from_me(ARRAY[$1])) = 0
    AND EXISTS (SELECT 1 FROM records_about a WHERE a.person = $1 AND a.record = ANY (open) AND (
    (a.agency = mine AND a.category = ANY (covered))
    OR (everyone AND a.agency <> mine AND (a.category <> ALL (silent) OR EXISTS (
          SELECT 1 FROM access.my_flows(for_purpose) f WHERE f.holder = a.agency AND f.category = a.category)))));
END $$;

-- Stating a purpose shows one's own agency's records for a working day, and lets one ask who knows somebody. It is the
-- same for somebody who is hidden and for nobody at all; who asked is on the ledger either way, and the team that is named
-- for a restricted person hears of it.
CREATE OR REPLACE FUNCTION records.open_person(person bigint, purpose text, because text) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('read what records say, for a stated purpose');
  PERFORM access.demand_why(purpose, because);
  PERFORM access.demand_purpose(purpose);
  PERFORM 1 FROM access_user u WHERE u.id = access.my_user() FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM ledger_event e WHERE e.actor = access.my_user() AND e.type = 'purpose stated'
       AND e.at > now() - interval '1 minute') >= 30 THEN
    RAISE EXCEPTION 'Thirty people in a minute: wait a moment.' USING ERRCODE = 'CT003';
  END IF;
  PERFORM access.write_event('purpose stated', $2, $3, $1, '{}', '{}');
  PERFORM access.keep_asked(access.hidden_from_me(ARRAY[$1]), 'purpose', $2 || ': ' || $3);
  RETURN access.grant_purpose($1, $2, $3);
END $$;

-- Asks every agency whether it knows these people, for a purpose under which the caller looks at each of them.
CREATE OR REPLACE FUNCTION records.ask_known(persons bigint[], purpose text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE asked bigint[] := ARRAY(SELECT DISTINCT unnest(persons) ORDER BY 1);
BEGIN
  PERFORM access.demand('read what records say, for a stated purpose');
  PERFORM records.demand_looking(asked, purpose);
  PERFORM access.write_event('existence asked', $2, p.because, p.person, '{}', jsonb_strip_nulls(jsonb_build_object('case', p."case")))
    FROM (SELECT DISTINCT ON (g.person) g.* FROM access.my_purposes(asked) g WHERE g.purpose = $2) p;
  PERFORM access.keep_asked(access.hidden_from_me(asked), 'known', $2);
  RETURN access.issue_ticket('known', asked);
END $$;

CREATE OR REPLACE FUNCTION records.demand_looking(persons bigint[], purpose text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF cardinality(persons) NOT BETWEEN 1 AND 50
     OR (SELECT count(DISTINCT g.person) FROM access.my_grants(persons) g WHERE g.purpose = $2) < cardinality(persons) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
END $$;

-- Of each person and each agency the level at which it answers for the purpose, and which categories are more than that
-- they are known. A service that is silent answers nothing unless an agreement says otherwise; before a consent decision
-- that the purpose waits for, no other agency answers more than that it is to be rung; whoever may not search for people
-- whom any agency knows is told of their own agency's people only.
CREATE OR REPLACE FUNCTION records.take_known(ticket uuid, purpose text)
RETURNS TABLE (person bigint, agency text, level int, categories text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked bigint[] := access.redeem($1, 'known');
  mine text := access.my_agency();
  covered text[] := access.my_categories();
  everyone boolean := access.may('search for people whom any agency knows');
  silent text[] := access.silent();
  met bigint[] := ARRAY(SELECT a.record FROM records_about a WHERE a.person = ANY (asked));
  concealed bigint[] := records.concealed(met);
  withheld bigint[] := records.withheld(met);
  hidden bigint[] := access.hidden_from_me(asked);
BEGIN
  PERFORM records.demand_looking(asked, $2);
  RETURN QUERY
  WITH there AS MATERIALIZED (
    SELECT a.person, a.agency, a.category, array_agg(a.record) AS records, bool_and(a.record = ANY (withheld)) AS is_held
      FROM records_about a
     WHERE a.person = ANY (asked) AND a.person <> ALL (hidden) AND a.record <> ALL (concealed)
     GROUP BY a.person, a.agency, a.category),
  granted AS MATERIALIZED (SELECT g.person, g."case", g.asks_others FROM access.my_grants(asked) g WHERE g.purpose = $2),
  told AS (
    SELECT p.person, everyone OR EXISTS (SELECT 1 FROM there t WHERE t.person = p.person AND t.agency = mine AND t.category = ANY (covered)) AS is_told,
           NOT access.waits_for_consent($2) OR EXISTS (SELECT 1 FROM granted g WHERE g.person = p.person AND g.asks_others) AS may_ask
      FROM unnest(asked) p(person)),
  answer AS (
    SELECT t.person, t.agency, t.category,
           least(CASE WHEN t.is_held THEN 1 ELSE 3 END, CASE WHEN t.agency = mine THEN CASE WHEN t.category = ANY (covered) THEN 3 ELSE 0 END
                WHEN NOT o.is_told THEN 0
                WHEN o.may_ask THEN greatest(f.level, x.level, CASE WHEN everyone AND t.category <> ALL (silent) THEN 1 ELSE 0 END)
                WHEN f.level > 0 OR (everyone AND t.category <> ALL (silent)) THEN 1 ELSE 0 END) AS level
      FROM there t JOIN told o ON o.person = t.person
      LEFT JOIN (SELECT m.holder, m.category, max(m.level) AS level FROM access.my_flows($2) m GROUP BY 1, 2) f
             ON f.holder = t.agency AND f.category = t.category
      LEFT JOIN LATERAL (SELECT max(w.level)::int AS level FROM access_allowance w JOIN granted g ON g."case" = w."case" AND g.person = w.person
                          WHERE w.person = t.person AND w.holder = t.agency AND w.until_at > now() AND g.asks_others
                            AND (w.category = t.category OR w.records && t.records)) x ON true)
  SELECT p.person, g.code::text, coalesce(max(w.level), 0),
         coalesce(array_agg(w.category::text ORDER BY w.category) FILTER (WHERE w.level >= 2), '{}')
    FROM unnest(asked) p(person) CROSS JOIN access_agency g
    LEFT JOIN answer w ON w.person = p.person AND w.agency = g.code
   GROUP BY p.person, g.code;
END $$;

-- The schools on whose roll somebody is now, of those that answer the caller that they know them, as `take_known` would say.
CREATE OR REPLACE FUNCTION records.schools_of(persons bigint[], purpose text) RETURNS TABLE (person bigint, school text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mine text := access.my_agency();
  covered text[] := access.my_categories();
  everyone boolean := access.may('search for people whom any agency knows');
  hidden bigint[] := access.hidden_from_me(persons);
  enrolled bigint[] := ARRAY(SELECT r.number FROM records_about a JOIN records_record r ON r.number = a.record
    WHERE a.person = ANY (persons) AND r.kind = 'school_enrolment' AND r.superseded_by IS NULL AND (r.happened_until IS NULL OR r.happened_until > now()));
  concealed bigint[] := records.concealed(enrolled);
BEGIN
  RETURN QUERY
  SELECT DISTINCT a.person, a.agency::text FROM records_about a JOIN access_agency g ON g.code = a.agency AND g.kind = 'school'
   WHERE a.person = ANY (persons) AND a.record = ANY (enrolled) AND a.person <> ALL (hidden) AND a.record <> ALL (concealed)
     AND ((a.agency = mine AND a.category = ANY (covered))
          OR (a.agency <> mine AND records.is_told_of(a.person, $2)
              AND (everyone OR EXISTS (SELECT 1 FROM access.my_flows($2) f WHERE f.holder = a.agency AND f.category = a.category AND f.level > 0))));
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA records FROM PUBLIC;
GRANT EXECUTE ON FUNCTION records.open_person, records.ask_known, records.take_known TO ct_app;
