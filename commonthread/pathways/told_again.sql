-- A contact that is told of again after it was rated: whoever works on it reads the new telling and says whether the rating, and
-- what was decided, still hold, in the time that a first rating has. Until then nobody decides and nobody closes it.

CREATE OR REPLACE FUNCTION pathways.gravity(rating text) RETURNS int
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE rating WHEN 'red' THEN 3 WHEN 'amber' THEN 2 WHEN 'green' THEN 1 WHEN 'not about safeguarding' THEN 0 END
$$;

-- The rating that holds; none while it is to be rated.
CREATE OR REPLACE FUNCTION pathways.rating_of(of_case bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT t.outcome::text FROM pathways_task t
   WHERE t.case_id = of_case AND t.step = 'rating' AND t.done_at IS NOT NULL AND pathways.gravity(t.outcome) IS NOT NULL
   ORDER BY t.done_at DESC LIMIT 1
$$;

CREATE OR REPLACE FUNCTION pathways.to_look_again(of_case bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT t.number FROM pathways_task t WHERE t.case_id = of_case AND t.done_at IS NULL AND t.key LIKE 'told-again-%' LIMIT 1
$$;

-- One such task at a time, whose time runs from the first telling that nobody has read.
CREATE OR REPLACE FUNCTION pathways.ask_to_look_again(of_case bigint, because text, by_user bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case; within interval;
BEGIN
  SELECT c.* INTO held FROM pathways_case c WHERE c.number = of_case AND c.closed_at IS NULL AND c.pathway = 'front-door';
  SELECT min(t.due_at - t.counts_from) INTO within FROM pathways_task t WHERE t.case_id = held.number AND t.step = 'rating' AND t.done_at IS NOT NULL;
  IF within IS NULL OR pathways.to_look_again(held.number) IS NOT NULL
     OR EXISTS (SELECT 1 FROM pathways_task t WHERE t.case_id = held.number AND t.step = 'rating' AND t.done_at IS NULL) THEN
    RETURN;
  END IF;
  PERFORM pathways.put_task(held, 'told-again-' || pathways.long_number(), 'Told again: read it, and say whether the rating still holds', NULL,
    NULL, NULL, held.agency, now() + within, 'The time that a first rating has, from the new telling', $2, $3);
END $$;

-- For whoever decides or closes: what was told since it was rated is read first.
CREATE OR REPLACE FUNCTION pathways.demand_read(of_case bigint) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF pathways.to_look_again(of_case) IS NOT NULL THEN
    RAISE EXCEPTION 'It was told again: read that first.' USING ERRCODE = 'CT006';
  END IF;
END $$;

-- For whoever closes: a contact ends once it is decided of each child and adult, or of nobody who could be found; unless it holds
-- that it is not about safeguarding, or it was joined to another.
CREATE OR REPLACE FUNCTION pathways.demand_decided(held pathways_case) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF held.pathway = 'front-door' AND pathways.rating_of(held.number) IS DISTINCT FROM 'not about safeguarding'
     AND NOT EXISTS (SELECT 1 FROM pathways_contact c WHERE c.joined_from = held.number)
     AND (NOT EXISTS (SELECT 1 FROM pathways_decided d WHERE d.case_id = held.number)
          OR EXISTS (SELECT 1 FROM pathways_caseperson p WHERE p.case_id = held.number AND p.ended_at IS NULL AND NOT EXISTS (
                       SELECT 1 FROM pathways_decided d WHERE d.case_id = held.number AND pathways.shown_as(d.person) = pathways.shown_as(p.person)))) THEN
    RAISE EXCEPTION 'Decide first.' USING ERRCODE = 'CT013';
  END IF;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
