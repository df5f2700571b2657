-- What ends with a case, and what does not.

-- Of which notice a task waits: that nobody acknowledged it, or that it did not go.
CREATE OR REPLACE FUNCTION pathways.notice_of(task pathways_task) RETURNS bigint
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN task.key LIKE 'notice %' THEN split_part(task.key, ' ', 2)::bigint END
$$;

-- What does not end with the case: a disagreement about it, what was sent out of it and has not been heard, and sending the minutes of
-- a meeting to which others were asked.
CREATE OR REPLACE FUNCTION pathways.outlasts(task pathways_task) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN pathways.notice_of(task) IS NOT NULL OR pathways.waits_of(task.number) IS NOT NULL
      OR task.key LIKE 'minutes %' AND EXISTS (
           SELECT 1 FROM pathways_meeting m JOIN pathways_attendee a ON a.meeting_id = m.number AND a.part <> 'none'
             JOIN pathways_case c ON c.number = m.case_id AND c.agency <> a.agency
            WHERE m.case_id = task.case_id AND task.key = pathways.minutes_key(m.number));
END $$;

-- Nothing else stays to be done about somebody who is in the case no more, or in a case that is closed.
CREATE OR REPLACE FUNCTION pathways.end_tasks(of_case bigint, about bigint, why text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE pathways_task t SET done_at = now(), done_by = access.my_user(), outcome = why
   WHERE t.case_id = of_case AND t.done_at IS NULL AND (about IS NULL OR t.person = about) AND NOT pathways.outlasts(t);
  UPDATE pathways_task t SET person = NULL WHERE t.case_id = of_case AND t.done_at IS NULL AND t.person = about
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
