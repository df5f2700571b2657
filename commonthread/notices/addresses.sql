-- An address is marked safe by somebody who works on the case, or for an agency by its own administrator: who said so, until
-- when, at which hours. Nobody reads it whole again; a wrong one is revoked and another marked.
CREATE OR REPLACE FUNCTION notices.put_address(of_case bigint, agency text, team bigint, whose text, channel text, value text,
  said_by text, until timestamptz, from_time time, to_time time, person bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE put bigint;
BEGIN
  PERFORM access.demand_why(whose, said_by);
  PERFORM pathways.demand_pace('address marked', 'marked safe', 30, interval '1 minute');
  IF (until > now() AND until <= now() + interval '366 days'
      AND CASE channel WHEN 'e-mail' THEN value ~ '^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$' WHEN 'text message' THEN value ~ '^\+?[0-9]{10,15}$'
                       WHEN 'webhook' THEN value = '' AND of_case IS NULL ELSE false END) IS NOT TRUE THEN
    RAISE EXCEPTION 'An address, until a day within a year.' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO notices_address (number, case_id, agency, team, whose, channel, value, said_by, marked_by, until, from_time, to_time, revoked_because, person)
  VALUES (pathways.free_number('notices_address'), $1, coalesce($2, ''), $3, $4, $5, $6, $7, access.my_user(), $8, $9, $10, '', $11) RETURNING number INTO put;
  RETURN put;
END $$;

CREATE OR REPLACE FUNCTION notices.mark_safe(of_case bigint, whose text, channel text, value text, said_by text, until timestamptz,
  from_time time, to_time time, person bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1); put bigint;
BEGIN
  PERFORM pathways.demand_in(held, ARRAY[$9]);
  put := notices.put_address(held.number, NULL, NULL, $2, $3, $4, $5, $6, $7, $8, $9);
  PERFORM notices.write('address marked', held.number, $5, $9, 'marked safe', jsonb_build_object('address', put, 'channel', $3));
  RETURN put;
END $$;

CREATE OR REPLACE FUNCTION notices.mark_own_safe(team bigint, channel text, value text, said_by text, until timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency(); put bigint;
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  IF $1 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM access_team t WHERE t.id = $1 AND t.agency_id = mine AND t.closed_at IS NULL) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  put := notices.put_address(NULL, mine, $1, coalesce((SELECT t.name FROM access_team t WHERE t.id = $1), 'the duty desk'), $2, $3, $4, $5, NULL, NULL, NULL);
  PERFORM access.write_event('address marked', '', $4, NULL, '{}', jsonb_build_object('address', put, 'channel', $2, 'what', 'marked safe'));
  RETURN put;
END $$;

-- At once: what waits for it is stopped in the same moment, and its sender sees that.
CREATE OR REPLACE FUNCTION notices.revoke_address(number bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); found notices_address;
BEGIN
  SELECT a.* INTO found FROM notices_address a WHERE a.number = $1 FOR UPDATE;
  IF found.number IS NULL OR found.revoked_at IS NOT NULL
     OR NOT (found.case_id IS NOT NULL AND access.may('open cases, which let others’ records be seen') AND pathways.works_on(found.case_id)
             OR found.agency = me.agency AND access.may('set up agencies and people; sees no record')) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.demand_why(because);
  UPDATE notices_address a SET revoked_at = now(), revoked_by = me."user", revoked_because = $2 WHERE a.number = $1;
  UPDATE notices_sending s SET state = 'stopped', says = 'the address is marked safe no more', ended_at = now()
   WHERE s.address_id = $1 AND s.state = 'waiting';
  PERFORM access.write_event('address marked', coalesce(c.purpose, ''), $2, NULL, '{}',
    jsonb_strip_nulls(jsonb_build_object('case', c.number, 'address', $1, 'what', 'marked safe no more')))
     FROM (SELECT 1) one LEFT JOIN pathways_case c ON c.number = found.case_id;
END $$;

CREATE OR REPLACE FUNCTION notices.shown_address(a notices_address)
RETURNS TABLE (number bigint, whose text, channel text, shown text, said_by text, marked_by text, marked_at timestamptz, until timestamptz,
  from_time time, to_time time, revoked_at timestamptz, revoked_by text, revoked_because text, is_safe boolean, person bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT a.number, a.whose::text, a.channel::text, notices.masked(a), a.said_by::text, m.name::text, a.marked_at, a.until, a.from_time, a.to_time,
         a.revoked_at, coalesce(r.name, '')::text, a.revoked_because::text, notices.is_safe(a),
         pathways.shown_as(a.person)
    FROM access_user m LEFT JOIN access_user r ON r.id = a.revoked_by WHERE m.id = a.marked_by
$$;

CREATE OR REPLACE FUNCTION notices.addresses(of_case bigint)
RETURNS TABLE (number bigint, whose text, channel text, shown text, said_by text, marked_by text, marked_at timestamptz, until timestamptz,
  from_time time, to_time time, revoked_at timestamptz, revoked_by text, revoked_because text, is_safe boolean, person bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN QUERY SELECT s.* FROM notices_address a, notices.shown_address(a) s WHERE a.case_id = held.number ORDER BY NOT s.is_safe, s.marked_at DESC;
END $$;

CREATE OR REPLACE FUNCTION notices.own_addresses()
RETURNS TABLE (number bigint, whose text, channel text, shown text, said_by text, marked_by text, marked_at timestamptz, until timestamptz,
  from_time time, to_time time, revoked_at timestamptz, revoked_by text, revoked_because text, is_safe boolean, person bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency();
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  RETURN QUERY SELECT s.* FROM notices_address a, notices.shown_address(a) s WHERE a.agency = mine ORDER BY NOT s.is_safe, s.marked_at DESC;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA notices FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notices.mark_safe, notices.mark_own_safe, notices.revoke_address, notices.addresses, notices.own_addresses TO ct_app;
