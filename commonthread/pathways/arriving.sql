-- Records of feeds that are contacts for a hub: what waits to be opened is a list of its own, so that looking costs nothing
-- that grows with the area. Each is opened once, whoever is killed meanwhile.

CREATE OR REPLACE FUNCTION pathways.contacts_to_open(lim int) RETURNS TABLE (record bigint, about text, postcodes text[], district text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT w.record, w.about::text,
         ARRAY(SELECT m.given ->> 'postcode' FROM content.mention m WHERE m.record = w.record AND m.given ? 'postcode'
                ORDER BY (m.given ->> 'role') = ANY ('{subject,child,victim}') DESC, m.ordinal)
         || ARRAY(SELECT b.body ->> 'place_postcode' FROM content.body b WHERE b.record = w.record AND b.body ? 'place_postcode'),
         coalesce(a.district, '')::text
    FROM records_forhub w JOIN records_record r ON r.number = w.record JOIN access_agency a ON a.code = r.agency
   ORDER BY w.at, w.record LIMIT lim
$$;

-- The open case of the team about the child or adult whom a record is about, if there is one.
CREATE OR REPLACE FUNCTION pathways.open_about(of_record bigint, of_team bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH whom AS (SELECT DISTINCT m.person FROM content.mention m
                 WHERE m.record = of_record AND m.person IS NOT NULL AND (m.given ->> 'role') = ANY ('{subject,child,victim}')),
  about AS (
    SELECT p.case_id FROM whom w JOIN pathways_caseperson p ON p.person = w.person AND p.ended_at IS NULL
    UNION
    SELECT c.case_id FROM whom w JOIN records_about a ON a.person = w.person JOIN pathways_contact c ON c.record = a.record)
  SELECT k.number FROM about o JOIN pathways_case k ON k.number = o.case_id AND k.closed_at IS NULL AND k.pathway = 'front-door'
    JOIN pathways_member m ON m.case_id = k.number AND m.team = of_team AND m.ended_at IS NULL
   ORDER BY k.opened_at LIMIT 1
$$;

-- A second contact about a child while one is open joins it. Where no hub answers it stays on the list, and is tried again.
CREATE OR REPLACE FUNCTION pathways.open_from_feed(record bigint, contact jsonb, begins jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE team access_team; sender text; joined bigint; taken bigint;
BEGIN
  DELETE FROM records_forhub w WHERE w.record = $1 RETURNING w.record INTO taken;
  IF taken IS NULL OR EXISTS (SELECT 1 FROM pathways_contact c WHERE c.record = $1) THEN
    RETURN NULL;
  END IF;
  SELECT r.agency INTO sender FROM records_record r WHERE r.number = $1;
  BEGIN
    team := pathways.goes_to(contact ->> 'district', contact ->> 'about', (SELECT jsonb_agg(m.given) FROM content.mention m WHERE m.record = $1));
  EXCEPTION WHEN SQLSTATE 'CT002' THEN
    INSERT INTO records_forhub (record, about) VALUES ($1, contact ->> 'about');
    RETURN NULL;
  END;
  PERFORM pg_advisory_xact_lock(hashtextextended('front door ' || team.id, 0));
  joined := pathways.open_about($1, team.id);
  IF joined IS NULL THEN
    RETURN pathways.open_by_arrival($1, team, contact, NULL, sender, begins);
  END IF;
  PERFORM pathways.put_contact($1, joined, team.id, contact, NULL, sender);
  INSERT INTO ledger_event (type, actor, agency, purpose, reason, records, data)
  VALUES ('case changed', NULL, team.agency_id, 'deciding whether a child or adult is at risk', begins ->> 'because', ARRAY[$1],
          jsonb_build_object('case', joined, 'what', 'another contact joined'));
  PERFORM pathways.ask_to_look_again(joined, begins ->> 'because', NULL);
  RETURN joined;
END $$;

-- What turns out to be about somebody restricted is the named team's from then on, with its clock; the hub has it no more.
CREATE OR REPLACE FUNCTION pathways.send_to_named_teams() RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found record; moved int := 0;
BEGIN
  FOR found IN
    SELECT DISTINCT ON (k.number) k.number, t.id AS team, t.agency_id FROM access_restriction r JOIN access_team t ON t.id = r.team
      JOIN records_about a ON a.person = r.person JOIN pathways_contact c ON c.record = a.record
      JOIN pathways_case k ON k.number = c.case_id AND k.closed_at IS NULL AND k.pathway = 'front-door'
     WHERE (r.until_at IS NULL OR r.until_at > now())
       AND NOT EXISTS (SELECT 1 FROM pathways_member m WHERE m.case_id = k.number AND m.team = r.team AND m.ended_at IS NULL)
     ORDER BY k.number, r.number
  LOOP
    PERFORM 1 FROM pathways_case c WHERE c.number = found.number FOR UPDATE;
    PERFORM pathways.move_to(found.number, found.team, found.agency_id, 'about somebody for whom this team is named', NULL);
    INSERT INTO ledger_event (type, actor, agency, purpose, reason, records, data)
    VALUES ('case changed', NULL, found.agency_id, 'deciding whether a child or adult is at risk', 'about somebody for whom this team is named', '{}',
            jsonb_build_object('case', found.number, 'what', 'sent to the named team'));
    moved := moved + 1;
  END LOOP;
  RETURN moved;
END $$;

-- The case, its tasks and what was sent become another team's; whoever had it has it no more.
CREATE OR REPLACE FUNCTION pathways.move_to(of_case bigint, to_team bigint, to_agency text, because text, by_user bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE was text := (SELECT c.agency FROM pathways_case c WHERE c.number = of_case);
BEGIN
  UPDATE pathways_member m SET ended_at = now(), ended_by = by_user, ended_because = $4, leads = false WHERE m.case_id = of_case AND m.ended_at IS NULL;
  UPDATE pathways_case c SET agency = to_agency WHERE c.number = of_case;
  INSERT INTO pathways_member (case_id, team, leads, because, added_by, ended_because) VALUES (of_case, to_team, true, $4, by_user, '');
  UPDATE pathways_task t SET "user" = NULL, team = to_team, agency = to_agency WHERE t.case_id = of_case AND t.done_at IS NULL AND t.agency = was;
  UPDATE records_sent s SET until_at = now() WHERE s."case" = of_case;
  INSERT INTO records_sent (record, team, "case") SELECT c.record, to_team, of_case FROM pathways_contact c WHERE c.case_id = of_case
  ON CONFLICT (record, team) DO UPDATE SET until_at = NULL;
  PERFORM access.end_case_grants(of_case, NULL, NULL, NULL);
  PERFORM pathways.end_guests(of_case, NULL);
  PERFORM pathways.grant_all(of_case);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.contacts_to_open, pathways.open_from_feed, pathways.send_to_named_teams TO ct_engine;
