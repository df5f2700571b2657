-- Where the people of a case live, as whoever works on it says: which unit of the police answers for them.
CREATE OR REPLACE FUNCTION pathways.place_case(number bigint, unit text, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1);
BEGIN
  PERFORM access.demand_why(because);
  IF NOT EXISTS (SELECT 1 FROM pathways_policingunit u WHERE u.code = $2 AND u.since <= access.today() AND (u.until IS NULL OR u.until > access.today())) THEN
    RAISE EXCEPTION 'No such unit today.' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE pathways_case c SET unit = $2 WHERE c.number = $1;
  PERFORM pathways.write_of_all(held, because, 'placed', jsonb_build_object('unit', $2, 'was', pathways.unit_of(held)));
END $$;

CREATE OR REPLACE FUNCTION pathways.place_of(number bigint, OUT unit text, OUT is_said boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  unit := pathways.unit_of(held); is_said := held.unit <> '';
END $$;

-- The teams of the caller's agency that a case could go to, with what each has, as numbers; for whoever works on the case.
CREATE OR REPLACE FUNCTION pathways.teams_for(number bigint)
RETURNS TABLE (team bigint, name text, discipline text, unit text, is_mine boolean, works_on_it boolean, people bigint, waiting bigint, late bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1); ours bigint := access.my_team();
BEGIN
  RETURN QUERY SELECT m.id, m.name::text, m.discipline::text, m.unit::text, m.id IS NOT DISTINCT FROM ours,
         EXISTS (SELECT 1 FROM pathways_member w WHERE w.case_id = held.number AND w.team = m.id AND w.ended_at IS NULL), l.people, l.waiting, l.late
    FROM access_team m JOIN pathways.load_of(held.agency::text, pathways.kept_from_me()) l ON l.team = m.id ORDER BY m.name;
END $$;

-- Another team of the agency works on the case as well.
CREATE OR REPLACE FUNCTION pathways.give_to_team(number bigint, to_team bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1);
BEGIN
  PERFORM access.demand_why(because);
  IF NOT EXISTS (SELECT 1 FROM access_team m WHERE m.id = to_team AND m.agency_id = held.agency AND m.closed_at IS NULL) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.put_on(held, NULL, to_team, because);
  PERFORM pathways.write_of_all(held, because, 'given', jsonb_build_object('to_team', to_team));
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.teams_for, pathways.give_to_team, pathways.place_case, pathways.place_of TO ct_app;
