-- Dip samples: drawn by a seed that anybody can draw by again, read, and said of each case what was found.

-- Open cases of the caller's team but those that they lead, and so many of them by the seed: those whose hash with it comes first.
-- Whoever draws works on them, to read them; the seed and all of the numbers stand on the ledger.
CREATE OR REPLACE FUNCTION pathways.draw_sample(wanted int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ours bigint := access.my_team(); drawn pathways_sample; one pathways_case;
BEGIN
  PERFORM access.demand('supervise a team: see its work, and be told what is overdue');
  IF ours IS NULL OR (wanted BETWEEN 1 AND 20) IS NOT TRUE THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  drawn.number := pathways.free_number('pathways_sample');
  drawn.seed := encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex');
  drawn.among := ARRAY(SELECT c.number FROM pathways_case c WHERE c.agency = me.agency AND c.closed_at IS NULL AND c.number <> ALL ((SELECT pathways.kept_from_me())::bigint[])
    AND NOT pathways.leads(c.number, me."user") AND EXISTS (
    SELECT 1 FROM pathways_member m WHERE m.case_id = c.number AND m.ended_at IS NULL AND (m.team = ours OR m.leads AND EXISTS (
      SELECT 1 FROM access_post p WHERE p.user_id = m."user" AND p.agency_id = me.agency AND p.team_id = ours AND access.is_live(p)))) ORDER BY c.number);
  drawn.drawn := ARRAY(SELECT n FROM unnest(drawn.among) n ORDER BY encode(sha256(convert_to(drawn.seed || ':' || n, 'UTF8')), 'hex') LIMIT wanted);
  INSERT INTO pathways_sample (number, agency, team, seed, among, drawn, drawn_by)
  VALUES (drawn.number, me.agency, ours, drawn.seed, drawn.among, drawn.drawn, me."user");
  PERFORM access.write_event('consultation', '', 'a dip sample of the team’s cases', NULL, '{}', jsonb_build_object(
    'what', 'dip sample', 'sample', drawn.number, 'seed', drawn.seed, 'among', to_jsonb(drawn.among), 'drawn', to_jsonb(drawn.drawn)));
  FOR one IN SELECT c.* FROM pathways_case c WHERE c.number = ANY (drawn.drawn) AND NOT pathways.works_on(c.number) LOOP
    PERFORM pathways.put_on(one, me."user", NULL, 'drawn in a dip sample');
    PERFORM pathways.write_of_all(one, 'a dip sample', 'given', jsonb_build_object('to', me."user", 'sample', drawn.number));
  END LOOP;
  RETURN drawn.number;
END $$;

-- Samples of the caller's team, the latest first, with which cases that were drawn somebody said what they found of. Without what
-- is kept from the caller the seed draws the same of the rest.
CREATE OR REPLACE FUNCTION pathways.samples()
RETURNS TABLE (number bigint, seed text, among bigint[], drawn bigint[], drawn_by text, drawn_at timestamptz, found bigint[], learning text,
  ended_by text, ended_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ours bigint := access.my_team(); kept bigint[] := pathways.kept_from_me();
BEGIN
  PERFORM access.demand('supervise a team: see its work, and be told what is overdue');
  RETURN QUERY SELECT s.number, s.seed::text, ARRAY(SELECT n FROM unnest(s.among) n WHERE n <> ALL (kept)),
         ARRAY(SELECT n FROM unnest(s.drawn) n WHERE n <> ALL (kept)), u.name::text, s.drawn_at,
         ARRAY(SELECT f.case_id FROM pathways_samplefound f WHERE f.sample_id = s.number AND f.case_id <> ALL (kept)), s.learning::text,
         coalesce(e.name, '')::text, s.ended_at
    FROM pathways_sample s JOIN access_user u ON u.id = s.drawn_by LEFT JOIN access_user e ON e.id = s.ended_by
   WHERE s.team = ours AND s.agency = me.agency ORDER BY s.drawn_at DESC LIMIT 50;
END $$;

CREATE OR REPLACE FUNCTION pathways.my_sample(number bigint) RETURNS pathways_sample
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_sample;
BEGIN
  PERFORM access.demand('supervise a team: see its work, and be told what is overdue');
  SELECT s.* INTO held FROM pathways_sample s WHERE s.number = $1 AND s.team = access.my_team() AND s.agency = access.my_agency();
  IF held.number IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN held;
END $$;

-- What was found in one case that whoever says it does not lead, once it was opened since it was drawn; what needs action is a task of whoever leads the case.
CREATE OR REPLACE FUNCTION pathways.say_found(sample bigint, "case" bigint, verdict text, words text, does text, due_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE drawn pathways_sample := pathways.my_sample($1); held pathways_case := pathways.mine($2); opened record; follows bigint;
BEGIN
  PERFORM access.demand_why(verdict, words);
  IF held.number <> ALL (drawn.drawn) OR drawn.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  opened := pathways.opened_since($2, drawn.drawn_at, access.my_user());
  IF pathways.leads($2, access.my_user()) THEN
    RAISE EXCEPTION 'Whoever leads a case does not say how it is led.' USING ERRCODE = 'CT011';
  ELSIF opened.openings = 0 THEN
    RAISE EXCEPTION 'Open the case first.' USING ERRCODE = 'CT011';
  ELSIF EXISTS (SELECT 1 FROM pathways_samplefound f WHERE f.sample_id = $1 AND f.case_id = $2) THEN
    RAISE EXCEPTION 'It was said already.' USING ERRCODE = 'CT006';
  END IF;
  IF does <> '' THEN
    follows := pathways.add_task($2, $5, NULL, NULL, NULL, '', $6, 'Dip sample', $4);
  END IF;
  INSERT INTO pathways_samplefound (sample_id, case_id, verdict, words, records, openings, task, by)
  VALUES ($1, $2, $3, $4, opened.records, opened.openings, follows, access.my_user());
  PERFORM pathways.write_of_all(held, left($4, 500), 'dip sample: ' || $3, jsonb_build_object('sample', $1));
END $$;

CREATE OR REPLACE FUNCTION pathways.sample_found(sample bigint)
RETURNS TABLE ("case" bigint, verdict text, words text, records int, openings int, task bigint, task_done boolean, by_name text, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE drawn pathways_sample := pathways.my_sample($1); kept bigint[] := pathways.kept_from_me();
BEGIN
  RETURN QUERY SELECT f.case_id, f.verdict::text, f.words::text, f.records, f.openings, f.task, t.done_at IS NOT NULL, u.name::text, f.at
    FROM pathways_samplefound f JOIN access_user u ON u.id = f.by LEFT JOIN pathways_task t ON t.number = f.task
   WHERE f.sample_id = drawn.number AND f.case_id <> ALL (kept) ORDER BY f.id;
END $$;

-- What the team learns of it, once something was said of every case that was drawn and is still open to whoever says it.
CREATE OR REPLACE FUNCTION pathways.end_sample(number bigint, learning text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE drawn pathways_sample := pathways.my_sample($1);
BEGIN
  PERFORM access.demand_why(learning);
  IF drawn.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'It has ended.' USING ERRCODE = 'CT006';
  ELSIF EXISTS (SELECT 1 FROM unnest(drawn.drawn) n WHERE n <> ALL ((SELECT pathways.kept_from_me())::bigint[])
                   AND NOT EXISTS (SELECT 1 FROM pathways_samplefound f WHERE f.sample_id = $1 AND f.case_id = n)) THEN
    RAISE EXCEPTION 'Say first of each what was found.' USING ERRCODE = 'CT013';
  END IF;
  UPDATE pathways_sample s SET learning = $2, ended_by = access.my_user(), ended_at = now() WHERE s.number = $1;
  PERFORM access.write_event('consultation', '', left($2, 500), NULL, '{}', jsonb_build_object('what', 'dip sample ended', 'sample', $1));
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.draw_sample,
  pathways.samples,
  pathways.say_found,
  pathways.sample_found,
  pathways.end_sample
TO ct_app;
