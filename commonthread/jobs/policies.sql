-- Jobs for administrators, who see no record: numbers, tasks and times. What a job is about is nowhere here.
GRANT USAGE ON SCHEMA jobs TO ct_app, ct_engine;

DO $$
DECLARE held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['jobs_failure', 'jobs_givenup', 'jobs_life'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$I FORCE ROW LEVEL SECURITY', held);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %I', held);
    EXECUTE format('CREATE POLICY owner_all ON %I TO ct_owner USING (true) WITH CHECK (true)', held);
    EXECUTE format('REVOKE ALL ON %I FROM ct_door, ct_app, ct_finder, ct_engine', held);
  END LOOP;
  FOREACH held IN ARRAY ARRAY['jobs_failure', 'jobs_life'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS engine_all ON %I', held);
    EXECUTE format('CREATE POLICY engine_all ON %I TO ct_engine USING (true) WITH CHECK (true)', held);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO ct_engine', held);
  END LOOP;
END $$;
GRANT USAGE ON SEQUENCE jobs_failure_id_seq TO ct_engine;

-- When a worker last lived, how many jobs could have been begun, and how many failed; for anybody who is signed in.
CREATE OR REPLACE FUNCTION jobs.life() RETURNS TABLE (at timestamptz, waits bigint, failed bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.me();
  RETURN QUERY SELECT (SELECT l.at FROM jobs_life l),
    (SELECT count(*) FROM procrastinate_jobs j WHERE j.status = 'todo' AND coalesce(j.scheduled_at, now()) <= now()),
    (SELECT count(*) FROM procrastinate_jobs j WHERE j.status = 'failed' AND NOT jobs.comes_round(j.id)
        AND NOT EXISTS (SELECT 1 FROM jobs_givenup g WHERE g.job = j.id));
END $$;

-- A periodic task is deferred anew at its next time, whatever became of the last.
CREATE OR REPLACE FUNCTION jobs.comes_round(job bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM procrastinate_periodic_defers d WHERE d.job_id = $1)
$$;

CREATE OR REPLACE FUNCTION jobs.asked_at(job bigint) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT min(e.at) FROM procrastinate_events e WHERE e.job_id = $1 AND e.type = 'deferred'
$$;

CREATE OR REPLACE FUNCTION jobs.waiting()
RETURNS TABLE (task text, "count" bigint, oldest timestamptz, running bigint, later bigint, next_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  RETURN QUERY
  SELECT j.task_name::text, count(*) FILTER (WHERE j.status = 'todo' AND NOT l.is_later),
         min(jobs.asked_at(j.id)) FILTER (WHERE j.status = 'todo' AND NOT l.is_later), count(*) FILTER (WHERE j.status = 'doing'),
         count(*) FILTER (WHERE l.is_later), min(j.scheduled_at) FILTER (WHERE l.is_later)
    FROM procrastinate_jobs j, LATERAL (SELECT j.status = 'todo' AND coalesce(j.scheduled_at, now()) > now() AS is_later) l
   WHERE j.status IN ('todo', 'doing') GROUP BY 1 ORDER BY 3 NULLS LAST, 1;
END $$;

CREATE OR REPLACE FUNCTION jobs.failed(lim int, off int)
RETURNS TABLE (number bigint, task text, asked_at timestamptz, failed_at timestamptz, attempts int, why text, is_periodic boolean,
  given_up_at timestamptz, given_up_by text, given_up_because text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  RETURN QUERY
  SELECT j.id, j.task_name::text, jobs.asked_at(j.id), f.at, coalesce(f.attempt, j.attempts), coalesce(f.why, '')::text, jobs.comes_round(j.id),
         g.at, coalesce(u.name, '')::text, coalesce(g.because, '')::text
    FROM procrastinate_jobs j
    LEFT JOIN LATERAL (SELECT x.* FROM jobs_failure x WHERE x.job = j.id ORDER BY x.id DESC LIMIT 1) f ON true
    LEFT JOIN jobs_givenup g ON g.job = j.id LEFT JOIN access_user u ON u.id = g.by
   WHERE j.status = 'failed' ORDER BY g.at IS NOT NULL, jobs.comes_round(j.id), f.at DESC NULLS LAST, j.id DESC LIMIT lim OFFSET off;
END $$;

-- A job that has failed, held while something is done with it.
CREATE OR REPLACE FUNCTION jobs.must_have_failed(job bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  PERFORM 1 FROM procrastinate_jobs j WHERE j.id = $1 AND j.status = 'failed' FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION jobs.try_again(job bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM jobs.must_have_failed($1);
  DELETE FROM jobs_givenup g WHERE g.job = $1;
  UPDATE procrastinate_jobs j SET status = 'todo', attempts = 0, scheduled_at = now() WHERE j.id = $1;
  PERFORM access.write_event('job changed', '', '', NULL, '{}', jsonb_build_object('job', $1, 'what', 'tried again'));
END $$;

CREATE OR REPLACE FUNCTION jobs.give_up(job bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand_why(because);
  PERFORM jobs.must_have_failed($1);
  INSERT INTO jobs_givenup (job, by, because) VALUES ($1, access.my_user(), $2) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('job changed', '', $2, NULL, '{}', jsonb_build_object('job', $1, 'what', 'given up'));
END $$;

-- What was done goes after a day, what failed after half a year. The last time of each periodic task stays, so that it is
-- not begun again for it.
CREATE OR REPLACE FUNCTION jobs.clear_finished() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH old AS (SELECT e.job_id AS id, max(e.at) AS at FROM procrastinate_events e GROUP BY e.job_id)
  DELETE FROM procrastinate_jobs j USING old
   WHERE old.id = j.id AND ((j.status IN ('succeeded', 'cancelled', 'aborted') AND old.at < now() - interval '1 day')
                         OR (j.status = 'failed' AND old.at < now() - interval '180 days'));
  DELETE FROM jobs_failure f WHERE f.at < now() - interval '180 days';
  DELETE FROM jobs_givenup g WHERE NOT EXISTS (SELECT 1 FROM procrastinate_jobs j WHERE j.id = g.job);
  DELETE FROM procrastinate_periodic_defers d WHERE d.job_id IS NULL
     AND d.id < (SELECT max(n.id) FROM procrastinate_periodic_defers n WHERE n.task_name = d.task_name AND n.periodic_id = d.periodic_id);
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION jobs.life, jobs.waiting, jobs.failed, jobs.try_again, jobs.give_up TO ct_app;
GRANT EXECUTE ON FUNCTION jobs.clear_finished TO ct_engine;
