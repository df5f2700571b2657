-- A notice is read by whom it was sent to: the team that it names, or the agency's duty desk. That somebody opened it is on
-- the ledger before they can read it, and is what counts as read; nothing tells of it but that.

-- Those to the caller: one of them, or all where none is given. Nobody reads a notice about somebody with whom they have a
-- conflict of interest: for them it is not there.
CREATE OR REPLACE FUNCTION notices.all_to_me(one bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  me access_session := access.me();
  ours bigint := access.my_team();
  desk boolean := access.may('answer what other agencies ask of yours');
  apart bigint[] := ARRAY(SELECT c.person FROM access_conflict c WHERE c."user" = me."user" AND (c.until_at IS NULL OR c.until_at > now()));
  kept bigint[] := pathways.kept_from_me();
BEGIN
  IF NOT access.may('read and acknowledge notices that are sent to you') THEN
    RETURN;
  END IF;
  RETURN QUERY
  SELECT n.number FROM notices_notice n LEFT JOIN access_team t ON t.id = n.to_team AND t.closed_at IS NULL
   WHERE n.to_agency = me.agency AND (one IS NULL OR n.number = one) AND CASE WHEN t.id IS NULL THEN desk ELSE t.id = ours END
     AND n.case_id <> ALL (kept) AND (cardinality(apart) = 0 OR n.person IS NULL OR NOT (n.person = ANY (apart) OR identity.current(n.person) = ANY (apart)));
END $$;

CREATE OR REPLACE FUNCTION notices.is_to_me(n notices_notice) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM notices.all_to_me(n.number)) AND n.number IS NOT NULL
$$;

-- About whom it is, for whoever may be told of them; whoever works on its case sees their number there.
CREATE OR REPLACE FUNCTION notices.told_of(n notices_notice) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE told bigint := notices.told(n.person);
BEGIN
  RETURN CASE WHEN pathways.works_on(n.case_id) THEN pathways.shown_as(n.person) ELSE told END;
END $$;

-- The cases on which the caller works, open or closed.
CREATE OR REPLACE FUNCTION notices.my_cases() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ours bigint := access.my_team();
BEGIN
  RETURN ARRAY(SELECT DISTINCT m.case_id FROM pathways_member m JOIN pathways_case c ON c.number = m.case_id AND c.agency = me.agency
                WHERE m.ended_at IS NULL AND (m."user" = me."user" OR m.team = ours) AND m.case_id <> ALL ((SELECT pathways.kept_from_me())::bigint[]));
END $$;

CREATE OR REPLACE FUNCTION notices.ask(number bigint) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found notices_notice; to_me boolean;
BEGIN
  SELECT n.* INTO found FROM notices_notice n WHERE n.number = $1;
  to_me := EXISTS (SELECT 1 FROM notices.all_to_me($1));
  IF NOT to_me THEN
    found := notices.mine($1);
  ELSIF found.withdrawn_at IS NULL THEN
    INSERT INTO notices_reading (notice_id, "user") VALUES ($1, access.my_user()) ON CONFLICT DO NOTHING;
  END IF;
  PERFORM notices.write('notice read', found.case_id, '', found.person, CASE WHEN to_me THEN 'read' ELSE 'read by its sender' END,
    jsonb_build_object('notice', $1));
  RETURN access.issue_ticket('notice', ARRAY[$1]);
END $$;

