-- Who is asking, what they may, and the tickets of the door. Errors: CT001 no live scope, CT002 not allowed.
CREATE SCHEMA IF NOT EXISTS access AUTHORIZATION ct_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM ct_door, ct_engine;
GRANT USAGE ON SCHEMA public TO ct_door, ct_app, ct_finder, ct_engine;
GRANT USAGE ON SCHEMA access TO ct_door, ct_app, ct_finder, ct_engine;

DO $$
DECLARE personal text;
BEGIN
  FOREACH personal IN ARRAY ARRAY[
    'access_user',
    'access_post',
    'access_session',
    'access_grant',
    'access_allowance',
    'access_ticket',
    'access_directory',
    'access_client',
    'access_clientsecret',
    'access_clientuse',
    'access_invitation'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$I FORCE ROW LEVEL SECURITY', personal);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %I', personal);
    EXECUTE format('CREATE POLICY owner_all ON %I TO ct_owner USING (true) WITH CHECK (true)', personal);
  END LOOP;
END $$;

-- The door: accounts, sessions and second factors.
GRANT SELECT ON access_agency, access_team, access_post TO ct_door;
GRANT SELECT, UPDATE ON access_user TO ct_door;
DROP POLICY IF EXISTS door_all ON access_user;
CREATE POLICY door_all ON access_user TO ct_door USING (true) WITH CHECK (true);
DROP POLICY IF EXISTS door_all ON access_post;
CREATE POLICY door_all ON access_post FOR SELECT TO ct_door USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON django_session, account_emailaddress, account_emailconfirmation,
  mfa_authenticator, socialaccount_socialaccount, socialaccount_socialtoken, sign_in_limits TO ct_door;
GRANT SELECT ON socialaccount_socialapp TO ct_door;
GRANT SELECT ON django_content_type TO ct_door;

DO $$
DECLARE held text;
BEGIN
  FOREACH held IN ARRAY ARRAY[
    'django_session',
    'account_emailaddress',
    'account_emailconfirmation',
    'mfa_authenticator',
    'socialaccount_socialaccount',
    'socialaccount_socialapp',
    'socialaccount_socialtoken',
    'sign_in_limits'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$I FORCE ROW LEVEL SECURITY', held);
    EXECUTE format('DROP POLICY IF EXISTS door_all ON %I', held);
    EXECUTE format('CREATE POLICY door_all ON %I TO ct_door, ct_owner USING (true) WITH CHECK (true)', held);
  END LOOP;
END $$;

-- The day that it is in England. A connection's own day is that of UTC: in summer it is yesterday's for an hour after midnight.
CREATE OR REPLACE FUNCTION access.today() RETURNS date
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$ SELECT (now() AT TIME ZONE 'Europe/London')::date $$;

-- What somebody does not use for so long has ended; a system's token has an end of its own.
CREATE OR REPLACE FUNCTION access.idle() RETURNS interval
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$ SELECT interval '15 minutes' $$;

-- A post that has ended or become another ends its scopes at once: liveness is read from the post on every statement,
-- in a transaction that is short and sees what others commit, so that `now()` is now.
CREATE OR REPLACE FUNCTION access.me() RETURNS access_session
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine access_session;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' OR clock_timestamp() > now() + interval '1 minute' THEN
    RAISE EXCEPTION 'There is no live scope in a long transaction.' USING ERRCODE = 'CT001';
  END IF;
  SELECT s.* INTO mine
    FROM access_session s
    JOIN access_post p ON p.id = s.post AND p.agency_id = s.agency AND p.role = s.role
     AND p.from_at <= now() AND (p.until_at IS NULL OR p.until_at > now())
    JOIN access_user u ON u.id = s."user" AND u.is_active
   WHERE s.token_digest = sha256(current_setting('commonthread.token', true)::bytea)
     AND s.ended_at IS NULL AND s.expires_at > now()
     AND (s.client IS NOT NULL OR s.seen_at > now() - access.idle());
  IF mine.token_digest IS NULL THEN
    RAISE EXCEPTION 'There is no live scope.' USING ERRCODE = 'CT001';
  END IF;
  RETURN mine;
END $$;

CREATE OR REPLACE FUNCTION access.enter(token text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM set_config('commonthread.token', token, true);
  PERFORM access.me();
END $$;

CREATE OR REPLACE FUNCTION access.my_user() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN (SELECT "user" FROM access.me());
END $$;

CREATE OR REPLACE FUNCTION access.my_agency() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN (SELECT agency FROM access.me());
END $$;

CREATE OR REPLACE FUNCTION access.my_categories() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(c.category::text), '{}') FROM access_rolecategory c, access.me() me
     WHERE c.role = me.role AND (me.only_categories IS NULL OR c.category = ANY (me.only_categories)));
END $$;

CREATE OR REPLACE FUNCTION access.may(permission text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM access_rolepermission p, access.me() me WHERE p.role = me.role AND p.permission = $1
      AND (me.only_permissions IS NULL OR $1 = ANY (me.only_permissions)));
END $$;

