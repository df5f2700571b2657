-- Taking a task from the list of somebody else: whoever was told of it and still supervises, whoever supervises its team or covers its owner, and
-- the team of an owner who has left. They are put on the case with it, with a reason.
CREATE OR REPLACE FUNCTION pathways.may_take(task pathways_task, me access_session, ours bigint, supervises boolean) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT task.agency = me.agency AND task.done_at IS NULL AND task."user" IS DISTINCT FROM me."user"
     AND task.case_id <> ALL ((SELECT pathways.kept_from_me())::bigint[])
     AND (supervises AND task.team = ours
       OR task."user" IN (SELECT * FROM pathways.covered_by_me())
       OR supervises AND EXISTS (SELECT 1 FROM pathways_told p WHERE p.task_id = task.number AND (p."user" = me."user" OR p."user" IS NULL))
       OR task.team = ours AND (task."user" IS NULL OR pathways.has_left(task."user", me.agency)))
$$;

CREATE OR REPLACE FUNCTION pathways.take_task(task bigint, because text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ours bigint := access.my_team(); taken pathways_task; held pathways_case;
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  PERFORM access.demand_why(because);
  SELECT t.* INTO taken FROM pathways_task t WHERE t.number = $1 FOR UPDATE;
  SELECT c.* INTO held FROM pathways_case c WHERE c.number = taken.case_id AND c.agency = me.agency AND (c.closed_at IS NULL OR pathways.outlasts(taken));
  IF held.number IS NULL OR NOT pathways.may_take(taken, me, ours, access.may('supervise a team: see its work, and be told what is overdue')) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.put_on(held, me."user", NULL, because);
  UPDATE pathways_task t SET "user" = me."user", team = coalesce(ours, t.team) WHERE t.number = $1;
  UPDATE pathways_offer o SET accepted = false, answered_by = me."user", answered_at = now(), answer = 'somebody took it'
   WHERE o.task_id = $1 AND o.answered_at IS NULL;
  PERFORM pathways.write_task(held, taken, because, 'task taken', jsonb_strip_nulls(jsonb_build_object('from', taken."user")));
  RETURN held.number;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.take_task TO ct_app;
