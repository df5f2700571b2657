-- Coming in, staying in and going out. What the door does here stands on the ledger in the transaction that does it: there
-- is no sign-in, failed sign-in or change to how somebody signs in that is not there.
CREATE OR REPLACE FUNCTION access.agency_of(who bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce((SELECT p.agency_id::text FROM access_post p
    WHERE p.user_id = who AND p.from_at <= now() AND (p.until_at IS NULL OR p.until_at > now())
    ORDER BY p.from_at DESC, p.id DESC LIMIT 1), '')
$$;

CREATE OR REPLACE FUNCTION access.write_sign_in_event(type text, actor bigint, agency text, data jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT set_config('synchronous_commit', 'on', true);
  INSERT INTO ledger_event (type, actor, agency, purpose, reason, records, data)
  VALUES ($1, $2, $3, '', '', '{}', jsonb_strip_nulls($4))
$$;

-- `via` is the agency whose own provider says who this is: it may sign in that agency's people alone.
CREATE OR REPLACE FUNCTION access.open_session(who bigint, how text DEFAULT '', device text DEFAULT '', address inet DEFAULT NULL, via text DEFAULT NULL)
RETURNS TABLE (token text, name text, agency text, agency_name text, role text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE post access_post; person access_user; fresh text;
BEGIN
  SELECT * INTO person FROM access_user u WHERE u.id = who AND u.is_active;
  SELECT * INTO post FROM access_post p
   WHERE p.user_id = person.id AND p.role <> 'system' AND p.from_at <= now() AND (p.until_at IS NULL OR p.until_at > now())
     AND (via IS NULL OR p.agency_id = via)
   ORDER BY p.from_at DESC, p.id DESC LIMIT 1;
  IF post.id IS NULL THEN
    RAISE EXCEPTION 'This account holds no post today.' USING ERRCODE = 'CT002';
  END IF;
  fresh := encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex');
  INSERT INTO access_session (token_digest, "user", post, agency, role, expires_at, how, device, address)
  VALUES (sha256(fresh::bytea), person.id, post.id, post.agency_id, post.role, now() + interval '10 hours', $2, $3, $4);
  PERFORM access.write_sign_in_event('sign-in', person.id, post.agency_id,
    jsonb_build_object('how', $2, 'device', $3, 'address', host($4)));
  RETURN QUERY SELECT fresh, person.name::text, post.agency_id::text, a.name::text, post.role::text
    FROM access_agency a WHERE a.code = post.agency_id;
END $$;

-- Whether a session is still live, and if not, why. What a page fetches by itself does not count as use.
CREATE OR REPLACE FUNCTION access.use_session(token text, used boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine access_session; standing text;
BEGIN
  SELECT s.* INTO mine FROM access_session s WHERE s.token_digest = sha256(token::bytea);
  standing := CASE
    WHEN mine.token_digest IS NULL OR mine.ended_at IS NOT NULL THEN 'ended'
    WHEN mine.expires_at <= now() THEN 'too long'
    WHEN mine.seen_at <= now() - access.idle() THEN 'idle'
    WHEN NOT EXISTS (
      SELECT 1 FROM access_post p JOIN access_user u ON u.id = p.user_id AND u.is_active
       WHERE p.id = mine.post AND p.agency_id = mine.agency AND p.role = mine.role
         AND p.from_at <= now() AND (p.until_at IS NULL OR p.until_at > now())) THEN 'post'
    ELSE 'live' END;
  -- Requests side by side do not wait for one another.
  IF standing = 'live' AND used AND mine.seen_at < now() - interval '20 seconds' THEN
    UPDATE access_session s SET seen_at = now() WHERE s.token_digest = (
      SELECT i.token_digest FROM access_session i WHERE i.token_digest = mine.token_digest FOR UPDATE SKIP LOCKED);
  END IF;
  RETURN standing;
END $$;

CREATE OR REPLACE FUNCTION access.end_sessions(digests bytea[], how text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE one access_session; count integer := 0;
BEGIN
  FOR one IN UPDATE access_session SET ended_at = now() WHERE token_digest = ANY (digests) AND ended_at IS NULL RETURNING * LOOP
    PERFORM access.write_sign_in_event('sign-out', one."user", one.agency, jsonb_build_object('how', $2, 'device', one.device));
    count := count + 1;
  END LOOP;
  RETURN count;
END $$;

CREATE OR REPLACE FUNCTION access.end_session(token text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT access.end_sessions(ARRAY[sha256(token::bytea)], 'by oneself')
$$;

-- A name that is nobody's is not kept: people type passwords where names belong.
CREATE OR REPLACE FUNCTION access.note_failed_sign_in(username text, who bigint, via text, why text, device text, address inet) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE account bigint := coalesce(who, (SELECT u.id FROM access_user u WHERE lower(u.username) = lower($1)));
BEGIN
  PERFORM access.write_sign_in_event('sign-in failed', NULL, coalesce(via, access.agency_of(account)),
    jsonb_build_object('account', account, 'why', why, 'device', device, 'address', host(address)));
END $$;

-- What somebody changed about how they sign in.
CREATE OR REPLACE FUNCTION access.note_account(who bigint, what text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.write_sign_in_event('account', who, access.agency_of(who), jsonb_build_object('account', who, 'what', what));
END $$;

-- One's own sessions.
CREATE OR REPLACE FUNCTION access.my_sessions()
RETURNS TABLE (reference uuid, how text, device text, address text, opened_at timestamptz, seen_at timestamptz, this boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  RETURN QUERY SELECT s.reference, s.how::text, s.device::text, host(s.address), s.opened_at, s.seen_at, s.token_digest = me.token_digest
    FROM access_session s
   WHERE s."user" = me."user" AND s.ended_at IS NULL AND s.expires_at > now() AND s.seen_at > now() - access.idle()
   ORDER BY s.token_digest = me.token_digest DESC, s.seen_at DESC;
END $$;

-- One of them, or all but this one where none is named.
CREATE OR REPLACE FUNCTION access.end_my_sessions(reference uuid DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  RETURN access.end_sessions(ARRAY(
    SELECT s.token_digest FROM access_session s
     WHERE s."user" = me."user" AND (s.reference = $1 OR ($1 IS NULL AND s.token_digest <> me.token_digest))), 'ended from another session');
END $$;

-- Invitations: a way in for one person of one agency, for seven days, once. A new one takes the place of those before.
CREATE OR REPLACE FUNCTION access.make_invitation(who bigint, for_agency text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE fresh text := encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex');
BEGIN
  UPDATE access_invitation SET used_at = now() WHERE "user" = who AND used_at IS NULL;
  INSERT INTO access_invitation (token_digest, "user", agency, expires_at)
  VALUES (sha256(fresh::bytea), who, for_agency, now() + interval '7 days');
  RETURN fresh;
END $$;

CREATE OR REPLACE FUNCTION access.invited(token text)
RETURNS TABLE (person bigint, name text, username text, agency text, agency_name text, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT u.id, u.name::text, u.username::text, a.code::text, a.name::text, i.expires_at
    FROM access_invitation i JOIN access_user u ON u.id = i."user" AND u.is_active JOIN access_agency a ON a.code = i.agency
   WHERE i.token_digest = sha256(token::bytea) AND i.used_at IS NULL AND i.expires_at > now()
     AND EXISTS (SELECT 1 FROM access_post p WHERE p.user_id = u.id AND p.agency_id = i.agency
                  AND p.from_at <= now() AND (p.until_at IS NULL OR p.until_at > now()))
$$;

CREATE OR REPLACE FUNCTION access.take_invitation(token text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE taken bigint;
BEGIN
  UPDATE access_invitation i SET used_at = now()
   WHERE i.token_digest = sha256(token::bytea) AND i.used_at IS NULL AND EXISTS (SELECT 1 FROM access.invited(token))
  RETURNING i."user" INTO taken;
  IF taken IS NOT NULL THEN
    PERFORM access.note_account(taken, 'invitation used');
  END IF;
  RETURN taken;
END $$;

-- An administrator sees how the people of their own agency sign in, invites them, and orders a reset: never their own.
CREATE OR REPLACE FUNCTION access.people_signing_in()
RETURNS TABLE (person bigint, name text, username text, role text, factors text[], password boolean, linked boolean,
  invited_until timestamptz, last_at timestamptz, self boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  RETURN QUERY
  SELECT u.id, u.name::text, u.username::text, min(p.role)::text,
         ARRAY(SELECT DISTINCT m.type::text FROM mfa_authenticator m WHERE m.user_id = u.id ORDER BY 1),
         u.password <> '' AND u.password NOT LIKE '!%',
         EXISTS (SELECT 1 FROM socialaccount_socialaccount s WHERE s.user_id = u.id),
         (SELECT max(i.expires_at) FROM access_invitation i WHERE i."user" = u.id AND i.used_at IS NULL AND i.expires_at > now()),
         (SELECT max(e.at) FROM ledger_event e WHERE e.actor = u.id AND e.type = 'sign-in'),
         u.id = me."user"
    FROM access_user u JOIN access_post p ON p.user_id = u.id
   WHERE u.is_active AND p.agency_id = me.agency AND p.role <> 'system' AND p.from_at <= now() AND (p.until_at IS NULL OR p.until_at > now())
   GROUP BY u.id ORDER BY u.name, u.id;
END $$;

CREATE OR REPLACE FUNCTION access.demand_colleague(who bigint) RETURNS access_session
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  IF who = me."user" OR NOT EXISTS (SELECT 1 FROM access.people_signing_in() s WHERE s.person = who) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN me;
END $$;

CREATE OR REPLACE FUNCTION access.invite(who bigint, why text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.demand_colleague(who);
BEGIN
  PERFORM access.demand_why(why);
  PERFORM access.write_event('account', '', why, NULL, '{}', jsonb_build_object('account', who, 'what', 'invited'));
  RETURN access.make_invitation(who, me.agency);
END $$;

-- Takes away the password and every second factor, ends every session, and gives a new invitation: what somebody else may
-- have learned opens nothing any more. The link to the agency's own provider stays.
CREATE OR REPLACE FUNCTION access.reset_sign_in(who bigint, why text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.demand_colleague(who);
BEGIN
  PERFORM access.demand_why(why);
  PERFORM access.write_event('account', '', why, NULL, '{}', jsonb_build_object('account', who, 'what', 'sign-in reset'));
  DELETE FROM mfa_authenticator WHERE user_id = who;
  UPDATE access_user SET password = '!' WHERE id = who;
  PERFORM access.end_sessions(ARRAY(SELECT s.token_digest FROM access_session s WHERE s."user" = who), 'sign-in reset');
  RETURN access.make_invitation(who, me.agency);
END $$;

-- Signing in at one's own agency, for its data protection officer: asked first, and on the ledger, then given.
CREATE OR REPLACE FUNCTION access.ask_sign_ins(why text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('see who read your agency''s records and why');
  PERFORM access.demand_why(why);
  PERFORM access.write_event('consultation', '', why, NULL, '{}', '{"what": "sign-ins"}');
  RETURN access.issue_ticket('sign-ins', '{}');
END $$;

CREATE OR REPLACE FUNCTION access.take_sign_ins(presented uuid)
RETURNS TABLE (at timestamptz, type text, name text, what text, how text, why text, device text, address text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency();
BEGIN
  PERFORM access.redeem(presented, 'sign-ins');
  RETURN QUERY
  SELECT e.at, e.type::text, coalesce(u.name, '')::text, e.data ->> 'what', e.data ->> 'how', coalesce(nullif(e.reason, ''), e.data ->> 'why'),
         e.data ->> 'device', e.data ->> 'address'
    FROM ledger_event e LEFT JOIN access_user u ON u.id = coalesce((e.data ->> 'account')::bigint, e.actor)
   WHERE e.agency = mine AND e.type IN ('sign-in', 'sign-in failed', 'sign-out', 'account')
   ORDER BY e.number DESC LIMIT 500;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  access.open_session,
  access.use_session,
  access.end_session,
  access.note_failed_sign_in,
  access.note_account,
  access.invited,
  access.take_invitation
TO ct_door;
GRANT EXECUTE ON FUNCTION
  access.my_sessions,
  access.end_my_sessions,
  access.people_signing_in,
  access.invite,
  access.reset_sign_in,
  access.ask_sign_ins,
  access.take_sign_ins
TO ct_app;
