-- Tasks that another agency owns. It is told of one only while the case may ask it about somebody (as for a request), sees the
-- numbers of those people alone, and its answer begins what follows in the same transaction.

-- Who may be asked by an agency: those of its district, or of the whole area, that have signed an agreement with it.
CREATE OR REPLACE FUNCTION pathways.partners(of_agency text) RETURNS SETOF access_agency
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT a.* FROM access_agency a JOIN access_agency ours ON ours.code = of_agency
   WHERE a.code <> ours.code AND (a.district = ours.district OR '' IN (a.district, ours.district))
     AND EXISTS (SELECT 1 FROM access.editions_in_force() e JOIN access_party p ON p.edition_id = e.id AND p.agency_id = a.code
                   JOIN access_party q ON q.edition_id = e.id AND q.agency_id = ours.code)
$$;

-- Those of them that sit in the hub: an agency with a hub team.
CREATE OR REPLACE FUNCTION pathways.hub_partners() RETURNS TABLE (code text, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  RETURN QUERY SELECT p.code::text, p.name::text FROM pathways.partners(access.my_agency()) p
   WHERE EXISTS (SELECT 1 FROM access_team t WHERE t.agency_id = p.code AND t.discipline = 'safeguarding hub' AND t.closed_at IS NULL) ORDER BY p.name;
END $$;

-- The unit of the police in which the people of a case live: as somebody of the case said; else that of the district to which it
-- was told, or in which its agency works; of an agency of the whole area that of the team that has it. Never from a record of another agency: a team's name would tell where somebody fled.
CREATE OR REPLACE FUNCTION pathways.unit_of(held pathways_case) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN coalesce(nullif(held.unit, ''), (
    SELECT min(u.code) FROM pathways_policingunit u
     WHERE u.district = coalesce((SELECT k.district FROM pathways_contact k WHERE k.case_id = held.number ORDER BY k.record LIMIT 1),
                                 (SELECT a.district FROM access_agency a WHERE a.code = held.agency))
       AND u.since <= access.today() AND (u.until IS NULL OR u.until > access.today()) HAVING count(*) = 1),
    (SELECT t.unit FROM access_team t WHERE t.id = (pathways.lead_of(held)).team), '');
END $$;

-- What teams have to do: tasks that wait, and who is there to do them. For somebody to read it is without what is kept from them.
CREATE OR REPLACE FUNCTION pathways.load_of(of_agency text, kept bigint[] DEFAULT '{}') RETURNS TABLE (team bigint, people bigint, waiting bigint, late bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH has AS (
    SELECT t.team, count(*) AS waiting, count(*) FILTER (WHERE t.stopped_at IS NULL AND t.due_at < now()) AS late
      FROM pathways_task t JOIN pathways_case c ON c.number = t.case_id AND c.closed_at IS NULL
     WHERE t.agency = of_agency AND t.done_at IS NULL AND t.team IS NOT NULL AND t.case_id <> ALL (kept) GROUP BY t.team),
  post AS (
    SELECT p.team_id, count(DISTINCT p.user_id) AS people FROM access_post p WHERE p.agency_id = of_agency AND access.is_live(p) GROUP BY p.team_id)
  SELECT m.id, coalesce(post.people, 0), coalesce(has.waiting, 0), coalesce(has.late, 0)
    FROM access_team m LEFT JOIN has ON has.team = m.id LEFT JOIN post ON post.team_id = m.id
   WHERE m.agency_id = of_agency AND m.closed_at IS NULL
$$;

-- Its team of a discipline in that unit, of several that which has least for each of its people; else its only one of the
-- discipline, else its hub team; NULL, for its duty desk, where no one team is plainly meant.
CREATE OR REPLACE FUNCTION pathways.team_of(of_agency text, discipline text, unit text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found bigint;
BEGIN
  IF unit <> '' THEN
    SELECT t.id INTO found FROM access_team t JOIN pathways.load_of(of_agency) l ON l.team = t.id
     WHERE t.discipline = $2 AND t.unit = $3 ORDER BY l.people = 0, l.waiting::float / greatest(l.people, 1), t.name, t.id LIMIT 1;
    IF found IS NOT NULL THEN
      RETURN found;
    END IF;
  END IF;
  RETURN (SELECT coalesce(min(t.id) FILTER (WHERE t.discipline = $2 AND t.alone), min(t.id) FILTER (WHERE t.discipline = 'safeguarding hub' AND t.alone))
    FROM (SELECT t.id, t.discipline, count(*) OVER (PARTITION BY t.discipline) = 1 AS alone FROM access_team t
           WHERE t.agency_id = of_agency AND t.closed_at IS NULL) t);
END $$;

-- Whose a task is that begins: the case's own agency's; each agency's that sits in the hub; or that of the one agency of a
-- kind. Where there is not just one it stays with the case, and people ask. Begun again by its own answer, it is that agency's.
CREATE OR REPLACE FUNCTION pathways.owners(held pathways_case, whose text, discipline text, step text, follows bigint)
RETURNS TABLE (agency text, team bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE others text[] := '{}';
BEGIN
  IF whose = 'each' OR whose = 'agency' THEN
    SELECT array_agg(t.agency) INTO others FROM pathways_task t WHERE t.number = $5 AND t.step = $4;
    IF others IS NULL THEN
      others := ARRAY(SELECT p.code FROM pathways.partners(held.agency) p
                       WHERE EXISTS (SELECT 1 FROM access_team t WHERE t.agency_id = p.code AND t.discipline = 'safeguarding hub' AND t.closed_at IS NULL))
             || held.agency::text;
    END IF;
  ELSIF whose <> '' AND whose <> (SELECT a.kind FROM access_agency a WHERE a.code = held.agency) THEN
    others := ARRAY(SELECT p.code FROM pathways.partners(held.agency) p WHERE p.kind = whose);
    IF cardinality(others) <> 1 THEN
      others := ARRAY[held.agency];
    END IF;
  ELSE
    others := ARRAY[held.agency];
  END IF;
  RETURN QUERY SELECT o.code, CASE WHEN o.code <> held.agency THEN pathways.team_of(o.code, $3, pathways.unit_of(held)) END FROM unnest(others) o(code);
END $$;

-- Of whoever is restricted the team that is named hears that others are asked.
CREATE OR REPLACE FUNCTION pathways.keep_asked_of(held pathways_case) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT access.keep_asked(access.hidden_from_me(ARRAY(SELECT p.person FROM pathways_caseperson p WHERE p.case_id = held.number AND p.ended_at IS NULL)),
                           'task', held.because)
$$;

-- About whom another agency is asked by a task: whom it is about, or all of its case, of those of whom it may be asked.
CREATE OR REPLACE FUNCTION pathways.asked_about(task pathways_task) RETURNS SETOF pathways_caseperson
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.* FROM pathways_caseperson p
   WHERE p.case_id = task.case_id AND p.ended_at IS NULL AND (task.person IS NULL OR task.person = p.person) AND pathways.may_ask(p.case_id, p.person)
$$;

-- Whom whoever is asked is told of: of a step of a disagreement nobody, since both sides see what was written and nothing of the case.
CREATE OR REPLACE FUNCTION pathways.told_about(task pathways_task) RETURNS SETOF pathways_caseperson
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT a.* FROM pathways.asked_about(task) a WHERE NOT EXISTS (SELECT 1 FROM pathways_stage s WHERE s.task = task.number)
$$;

-- Whether somebody in the caller's post is to do it: their team's, or the duty desk's where they answer other agencies.
CREATE OR REPLACE FUNCTION pathways.is_asked_of_me(task pathways_task, me access_session, ours bigint, answers boolean) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT task.agency = me.agency AND (task."user" = me."user" OR task.team = ours OR answers AND (task.desk OR task.team IS NOT NULL))
     AND EXISTS (SELECT 1 FROM pathways_case c WHERE c.number = task.case_id AND c.agency <> me.agency)
     AND EXISTS (SELECT 1 FROM pathways.asked_about(task)) AND task.case_id <> ALL ((SELECT pathways.kept_from_me())::bigint[])
$$;

-- What other agencies ask the caller's to do: one of them, or all that wait where none is given.
CREATE OR REPLACE FUNCTION pathways.asked_tasks(one bigint)
RETURNS TABLE (task bigint, "case" bigint, agency text, purpose text, power text, pathway text, edition text, step text, does text, source text,
  because text, persons bigint[], sorts text[], owner text, grade text, begun_at timestamptz, counts_from timestamptz, due_at timestamptz,
  done_at timestamptz, done_by text, outcome text, words text, disagreement bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  me access_session := access.me(); ours bigint := access.my_team();
  answers boolean := access.may('answer what other agencies ask of yours');
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  RETURN QUERY
  WITH others AS MATERIALIZED (
    SELECT k.number FROM pathways_task k JOIN pathways_case o ON o.number = k.case_id AND o.agency <> me.agency
     WHERE k.agency = me.agency AND (k.number = one OR one IS NULL AND k.done_at IS NULL))
  SELECT t.number, c.number, c.agency::text, c.purpose::text, c.power::text, c.pathway::text, c.edition::text, t.step::text, t.does::text,
         t.source::text, t.because::text,
         ARRAY(SELECT pathways.shown_as(a.person) FROM pathways.told_about(t) a ORDER BY a.id),
         ARRAY(SELECT a.sort::text FROM pathways.told_about(t) a ORDER BY a.id),
         coalesce(u.name, m.name, 'the duty desk')::text, t.grade::text, t.begun_at, t.counts_from, t.due_at, t.done_at, coalesce(d.name, '')::text,
         t.outcome::text, t.words::text, CASE WHEN t.step = '' AND t.done_at IS NULL THEN pathways.waits_of(t.number) END
    FROM others JOIN pathways_task t ON t.number = others.number JOIN pathways_case c ON c.number = t.case_id
    LEFT JOIN access_user u ON u.id = t."user" LEFT JOIN access_team m ON m.id = t.team LEFT JOIN access_user d ON d.id = t.done_by
   WHERE pathways.is_asked_of_me(t, me, ours, answers)
   ORDER BY t.due_at, t.number;
END $$;

CREATE OR REPLACE FUNCTION pathways.asked_task(task bigint) RETURNS pathways_task
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found pathways_task;
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  SELECT t.* INTO found FROM pathways_task t
   WHERE t.number = $1 AND pathways.is_asked_of_me(t, access.me(), access.my_team(), access.may('answer what other agencies ask of yours'));
  IF found.number IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN found;
END $$;

-- What the plan needs of the case and whoever answers must not be told: its people as places in a list, and when steps began.
CREATE OR REPLACE FUNCTION pathways.asked_plan(task bigint)
RETURNS TABLE (step text, place bigint, sort text, begun_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found pathways_task := pathways.asked_task($1);
BEGIN
  RETURN QUERY
  WITH placed AS (SELECT p.person, row_number() OVER (ORDER BY p.id) AS place, p.sort FROM pathways_caseperson p
                   WHERE p.case_id = found.case_id AND p.ended_at IS NULL AND found.step <> '')
  SELECT ''::text, p.place, p.sort::text, NULL::timestamptz FROM placed p
  UNION ALL SELECT t.step::text, p.place, ''::text, t.begun_at FROM pathways_task t LEFT JOIN placed p ON p.person = t.person
             WHERE t.case_id = found.case_id AND found.step <> '' AND t.step <> '' AND (t.person IS NULL OR p.place IS NOT NULL)
  UNION ALL SELECT 'this', p.place, ''::text, found.begun_at FROM placed p WHERE p.person = found.person;
END $$;

-- Under which pathway whoever answers goes on with an outcome; empty where they do not.
CREATE OR REPLACE FUNCTION pathways.opens_with(task bigint, outcome text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce((SELECT s.opens ->> $2 FROM pathways_task t JOIN pathways_case c ON c.number = t.case_id
                     JOIN pathways_declaredstep s ON s.pathway = c.pathway AND s.edition = c.edition AND s.name = t.step WHERE t.number = $1), '')
$$;

CREATE OR REPLACE FUNCTION pathways.answer_asked(task bigint, outcome text, words text, times jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF pathways.opens_with(task, outcome) <> '' AND (pathways.asked_task($1)).done_at IS NULL THEN
    RAISE EXCEPTION 'Whoever goes on opens their own case with the answer.' USING ERRCODE = 'CT008';
  END IF;
  RETURN pathways.answer($1, $2, $3, $4);
END $$;

-- The answer of the agency that was asked. Persons in `times` are places in that list.
CREATE OR REPLACE FUNCTION pathways.answer(task bigint, outcome text, words text, times jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found pathways_task; held pathways_case; placed bigint[];
BEGIN
  SELECT c.* INTO held FROM pathways_case c WHERE c.number = (pathways.asked_task($1)).case_id FOR UPDATE;
  PERFORM 1 FROM pathways_task t WHERE t.number = $1 FOR UPDATE;
  found := pathways.asked_task($1);
  IF held.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  placed := ARRAY(SELECT p.person FROM pathways_caseperson p WHERE p.case_id = held.number AND p.ended_at IS NULL ORDER BY p.id);
  RETURN pathways.end_task(held, found, $2, $3,
    (SELECT coalesce(jsonb_agg(CASE WHEN w -> 'person' = 'null' THEN w ELSE w || jsonb_build_object('person', placed[(w ->> 'person')::int]) END), '[]')
       FROM jsonb_array_elements(times) w));
END $$;

-- To another team of the agency that is asked, as somebody of it decides. What is asked, by when, stays as it is.
CREATE OR REPLACE FUNCTION pathways.pass_asked(task bigint, to_team bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found pathways_task; held pathways_case;
BEGIN
  PERFORM access.demand_why(because);
  SELECT c.* INTO held FROM pathways_case c WHERE c.number = (pathways.asked_task($1)).case_id FOR UPDATE;
  PERFORM 1 FROM pathways_task t WHERE t.number = $1 FOR UPDATE;
  found := pathways.asked_task($1);
  IF held.closed_at IS NOT NULL OR found.team IS NOT DISTINCT FROM to_team
     OR NOT EXISTS (SELECT 1 FROM access_team t WHERE t.id = to_team AND t.agency_id = found.agency AND t.closed_at IS NULL) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  ELSIF found.done_at IS NOT NULL THEN
    RAISE EXCEPTION 'Done meanwhile.' USING ERRCODE = 'CT006';
  END IF;
  UPDATE pathways_task t SET team = to_team, "user" = NULL, desk = false WHERE t.number = $1;
  PERFORM pathways.write_task(held, found, because, 'passed on', jsonb_strip_nulls(jsonb_build_object('from_team', found.team, 'to_team', to_team)));
END $$;

-- The teams of the caller's agency to which it could go, with what each has.
CREATE OR REPLACE FUNCTION pathways.teams_for_asked(task bigint)
RETURNS TABLE (team bigint, name text, discipline text, unit text, is_mine boolean, works_on_it boolean, people bigint, waiting bigint, late bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found pathways_task := pathways.asked_task($1); ours bigint := access.my_team();
BEGIN
  RETURN QUERY SELECT m.id, m.name::text, m.discipline::text, m.unit::text, m.id IS NOT DISTINCT FROM ours, m.id IS NOT DISTINCT FROM found.team,
                      l.people, l.waiting, l.late
    FROM access_team m JOIN pathways.load_of(found.agency::text, pathways.kept_from_me()) l ON l.team = m.id ORDER BY m.name;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.hub_partners, pathways.asked_tasks, pathways.asked_plan, pathways.answer_asked, pathways.pass_asked,
  pathways.teams_for_asked TO ct_app;
