-- The clock of a task: stopped and set going again, or graded anew, with a reason and the authority that decided it. What it
-- comes to is counted from the rule; what happened is kept here.
CREATE OR REPLACE FUNCTION pathways.change_clock(task bigint, kind text, reason text, authority text, grade text, due_at timestamptz, known int)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE changed pathways_task; held pathways_case; declared pathways_declaredstep;
BEGIN
  SELECT t.* INTO changed FROM pathways_task t WHERE t.number = $1 AND t.done_at IS NULL AND t.step <> '' FOR UPDATE;
  held := pathways.mine_open(coalesce(changed.case_id, 0));
  PERFORM access.demand_why(reason, authority);
  IF (SELECT count(*) FROM pathways_clockchange c WHERE c.task_id = $1) <> known OR ($2 = 'pause') = (changed.stopped_at IS NOT NULL) AND $2 <> 'grade' THEN
    RAISE EXCEPTION 'Its clock was changed meanwhile.' USING ERRCODE = 'CT006';
  END IF;
  declared := pathways.declared_step(held.pathway, held.edition, changed.step);
  IF ($2 IN ('pause', 'resume', 'grade') AND ($2 = 'grade') = ($5 <> '') AND ($5 = '' OR $5 = ANY (declared.grades)) AND (declared.may_pause AND changed.due_at > now() AND $6 IS NULL OR $2 <> 'pause')
      AND ($6 IS NULL OR $6 <= greatest(now(), changed.counts_from) + declared.longest)) IS NOT TRUE THEN
    RAISE EXCEPTION 'The procedure does not say so.' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO pathways_clockchange (task_id, kind, reason, authority, grade, was, by_user)
  VALUES ($1, $2, $3, $4, $5, CASE WHEN $2 = 'grade' THEN changed.grade ELSE '' END, access.my_user());
  UPDATE pathways_task t SET stopped_at = CASE $2 WHEN 'pause' THEN now() WHEN 'resume' THEN NULL ELSE t.stopped_at END,
         grade = CASE WHEN $2 = 'grade' THEN $5 ELSE t.grade END, due_at = coalesce($6, t.due_at) WHERE t.number = $1;
  PERFORM pathways.write_task(held, changed, reason,
    CASE $2 WHEN 'pause' THEN 'clock stopped' WHEN 'resume' THEN 'clock goes on' ELSE 'graded ' || $5 END,
    jsonb_strip_nulls(jsonb_build_object('authority', authority, 'due_at', $6)));
END $$;

CREATE OR REPLACE FUNCTION pathways.clock_changes(task bigint)
RETURNS TABLE (kind text, at timestamptz, reason text, authority text, grade text, was text, by_name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM pathways.mine((SELECT t.case_id FROM pathways_task t WHERE t.number = $1));
  RETURN QUERY SELECT c.kind::text, c.at, c.reason::text, c.authority::text, c.grade::text, c.was::text, u.name::text
    FROM pathways_clockchange c JOIN access_user u ON u.id = c.by_user WHERE c.task_id = $1 ORDER BY c.id;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.change_clock, pathways.clock_changes TO ct_app;
