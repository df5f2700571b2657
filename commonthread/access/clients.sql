-- Agencies' systems. A client holds a post of the role `system`, so that everything that asks `access.me()` holds for it
-- as for a person; its token is the token of a scope. No login may read these tables: they are reached by functions only.
GRANT SELECT ON access_client TO ct_engine;
DROP POLICY IF EXISTS engine_all ON access_client;
CREATE POLICY engine_all ON access_client FOR SELECT TO ct_engine USING (true);

-- What a scope of a token lets the client do, of what its role may do at all.
CREATE OR REPLACE FUNCTION access.permissions_of(scopes text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(array_agg(allowed.permission), '{}') FROM unnest(scopes) scope
    JOIN (VALUES ('send', 'enter records for your agency'),
                 ('fetch', 'see your agency''s deliveries and correct what was rejected'),
                 ('ask', 'search for people whom any agency knows'),
                 ('requests', 'put requests to other agencies for somebody who works on the case'),
                 ('notices', 'be told that notices wait for your agency')) AS allowed(scope, permission) USING (scope)
$$;

-- The client whose live secret this is, held until the transaction ends; else nothing, whatever the reason.
CREATE OR REPLACE FUNCTION access.client_with(code text, digest text) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.number FROM access_client c JOIN access_clientsecret s ON s.client = c.number
   WHERE c.code = $1 AND s.digest = decode($2, 'hex') AND c.ended_at IS NULL AND s.ended_at IS NULL
     AND s.from_at <= now() AND s.until_at > now() FOR NO KEY UPDATE OF c, s
$$;

-- Whose secret it is, and what they may ask for; nothing for a wrong one, which of a client that is there is put down.
CREATE OR REPLACE FUNCTION access.known_client(code text, digest text) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE known access_client;
BEGIN
  SELECT c.* INTO known FROM access_client c WHERE c.code = $1;
  IF access.client_with($1, $2) IS NOT NULL THEN
    RETURN known.scopes;
  END IF;
  IF known.number IS NOT NULL AND known.ended_at IS NULL
     AND (SELECT calls FROM access.count_call(known.number)) <= known.per_minute THEN
    INSERT INTO ledger_event (type, actor, agency, purpose, reason, records, data)
    VALUES ('refusal', known."user", known.agency, '', 'wrong secret', '{}', jsonb_build_object('client', known.number));
  END IF;
  RETURN NULL;
END $$;

-- A token for ten minutes, or for as long as its secret lives. A scope that cannot be opened is no row.
CREATE OR REPLACE FUNCTION access.open_client(code text, digest text, scopes text[])
RETURNS TABLE (token text, lives int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE used access_clientsecret; client access_client; post access_post; fresh text; until timestamptz;
BEGIN
  SELECT s.* INTO used FROM access_clientsecret s WHERE s.number = access.client_with($1, $2);
  SELECT c.* INTO client FROM access_client c WHERE c.number = used.client;
  SELECT p.* INTO post FROM access_post p JOIN access_user u ON u.id = p.user_id AND u.is_active
   WHERE p.user_id = client."user" AND p.role = 'system' AND p.from_at <= now() AND (p.until_at IS NULL OR p.until_at > now());
  IF post.id IS NULL OR NOT $3 <@ client.scopes::text[]
     OR (SELECT calls FROM access.count_call(client.number)) > client.per_minute THEN
    RETURN;
  END IF;
  until := least(now() + interval '10 minutes', used.until_at);
  fresh := encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex');
  INSERT INTO access_session (token_digest, "user", post, agency, role, expires_at, client, secret, only_permissions, only_categories)
  VALUES (sha256(fresh::bytea), client."user", post.id, post.agency_id, post.role, until, client.number, used.number,
          access.permissions_of($3), client.categories);
  UPDATE access_clientsecret s SET used_at = now() WHERE s.number = used.number;
  RETURN QUERY SELECT fresh, floor(extract(epoch FROM until - now()))::int;
END $$;

-- A client gives a token back before its time; another's token stays what it is.
CREATE OR REPLACE FUNCTION access.close_client(code text, token text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE access_session s SET ended_at = now()
   WHERE s.token_digest = sha256($2::bytea) AND s.ended_at IS NULL
     AND s.client = (SELECT c.number FROM access_client c WHERE c.code = $1)
$$;

CREATE OR REPLACE FUNCTION access.count_call(client bigint) RETURNS TABLE (calls int, until timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO access_clientuse AS u (client, minute, calls) VALUES ($1, date_trunc('minute', now()), 1)
  ON CONFLICT ON CONSTRAINT access_clientuse_pkey DO UPDATE SET minute = EXCLUDED.minute,
    calls = CASE WHEN u.minute = EXCLUDED.minute THEN u.calls + 1 ELSE 1 END
  RETURNING u.calls, u.minute + interval '1 minute'
$$;

-- Who calls, counted. A person's scope is none here.
CREATE OR REPLACE FUNCTION access.call()
RETURNS TABLE (client bigint, code text, name text, "user" bigint, agency text, agency_name text, permissions text[],
  kinds text[], calls int, per_minute int, until timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  IF me.client IS NULL THEN
    RAISE EXCEPTION 'There is no live scope.' USING ERRCODE = 'CT001';
  END IF;
  RETURN QUERY SELECT c.number, c.code::text, c.name::text, c."user", c.agency::text, a.name::text,
         me.only_permissions::text[], c.kinds::text[], n.calls, c.per_minute, n.until
    FROM access_client c JOIN access_agency a ON a.code = c.agency, access.count_call(c.number) n WHERE c.number = me.client;
END $$;

-- The client of the live scope; null for a person's.
CREATE OR REPLACE FUNCTION access.my_client() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS 'SELECT client FROM access.me()';

-- The kinds that the live scope may send; null: whatever the role may.
CREATE OR REPLACE FUNCTION access.my_kinds() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT c.kinds::text[] FROM access.me() me JOIN access_client c ON c.number = me.client
$$;

-- Making and ending, for the administrator of an agency and for the command line.
CREATE OR REPLACE FUNCTION access.make_client(holder text, code text, name text, scopes text[], kinds text[], categories text[], per_minute int)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE made bigint; machine bigint;
BEGIN
  PERFORM access.demand_why(code, name);
  IF cardinality(scopes) = 0 OR NOT scopes <@ '{send,ask,fetch,requests,notices}' OR per_minute NOT BETWEEN 1 AND 100000 THEN
    RAISE EXCEPTION 'Name what the system may do.' USING ERRCODE = 'check_violation';
  END IF;
  -- No password has this digest, and a post as `system` opens no session.
  INSERT INTO access_user (username, name, email, password, is_active)
  VALUES (code, name, '', '!', true) RETURNING id INTO machine;
  INSERT INTO access_post (user_id, agency_id, role) VALUES (machine, holder, 'system');
  INSERT INTO access_client (code, agency, "user", name, scopes, kinds, categories, per_minute)
  VALUES (code, holder, machine, name, scopes, kinds, categories, per_minute) RETURNING number INTO made;
  RETURN made;
END $$;

-- Another secret, from now until a day. The others end then as they were to, or at the end of the overlap if that is sooner.
CREATE OR REPLACE FUNCTION access.make_secret(client bigint, digest text, ends_with text, until_at timestamptz, overlap interval)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE made bigint;
BEGIN
  PERFORM 1 FROM access_client c WHERE c.number = $1 AND c.ended_at IS NULL FOR UPDATE;
  IF NOT FOUND OR until_at <= now() OR overlap < interval '0' THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  UPDATE access_clientsecret s SET ended_at = now()
   WHERE s.client = $1 AND s.ended_at IS NULL AND s.number NOT IN (
     SELECT n.number FROM access_clientsecret n WHERE n.client = $1 AND n.ended_at IS NULL ORDER BY n.number DESC LIMIT 1);
  UPDATE access_clientsecret s SET until_at = least(s.until_at, now() + overlap) WHERE s.client = $1 AND s.ended_at IS NULL;
  INSERT INTO access_clientsecret (client, digest, ends_with, until_at)
  VALUES ($1, decode($2, 'hex'), $3, $4) RETURNING number INTO made;
  UPDATE access_session t SET ended_at = now() FROM access_clientsecret s
   WHERE s.client = $1 AND t.secret = s.number AND t.ended_at IS NULL AND (s.ended_at IS NOT NULL OR s.until_at <= now());
  RETURN made;
END $$;

-- At once: a secret and the tokens that it was given; or the client, with its post.
CREATE OR REPLACE FUNCTION access.end_secret(client bigint, secret bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE access_clientsecret s SET ended_at = now() WHERE s.number = $2 AND s.client = $1 AND s.ended_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  UPDATE access_session t SET ended_at = now() WHERE t.secret = $2 AND t.ended_at IS NULL;
END $$;

CREATE OR REPLACE FUNCTION access.end_client(client bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE machine bigint;
BEGIN
  UPDATE access_client c SET ended_at = now() WHERE c.number = $1 AND c.ended_at IS NULL RETURNING "user" INTO machine;
  IF machine IS NULL THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  UPDATE access_clientsecret s SET ended_at = now() WHERE s.client = $1 AND s.ended_at IS NULL;
  UPDATE access_post p SET until_at = now() WHERE p.user_id = machine AND p.until_at IS NULL;
  UPDATE access_user u SET is_active = false WHERE u.id = machine;
  UPDATE access_session t SET ended_at = now() WHERE t.client = $1 AND t.ended_at IS NULL;
END $$;

-- The same for an administrator, of their own agency's systems only.
CREATE OR REPLACE FUNCTION access.my_agencys_client(client bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  IF NOT EXISTS (SELECT 1 FROM access_client c WHERE c.number = $1 AND c.agency = access.my_agency()) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN $1;
END $$;

CREATE OR REPLACE FUNCTION access.set_up_client(code text, name text, scopes text[], kinds text[], categories text[],
  per_minute int, digest text, ends_with text, until_at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE made bigint;
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  made := access.make_client(access.my_agency(), $1, $2, $3, $4, $5, $6);
  PERFORM access.make_secret(made, $7, $8, $9, interval '0');
  PERFORM access.write_event('client changed', '', '', NULL, '{}', jsonb_build_object('system', made, 'what', 'set up', 'scopes', $3, 'kinds', $4));
  RETURN made;
END $$;

CREATE OR REPLACE FUNCTION access.rotate_secret(client bigint, digest text, ends_with text, until_at timestamptz, overlap interval)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.make_secret(access.my_agencys_client($1), $2, $3, $4, $5);
  PERFORM access.write_event('client changed', '', '', NULL, '{}', jsonb_build_object('system', $1, 'what', 'new secret'));
END $$;

CREATE OR REPLACE FUNCTION access.stop_secret(client bigint, secret bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.end_secret(access.my_agencys_client($1), $2);
  PERFORM access.write_event('client changed', '', '', NULL, '{}', jsonb_build_object('system', $1, 'what', 'secret ended'));
END $$;

CREATE OR REPLACE FUNCTION access.stop_client(client bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.end_client(access.my_agencys_client($1));
  PERFORM access.write_event('client changed', '', '', NULL, '{}', jsonb_build_object('system', $1, 'what', 'ended'));
END $$;

CREATE OR REPLACE FUNCTION access.clients()
RETURNS TABLE (number bigint, code text, name text, scopes text[], kinds text[], per_minute int, made_at timestamptz,
  ended_at timestamptz, used_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency();
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  RETURN QUERY SELECT c.number, c.code::text, c.name::text, c.scopes::text[], c.kinds::text[], c.per_minute, c.made_at, c.ended_at,
         (SELECT max(s.used_at) FROM access_clientsecret s WHERE s.client = c.number)
    FROM access_client c WHERE c.agency = mine ORDER BY c.ended_at IS NOT NULL, c.name, c.number;
END $$;

CREATE OR REPLACE FUNCTION access.secrets(client bigint)
RETURNS TABLE (number bigint, ends_with text, from_at timestamptz, until_at timestamptz, used_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.my_agencys_client($1);
  RETURN QUERY SELECT s.number, s.ends_with::text, s.from_at, s.until_at, s.used_at FROM access_clientsecret s
   WHERE s.client = $1 AND s.ended_at IS NULL AND s.until_at > now() ORDER BY s.number;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.known_client, access.open_client, access.close_client TO ct_door;
GRANT EXECUTE ON FUNCTION
  access.call,
  access.my_client,
  access.my_kinds,
  access.set_up_client,
  access.rotate_secret,
  access.stop_secret,
  access.stop_client,
  access.clients,
  access.secrets
TO ct_app;
