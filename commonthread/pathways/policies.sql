-- Cases: the reasons for which others' records are seen. No login reads a table of them; each function asks first whether
-- the caller works on the case.
CREATE SCHEMA IF NOT EXISTS pathways AUTHORIZATION ct_owner;
GRANT USAGE ON SCHEMA pathways TO ct_app, ct_door, ct_engine;

DO $$
DECLARE personal text;
BEGIN
  FOREACH personal IN ARRAY ARRAY[
    'pathways_case',
    'pathways_caseperson',
    'pathways_member',
    'pathways_consent',
    'pathways_request',
    'pathways_task',
    'pathways_told',
    'pathways_offer',
    'pathways_clockchange',
    'pathways_cover',
    'pathways_savedview',
    'pathways_setting',
    'pathways_contact',
    'pathways_looking',
    'pathways_decided',
    'pathways_meeting',
    'pathways_attendee',
    'pathways_line',
    'pathways_minutes',
    'pathways_given',
    'pathways_disagreement',
    'pathways_stage',
    'pathways_supervision',
    'pathways_sample',
    'pathways_samplefound',
    'pathways_investigationplan',
    'pathways_lineofenquiry',
    'pathways_goeson',
    'pathways_partincase',
    'pathways_result',
    'pathways_victimupdate',
    'pathways_accountedfor',
    'pathways_communitycontact',
    'pathways_communitytold',
    'pathways_communitytheme'
  ] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY', personal);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %s', personal);
    EXECUTE format('CREATE POLICY owner_all ON %s TO ct_owner USING (true) WITH CHECK (true)', personal);
    EXECUTE format('REVOKE ALL ON %s FROM ct_door, ct_app, ct_finder, ct_engine', personal);
  END LOOP;
END $$;

REVOKE ALL ON pathways_quorum, pathways_declaredstep FROM ct_door, ct_app, ct_finder, ct_engine;

CREATE OR REPLACE FUNCTION pathways.fresh_number() RETURNS bigint
LANGUAGE sql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT 10000000 + ('x' || encode(substr(uuid_send(gen_random_uuid()), 9, 6), 'hex'))::bit(48)::bigint % 90000000
$$;

-- One that no row of a table bears yet.
CREATE OR REPLACE FUNCTION pathways.free_number(of_table regclass) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE free bigint; taken boolean := true;
BEGIN
  WHILE taken LOOP
    free := pathways.fresh_number();
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %s WHERE number = $1)', of_table) INTO taken USING free;
  END LOOP;
  RETURN free;
END $$;

-- Of what there is very much, and nobody says aloud: so long that no two meet.
CREATE OR REPLACE FUNCTION pathways.long_number() RETURNS bigint
LANGUAGE sql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT 100000000000000000 + ('x' || encode(substr(uuid_send(gen_random_uuid()), 9, 8), 'hex'))::bit(64)::bigint % 400000000000000000 + 400000000000000000
$$;

-- Cases about somebody with whom an officer has a conflict of interest, under whatever number: for them they are not there, in
-- whatever team they sit. Whom they put in themselves, or told of, does not count: else to put somebody in would be a way to ask.
CREATE OR REPLACE FUNCTION pathways.kept_from(officer bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE own bigint[] := ARRAY(SELECT c.person FROM access_conflict c WHERE c."user" = officer AND (c.until_at IS NULL OR c.until_at > now()));
BEGIN
  IF cardinality(own) = 0 THEN
    RETURN own;
  END IF;
  own := identity.every_number(own);
  RETURN ARRAY(
    SELECT p.case_id FROM pathways_caseperson p WHERE p.person = ANY (own) AND p.added_by IS DISTINCT FROM officer
    UNION
    SELECT k.case_id FROM records_about a JOIN pathways_contact k ON k.record = a.record
     WHERE a.person = ANY (own) AND k.sent_by IS DISTINCT FROM officer);
END $$;

CREATE OR REPLACE FUNCTION pathways.kept_from_me() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  RETURN pathways.kept_from(me."user");
END $$;

-- The case, for one of its members who is still in its agency; no other number leads anywhere. What is kept from them is asked
-- for beforehand: asked for only where there is a case, its time would tell that there is one.
CREATE OR REPLACE FUNCTION pathways.mine(number bigint) RETURNS pathways_case
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); held pathways_case; ours bigint := access.my_team(); kept bigint[] := pathways.kept_from_me();
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  SELECT c.* INTO held FROM pathways_case c WHERE c.number = $1 AND c.agency = me.agency AND c.number <> ALL (kept)
     AND EXISTS (SELECT 1 FROM pathways_member m WHERE m.case_id = c.number AND m.ended_at IS NULL
                    AND (m."user" = me."user" OR m.team = ours));
  IF held.number IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN held;
END $$;

