-- The teams of the caller's agency that a case could go to, with what each has, as numbers; for whoever works on the case.
CREATE OR REPLACE FUNCTION pathways.teams_for(number bigint)
RETURNS TABLE (team bigint, name text, discipline text, unit text, is_mine boolean, works_on_it boolean, people bigint, waiting bigint, late bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1); ours bigint := access.my_team();
BEGIN
  RETURN QUERY
  WITH has AS (
    SELECT t.team, count(*) AS waiting, count(*) FILTER (WHERE t.stopped_at IS NULL AND t.due_at < now()) AS late
      FROM pathways_task t JOIN pathways_case c ON c.number = t.case_id AND c.closed_at IS NULL
     WHERE t.agency = held.agency AND t.done_at IS NULL AND t.team IS NOT NULL GROUP BY t.team),
  post AS (
    SELECT p.team_id, count(DISTINCT p.user_id) AS people FROM access_post p WHERE p.agency_id = held.agency AND access.is_live(p) GROUP BY p.team_id)
  SELECT m.id, m.name::text, m.discipline::text, m.unit::text, m.id IS NOT DISTINCT FROM ours,
         EXISTS (SELECT 1 FROM pathways_member w WHERE w.case_id = held.number AND w.team = m.id AND w.ended_at IS NULL),
         coalesce(post.people, 0), coalesce(has.waiting, 0), coalesce(has.late, 0)
    FROM access_team m LEFT JOIN has ON has.team = m.id LEFT JOIN post ON post.team_id = m.id
   WHERE m.agency_id = held.agency AND m.closed_at IS NULL ORDER BY m.name;
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
GRANT EXECUTE ON FUNCTION pathways.teams_for, pathways.give_to_team TO ct_app;