CREATE OR REPLACE FUNCTION access.demand(permission text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT access.may(permission) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
END $$;

-- Nobody says that they look for what is not for their post to look for; nothing is looked up before.
CREATE OR REPLACE FUNCTION access.may_state(purpose text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM access_rolepurpose p, access.me() me WHERE p.role = me.role AND p.purpose = $1);
END $$;

CREATE OR REPLACE FUNCTION access.demand_purpose(purpose text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT access.may_state(purpose) THEN
    RAISE EXCEPTION 'This post does not state that purpose.' USING ERRCODE = 'CT010';
  END IF;
END $$;

-- Nothing is read or changed without saying why.
CREATE OR REPLACE FUNCTION access.demand_why(VARIADIC words text[]) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM unnest(words) word WHERE (word ~ '\S') IS NOT TRUE) THEN
    RAISE EXCEPTION 'A reason is needed.' USING ERRCODE = 'check_violation';
  END IF;
END $$;

-- Categories of which nobody outside the agency is told without an agreement, not even that somebody is known.
CREATE OR REPLACE FUNCTION access.silent() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$ SELECT '{mental health,substance use,sexual health}'::text[] $$;

GRANT SELECT ON access_agency, access_team TO ct_app;
GRANT SELECT ON access_agency, access_team, access_grant TO ct_engine;
GRANT SELECT ON access_directory TO ct_app;
GRANT SELECT, INSERT, UPDATE ON access_directory TO ct_engine;
DROP POLICY IF EXISTS engine_all ON access_directory;
CREATE POLICY engine_all ON access_directory TO ct_engine USING (true) WITH CHECK (true);
DROP POLICY IF EXISTS colleagues ON access_directory;
CREATE POLICY colleagues ON access_directory FOR SELECT TO ct_app USING ((SELECT access.my_user()) IS NOT NULL);
DROP POLICY IF EXISTS engine_all ON access_grant;
CREATE POLICY engine_all ON access_grant FOR SELECT TO ct_engine USING (true);

-- Every event of a person's goes through here, with the actor and agency of the live scope; its transaction is on disk
-- once it has committed, whatever the connection was told.
CREATE OR REPLACE FUNCTION access.write_event(type text, purpose text, reason text, subject bigint, records bigint[], data jsonb)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); written bigint;
BEGIN
  PERFORM set_config('synchronous_commit', 'on', true);
  INSERT INTO ledger_event (type, actor, agency, purpose, reason, subject, records, data)
  VALUES ($1, me."user", me.agency, $2, $3, $4, $5,
          $6 || CASE WHEN me.client IS NULL THEN '{}' ELSE jsonb_build_object('client', me.client) END)
  RETURNING ledger_event.number INTO written;
  RETURN written;
END $$;

CREATE OR REPLACE FUNCTION access.issue_ticket(what text, numbers bigint[]) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); issued uuid := gen_random_uuid();
BEGIN
  INSERT INTO access_ticket (ticket, session, what, numbers) VALUES (issued, me.token_digest, $1, to_jsonb($2));
  RETURN issued;
END $$;

-- The numbers of a ticket, once the transaction that asked has committed; same session, one minute.
CREATE OR REPLACE FUNCTION access.redeem(presented uuid, for_what text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE numbers bigint[];
BEGIN
  SELECT ARRAY(SELECT value::bigint FROM jsonb_array_elements_text(t.numbers)) INTO numbers
    FROM access_ticket t
   WHERE t.ticket = presented AND t.what = for_what AND t.session = (SELECT token_digest FROM access.me())
     AND t.asked_at > now() - interval '1 minute' AND pg_xact_status(t.xid) = 'committed';
  IF numbers IS NULL THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN numbers;
END $$;

-- What nobody can use any more: sign-ins that have run out, and scopes, tickets and grants of yesterday. What was done
-- with them stands on the ledger.
CREATE OR REPLACE FUNCTION access.clear_what_ended() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM django_session WHERE expire_date < now();
  DELETE FROM access_ticket WHERE asked_at < now() - interval '1 hour';
  DELETE FROM access_session WHERE least(ended_at, expires_at) < now() - interval '1 day';
  DELETE FROM access_grant WHERE until_at < now() - interval '1 day';
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.clear_what_ended TO ct_engine;
GRANT EXECUTE ON FUNCTION
  access.enter,
  access.me,
  access.my_user,
  access.my_agency,
  access.my_categories,
  access.may,
  access.demand
TO ct_app, ct_finder;

-- The queue. Work is put on it by the functions that cause it, in their transaction: by name, with numbers, never words.
CREATE SCHEMA IF NOT EXISTS jobs AUTHORIZATION ct_owner;

CREATE OR REPLACE FUNCTION jobs.put(task text, numbers bigint[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT (procrastinate_defer_jobs_v1(ARRAY[ROW('default', task, 0, NULL, NULL,
    jsonb_build_object('numbers', to_jsonb(numbers)), NULL)::procrastinate_job_to_defer_v1]))[1]
$$;

CREATE OR REPLACE FUNCTION jobs.enqueue(task text, numbers bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF task NOT IN ('link_new', 'derive_households', 'load_delivery', 'destroy_files', 'send_notices', 'follow_parting') THEN
    RAISE EXCEPTION 'No such work.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.me();
  RETURN jobs.put(task, numbers);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION jobs.put TO ct_engine;
GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers,
  procrastinate_workers TO ct_engine;
GRANT USAGE ON SEQUENCE procrastinate_jobs_id_seq, procrastinate_events_id_seq, procrastinate_periodic_defers_id_seq TO ct_engine;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO ct_engine;
