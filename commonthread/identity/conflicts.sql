-- Conflicts of interest: somebody whom one officer never sees, nor learns that they do not. Officers say in their own
-- words whom they know; the team of their agency that restricts people finds out who that is.
-- Of those whose numbers they give, whom they were shown here, they are kept apart at once. Whoever is hidden from them, or not
-- there, is left to those who look after it: what is answered, and what vanishes, must not tell of them.
CREATE OR REPLACE FUNCTION identity.declare_conflict(words text, persons bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  me access_session := access.me();
  meant bigint[] := ARRAY(SELECT DISTINCT unnest(persons) ORDER BY 1);
  hidden bigint[] := access.hidden_from_me(ARRAY(SELECT n FROM unnest(meant) m, unnest(ARRAY[m, identity.current(m)]) n));
  kept int;
BEGIN
  PERFORM access.demand('use the service');
  PERFORM access.demand_why(words);
  IF cardinality(meant) > 20 THEN
    RAISE EXCEPTION 'At most twenty at once.' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO access_declaration ("user", agency, words)
  VALUES (me."user", me.agency, left(concat_ws(' ', $1, '(' || (SELECT string_agg('P-' || m, ', ') FROM unnest(meant) m) || ')'), 1000));
  PERFORM access.write_event('conflict', 'keeping apart who knows whom', 'declared', NULL, '{}', '{}');
  WITH put AS (
    INSERT INTO access_conflict ("user", person, kind, is_detected, by)
    SELECT DISTINCT me."user", p.number, 'known privately', false, me."user" FROM unnest(meant) m JOIN identity_person p ON p.number = identity.current(m)
     WHERE p.merged_into IS NULL AND m <> ALL (hidden) AND p.number <> ALL (hidden) RETURNING number)
  SELECT count(access.write_event('conflict', 'keeping apart who knows whom', 'put by themselves', NULL, '{}', jsonb_build_object('conflict', put.number)))
    INTO kept FROM put;
END $$;

-- How many of those whom the caller looks after said whom they know, and wait that somebody finds out whom they mean; and how many
-- of them for longer than a day.
CREATE OR REPLACE FUNCTION identity.declarations_waiting(OUT waiting int, OUT late int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('restrict people and seal records for your team, and see who asked');
  SELECT count(*), count(*) FILTER (WHERE d.at < now() - interval '1 day') INTO waiting, late FROM access_declaration d
   WHERE d.settled_at IS NULL AND d."user" <> me."user" AND identity.looks_after(d.agency);
END $$;

-- Whether the caller looks after the conflicts of that agency: their own, and those that have nobody who does.
CREATE OR REPLACE FUNCTION identity.looks_after(agency text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT $1 = access.my_agency() OR NOT EXISTS (
    SELECT 1 FROM access_post p JOIN access_rolepermission r ON r.role = p.role
     WHERE r.permission = 'restrict people and seal records for your team, and see who asked' AND p.agency_id = $1
       AND p.from_at <= now() AND (p.until_at IS NULL OR p.until_at > now()))
$$;

CREATE OR REPLACE FUNCTION identity.put_conflict(username text, person bigint, kind text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); officer bigint; put bigint;
BEGIN
  PERFORM access.demand('restrict people and seal records for your team, and see who asked');
  SELECT u.id INTO officer FROM access_user u
   WHERE lower(u.username) = lower($1) AND u.id <> me."user" AND EXISTS (
     SELECT 1 FROM access_post p WHERE p.user_id = u.id AND identity.looks_after(p.agency_id)
        AND p.from_at <= now() AND (p.until_at IS NULL OR p.until_at > now()));
  IF officer IS NULL OR cardinality(access.hidden_from_me(ARRAY[$2])) > 0
     OR NOT EXISTS (SELECT 1 FROM identity_person p WHERE p.number = $2 AND p.merged_into IS NULL) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  IF kind NOT IN ('self', 'own family', 'named officer', 'known privately') THEN
    RAISE EXCEPTION 'Say what they are to each other.' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO access_conflict ("user", person, kind, is_detected, by) VALUES (officer, $2, $3, false, me."user")
  RETURNING number INTO put;
  PERFORM identity.detect_family(ARRAY[$2]);
  PERFORM access.write_event('conflict', 'keeping apart who knows whom', 'put', NULL, '{}', jsonb_build_object('conflict', put));
END $$;

CREATE OR REPLACE FUNCTION identity.end_conflict(conflict bigint, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ended access_conflict;
BEGIN
  PERFORM access.demand('restrict people and seal records for your team, and see who asked');
  UPDATE access_conflict c SET until_at = now()
   WHERE c.number = $1 AND c."user" <> me."user" AND (c.until_at IS NULL OR c.until_at > now()) AND NOT c.is_detected
     AND cardinality(access.hidden_from_me(ARRAY[c.person])) = 0
     AND EXISTS (SELECT 1 FROM access_post p WHERE p.user_id = c."user" AND identity.looks_after(p.agency_id))
  RETURNING c.* INTO ended;
  IF ended.number IS NULL THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.demand_why(reason);
  PERFORM identity.detect_family(ARRAY(SELECT c.person FROM access_conflict c WHERE c."user" = ended."user" AND c.is_detected));
  PERFORM access.write_event('conflict', 'keeping apart who knows whom', $2, NULL, '{}', jsonb_build_object('conflict', $1));
END $$;

CREATE OR REPLACE FUNCTION identity.settle_declaration(declaration bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('restrict people and seal records for your team, and see who asked');
  UPDATE access_declaration d SET settled_at = now(), settled_by = me."user"
   WHERE d.number = $1 AND d.settled_at IS NULL AND d."user" <> me."user" AND identity.looks_after(d.agency);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION identity.ask_conflicts(reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('restrict people and seal records for your team, and see who asked');
  PERFORM access.demand_why(reason);
  PERFORM access.write_event('consultation', 'keeping apart who knows whom', $1, NULL, '{}', '{"what": "conflicts"}');
  RETURN access.issue_ticket('conflicts', '{}');
END $$;

-- All but one's own.
CREATE OR REPLACE FUNCTION identity.take_conflicts(ticket uuid)
RETURNS TABLE (conflict bigint, username text, name text, agency text, person bigint, kind text, is_detected boolean, by_themselves boolean, from_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.redeem($1, 'conflicts');
  RETURN QUERY
  SELECT DISTINCT ON (u.name, c.number) c.number, u.username::text, u.name::text, a.name::text, c.person, c.kind::text, c.is_detected, c.by IS NOT DISTINCT FROM c."user", c.from_at
    FROM access_conflict c JOIN access_user u ON u.id = c."user"
    JOIN access_post p ON p.user_id = u.id AND identity.looks_after(p.agency_id) JOIN access_agency a ON a.code = p.agency_id
   WHERE c."user" <> me."user" AND (c.until_at IS NULL OR c.until_at > now())
     AND c.person <> ALL ((SELECT access.hidden_from_me(NULL))::bigint[])
   ORDER BY u.name, c.number;
END $$;

CREATE OR REPLACE FUNCTION identity.take_declarations(ticket uuid)
RETURNS TABLE (declaration bigint, username text, name text, agency text, words text, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.redeem($1, 'conflicts');
  RETURN QUERY
  SELECT d.number, u.username::text, u.name::text, a.name::text, d.words::text, d.at
    FROM access_declaration d JOIN access_user u ON u.id = d."user" JOIN access_agency a ON a.code = d.agency
   WHERE d.settled_at IS NULL AND d."user" <> me."user" AND identity.looks_after(d.agency) ORDER BY d.at;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA identity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  identity.declare_conflict,
  identity.declarations_waiting,
  identity.put_conflict,
  identity.end_conflict,
  identity.settle_declaration,
  identity.ask_conflicts,
  identity.take_conflicts,
  identity.take_declarations
TO ct_app;
