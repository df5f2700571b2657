-- A supervised investigation: its plan in editions, who is who in it, and the result.

-- The case, for one of its members, where it is one; no other number leads anywhere.
CREATE OR REPLACE FUNCTION pathways.my_investigation(number bigint) RETURNS pathways_case
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  IF held.pathway <> 'supervised-investigation' THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN held;
END $$;

CREATE OR REPLACE FUNCTION pathways.open_investigation(number bigint) RETURNS pathways_case
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1);
BEGIN
  RETURN pathways.my_investigation(held.number);
END $$;

-- That somebody opens it stands on the ledger before they read it, as what a supervisor had opened.
CREATE OR REPLACE FUNCTION pathways.look_at_investigation(number bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.my_investigation($1);
BEGIN
  PERFORM access.write_event('consultation', held.purpose, 'the investigation of case C-' || $1, NULL, '{}',
                             jsonb_build_object('what', 'investigation', 'case', $1));
END $$;

-- Somebody whom the case is about now.
CREATE OR REPLACE FUNCTION pathways.in_case(held pathways_case, person bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found bigint;
BEGIN
  SELECT p.id INTO found FROM pathways_caseperson p WHERE p.case_id = held.number AND p.person = $2 AND p.ended_at IS NULL;
  IF found IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN found;
END $$;

-- Another edition of the plan, with the lines of enquiry that it adds, each a task with its owner and time. Of two who write at
-- once the second reads the first's.
CREATE OR REPLACE FUNCTION pathways.write_plan(number bigint, aims text, because text, known int, lines jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.open_investigation($1); last int; line record;
BEGIN
  PERFORM access.demand_why(aims, because);
  last := coalesce((SELECT max(p.edition) FROM pathways_investigationplan p WHERE p.case_id = $1), 0);
  IF last <> known THEN
    RAISE EXCEPTION 'Another edition was written meanwhile.' USING ERRCODE = 'CT006';
  END IF;
  INSERT INTO pathways_investigationplan (case_id, edition, aims, because, by) VALUES ($1, last + 1, $2, $3, access.my_user());
  FOR line IN SELECT * FROM jsonb_to_recordset(lines) l(does text, to_user bigint, due_at timestamptz) LOOP
    INSERT INTO pathways_lineofenquiry (case_id, edition, task)
    VALUES ($1, last + 1, pathways.add_task($1, line.does, NULL, line.to_user, NULL, '', line.due_at, 'Investigation plan, edition ' || last + 1, $3));
  END LOOP;
  PERFORM pathways.write_of_all(held, because, 'plan written', jsonb_build_object('edition', last + 1));
  RETURN last + 1;
END $$;

CREATE OR REPLACE FUNCTION pathways.plans(number bigint)
RETURNS TABLE (edition smallint, aims text, because text, by_name text, at timestamptz, tasks bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.my_investigation($1);
BEGIN
  RETURN QUERY SELECT p.edition, p.aims::text, p.because::text, u.name::text, p.at,
         ARRAY(SELECT l.task FROM pathways_lineofenquiry l WHERE l.case_id = held.number AND l.edition = p.edition ORDER BY l.id)
    FROM pathways_investigationplan p JOIN access_user u ON u.id = p.by WHERE p.case_id = held.number ORDER BY p.edition DESC;
END $$;

-- What somebody is in a case: steps of an adult at risk, or of this child, are of those of whom it is said. Whoever is said to be a
-- victim of an investigation is told by a time how it stands, and how often they will be.
CREATE OR REPLACE FUNCTION pathways.say_part(number bigint, person bigint, part text, enhanced boolean, because text, tell_by timestamptz, source text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1);
BEGIN
  PERFORM access.demand_why(because);
  INSERT INTO pathways_partincase (person_id, part, enhanced, because, by) VALUES (pathways.in_case(held, $2), $3, $4, $5, access.my_user());
  PERFORM pathways.write('case changed', held, because, $2, 'part said', jsonb_build_object('part', $3, 'enhanced', $4));
  PERFORM pathways.follow_parts(held, because);
  IF held.pathway <> 'supervised-investigation' THEN
    NULL;
  ELSIF part = 'victim' THEN
    PERFORM pathways.put_update(held, $2, tell_by, source, because);
  ELSE
    PERFORM pathways.end_updates(held, $2);
  END IF;
END $$;

-- What waits of a step goes to those whose it is; what was somebody else's ends, or is still to be done in the case.
CREATE OR REPLACE FUNCTION pathways.follow_parts(held pathways_case, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE waits pathways_task; those bigint[]; missing bigint; step record;
BEGIN
  FOR step IN SELECT DISTINCT t.step AS name, t.agency, s."each" FROM pathways_task t JOIN pathways_declaredstep s
                  ON s.pathway = held.pathway AND s.edition = held.edition AND s.name = t.step AND s."each" IN ('at risk', 'this child', 'this person')
               WHERE t.case_id = held.number AND t.done_at IS NULL LOOP
    those := ARRAY(SELECT pathways.those_of(held.number, step."each"));
    FOR missing IN SELECT w FROM unnest(those) w WHERE NOT EXISTS (
        SELECT 1 FROM pathways_task t WHERE t.case_id = held.number AND t.step = step.name AND t.agency = step.agency AND t.person = w
           AND t.outcome <> 'about somebody else after all') LOOP
      SELECT t.* INTO waits FROM pathways_task t WHERE t.case_id = held.number AND t.step = step.name AND t.agency = step.agency AND t.done_at IS NULL
       ORDER BY t.person IS NULL DESC, t.person = ANY (those), t.due_at LIMIT 1;
      IF waits.person = ANY (those) THEN
        waits.number := pathways.long_number(); waits.person := missing;
        INSERT INTO pathways_task SELECT waits.*;
      ELSE
        UPDATE pathways_task t SET person = missing WHERE t.number = waits.number;
      END IF;
    END LOOP;
    IF cardinality(those) = 0 THEN
      UPDATE pathways_task t SET person = NULL
       WHERE t.number = (SELECT o.number FROM pathways_task o WHERE o.case_id = held.number AND o.step = step.name AND o.agency = step.agency
                            AND o.done_at IS NULL ORDER BY o.person IS NULL DESC, o.due_at LIMIT 1);
    END IF;
    UPDATE pathways_task t SET done_at = now(), done_by = access.my_user(), outcome = 'about somebody else after all', words = $2
     WHERE t.case_id = held.number AND t.step = step.name AND t.agency = step.agency AND t.done_at IS NULL
       AND CASE WHEN cardinality(those) > 0 THEN (t.person = ANY (those)) IS NOT TRUE ELSE t.person IS NOT NULL END;
  END LOOP;
END $$;

-- What each of its people is now, with what somebody last said.
CREATE OR REPLACE FUNCTION pathways.parts_now(of_case bigint) RETURNS TABLE (id bigint, person bigint, part text, enhanced boolean, because text, by bigint, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT ON (c.id) c.id, c.person, p.part::text, p.enhanced, p.because::text, p.by, p.at
    FROM pathways_caseperson c JOIN pathways_partincase p ON p.person_id = c.id
   WHERE c.case_id = of_case AND c.ended_at IS NULL ORDER BY c.id, p.id DESC
$$;

-- Of whom a step is: each child, so that nobody is left out; adults who are said to be at risk, and nobody of whom that is not
-- said; this child, or, until that is said, each child who is not said to be something else; this person, child or adult, and until
-- that is said each such child, or, where there is none, each such adult.
CREATE OR REPLACE FUNCTION pathways.those_of(of_case bigint, of_each text) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH here AS (
    SELECT p.id, p.person, p.sort, n.part, n.part = 'subject' OR p.sort = 'child' AND n.part = 'victim' AS is_said FROM pathways_caseperson p LEFT JOIN pathways.parts_now(of_case) n ON n.id = p.id
     WHERE p.case_id = of_case AND p.ended_at IS NULL)
  SELECT h.person FROM here h
   WHERE CASE of_each
         WHEN 'child' THEN h.sort = 'child'
         WHEN 'at risk' THEN h.sort = 'adult' AND h.part IN ('subject', 'victim')
         WHEN 'this child' THEN h.sort = 'child' AND CASE WHEN EXISTS (SELECT 1 FROM here o WHERE o.is_said) THEN h.is_said ELSE h.part IS NULL END
         WHEN 'this person' THEN CASE WHEN EXISTS (SELECT 1 FROM here o WHERE o.is_said) THEN h.is_said
                                      ELSE h.part IS NULL AND (h.sort = 'child' OR NOT EXISTS (SELECT 1 FROM here o WHERE o.sort = 'child' AND o.part IS NULL)) END
         ELSE false END ORDER BY h.id
$$;

CREATE OR REPLACE FUNCTION pathways.parts(number bigint)
RETURNS TABLE (person bigint, part text, enhanced boolean, because text, by_name text, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN QUERY SELECT pathways.shown_as(n.person), n.part, n.enhanced, n.because, u.name::text, n.at
    FROM pathways.parts_now(held.number) n JOIN access_user u ON u.id = n.by ORDER BY n.id;
END $$;

CREATE OR REPLACE FUNCTION pathways.record_result(number bigint, suspect bigint, offence text, outcome text, decided_by text, words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.open_investigation($1);
BEGIN
  PERFORM access.demand_why(offence, outcome, decided_by, words);
  IF suspect IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pathways.parts_now($1) n WHERE n.person = $2 AND n.part = 'suspect') THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  INSERT INTO pathways_result (case_id, suspect_id, offence, outcome, decided_by, words, by)
  VALUES ($1, CASE WHEN suspect IS NOT NULL THEN pathways.in_case(held, $2) END, $3, $4, $5, $6, access.my_user());
  IF suspect IS NULL THEN
    PERFORM pathways.write_of_all(held, words, 'result', jsonb_build_object('outcome', $4));
  ELSE
    PERFORM pathways.write('case changed', held, words, $2, 'result', jsonb_build_object('outcome', $4));
  END IF;
END $$;

-- Every one that was recorded, the latest first. `stands` where no later one is of the same suspect and offence.
CREATE OR REPLACE FUNCTION pathways.results(number bigint)
RETURNS TABLE (suspect bigint, offence text, outcome text, decided_by text, words text, by_name text, at timestamptz, stands boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.my_investigation($1);
BEGIN
  RETURN QUERY SELECT pathways.shown_as(c.person), r.offence::text, r.outcome::text, r.decided_by::text, r.words::text, u.name::text, r.at,
         NOT EXISTS (SELECT 1 FROM pathways_result l WHERE l.case_id = r.case_id AND l.id > r.id AND l.offence = r.offence
                        AND l.suspect_id IS NOT DISTINCT FROM r.suspect_id)
    FROM pathways_result r JOIN access_user u ON u.id = r.by LEFT JOIN pathways_caseperson c ON c.id = r.suspect_id
   WHERE r.case_id = held.number ORDER BY r.id DESC;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.look_at_investigation,
  pathways.write_plan,
  pathways.plans,
  pathways.say_part,
  pathways.parts,
  pathways.record_result,
  pathways.results
TO ct_app;
