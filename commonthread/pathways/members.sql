-- Who works on a case. Each change has its reason and is on the ledger, about each of the people.
CREATE OR REPLACE FUNCTION pathways.write_of_all(of_case pathways_case, reason text, what text, more jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM pathways.write('case changed', of_case, reason, p.person, what, more)
     FROM pathways_caseperson p WHERE p.case_id = of_case.number AND p.ended_at IS NULL;
  IF NOT FOUND THEN
    PERFORM pathways.write('case changed', of_case, reason, NULL, what, more);
  END IF;
END $$;

-- Who of one's own agency may be given a case: whoever is in a post that opens cases; one's own team first.
CREATE OR REPLACE FUNCTION pathways.colleagues() RETURNS TABLE ("user" bigint, name text, role text, team text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); mine bigint := access.my_team();
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  RETURN QUERY
  SELECT DISTINCT ON (t.id IS NOT DISTINCT FROM mine, u.name, u.id) u.id, u.name::text, p.role::text, coalesce(t.name, '')::text
    FROM access_post p JOIN access_user u ON u.id = p.user_id AND u.is_active
    JOIN access_rolepermission r ON r.role = p.role AND r.permission = 'open cases, which let others’ records be seen'
    LEFT JOIN access_team t ON t.id = p.team_id
   WHERE p.agency_id = me.agency AND p.from_at <= now() AND (p.until_at IS NULL OR p.until_at > now()) AND u.id <> me."user"
   ORDER BY t.id IS NOT DISTINCT FROM mine DESC, u.name, u.id;
END $$;

CREATE OR REPLACE FUNCTION pathways.put_on(of_case pathways_case, who bigint, whose_team bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO pathways_member (case_id, "user", team, leads, because, added_by, ended_because)
  VALUES (of_case.number, who, whose_team, false, $4, access.my_user(), '') ON CONFLICT DO NOTHING;
  PERFORM pathways.grant_all(of_case.number);
END $$;

CREATE OR REPLACE FUNCTION pathways.give_case(number bigint, to_user bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1);
BEGIN
  PERFORM access.demand_why(because);
  IF NOT EXISTS (SELECT 1 FROM pathways.colleagues() c WHERE c."user" = to_user) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.put_on(held, to_user, NULL, because);
  PERFORM pathways.write_of_all(held, because, 'given', jsonb_build_object('to', to_user));
END $$;

CREATE OR REPLACE FUNCTION pathways.give_team(number bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1); mine bigint := access.my_team();
BEGIN
  PERFORM access.demand_why(because);
  IF mine IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.put_on(held, NULL, mine, because);
  PERFORM pathways.write_of_all(held, because, 'given', jsonb_build_object('to_team', mine));
END $$;

-- Whether somebody works on a case of an agency, by name or by their team.
CREATE OR REPLACE FUNCTION pathways.is_on(of_case bigint, who bigint, of_agency text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM pathways_member m WHERE m.case_id = of_case AND m.ended_at IS NULL AND (m."user" = who OR EXISTS (
    SELECT 1 FROM access_post p WHERE p.user_id = who AND p.agency_id = of_agency AND p.team_id = m.team AND access.is_live(p))))
$$;

-- What somebody who works on a case no more had still to do in it is whoever leads'; what a supervisor signs, their team's.
CREATE OR REPLACE FUNCTION pathways.leave_to_lead(held pathways_case, gone pathways_member) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE lead record := pathways.lead_of(held);
BEGIN
  UPDATE pathways_task t SET team = coalesce(lead.team, t.team),
         "user" = CASE WHEN coalesce(lead.team, t.team) IS NOT NULL AND (pathways.is_signed(held, t) OR EXISTS (
                              SELECT 1 FROM pathways_supervision s WHERE s.task = t.number)) THEN NULL ELSE lead."user" END
   WHERE t.case_id = held.number AND t.agency = held.agency AND t.done_at IS NULL
     AND (t."user" IS NOT NULL OR t.team IS DISTINCT FROM lead.team) AND (t."user" = gone."user" OR t.team = gone.team)
     AND NOT coalesce(pathways.is_on(held.number, t."user", held.agency::text), false);
END $$;

-- Whoever leads goes only by handing over, and whoever supervises by nobody who does not.
CREATE OR REPLACE FUNCTION pathways.take_from(number bigint, member bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1); gone pathways_member;
BEGIN
  PERFORM access.demand_why(because);
  UPDATE pathways_member m SET ended_at = now(), ended_by = access.my_user(), ended_because = $3
   WHERE m.id = $2 AND m.case_id = $1 AND m.ended_at IS NULL AND NOT m.leads RETURNING * INTO gone;
  IF gone.id IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  ELSIF gone."user" <> access.my_user() AND gone."user" IN (SELECT pathways.supervisors(held.agency::text, NULL))
        AND NOT access.may('supervise a team: see its work, and be told what is overdue') THEN
    RAISE EXCEPTION 'Whoever supervises it goes by their own hand, or that of another who does.' USING ERRCODE = 'CT011';
  END IF;
  PERFORM access.end_case_grants($1, NULL, gone."user", gone.team);
  PERFORM pathways.leave_to_lead(held, gone);
  PERFORM pathways.write_of_all(held, because, 'taken from', jsonb_strip_nulls(jsonb_build_object('user', gone."user", 'team', gone.team)));
END $$;

CREATE OR REPLACE FUNCTION pathways.make_lead(of_case pathways_case, to_user bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE before pathways_member;
BEGIN
  UPDATE pathways_member m SET ended_at = now(), ended_by = access.my_user(), ended_because = $3
   WHERE m.case_id = of_case.number AND m.leads AND m.ended_at IS NULL RETURNING * INTO before;
  PERFORM access.end_case_grants(of_case.number, NULL, before."user", NULL);
  INSERT INTO pathways_member (case_id, "user", leads, because, added_by, ended_because)
  VALUES (of_case.number, to_user, true, $3, access.my_user(), '')
  ON CONFLICT (case_id, "user", team) WHERE ended_at IS NULL DO UPDATE SET leads = true;
  PERFORM pathways.grant_all(of_case.number);
  PERFORM pathways.write_of_all(of_case, because, 'handed over', jsonb_build_object('from', before."user", 'to', to_user));
END $$;

-- A case whose lead has left the agency would be nobody's: a colleague of that lead's last team takes it over.
CREATE OR REPLACE FUNCTION pathways.is_orphaned(of_case pathways_case, by_team bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM pathways_member m WHERE m.case_id = of_case.number AND m.leads AND m.ended_at IS NULL
       AND EXISTS (SELECT 1 FROM access_post p WHERE p.user_id = m."user" AND p.agency_id = of_case.agency AND p.team_id = by_team)
       AND NOT EXISTS (SELECT 1 FROM access_post p JOIN access_user u ON u.id = p.user_id AND u.is_active
                        WHERE p.user_id = m."user" AND p.agency_id = of_case.agency AND p.from_at <= now()
                          AND (p.until_at IS NULL OR p.until_at > now())))
$$;

CREATE OR REPLACE FUNCTION pathways.take_over(number bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); held pathways_case;
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  PERFORM access.demand_why(because);
  SELECT c.* INTO held FROM pathways_case c
   WHERE c.number = $1 AND c.agency = me.agency AND c.closed_at IS NULL AND pathways.is_orphaned(c, access.my_team())
     AND c.number <> ALL ((SELECT pathways.kept_from_me())::bigint[]) FOR UPDATE;
  IF held.number IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  UPDATE pathways_offer o SET accepted = false, answered_by = me."user", answered_at = now(), answer = 'somebody took it over'
   WHERE o.case_id = $1 AND o.task_id IS NULL AND o.answered_at IS NULL;
  PERFORM pathways.make_lead(held, me."user", because);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.colleagues, pathways.give_case, pathways.give_team, pathways.take_from,
  pathways.take_over TO ct_app;
