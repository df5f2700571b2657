-- Steps that agencies take together. One that has a quorum ends with its meeting, in one transaction; without it only with an
-- outcome that needs none, by whoever may let that stand.
CREATE OR REPLACE FUNCTION pathways.quorum_of(held pathways_case, step text) RETURNS pathways_quorum
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT q FROM pathways_quorum q WHERE q.pathway = held.pathway AND q.edition = held.edition AND q.step = $2
$$;

CREATE OR REPLACE FUNCTION pathways.needs_meeting(held pathways_case, step text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(cardinality((pathways.quorum_of(held, step)).kinds), 0) > 0
$$;

CREATE OR REPLACE FUNCTION pathways.may_stand_alone(held pathways_case, step text, outcome text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(outcome = ANY ((pathways.quorum_of(held, step)).unmet), false)
$$;

-- Whether the caller ends a meeting for it in this transaction.
CREATE OR REPLACE FUNCTION pathways.is_met(task pathways_task) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM pathways_meeting m WHERE m.case_id = task.case_id AND task.number = ANY (m.tasks) AND m.ended_at = now()
                    AND m.ended_by = access.my_user());
END $$;

CREATE OR REPLACE FUNCTION pathways.demand_meeting(held pathways_case, ends pathways_task, outcome text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF pathways.needs_meeting(held, ends.step)
     AND NOT (ends.decided_by <> '' AND pathways.may_stand_alone(held, ends.step, outcome))
     AND NOT pathways.is_met(ends) THEN
    RAISE EXCEPTION 'It ends with its meeting.' USING ERRCODE = 'CT008';
  END IF;
END $$;

-- That no meeting is needed after all: somebody who may let that stand is named, with the reason.
CREATE OR REPLACE FUNCTION pathways.finish_without_meeting(task bigint, outcome text, words text, decided_by text, times jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found pathways_task; held pathways_case; quorum pathways_quorum;
BEGIN
  SELECT t.* INTO found FROM pathways_task t WHERE t.number = $1 FOR UPDATE;
  held := pathways.mine_open(coalesce(found.case_id, 0));
  quorum := pathways.quorum_of(held, found.step);
  IF found.agency <> held.agency OR quorum.id IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.demand_why(words, $4);
  IF found.done_at IS NULL THEN
    UPDATE pathways_task t SET decided_by = left(quorum.excused_by || ': ' || $4, 120) WHERE t.number = $1 RETURNING * INTO found;
  END IF;
  PERFORM pathways.write_task(held, found, words, 'no meeting: ' || outcome, jsonb_build_object('decided_by', found.decided_by));
  RETURN pathways.end_task(held, found, outcome, words, times);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.finish_without_meeting TO ct_app;
