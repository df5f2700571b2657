-- Who is hidden from the caller, whatever else they may see: somebody restricted for another team than theirs, and
-- somebody with whom they have a conflict of interest. Every function that names a person subtracts these first.
DO $$
DECLARE personal text;
BEGIN
  FOREACH personal IN ARRAY ARRAY[
    'access_restriction',
    'access_conflict',
    'access_asked',
    'access_declaration'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$I FORCE ROW LEVEL SECURITY', personal);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %I', personal);
    EXECUTE format('CREATE POLICY owner_all ON %I TO ct_owner USING (true) WITH CHECK (true)', personal);
  END LOOP;
END $$;
REVOKE ALL ON access_restriction, access_conflict, access_asked, access_declaration FROM ct_door, ct_app, ct_finder, ct_engine;

CREATE OR REPLACE FUNCTION access.my_team() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN (SELECT p.team_id FROM access_post p WHERE p.id = (SELECT post FROM access.me()));
END $$;

-- Those of these people (for NULL: of all) who are hidden from the caller, and since when. Of several restrictions each must be one's own
-- team's: two that met in a merge hide from both teams until they agree.
CREATE OR REPLACE FUNCTION access.hidden_since(persons bigint[]) RETURNS TABLE (person bigint, since timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  me access_session := access.me();
  mine bigint := (SELECT p.team_id FROM access_post p WHERE p.id = me.post);
BEGIN
  RETURN QUERY
  SELECT h.person, max(h.from_at) FROM (
    SELECT r.person, r.from_at FROM access_restriction r
     WHERE (persons IS NULL OR r.person = ANY (persons)) AND r.team IS DISTINCT FROM mine AND (r.until_at IS NULL OR r.until_at > now())
    UNION ALL
    SELECT c.person, c.from_at FROM access_conflict c
     WHERE c."user" = me."user" AND (persons IS NULL OR c.person = ANY (persons))
       AND (c.until_at IS NULL OR c.until_at > now())) h
   GROUP BY h.person;
END $$;

CREATE OR REPLACE FUNCTION access.hidden_from_me(persons bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT person FROM access.hidden_since(persons));
END $$;

-- What hides one person hides whoever they are found to be, and every part of them.
CREATE OR REPLACE FUNCTION access.hide_alike(person bigint, like_person bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO access_restriction (person, team, why, by, from_at, review_on, until_at, inherited_from)
  SELECT $1, r.team, r.why, r.by, r.from_at, r.review_on, r.until_at, r.number FROM access_restriction r
   WHERE r.person = $2 AND $1 <> $2 AND (r.until_at IS NULL OR r.until_at > now())
     AND NOT EXISTS (SELECT 1 FROM access_restriction o WHERE o.person = $1 AND o.team = r.team
                      AND (o.until_at IS NULL OR o.until_at > now()));
  INSERT INTO access_conflict ("user", person, kind, is_detected, by, from_at, until_at)
  SELECT c."user", $1, c.kind, c.is_detected, c.by, c.from_at, c.until_at FROM access_conflict c
   WHERE c.person = $2 AND $1 <> $2 AND (c.until_at IS NULL OR c.until_at > now())
     AND NOT EXISTS (SELECT 1 FROM access_conflict o WHERE o.person = $1 AND o."user" = c."user"
                      AND (o.until_at IS NULL OR o.until_at > now()));
$$;

-- Somebody asked about these people. Kept of those who are restricted, for the team that is named; of anybody else
-- nothing is kept, and the caller cannot tell which it was.
CREATE OR REPLACE FUNCTION access.keep_asked(persons bigint[], how text, words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  INSERT INTO access_asked (person, "user", agency, how, words)
  SELECT DISTINCT r.person, me."user", me.agency, $2, left($3, 600) FROM access_restriction r
   WHERE r.person = ANY (persons) AND (r.until_at IS NULL OR r.until_at > now());
END $$;

-- Restrictions and seals are looked at again within a year.
CREATE OR REPLACE FUNCTION access.demand_review(review_on date) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (review_on > access.today() AND review_on <= access.today() + 366) IS NOT TRUE THEN
    RAISE EXCEPTION 'It is to be reviewed within a year.' USING ERRCODE = 'check_violation';
  END IF;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access FROM PUBLIC;
