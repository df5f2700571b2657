-- What an area sets for itself: times that law and guidance leave open, school terms, bank holidays proclaimed since. Nothing of
-- it is about anybody: whoever begins a task reads it, with or without an account.
CREATE OR REPLACE FUNCTION pathways.settings(of_district text, of_agency text)
RETURNS TABLE (about text, name text, words text, authority text, because text, agency text, made_by text, made_at timestamptz, holds_from date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.about::text, s.name::text, s.words::text, s.authority::text, s.because::text, s.agency::text, u.name::text, s.made_at, s.holds_from
    FROM pathways_setting s JOIN access_user u ON u.id = s.made_by
   WHERE s.school = '' AND s.district = coalesce(nullif(of_district, ''), (SELECT nullif(a.district, '') FROM access_agency a WHERE a.code = of_agency))
   ORDER BY s.about, s.name, s.id
$$;

CREATE OR REPLACE FUNCTION pathways.may_set() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT access.may('set up agencies and people; sees no record') AND EXISTS (
    SELECT 1 FROM access_agency a WHERE a.code = access.my_agency() AND a.kind IN ('children''s services', 'adult social care') AND a.district <> '')
$$;

-- By an administrator of a council, for its district, from the next day in England on: what began today is not moved.
CREATE OR REPLACE FUNCTION pathways.set_value(about text, name text, words text, authority text, because text) RETURNS date
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency(); holds date := access.today() + 1;
BEGIN
  PERFORM access.demand('set up agencies and people; sees no record');
  PERFORM access.demand_why(name, words, authority, because);
  IF NOT pathways.may_set() THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  INSERT INTO pathways_setting (agency, district, about, name, words, authority, because, made_by, holds_from)
  SELECT mine, a.district, $1, $2, $3, $4, $5, access.my_user(), holds FROM access_agency a WHERE a.code = mine;
  PERFORM access.write_event('setting changed', '', $5, NULL, '{}', jsonb_build_object('about', $1, 'name', $2, 'authority', $4));
  RETURN holds;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.settings TO ct_app, ct_door, ct_engine;
GRANT EXECUTE ON FUNCTION pathways.may_set, pathways.set_value TO ct_app;
