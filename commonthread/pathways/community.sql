-- What a neighbourhood team keeps of its community: public roles, and what they were told. There is no table of who reported what,
-- and nothing from which one could be made: a concern bears no contact, and a theme is a number that goes up.
CREATE OR REPLACE FUNCTION pathways.my_community_team() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE ours bigint := access.my_team();
BEGIN
  PERFORM access.demand('keep your neighbourhood team’s community contacts, and what is raised there');
  IF ours IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN ours;
END $$;

CREATE OR REPLACE FUNCTION pathways.keep_contact(neighbourhood text, role text, way text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE ours bigint := pathways.my_community_team(); put bigint;
BEGIN
  PERFORM access.demand_why(neighbourhood, role, way);
  INSERT INTO pathways_communitycontact (number, agency, team, neighbourhood, role, way, kept_by, ended_because)
  VALUES (pathways.free_number('pathways_communitycontact'), access.my_agency(), ours, $1, $2, $3, access.my_user(), '') RETURNING number INTO put;
  PERFORM access.write_event('community kept', '', '', NULL, '{}', jsonb_build_object('what', 'contact kept', 'contact', put));
  RETURN put;
END $$;

CREATE OR REPLACE FUNCTION pathways.our_contact(number bigint) RETURNS pathways_communitycontact
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE ours bigint := pathways.my_community_team(); found pathways_communitycontact;
BEGIN
  SELECT c.* INTO found FROM pathways_communitycontact c WHERE c.number = $1 AND c.team = ours AND c.ended_at IS NULL FOR UPDATE;
  IF found.number IS NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN found;
END $$;

CREATE OR REPLACE FUNCTION pathways.tell_contact(number bigint, words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found pathways_communitycontact := pathways.our_contact($1);
BEGIN
  PERFORM access.demand_why(words);
  INSERT INTO pathways_communitytold (contact_id, words, told_by) VALUES ($1, $2, access.my_user());
  PERFORM access.write_event('community kept', '', '', NULL, '{}', jsonb_build_object('what', 'contact told', 'contact', $1));
END $$;

CREATE OR REPLACE FUNCTION pathways.end_contact(number bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found pathways_communitycontact := pathways.our_contact($1);
BEGIN
  PERFORM access.demand_why(because);
  UPDATE pathways_communitycontact c SET ended_at = now(), ended_by = access.my_user(), ended_because = $2 WHERE c.number = $1;
  PERFORM access.write_event('community kept', '', $2, NULL, '{}', jsonb_build_object('what', 'contact ended', 'contact', $1));
END $$;

CREATE OR REPLACE FUNCTION pathways.contacts()
RETURNS TABLE (number bigint, neighbourhood text, role text, way text, kept_by text, kept_at timestamptz, told_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE ours bigint := pathways.my_community_team();
BEGIN
  RETURN QUERY
  SELECT c.number, c.neighbourhood::text, c.role::text, c.way::text, u.name::text, c.kept_at,
         (SELECT max(t.told_at) FROM pathways_communitytold t WHERE t.contact_id = c.number)
    FROM pathways_communitycontact c JOIN access_user u ON u.id = c.kept_by
   WHERE c.team = ours AND c.ended_at IS NULL ORDER BY c.neighbourhood, c.role, c.number LIMIT 1000;
END $$;

CREATE OR REPLACE FUNCTION pathways.contact_told(number bigint) RETURNS TABLE (words text, told_by text, told_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found pathways_communitycontact := pathways.our_contact($1);
BEGIN
  RETURN QUERY SELECT t.words::text, u.name::text, t.told_at FROM pathways_communitytold t JOIN access_user u ON u.id = t.told_by
   WHERE t.contact_id = found.number ORDER BY t.told_at DESC LIMIT 200;
END $$;

-- A concern becomes a case of the team, with its first task running; its themes are counted, apart from it.
CREATE OR REPLACE FUNCTION pathways.raise_concern(neighbourhood text, themes text[], power text, because text, edition text, times jsonb)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); ours bigint := pathways.my_community_team(); opened pathways_case;
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  PERFORM access.demand_why(neighbourhood, power, because, edition);
  PERFORM pathways.demand_pace('case opened', '', 60, interval '1 minute');
  IF (cardinality(themes) BETWEEN 1 AND 12) IS NOT TRUE THEN
    RAISE EXCEPTION 'Say what worries them.' USING ERRCODE = 'check_violation';
  END IF;
  LOOP
    INSERT INTO pathways_case (number, agency, purpose, power, because, pathway, edition, opened_by, closed_because)
    VALUES (pathways.fresh_number(), me.agency, 'deciding whether a child or adult is at risk', $3, $4, 'community-concern', $5, me."user", '')
    ON CONFLICT DO NOTHING RETURNING * INTO opened;
    EXIT WHEN opened.number IS NOT NULL;
  END LOOP;
  INSERT INTO pathways_member (case_id, "user", team, leads, because, added_by, ended_because)
  VALUES (opened.number, me."user", NULL, true, $4, me."user", ''), (opened.number, NULL, ours, false, $4, me."user", '');
  PERFORM pathways.begin_tasks(opened, pathways.first_steps('community-concern', $5), times, NULL);
  INSERT INTO pathways_communitytheme (agency, neighbourhood, theme, quarter, times)
  SELECT me.agency, $1, t, date_trunc('quarter', now() AT TIME ZONE 'Europe/London')::date, 1 FROM (SELECT DISTINCT unnest(themes) ORDER BY 1) d(t)
  ON CONFLICT ON CONSTRAINT a_theme_is_counted_once DO UPDATE SET times = pathways_communitytheme.times + 1;
  PERFORM access.write_event('case opened', opened.purpose, $4, NULL, '{}', jsonb_build_object('case', opened.number, 'what', 'concern raised'));
  RETURN opened.number;
END $$;

-- What was raised where, in a quarter that is over: seven or fewer are `c`, and more are told to the nearest five. There are no
-- totals, from which what is withheld could be reckoned, and a quarter that runs is not told.
CREATE OR REPLACE FUNCTION pathways.themes(quarter date) RETURNS TABLE (neighbourhood text, theme text, shown text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency();
BEGIN
  PERFORM access.demand('keep your neighbourhood team’s community contacts, and what is raised there');
  RETURN QUERY
  SELECT t.neighbourhood::text, t.theme::text, CASE WHEN t.times <= 7 THEN 'c' ELSE (round(t.times / 5.0) * 5)::int::text END
    FROM pathways_communitytheme t
   WHERE t.agency = mine AND t.quarter = $1 AND $1 < date_trunc('quarter', now() AT TIME ZONE 'Europe/London')::date
   ORDER BY t.neighbourhood, t.theme;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.keep_contact,
  pathways.tell_contact,
  pathways.end_contact,
  pathways.contacts,
  pathways.contact_told,
  pathways.raise_concern,
  pathways.themes
TO ct_app;
