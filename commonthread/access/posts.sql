-- Joiners, movers and leavers. An administrator gives and ends posts at their own agency and nowhere else, and never
-- their own; access ends with the post. Each change is on the ledger, with why.
CREATE OR REPLACE FUNCTION access.is_live(post access_post) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT post.from_at <= now() AND (post.until_at IS NULL OR post.until_at > now())
$$;

-- One row for each account that has or had a post at an agency: its post today, else its next, else its last.
CREATE OR REPLACE FUNCTION access.accounts_at(holder text)
RETURNS TABLE (who bigint, username text, name text, email text, post bigint, role text, team text, from_at timestamptz,
  until_at timestamptz, standing text, last_used timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT ON (u.id) u.id, u.username::text, u.name::text, u.email::text, p.id, p.role::text, coalesce(t.name, '')::text,
         p.from_at, p.until_at,
         CASE WHEN access.is_live(p) THEN 'now' WHEN p.from_at > now() AND coalesce(p.until_at > p.from_at, true) THEN 'to come' ELSE 'ended' END AS standing,
         u.last_login
    FROM access_post p JOIN access_user u ON u.id = p.user_id LEFT JOIN access_team t ON t.id = p.team_id
   WHERE p.agency_id = holder AND p.role <> 'system'
   ORDER BY u.id, access.is_live(p) DESC, p.from_at > now() AND coalesce(p.until_at > p.from_at, true) DESC, p.from_at DESC, p.id DESC
$$;

-- Those of one's own agency, by name; of one standing, where one is given. *Unused* is a post of today by which nobody
-- has come in for 90 days.
CREATE OR REPLACE FUNCTION access.accounts(search text, of_standing text, most int, skip int)
RETURNS TABLE (who bigint, username text, name text, email text, post bigint, role text, team text, from_at timestamptz,
  until_at timestamptz, standing text, last_used timestamptz, self boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  RETURN QUERY SELECT a.*, a.who = me."user" FROM access.accounts_at(me.agency) a
   WHERE position(lower(search) IN lower(a.name || ' ' || a.username || ' ' || a.team)) > 0
     AND (of_standing = '' OR a.standing = of_standing
       OR (of_standing = 'unused' AND a.standing = 'now' AND greatest(a.last_used, a.from_at) < now() - interval '90 days'))
   ORDER BY a.name, a.who LIMIT most OFFSET skip;
END $$;

CREATE OR REPLACE FUNCTION access.account(number bigint)
RETURNS TABLE (who bigint, username text, name text, email text, post bigint, role text, team text, from_at timestamptz,
  until_at timestamptz, standing text, last_used timestamptz, self boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT a.* FROM access.accounts('', '', NULL, 0) a WHERE a.who = $1
$$;

CREATE OR REPLACE FUNCTION access.unused_accounts() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*) FROM access.accounts('', 'unused', NULL, 0)
$$;

-- The same list to take away, for a review of access; that it was taken is on the ledger in the same transaction.
CREATE OR REPLACE FUNCTION access.export_accounts()
RETURNS TABLE (who bigint, username text, name text, email text, post bigint, role text, team text, from_at timestamptz,
  until_at timestamptz, standing text, last_used timestamptz, self boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  PERFORM access.write_event('accounts exported', '', '', NULL, '{}',
    jsonb_build_object('accounts', (SELECT count(*) FROM access.accounts('', '', NULL, 0))));
  RETURN QUERY SELECT * FROM access.accounts('', '', NULL, 0);
END $$;

-- Every post that somebody has or had at one's own agency, the latest first.
CREATE OR REPLACE FUNCTION access.posts_of(who bigint)
RETURNS TABLE (post bigint, role text, team bigint, team_name text, from_at timestamptz, until_at timestamptz, standing text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  IF NOT EXISTS (SELECT 1 FROM access_post p WHERE p.user_id = $1 AND p.agency_id = me.agency) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN QUERY SELECT p.id, p.role::text, p.team_id, coalesce(t.name, '')::text, p.from_at, p.until_at,
      CASE WHEN access.is_live(p) THEN 'now' WHEN p.until_at <= p.from_at THEN 'withdrawn' WHEN p.from_at > now() THEN 'to come' ELSE 'ended' END
    FROM access_post p LEFT JOIN access_team t ON t.id = p.team_id
   WHERE p.user_id = $1 AND p.agency_id = me.agency ORDER BY p.from_at DESC, p.id DESC;
END $$;

-- Whom an administrator may give or take a post: somebody of their own agency who is not themselves.
CREATE OR REPLACE FUNCTION access.demand_other(who bigint) RETURNS access_session
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  IF who = me."user" OR NOT EXISTS (
       SELECT 1 FROM access_post p WHERE p.user_id = who AND p.agency_id = me.agency AND p.role <> 'system') THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN me;
END $$;

-- What is open to somebody ends: at once their sessions, and by a time what they were let look at.
CREATE OR REPLACE FUNCTION access.end_access(who bigint, by_then timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE access_session s SET ended_at = now() WHERE s."user" = who AND s.ended_at IS NULL AND by_then <= now();
  UPDATE access_grant g SET until_at = least(g.until_at, by_then) WHERE g."user" = who;
$$;

-- Nobody is let look at anybody for longer than they hold their post.
CREATE OR REPLACE FUNCTION access.hold_to_post() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.until_at := least(NEW.until_at, (
    SELECT max(coalesce(p.until_at, 'infinity')) FROM access_post p WHERE p.user_id = NEW."user" AND access.is_live(p)));
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS held_to_post ON access_grant;
CREATE TRIGGER held_to_post BEFORE INSERT ON access_grant FOR EACH ROW WHEN (NEW."user" IS NOT NULL) EXECUTE FUNCTION access.hold_to_post();

-- A team for which people are restricted: whoever comes into it sees them, so nobody does by an administrator's page.
CREATE OR REPLACE FUNCTION access.is_protected(team access_team) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT team.discipline = 'protected persons' OR EXISTS (SELECT 1 FROM access_restriction r WHERE r.team = team.id)
$$;

CREATE OR REPLACE FUNCTION access.give_post(me access_session, who bigint, role text, team bigint, from_at timestamptz,
  until_at timestamptz, why text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  begins timestamptz := greatest($5, now());
  holder access_roleholder;
  before access_post;
  given bigint;
BEGIN
  PERFORM access.demand_why(why);
  SELECT h.* INTO holder FROM access_roleholder h JOIN access_agency a ON a.code = me.agency AND a.kind = h.kind WHERE h.role = $3;
  IF holder.role IS NULL OR ($4 IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM access_team t WHERE t.id = $4 AND t.agency_id = me.agency AND t.closed_at IS NULL AND NOT access.is_protected(t)))
     OR EXISTS (SELECT 1 FROM access_post p WHERE p.user_id = $2 AND p.agency_id <> me.agency
                 AND (p.until_at IS NULL OR p.until_at > begins)) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  IF $6 <= begins OR (holder.longest IS NOT NULL AND ($6 IS NULL OR $6 > begins + holder.longest)) THEN
    RAISE EXCEPTION 'This post must end, and later than it begins.' USING ERRCODE = 'check_violation';
  END IF;
  FOR before IN SELECT * FROM access_post p WHERE p.user_id = $2 AND (p.until_at IS NULL OR p.until_at > begins)
                   AND coalesce(p.until_at > p.from_at, true) FOR UPDATE LOOP
    UPDATE access_post p SET until_at = greatest(p.from_at, begins) WHERE p.id = before.id;
    PERFORM access.write_event('post ended', '', why, NULL, '{}',
      jsonb_build_object('account', $2, 'post', before.id, 'role', before.role, 'until', greatest(before.from_at, begins)));
  END LOOP;
  PERFORM access.end_access($2, begins);
  INSERT INTO access_post (user_id, agency_id, team_id, role, from_at, until_at)
  VALUES ($2, me.agency, $4, $3, begins, $6) RETURNING id INTO given;
  PERFORM access.write_event('post given', '', why, NULL, '{}',
    jsonb_build_object('account', $2, 'post', given, 'role', $3, 'team', $4, 'from', begins, 'until', $6));
  RETURN given;
END $$;

CREATE OR REPLACE FUNCTION access.add_person(username text, name text, email text, role text, team bigint, from_at timestamptz,
  until_at timestamptz, why text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); added bigint;
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  PERFORM access.demand_why(username, name);
  IF EXISTS (SELECT 1 FROM access_user u WHERE lower(u.username) = lower($1)) THEN
    RAISE EXCEPTION 'This username is taken.' USING ERRCODE = 'CT005';
  END IF;
  INSERT INTO access_user (username, name, email, password, is_active) VALUES ($1, $2, $3, '!', true) RETURNING id INTO added;
  PERFORM access.write_event('account added', '', why, NULL, '{}', jsonb_build_object('account', added));
  PERFORM access.give_post(me, added, $4, $5, $6, $7, $8);
  RETURN added;
END $$;

-- To another post from a time; and to a post again, for somebody whose post had ended.
CREATE OR REPLACE FUNCTION access.move_person(who bigint, role text, team bigint, from_at timestamptz, until_at timestamptz, why text)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT access.give_post(access.demand_other($1), $1, $2, $3, $4, $5, $6)
$$;

CREATE OR REPLACE FUNCTION access.end_post(post bigint, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE ended access_post; me access_session := access.me();
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  SELECT * INTO ended FROM access_post p WHERE p.id = $1 AND p.agency_id = me.agency AND (p.until_at IS NULL OR p.until_at > now()) FOR UPDATE;
  PERFORM access.demand_other(ended.user_id);
  PERFORM access.demand_why(why);
  UPDATE access_post p SET until_at = greatest(p.from_at, now()) WHERE p.id = $1;
  IF access.is_live(ended) THEN
    PERFORM access.end_access(ended.user_id, now());
  END IF;
  PERFORM access.write_event('post ended', '', why, NULL, '{}',
    jsonb_build_object('account', ended.user_id, 'post', $1, 'role', ended.role, 'until', greatest(ended.from_at, now())));
END $$;

-- Teams of one's own agency. One that has been closed stays, for the posts that were in it.
CREATE OR REPLACE FUNCTION access.teams()
RETURNS TABLE (number bigint, name text, discipline text, unit text, neighbourhood text, telephone text, hours text, closed_at timestamptz, people bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  RETURN QUERY SELECT t.id, t.name::text, t.discipline::text, t.unit::text, t.neighbourhood::text, t.telephone::text, t.hours::text, t.closed_at,
      (SELECT count(DISTINCT p.user_id) FROM access_post p WHERE p.team_id = t.id AND access.is_live(p))
    FROM access_team t WHERE t.agency_id = me.agency ORDER BY t.closed_at IS NOT NULL, t.neighbourhood <> '', t.unit, t.discipline, t.name;
END $$;

-- A new team, or what is different about one that is there.
CREATE OR REPLACE FUNCTION access.keep_team(number bigint, name text, discipline text, unit text, neighbourhood text, telephone text, hours text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); kept bigint;
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  PERFORM access.demand_why(name);
  IF EXISTS (SELECT 1 FROM access_team t WHERE t.agency_id = me.agency AND lower(t.name) = lower($2) AND t.id IS DISTINCT FROM $1) THEN
    RAISE EXCEPTION 'Another team has this name.' USING ERRCODE = 'CT005';
  END IF;
  IF $1 IS NULL THEN
    INSERT INTO access_team (agency_id, name, discipline, unit, neighbourhood, telephone, hours)
    VALUES (me.agency, $2, $3, $4, $5, $6, $7) RETURNING id INTO kept;
  ELSE
    UPDATE access_team t SET name = $2, discipline = $3, unit = $4, neighbourhood = $5, telephone = $6, hours = $7
     WHERE t.id = $1 AND t.agency_id = me.agency AND t.closed_at IS NULL AND (t.discipline = $3 OR NOT access.is_protected(t)) RETURNING t.id INTO kept;
  END IF;
  IF kept IS NULL THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('team changed', '', '', NULL, '{}',
    jsonb_build_object('team', kept, 'name', $2, 'discipline', $3, 'unit', $4, 'neighbourhood', $5, 'is_new', $1 IS NULL));
  RETURN kept;
END $$;

-- A team in which somebody has a post, now or to come, is not closed under them.
CREATE OR REPLACE FUNCTION access.close_team(number bigint, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  PERFORM access.demand_why(why);
  PERFORM 1 FROM access_team t WHERE t.id = $1 AND t.agency_id = me.agency AND t.closed_at IS NULL FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT 1 FROM access_post p WHERE p.team_id = $1 AND (p.until_at IS NULL OR p.until_at > greatest(p.from_at, now()))) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  UPDATE access_team t SET closed_at = now() WHERE t.id = $1;
  PERFORM access.write_event('team changed', '', why, NULL, '{}', jsonb_build_object('team', $1, 'closed', true));
END $$;

-- The directory: read by everybody who is signed in, kept by each agency for itself. The ledger holds which entry was
-- changed in which fields, and not what it says.
CREATE OR REPLACE FUNCTION access.keep_directory_entry(key text, name text, role text, team text, phone text, hours text, is_new boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); was access_directory; changed text[];
BEGIN
  PERFORM access.demand('keep your agency''s directory of who writes its records');
  PERFORM access.demand_why(key, name);
  SELECT * INTO was FROM access_directory d WHERE d.agency_id = me.agency AND d.key = $1 FOR UPDATE;
  IF was.id IS NOT NULL AND is_new THEN
    RAISE EXCEPTION 'Another entry has this key.' USING ERRCODE = 'CT005';
  ELSIF was.id IS NULL AND NOT is_new THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  changed := ARRAY(SELECT field FROM (VALUES ('name', was.name, $2), ('role', was.role, $3), ('team', was.team, $4),
    ('phone', was.phone, $5), ('hours', was.hours, $6)) AS f(field, before, after) WHERE coalesce(before, '') <> after);
  INSERT INTO access_directory (agency_id, key, name, role, team, phone, hours) VALUES (me.agency, $1, $2, $3, $4, $5, $6)
  ON CONFLICT ON CONSTRAINT directory_entry_once DO UPDATE
     SET name = EXCLUDED.name, role = EXCLUDED.role, team = EXCLUDED.team, phone = EXCLUDED.phone, hours = EXCLUDED.hours;
  PERFORM access.write_event('directory changed', '', '', NULL, '{}', jsonb_build_object('entry', $1, 'changed', changed));
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  access.accounts,
  access.account,
  access.unused_accounts,
  access.export_accounts,
  access.posts_of,
  access.add_person,
  access.move_person,
  access.end_post,
  access.teams,
  access.keep_team,
  access.close_team,
  access.keep_directory_entry
TO ct_app;
