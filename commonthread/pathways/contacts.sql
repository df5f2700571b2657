-- The front door: what is told there opens a case by itself, for the hub team of the district, with its first task running.
-- Somebody who must not be found is the named team's: what could be about them goes there, and the hub never meets it.
-- Whoever tells is answered in the same way, whatever is known of anybody.

-- Of children's services, or of adult care for an adult; where that has none, the other's: somebody must have it.
CREATE OR REPLACE FUNCTION pathways.hub_of(district text, about text) RETURNS access_team
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT t.* FROM access_team t JOIN access_agency a ON a.code = t.agency_id
   WHERE a.district = $1 AND t.discipline = 'safeguarding hub' AND t.closed_at IS NULL AND a.kind IN ('children''s services', 'adult social care')
   ORDER BY a.kind = CASE about WHEN 'adult' THEN 'adult social care' ELSE 'children''s services' END DESC, t.id LIMIT 1
$$;

-- The team to which what is told goes: looked for in both ways, so that the time which it takes tells nothing.
CREATE OR REPLACE FUNCTION pathways.goes_to(district text, about text, mentions jsonb) RETURNS access_team
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  hub access_team := pathways.hub_of(district, about);
  named access_team;
  said text[] := ARRAY(SELECT DISTINCT mark FROM jsonb_array_elements(coalesce(mentions, '[]')) given, unnest(records.marks('', given)) mark);
BEGIN
  SELECT t.* INTO named FROM access_restriction r JOIN content.mention n ON n.person = r.person JOIN access_team t ON t.id = r.team
   WHERE (r.until_at IS NULL OR r.until_at > now()) AND records.marks('', n.given) && said ORDER BY r.number LIMIT 1;
  IF coalesce(named.id, hub.id) IS NULL THEN
    RAISE EXCEPTION 'No hub answers for this district.' USING ERRCODE = 'CT002';
  END IF;
  IF named.id IS NULL THEN
    RETURN hub;
  END IF;
  RETURN named;
END $$;

-- Opens the case and begins its tasks. `by_user` is whoever sent it, if anybody did by name.
CREATE OR REPLACE FUNCTION pathways.open_by_arrival(record bigint, team access_team, contact jsonb, by_user bigint, of_agency text, begins jsonb)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE opened pathways_case;
BEGIN
  LOOP
    INSERT INTO pathways_case (number, agency, purpose, power, because, pathway, edition, closed_because)
    VALUES (pathways.fresh_number(), team.agency_id, 'deciding whether a child or adult is at risk', begins ->> 'power', begins ->> 'because',
            'front-door', begins ->> 'edition', '') ON CONFLICT DO NOTHING RETURNING * INTO opened;
    EXIT WHEN opened.number IS NOT NULL;
  END LOOP;
  INSERT INTO pathways_member (case_id, team, leads, because, ended_because) VALUES (opened.number, team.id, true, opened.because, '');
  PERFORM pathways.put_contact(record, opened.number, team.id, contact, by_user, of_agency);
  IF pathways.begin_tasks(opened, pathways.first_steps('front-door', begins ->> 'edition'), begins -> 'times', NULL) = 0 THEN
    RAISE EXCEPTION 'A contact is somebody''s to rate.' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO ledger_event (type, actor, agency, purpose, reason, records, data)
  VALUES ('case opened', by_user, team.agency_id, opened.purpose, opened.because, ARRAY[record],
          jsonb_build_object('case', opened.number, 'what', 'opened by its arrival'));
  RETURN opened.number;
END $$;

CREATE OR REPLACE FUNCTION pathways.put_contact(record bigint, of_case bigint, team bigint, contact jsonb, by_user bigint, of_agency text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO pathways_contact (record, case_id, route, reference, about, district, is_pressing, wants_answer, sent_by, from_agency, answer)
  VALUES ($1, of_case, contact ->> 'route', contact ->> 'reference', contact ->> 'about', contact ->> 'district',
          (contact ->> 'is_pressing')::boolean, (contact ->> 'wants_answer')::boolean, by_user, of_agency, '');
  INSERT INTO records_sent (record, team, "case") VALUES ($1, $3, of_case) ON CONFLICT DO NOTHING;
END $$;

-- Takes in what was told as a record of the team's agency. The same telling again changes nothing.
CREATE OR REPLACE FUNCTION pathways.take_in(contact jsonb, draft jsonb, told_by jsonb, by_user bigint, of_agency text, begins jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE team access_team; stored bigint;
BEGIN
  IF octet_length(draft::text) + octet_length(told_by::text) > 60000 THEN
    RAISE EXCEPTION 'Too long.' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('told ' || (contact ->> 'reference'), 0));
  IF EXISTS (SELECT 1 FROM pathways_contact c WHERE c.reference = contact ->> 'reference') THEN
    RETURN;
  END IF;
  team := pathways.goes_to(contact ->> 'district', contact ->> 'about', draft #> '{said,mentions}');
  -- Under a key of its own, whatever the caller says: nothing of the agency's is replaced by what somebody else tells.
  SELECT a.number INTO stored
    FROM records.append(team.agency_id, by_user, NULL, (extract(epoch FROM now()) * 1000)::bigint, jsonb_build_array(
      draft || jsonb_build_object('key_digest', encode(sha256(convert_to('told ' || (contact ->> 'reference'), 'UTF8')), 'hex')))) a;
  IF told_by <> '{}' THEN
    INSERT INTO content.referrer (record, given, way) VALUES (stored, told_by, pathways.same_way(told_by));
  END IF;
  PERFORM pathways.open_by_arrival(stored, team, contact, by_user, of_agency, begins);
  PERFORM jobs.put('link_new', '{}');
END $$;

-- What anybody tells without an account. It gives nothing back.
CREATE OR REPLACE FUNCTION pathways.tell_us(contact jsonb, draft jsonb, told_by jsonb, begins jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF draft ->> 'kind' <> 'community_concern' OR contact ->> 'route' <> 'public' THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.take_in(contact, draft, told_by, NULL, '', begins);
END $$;

-- What somebody of any agency sends to a hub. Thirty in an hour is the limit.
CREATE OR REPLACE FUNCTION pathways.refer(contact jsonb, draft jsonb, begins jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('enter records for your agency');
  IF draft ->> 'kind' NOT IN ('contact', 'adult_safeguarding_concern') OR contact ->> 'route' <> 'professional' THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM 1 FROM access_user u WHERE u.id = me."user" FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM pathways_contact c WHERE c.sent_by = me."user" AND c.arrived_at > now() - interval '1 hour') >= 30 THEN
    RAISE EXCEPTION 'Thirty in an hour: ring the hub.' USING ERRCODE = 'CT003';
  END IF;
  PERFORM pathways.take_in(contact, draft, '{}', me."user", me.agency, begins);
END $$;

-- What the caller sent, and what they may be told came of it.
CREATE OR REPLACE FUNCTION pathways.my_referrals()
RETURNS TABLE (reference text, arrived_at timestamptz, about text, answered_at timestamptz, answer text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('enter records for your agency');
  RETURN QUERY SELECT c.reference::text, c.arrived_at, c.about::text, c.answered_at, c.answer::text
    FROM pathways_contact c WHERE c.sent_by = me."user" AND c.from_agency = me.agency AND c.arrived_at > now() - interval '1 year'
   ORDER BY c.arrived_at DESC LIMIT 200;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.tell_us TO ct_door;
GRANT EXECUTE ON FUNCTION pathways.refer, pathways.my_referrals TO ct_app;
