-- Leave and cover: from a time to a time a colleague sees somebody's work on their own list, and may take it.
CREATE OR REPLACE FUNCTION pathways.covered_by_me() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT c."user" FROM pathways_cover c, access.me() me
   WHERE c.covered_by = me."user" AND c.agency = me.agency AND c.ended_at IS NULL AND c.from_at <= now() AND c.until_at > now()
$$;

-- For oneself, or, by whoever supervises their team, for a colleague who could not say so.
CREATE OR REPLACE FUNCTION pathways.set_cover(who bigint, covered_by bigint, from_at timestamptz, until_at timestamptz, because text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); put bigint;
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  PERFORM access.demand_why(because);
  IF who <> me."user" THEN
    PERFORM access.demand('supervise a team: see its work, and be told what is overdue');
    IF NOT EXISTS (SELECT 1 FROM access_post p WHERE p.user_id = who AND p.agency_id = me.agency AND access.is_live(p)
                      AND me."user" IN (SELECT pathways.to_tell(me.agency::text, p.team_id, 1, who, NULL))) THEN
      RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
    END IF;
  END IF;
  IF EXISTS (SELECT 1 FROM unnest(ARRAY[who, $2]) w WHERE w <> me."user" AND NOT EXISTS (SELECT 1 FROM pathways.colleagues() c WHERE c."user" = w)) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  IF ($4 > now() AND $4 <= $3 + interval '366 days') IS NOT TRUE THEN
    RAISE EXCEPTION 'Say until when, within a year.' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO pathways_cover ("user", covered_by, agency, from_at, until_at, because, set_by)
  VALUES (who, $2, me.agency, $3, $4, $5, me."user") RETURNING id INTO put;
  PERFORM access.write_event('case changed', '', because, NULL, '{}', jsonb_build_object('what', 'cover', 'user', who, 'covered_by', $2));
  RETURN put;
END $$;

CREATE OR REPLACE FUNCTION pathways.end_cover(cover bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  UPDATE pathways_cover c SET ended_at = now()
   WHERE c.id = $1 AND c.agency = me.agency AND c.ended_at IS NULL AND c.until_at > now()
     AND (me."user" IN (c."user", c.covered_by, c.set_by) OR access.may('supervise a team: see its work, and be told what is overdue'));
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('case changed', '', 'cover ended', NULL, '{}', jsonb_build_object('what', 'cover ended', 'cover', $1));
END $$;

-- Those that hold or are to come, of which the caller is part; all of the agency's for whoever supervises.
CREATE OR REPLACE FUNCTION pathways.covers()
RETURNS TABLE (cover bigint, name text, covered_by text, from_at timestamptz, until_at timestamptz, because text, holds boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  RETURN QUERY SELECT c.id, u.name::text, b.name::text, c.from_at, c.until_at, c.because::text, c.from_at <= now()
    FROM pathways_cover c JOIN access_user u ON u.id = c."user" JOIN access_user b ON b.id = c.covered_by
   WHERE c.agency = me.agency AND c.ended_at IS NULL AND c.until_at > now()
     AND (me."user" IN (c."user", c.covered_by) OR access.may('supervise a team: see its work, and be told what is overdue'))
   ORDER BY c.from_at, c.id;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.set_cover, pathways.end_cover, pathways.covers TO ct_app;