-- The number that a number leads to; of whomever the caller may not be told the one that was given, as of nobody.
CREATE OR REPLACE FUNCTION pathways.shown_as(person bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE here bigint := identity.current($1);
BEGIN
  IF here = $1 OR cardinality(access.hidden_from_me(ARRAY[$1])) > 0 OR NOT records.is_told_of(here, NULL) THEN
    RETURN $1;
  END IF;
  RETURN here;
END $$;

-- Whoever was found to be one with somebody else goes on in the case under the number that stays.
CREATE OR REPLACE FUNCTION pathways.follow_merges(of_case bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE pathways_caseperson p SET ended_at = now(), ended_because = 'found to be one with P-' || pathways.shown_as(p.person)
   WHERE p.case_id = of_case AND p.ended_at IS NULL AND pathways.shown_as(p.person) <> p.person
     AND EXISTS (SELECT 1 FROM pathways_caseperson o
                  WHERE o.case_id = of_case AND o.ended_at IS NULL AND o.id <> p.id AND pathways.shown_as(o.person) = pathways.shown_as(p.person)
                    AND (o.person = pathways.shown_as(o.person) OR o.id < p.id));
  UPDATE pathways_caseperson p SET person = pathways.shown_as(p.person)
   WHERE p.case_id = of_case AND p.ended_at IS NULL AND pathways.shown_as(p.person) <> p.person;
  UPDATE pathways_task t SET done_at = now(), outcome = 'found to be one with P-' || pathways.shown_as(t.person)
   WHERE t.case_id = of_case AND t.done_at IS NULL AND pathways.shown_as(t.person) <> t.person
     AND EXISTS (SELECT 1 FROM pathways_task o WHERE o.case_id = of_case AND o.done_at IS NULL AND o.number <> t.number AND o.step = t.step
                    AND o.step <> '' AND o.agency = t.agency
                    AND pathways.shown_as(o.person) = pathways.shown_as(t.person)
                    AND (o.person = pathways.shown_as(o.person) OR o.number < t.number));
  UPDATE pathways_task t SET person = pathways.shown_as(t.person)
   WHERE t.case_id = of_case AND pathways.shown_as(t.person) <> t.person;
  UPDATE pathways_consent d SET person = pathways.shown_as(d.person)
   WHERE d.case_id = of_case AND pathways.shown_as(d.person) <> d.person;
END $$;

-- The numbers under which one of a case's people is looked at for it: theirs, and that to which it leads, unless the case is about
-- that one too.
CREATE OR REPLACE FUNCTION pathways.goes_as(of_case bigint, person bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE here bigint := identity.current($2);
BEGIN
  IF EXISTS (SELECT 1 FROM pathways_caseperson p
              WHERE p.case_id = of_case AND p.ended_at IS NULL AND p.person <> $2 AND identity.current(p.person) = here) THEN
    RETURN ARRAY[$2];
  END IF;
  RETURN ARRAY[$2, here];
END $$;

-- One that is open: a closed one changes no more. It is held while it is changed.
CREATE OR REPLACE FUNCTION pathways.mine_open(number bigint) RETURNS pathways_case
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case;
BEGIN
  PERFORM 1 FROM pathways_case c WHERE c.number = $1 FOR UPDATE;
  held := pathways.mine($1);
  IF held.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'The case is closed.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.follow_merges($1);
  RETURN held;
END $$;

-- Whether other agencies are asked about somebody: the purpose waits for no consent decision, or the latest says so.
CREATE OR REPLACE FUNCTION pathways.may_ask("case" bigint, person bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT NOT access.waits_for_consent(c.purpose)
      OR coalesce((SELECT d.goes_ahead FROM pathways_consent d WHERE d.case_id = $1 AND d.person = $2 ORDER BY d.id DESC LIMIT 1), false)
    FROM pathways_case c WHERE c.number = $1
$$;

-- Every member may look at every one of the people.
CREATE OR REPLACE FUNCTION pathways.grant_all(of_case bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.grant_case(c.number, m."user", m.team, c.agency, p.person, c.purpose, c.because, pathways.may_ask(c.number, p.person))
    FROM pathways_case c JOIN pathways_member m ON m.case_id = c.number AND m.ended_at IS NULL
    JOIN pathways_caseperson p ON p.case_id = c.number AND p.ended_at IS NULL
   WHERE c.number = of_case AND c.closed_at IS NULL;
END $$;

CREATE OR REPLACE FUNCTION pathways.write(type text, of_case pathways_case, reason text, person bigint, what text, more jsonb DEFAULT '{}')
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT access.write_event(type, of_case.purpose, reason, person, '{}', jsonb_build_object('case', of_case.number, 'what', what) || more)
$$;

-- So many of one thing in a time, and no more: as many as a person does by hand, counted on the ledger. What is done at once counts
-- as once, up to three times as many.
CREATE OR REPLACE FUNCTION pathways.demand_pace(type text, what text, most int, within interval) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE times bigint; things bigint;
BEGIN
  PERFORM 1 FROM access_user u WHERE u.id = access.my_user() FOR NO KEY UPDATE;
  SELECT count(DISTINCT e.at), count(DISTINCT coalesce(e.data ->> 'attendee', e.data ->> 'address', e.data ->> 'disagreement', e.data ->> 'task', e.data ->> 'case'))
    INTO times, things FROM ledger_event e
   WHERE e.actor = access.my_user() AND e.at > now() - within AND e.type = $1 AND ($2 = '' OR e.data ->> 'what' = $2);
  IF times >= most OR things >= 3 * most THEN
    RAISE EXCEPTION 'That is too fast: wait a moment.' USING ERRCODE = 'CT003';
  END IF;
END $$;

-- Opens a case about people, for the caller and, where they say so, for their team.
CREATE OR REPLACE FUNCTION pathways.open_case(purpose text, power text, because text, persons bigint[], sorts text[], for_team boolean)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); opened pathways_case; ours bigint := access.my_team();
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  PERFORM access.demand_why(purpose, power, because);
  PERFORM access.demand_purpose(purpose);
  PERFORM pathways.demand_pace('case opened', '', 60, interval '1 minute');
  LOOP
    INSERT INTO pathways_case (number, agency, purpose, power, because, pathway, edition, opened_by, closed_because)
    VALUES (pathways.fresh_number(), me.agency, $1, $2, $3, '', '', me."user", '') ON CONFLICT DO NOTHING RETURNING * INTO opened;
    EXIT WHEN opened.number IS NOT NULL;
  END LOOP;
  INSERT INTO pathways_member (case_id, "user", leads, because, added_by, ended_because)
  VALUES (opened.number, me."user", true, $3, me."user", '');
  IF for_team AND ours IS NOT NULL THEN
    INSERT INTO pathways_member (case_id, team, leads, because, added_by, ended_because)
    VALUES (opened.number, ours, false, $3, me."user", '');
  END IF;
  PERFORM pathways.put_in(opened, 'case opened', persons, sorts, $3);
  PERFORM pathways.grant_all(opened.number);
  RETURN opened.number;
END $$;

-- Closing asks what became of each child and adult, and takes away at once what the case let be seen. It is for whoever may give its
-- lead away.
CREATE OR REPLACE FUNCTION pathways.close_case(number bigint, because text, persons bigint[], outcomes text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1);
BEGIN
  PERFORM access.demand_why(VARIADIC ARRAY[because] || outcomes);
  IF EXISTS (SELECT 1 FROM pathways_caseperson p WHERE p.case_id = $1 AND p.ended_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM unnest(persons, outcomes) o(person, words) WHERE o.person = p.person AND o.words ~ '\S')) THEN
    RAISE EXCEPTION 'Say of each of them what became of them.' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT pathways.gives_lead(held) THEN
    RAISE EXCEPTION 'Whoever leads it, covers them or supervises closes it.' USING ERRCODE = 'CT011';
  END IF;
  PERFORM pathways.demand_read($1);
  PERFORM pathways.demand_decided(held);
  UPDATE pathways_caseperson p SET outcome = o.words FROM unnest(persons, outcomes) o(person, words)
   WHERE p.case_id = $1 AND p.person = o.person AND p.ended_at IS NULL;
  UPDATE pathways_case c SET closed_at = now(), closed_by = access.my_user(), closed_because = $2 WHERE c.number = $1;
  PERFORM pathways.end_tasks($1, NULL, 'the case was closed');
  PERFORM pathways.withdraw_all($1, NULL, 'The case was closed.');
  PERFORM access.end_case_grants($1, NULL, NULL, NULL);
  PERFORM pathways.end_guests($1, NULL);
  PERFORM pathways.write('case closed', held, $2, p.person, 'closed', jsonb_build_object('outcome', p.outcome))
     FROM pathways_caseperson p WHERE p.case_id = $1 AND p.ended_at IS NULL;
  IF NOT FOUND THEN
    PERFORM pathways.write('case closed', held, $2, NULL, 'closed');
  END IF;
  UPDATE records_sent s SET until_at = now() WHERE s."case" = $1;
END $$;

CREATE OR REPLACE FUNCTION pathways.reopen_case(number bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  PERFORM access.demand_why(because);
  UPDATE pathways_case c SET closed_at = NULL, closed_by = NULL, closed_because = '' WHERE c.number = $1 AND c.closed_at IS NOT NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.follow_merges($1);
  UPDATE pathways_caseperson p SET outcome = '' WHERE p.case_id = $1 AND p.ended_at IS NULL;
  PERFORM pathways.grant_all($1);
  UPDATE records_sent s SET until_at = NULL WHERE s."case" = $1
     AND s.team IN (SELECT m.team FROM pathways_member m WHERE m.case_id = $1 AND m.ended_at IS NULL);
  PERFORM pathways.write('case opened', held, $2, p.person, 'reopened')
     FROM pathways_caseperson p WHERE p.case_id = $1 AND p.ended_at IS NULL;
  IF NOT FOUND THEN
    PERFORM pathways.write('case opened', held, $2, NULL, 'reopened');
  END IF;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.open_case,
  pathways.close_case,
  pathways.reopen_case
TO ct_app;
