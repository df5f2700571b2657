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

-- Its team of a discipline, or its hub team; NULL, for its duty desk, where no one team is plainly meant.
CREATE OR REPLACE FUNCTION pathways.team_of(of_agency text, discipline text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(min(t.id) FILTER (WHERE t.discipline = $2 AND t.alone), min(t.id) FILTER (WHERE t.discipline = 'safeguarding hub' AND t.alone))
    FROM (SELECT t.id, t.discipline, count(*) OVER (PARTITION BY t.discipline) = 1 AS alone FROM access_team t
           WHERE t.agency_id = of_agency AND t.closed_at IS NULL) t
$$;

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
  RETURN QUERY SELECT o.code, CASE WHEN o.code <> held.agency THEN pathways.team_of(o.code, $3) END FROM unnest(others) o(code);
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
     AND EXISTS (SELECT 1 FROM pathways.asked_about(task)) AND task.case_id <> ALL (pathways.kept_from_me())
$$;

-- What other agencies ask the caller's to do: one of them, or all that wait where none is given.
CREATE OR REPLACE FUNCTION pathways.asked_tasks(one bigint)
RETURNS TABLE (task bigint, "case" bigint, agency text, purpose text, power text, pathway text, edition text, step text, does text, source text,
  because text, persons bigint[], sorts text[], owner text, grade text, begun_at timestamptz, counts_from timestamptz, due_at timestamptz,
  done_at timestamptz, done_by text, outcome text, words text)
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
         t.outcome::text, t.words::text
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

-- The answer of the agency that was asked. Persons in `wanted` are places in that list.
CREATE OR REPLACE FUNCTION pathways.answer_asked(task bigint, outcome text, words text, wanted jsonb, informed_by text[]) RETURNS int
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
       FROM jsonb_array_elements(wanted) w), $5);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.hub_partners, pathways.asked_tasks, pathways.asked_plan, pathways.answer_asked TO ct_app;
