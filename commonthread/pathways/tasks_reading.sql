-- Those of one case, in the order in which they began.
CREATE OR REPLACE FUNCTION pathways.tasks(number bigint)
RETURNS TABLE (task bigint, step text, person bigint, owner text, grade text, begun_at timestamptz, counts_from timestamptz,
  due_at timestamptz, done_at timestamptz, done_by text, outcome text, words text, does text, source text, because text, set_by text,
  agency text, may_ask boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN QUERY
  SELECT t.number, t.step::text, pathways.shown_as(t.person), coalesce(u.name, m.name, 'the duty desk')::text, t.grade::text, t.begun_at, t.counts_from,
         t.due_at, t.done_at, coalesce(d.name, '')::text, t.outcome::text, t.words::text, t.does::text, t.source::text, t.because::text,
         coalesce(s.name, '')::text, t.agency::text,
         t.agency = held.agency OR EXISTS (SELECT 1 FROM pathways.asked_about(t))
    FROM pathways_task t LEFT JOIN access_user u ON u.id = t."user" LEFT JOIN access_team m ON m.id = t.team
    LEFT JOIN access_user d ON d.id = t.done_by LEFT JOIN access_user s ON s.id = t.set_by
   WHERE t.case_id = held.number ORDER BY t.begun_at, t.number;
END $$;

-- What waits to be done by the caller, or by their team: whoever has left its posts owns nothing any more.
CREATE OR REPLACE FUNCTION pathways.work(of_team boolean)
RETURNS TABLE (task bigint, "case" bigint, is_mine boolean, pathway text, edition text, step text, person bigint, owner text, has_left boolean,
  grade text, counts_from timestamptz, due_at timestamptz, does text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ours bigint := access.my_team();
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  RETURN QUERY
  SELECT t.number, c.number,
         EXISTS (SELECT 1 FROM pathways_member m WHERE m.case_id = c.number AND m.ended_at IS NULL AND (m."user" = me."user" OR m.team = ours)),
         c.pathway::text, c.edition::text, t.step::text,
         CASE WHEN EXISTS (SELECT 1 FROM pathways_member m WHERE m.case_id = c.number AND m.ended_at IS NULL AND (m."user" = me."user" OR m.team = ours))
              THEN pathways.shown_as(t.person) END,
         coalesce(u.name, m.name, '')::text,
         t."user" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM access_post p WHERE p.user_id = t."user" AND p.agency_id = me.agency
                                                AND p.from_at <= now() AND (p.until_at IS NULL OR p.until_at > now())),
         t.grade::text, t.counts_from, t.due_at, t.does::text
    FROM pathways_task t JOIN pathways_case c ON c.number = t.case_id AND c.agency = me.agency AND c.closed_at IS NULL
    LEFT JOIN access_user u ON u.id = t."user" LEFT JOIN access_team m ON m.id = t.team
   WHERE t.done_at IS NULL AND (t."user" = me."user" OR of_team AND t.team = ours)
   ORDER BY t.due_at, t.number LIMIT 500;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.tasks, pathways.work TO ct_app;
