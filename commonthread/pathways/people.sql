-- Whom a case is about: put in, found in the household, and taken out.

CREATE OR REPLACE FUNCTION pathways.put_in(of_case pathways_case, event text, persons bigint[], sorts text[], because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE put pathways_caseperson;
BEGIN
  IF cardinality(persons) NOT BETWEEN 1 AND 30 OR cardinality(sorts) <> cardinality(persons) OR NOT sorts <@ '{child,adult}'
     OR EXISTS (SELECT 1 FROM unnest(persons) p WHERE p IS NULL) THEN
    RAISE EXCEPTION 'Name the people, each a child or an adult.' USING ERRCODE = 'check_violation';
  END IF;
  FOR put IN
    INSERT INTO pathways_caseperson (case_id, person, sort, because, added_by, ended_because, outcome)
    SELECT of_case.number, given.person, given.sort, $5, access.my_user(), '', '' FROM unnest(persons, sorts) given(person, sort)
    ON CONFLICT DO NOTHING RETURNING *
  LOOP
    PERFORM pathways.write(event, of_case, $5, put.person, 'put in', jsonb_build_object('as', put.sort));
    PERFORM pathways.begin_beside(of_case, put.person, put.sort);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION pathways.add_people(number bigint, persons bigint[], sorts text[], because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1);
BEGIN
  PERFORM access.demand_why(because);
  PERFORM pathways.put_in(held, 'case changed', persons, sorts, $4);
  PERFORM pathways.grant_all($1);
END $$;

-- Those with whom somebody of the case lives or to whom they are related, as far as ties that may be seen tell. What the
-- family said of its children holds for those who are found later; each adult is asked for themselves.
CREATE OR REPLACE FUNCTION pathways.add_household(number bigint, person bigint) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  held pathways_case := pathways.mine_open($1);
  persons bigint[];
  sorts text[];
  family pathways_consent;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pathways_caseperson p WHERE p.case_id = $1 AND p.person = $2 AND p.ended_at IS NULL) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  SELECT array_agg(h.near ORDER BY h.near), array_agg(CASE WHEN h.is_child THEN 'child' ELSE 'adult' END ORDER BY h.near)
    INTO persons, sorts FROM identity.household_of($2, held.purpose) h
   WHERE pathways.may_ask($1, $2) AND h.near <> ALL (ARRAY(SELECT p.person FROM pathways_caseperson p WHERE p.case_id = $1));
  IF persons IS NULL THEN
    RETURN 0;
  END IF;
  PERFORM pathways.put_in(held, 'case changed', persons, sorts, 'household of P-' || $2);
  SELECT d.* INTO family FROM pathways_consent d JOIN pathways_caseperson p ON p.case_id = d.case_id AND p.person = d.person
   WHERE d.case_id = $1 AND p.sort = 'child' AND p.ended_at IS NULL ORDER BY d.id DESC LIMIT 1;
  IF family.id IS NOT NULL THEN
    PERFORM pathways.decide(held, h.person, family.told, family.answer, family.because, family.goes_ahead, family.decided_by)
       FROM unnest(persons, sorts) h(person, sort) WHERE h.sort = 'child';
  END IF;
  PERFORM pathways.grant_all($1);
  RETURN cardinality(persons);
END $$;

CREATE OR REPLACE FUNCTION pathways.take_out(number bigint, person bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1);
BEGIN
  PERFORM access.demand_why(because);
  IF (SELECT count(*) FROM pathways_caseperson p WHERE p.case_id = $1 AND p.ended_at IS NULL AND p.person <> $2) = 0 THEN
    RAISE EXCEPTION 'A case is about somebody: close it instead.' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE pathways_caseperson p SET ended_at = now(), ended_by = access.my_user(), ended_because = $3
   WHERE p.case_id = $1 AND p.person = $2 AND p.ended_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.end_case_grants($1, one, NULL, NULL), pathways.end_guests($1, one) FROM unnest(pathways.goes_as($1, $2)) one;
  PERFORM pathways.keep_last(held, $2);
  PERFORM pathways.end_tasks($1, $2, 'the case is about them no more');
  PERFORM pathways.withdraw_all($1, $2, 'The case is about them no more.');
  PERFORM pathways.write('case changed', held, $3, $2, 'taken out');
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.add_people,
  pathways.add_household,
  pathways.take_out
TO ct_app;
