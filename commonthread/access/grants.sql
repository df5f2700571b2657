-- Who may look at whom: written when a purpose is stated or a case is opened, ended when the case is closed.
-- The caller's live grants for any of these people, their own and their team's: one look into an index for each person,
-- however many grants there are.
CREATE OR REPLACE FUNCTION access.my_grants(persons bigint[]) RETURNS SETOF access_grant
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE me access_session := access.me(); mine bigint := (SELECT p.team_id FROM access_post p WHERE p.id = me.post);
BEGIN
  RETURN QUERY
  SELECT found.* FROM (SELECT DISTINCT unnest(persons) AS person) wanted CROSS JOIN LATERAL (
    SELECT g.* FROM access_grant g
     WHERE g."user" = me."user" AND g.person = wanted.person AND g.until_at > now() AND g.agency = me.agency
    UNION ALL
    SELECT g.* FROM access_grant g
     WHERE g.team = mine AND g.person = wanted.person AND g.until_at > now() AND g.agency = me.agency) found;
END $$;

-- The caller's own live purposes for any of these people: a case's before one that was only stated, the newest first.
CREATE OR REPLACE FUNCTION access.my_purposes(persons bigint[])
RETURNS TABLE (person bigint, purpose text, because text, from_at timestamptz, until_at timestamptz, "case" bigint, asks_others boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT g.person, g.purpose::text, g.because::text, g.from_at, g.until_at, g."case", g.asks_others
    FROM access.my_grants($1) g ORDER BY g."case" IS NULL, g.from_at DESC, g.id DESC;
END $$;

-- Whether a purpose waits for a consent decision before other agencies are asked. `terms.py` says the same.
CREATE OR REPLACE FUNCTION access.waits_for_consent(purpose text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT $1 <> ALL ('{a section 47 enquiry,finding a missing person}'::text[])
$$;

-- A stated purpose holds for a working day, and opens nothing of other agencies.
CREATE OR REPLACE FUNCTION access.grant_purpose(person bigint, purpose text, because text) RETURNS timestamptz
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO access_grant ("user", agency, person, purpose, because, until_at)
  SELECT me."user", me.agency, $1, $2, $3, now() + interval '8 hours' FROM access.me() me RETURNING until_at
$$;

-- A case lets one of its members, a user or a team of the agency, look at one of its people. It lapses after a year.
CREATE OR REPLACE FUNCTION access.grant_case("case" bigint, to_user bigint, to_team bigint, holder text, person bigint,
  purpose text, because text, asks_others boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO access_grant ("user", team, agency, person, purpose, because, "case", asks_others, until_at)
  SELECT to_user, to_team, holder, $5, $6, $7, $1, $8, now() + interval '1 year'
   WHERE NOT EXISTS (SELECT 1 FROM access_grant g WHERE g."case" = $1 AND g.person = $5 AND g.until_at > now()
                        AND g."user" IS NOT DISTINCT FROM to_user AND g.team IS NOT DISTINCT FROM to_team)
$$;

-- Whom another agency sends to a meeting looks at one of its people by the number of the meeting, until a time.
CREATE OR REPLACE FUNCTION access.grant_guest(meeting bigint, to_user bigint, of_agency text, person bigint, purpose text, because text,
  asks_others boolean, until_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO access_grant ("user", agency, person, purpose, because, "case", asks_others, until_at)
  VALUES (to_user, of_agency, $4, $5, $6, $1, $7, $8)
$$;

-- Takes grants of a case away at once: for one of its people, for one of its members, or all of them.
CREATE OR REPLACE FUNCTION access.end_case_grants("case" bigint, person bigint, of_user bigint, of_team bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE access_grant g SET until_at = now()
   WHERE g."case" = $1 AND g.until_at > now() AND g.person = coalesce($2, g.person)
     AND (coalesce(of_user, of_team) IS NULL OR g."user" = of_user OR g.team = of_team)
$$;

CREATE OR REPLACE FUNCTION access.let_case_ask("case" bigint, person bigint, asks boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE access_grant g SET asks_others = asks WHERE g."case" = $1 AND g.person = $2 AND g.until_at > now()
$$;

-- The desk to ring wherever the answer is *nothing*: the same for whoever is not there and whoever is not shown.
CREATE OR REPLACE FUNCTION access.duty_desk() RETURNS TABLE (name text, telephone text, hours text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT a.name, a.duty_telephone, a.duty_hours FROM access_agency a, access_agency mine
   WHERE mine.code = access.my_agency()
     AND (a.code = mine.code OR (a.kind = 'children''s services' AND a.district = mine.district AND mine.district <> ''))
   ORDER BY a.kind = 'children''s services' DESC, a.code LIMIT 1
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.my_purposes, access.duty_desk, access.waits_for_consent TO ct_app;