-- What stands in it: for whom it was sent to, nothing once it is withdrawn.
CREATE OR REPLACE FUNCTION notices.take(ticket uuid) RETURNS TABLE (content text, answer text, to_me boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE asked bigint := (access.redeem($1, 'notice'))[1]; found notices_notice; ours boolean;
BEGIN
  SELECT n.* INTO found FROM notices_notice n WHERE n.number = asked;
  ours := notices.is_to_me(found);
  IF NOT ours AND NOT pathways.works_on(found.case_id) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN QUERY SELECT CASE WHEN ours AND found.withdrawn_at IS NOT NULL THEN ''
      ELSE replace(found.content, '{person}', coalesce('P-' || notices.told_of(found), 'somebody whom you know')) END,
    found.answer::text, ours;
END $$;

-- By name, and by nobody who has not read it.
CREATE OR REPLACE FUNCTION notices.acknowledge(number bigint, answer text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found notices_notice;
BEGIN
  SELECT n.* INTO found FROM notices_notice n WHERE n.number = $1 FOR UPDATE;
  IF found.number IS NULL OR NOT notices.is_to_me(found)
     OR NOT EXISTS (SELECT 1 FROM notices_reading r WHERE r.notice_id = $1 AND r."user" = access.my_user()) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  IF found.acknowledged_at IS NOT NULL OR found.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'Acknowledged or withdrawn meanwhile.' USING ERRCODE = 'CT006';
  END IF;
  UPDATE notices_notice n SET acknowledged_at = now(), acknowledged_by = access.my_user(), answer = $2 WHERE n.number = $1;
  PERFORM notices.write('notice changed', found.case_id, '', found.person, 'acknowledged', jsonb_build_object('notice', $1));
END $$;

-- `which` is empty for all, or one of these words.
CREATE OR REPLACE FUNCTION notices.is_among(which text, n notices_notice) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE which WHEN '' THEN true
    WHEN 'waiting' THEN n.answer_by IS NOT NULL AND n.acknowledged_at IS NULL AND n.withdrawn_at IS NULL
    WHEN 'overdue' THEN n.answer_by < now() AND n.acknowledged_at IS NULL AND n.withdrawn_at IS NULL
    WHEN 'acknowledged' THEN n.acknowledged_at IS NOT NULL
    WHEN 'not sent' THEN n.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM notices_sending s WHERE s.notice_id = n.number AND s.state IN ('refused', 'stopped'))
    WHEN 'withdrawn' THEN n.withdrawn_at IS NOT NULL END
$$;

CREATE OR REPLACE FUNCTION notices.to_us(one bigint, which text, lim int, off int)
RETURNS TABLE (number bigint, kind text, from_agency text, sent_by text, team text, person bigint, sent_at timestamptz, answer_by timestamptz,
  read_at timestamptz, read_by text, i_have_read boolean, acknowledged_at timestamptz, acknowledged_by text, withdrawn_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('read and acknowledge notices that are sent to you');
  RETURN QUERY
  SELECT n.number, n.kind::text, n.from_agency::text, s.name::text, coalesce(t.name, '')::text, notices.told_of(n), n.sent_at, n.answer_by,
         r.read_at, coalesce(r.name, '')::text,
         EXISTS (SELECT 1 FROM notices_reading m WHERE m.notice_id = n.number AND m."user" = me."user"),
         n.acknowledged_at, coalesce(a.name, '')::text, n.withdrawn_at
    FROM notices_notice n JOIN access_user s ON s.id = n.sent_by LEFT JOIN access_team t ON t.id = n.to_team
    LEFT JOIN access_user a ON a.id = n.acknowledged_by
    LEFT JOIN LATERAL (SELECT g.read_at, u.name FROM notices_reading g JOIN access_user u ON u.id = g."user"
                        WHERE g.notice_id = n.number ORDER BY g.read_at LIMIT 1) r ON true
   WHERE n.number IN (SELECT notices.all_to_me(one)) AND (which = '' OR notices.is_among(which, n))
   ORDER BY n.acknowledged_at IS NOT NULL OR n.withdrawn_at IS NOT NULL,
            CASE WHEN n.acknowledged_at IS NULL AND n.withdrawn_at IS NULL THEN n.answer_by END, n.sent_at DESC, n.number LIMIT lim OFFSET off;
END $$;

-- Those that went out of the caller's cases: of one case, or of all.
CREATE OR REPLACE FUNCTION notices.from_us(one bigint, of_case bigint, which text, lim int, off int)
RETURNS TABLE (number bigint, "case" bigint, kind text, person bigint, to_agency text, team text, whose text, shown text, sent_by text,
  sent_at timestamptz, answer_by timestamptz, read_at timestamptz, read_by text, acknowledged_at timestamptz, acknowledged_by text,
  withdrawn_at timestamptz, withdrawn_by text, withdrawn_because text, is_open boolean, sendings jsonb, taken_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine bigint[] := notices.my_cases();
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  RETURN QUERY
  SELECT n.number, n.case_id, n.kind::text, pathways.shown_as(n.person), n.to_agency::text, coalesce(t.name, '')::text, coalesce(d.whose, '')::text,
         coalesce(notices.masked(d), ''), s.name::text, n.sent_at, n.answer_by, r.read_at, coalesce(r.name, '')::text, n.acknowledged_at,
         coalesce(a.name, '')::text, n.withdrawn_at, coalesce(w.name, '')::text, n.withdrawn_because::text, c.closed_at IS NULL,
         coalesce((SELECT jsonb_agg(jsonb_build_object('channel', o.channel, 'state', g.state, 'says', g.says, 'tries', g.tries, 'next_at', g.next_at,
                                                       'ended_at', g.ended_at) ORDER BY g.number)
                     FROM notices_sending g JOIN notices_address o ON o.number = g.address_id WHERE g.notice_id = n.number), '[]'), n.taken_at
    FROM notices_notice n JOIN pathways_case c ON c.number = n.case_id JOIN access_user s ON s.id = n.sent_by LEFT JOIN access_team t ON t.id = n.to_team
    LEFT JOIN notices_address d ON d.number = n.address_id LEFT JOIN access_user a ON a.id = n.acknowledged_by
    LEFT JOIN access_user w ON w.id = n.withdrawn_by
    LEFT JOIN LATERAL (SELECT g.read_at, u.name FROM notices_reading g JOIN access_user u ON u.id = g."user"
                        WHERE g.notice_id = n.number ORDER BY g.read_at LIMIT 1) r ON true
   WHERE n.case_id = ANY (mine) AND (one IS NULL OR n.number = one) AND (of_case IS NULL OR n.case_id = of_case)
     AND (which = '' OR notices.is_among(which, n))
   ORDER BY n.acknowledged_at IS NOT NULL OR n.withdrawn_at IS NOT NULL OR n.answer_by IS NULL,
            CASE WHEN n.acknowledged_at IS NULL AND n.withdrawn_at IS NULL THEN n.answer_by END, n.sent_at DESC, n.number LIMIT lim OFFSET off;
END $$;

-- How many wait: to the caller's agency or team; and of their cases' own, those overdue and those that did not go.
CREATE OR REPLACE FUNCTION notices.count() RETURNS TABLE (to_us bigint, to_us_overdue bigint, from_us_overdue bigint, not_sent bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mine bigint[] := CASE WHEN access.may('open cases, which let others’ records be seen') THEN notices.my_cases() ELSE '{}' END;
BEGIN
  RETURN QUERY
  SELECT o.waiting, o.late, (SELECT count(*) FROM notices_notice n WHERE n.case_id = ANY (mine) AND n.answer_by < now()
                                AND n.acknowledged_at IS NULL AND n.withdrawn_at IS NULL),
         (SELECT count(DISTINCT n.number) FROM notices_notice n JOIN notices_sending s ON s.notice_id = n.number AND s.state IN ('refused', 'stopped')
           WHERE n.case_id = ANY (mine) AND n.acknowledged_at IS NULL AND n.withdrawn_at IS NULL)
    FROM (SELECT count(*) AS waiting, count(*) FILTER (WHERE n.answer_by < now()) AS late FROM notices_notice n
           WHERE n.number IN (SELECT notices.all_to_me(NULL)) AND n.acknowledged_at IS NULL AND n.withdrawn_at IS NULL) o;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA notices FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notices.ask, notices.take, notices.acknowledge, notices.to_us, notices.from_us, notices.count TO ct_app;
