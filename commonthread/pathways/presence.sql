-- Who has a case open now, so that two people at once see each other. Each look has an end, which a page that is still open puts
-- off; what has ended is shown to nobody, and goes.
CREATE OR REPLACE FUNCTION pathways.look_in(number bigint, by_itself boolean) RETURNS TABLE (name text, since timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1); me access_session := access.me();
BEGIN
  DELETE FROM pathways_looking l WHERE l."user" = me."user" AND l.until_at < now();
  IF held.closed_at IS NULL THEN
    INSERT INTO pathways_looking (case_id, "user", until_at)
    VALUES (held.number, me."user", now() + CASE WHEN by_itself THEN interval '2 minutes' ELSE interval '15 minutes' END)
    ON CONFLICT (case_id, "user") DO UPDATE SET until_at = EXCLUDED.until_at;
  END IF;
  RETURN QUERY SELECT * FROM pathways.open_with(held.number, held.agency);
END $$;

-- Those beside the caller who have it open and still work on it.
CREATE OR REPLACE FUNCTION pathways.open_with(of_case bigint, of_agency text) RETURNS TABLE (name text, since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT u.name::text, l.since_at FROM pathways_looking l JOIN access_user u ON u.id = l."user"
   WHERE l.case_id = of_case AND l."user" <> access.my_user() AND l.until_at > now()
     AND EXISTS (SELECT 1 FROM access_post p JOIN pathways_member m ON m.case_id = of_case AND m.ended_at IS NULL
                        AND (m."user" = l."user" OR m.team = p.team_id)
                  WHERE p.user_id = l."user" AND p.agency_id = of_agency AND access.is_live(p))
   ORDER BY l.since_at, u.name
$$;

-- What others did in a case since the caller's page was opened, the newest first: so that nobody decides on what has changed.
CREATE OR REPLACE FUNCTION pathways.done_since(number bigint, since timestamptz) RETURNS TABLE (name text, what text, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1); me bigint := access.my_user();
BEGIN
  RETURN QUERY
  SELECT coalesce(u.name, '')::text, d.what, d.at FROM (
      SELECT t.done_by AS who, CASE t.step WHEN 'rating' THEN 'rated it' WHEN 'checks' THEN 'answered' ELSE 'did a task' END AS what, t.done_at AS at
        FROM pathways_task t WHERE t.case_id = held.number AND t.done_at > since AND t.step <> 'decision'
      UNION ALL SELECT c.joined_by, 'brought what was told again', coalesce(c.joined_at, c.arrived_at) FROM pathways_contact c
        WHERE c.case_id = held.number AND coalesce(c.joined_at, c.arrived_at) > greatest(since, held.opened_at)
      UNION ALL SELECT e.decided_by, 'decided', e.decided_at FROM pathways_decided e WHERE e.case_id = held.number AND e.decided_at > since
      UNION ALL SELECT s.recorded_by, 'recorded the consent decision', s.recorded_at FROM pathways_consent s
        WHERE s.case_id = held.number AND s.recorded_at > since
      UNION ALL SELECT p.added_by, 'put somebody in', p.added_at FROM pathways_caseperson p WHERE p.case_id = held.number AND p.added_at > since
      UNION ALL SELECT p.ended_by, 'took somebody out', p.ended_at FROM pathways_caseperson p WHERE p.case_id = held.number AND p.ended_at > since
      UNION ALL SELECT c.answered_by, 'told whoever told', c.answered_at FROM pathways_contact c WHERE c.case_id = held.number AND c.answered_at > since
      UNION ALL SELECT held.closed_by, 'closed it', held.closed_at WHERE held.closed_at > since) d
    LEFT JOIN access_user u ON u.id = d.who
   WHERE d.who IS DISTINCT FROM me GROUP BY u.name, d.what, d.at ORDER BY d.at DESC LIMIT 5;
END $$;

-- As `engine`: a look that has ended is nobody's business any more.
CREATE OR REPLACE FUNCTION pathways.clear_looks() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM pathways_looking l WHERE l.until_at < now()
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.look_in, pathways.done_since TO ct_app;
GRANT EXECUTE ON FUNCTION pathways.clear_looks TO ct_engine;
