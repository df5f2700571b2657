-- Those of one case, in the order in which they began.
CREATE OR REPLACE FUNCTION pathways.tasks(number bigint)
RETURNS TABLE (task bigint, step text, person bigint, owner text, grade text, begun_at timestamptz, counts_from timestamptz,
  due_at timestamptz, done_at timestamptz, done_by text, outcome text, words text, does text, source text, because text, set_by text,
  agency text, may_ask boolean,
  stopped_at timestamptz, told text[], told_at timestamptz, decided_by text, disagreement bigint, notice bigint, minutes_of bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN QUERY
  SELECT t.number, t.step::text, pathways.shown_as(t.person), coalesce(u.name, m.name, 'the duty desk')::text, t.grade::text, t.begun_at, t.counts_from,
         t.due_at, t.done_at, coalesce(d.name, '')::text, t.outcome::text, t.words::text, t.does::text, t.source::text, t.because::text,
         coalesce(s.name, '')::text, t.agency::text,
         t.agency = held.agency OR EXISTS (SELECT 1 FROM pathways.asked_about(t)), t.stopped_at,
         ARRAY(SELECT DISTINCT n.name::text FROM pathways_told p JOIN access_user n ON n.id = p."user" WHERE p.task_id = t.number AND p.due_at = t.due_at),
         (SELECT min(p.told_at) FROM pathways_told p WHERE p.task_id = t.number AND p.due_at = t.due_at),
         t.decided_by::text, CASE WHEN t.step = '' AND t.done_at IS NULL THEN pathways.waits_of(t.number) END, pathways.notice_of(t),
         CASE WHEN t.key LIKE 'minutes of meeting %' THEN split_part(t.key, ' ', 4)::bigint END
    FROM pathways_task t LEFT JOIN access_user u ON u.id = t."user" LEFT JOIN access_team m ON m.id = t.team
    LEFT JOIN access_user d ON d.id = t.done_by LEFT JOIN access_user s ON s.id = t.set_by
   WHERE t.case_id = held.number ORDER BY t.begun_at, t.number;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.tasks TO ct_app;
