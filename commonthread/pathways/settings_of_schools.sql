-- The days of one school: its own terms, training days and closures, set by its safeguarding lead or administrator, or for it by
-- an administrator of its district's council. Nothing of it is about anybody.

CREATE OR REPLACE FUNCTION pathways.may_set_school(school text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT access.may('enter the terms and training days of schools') AND EXISTS (
    SELECT 1 FROM access_agency s WHERE s.code = $1 AND s.kind = 'school' AND (s.code = access.my_agency()
       OR pathways.may_set() AND s.district = (SELECT a.district FROM access_agency a WHERE a.code = access.my_agency())))
$$;

-- For whoever may set them: every edition of the school, and of its district, in order of time.
CREATE OR REPLACE FUNCTION pathways.school_years(of_school text)
RETURNS TABLE (is_own boolean, name text, words text, authority text, because text, agency text, made_by text, made_at timestamptz, holds_from date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('enter the terms and training days of schools');
  IF NOT pathways.may_set_school($1) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN QUERY
  SELECT s.school <> '', s.name::text, s.words::text, s.authority::text, s.because::text, s.agency::text, u.name::text, s.made_at, s.holds_from
    FROM pathways_setting s JOIN access_user u ON u.id = s.made_by JOIN access_agency a ON a.code = $1
   WHERE s.about = 'school year' AND (s.school = $1 OR s.school = '' AND s.district = a.district AND a.district <> '')
   ORDER BY s.id;
END $$;

CREATE OR REPLACE FUNCTION pathways.schools_to_set(part text, lim int, off int)
RETURNS TABLE (code text, name text, years text[], made_by text, made_at timestamptz, found bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency(); sets boolean := pathways.may_set();
BEGIN
  PERFORM access.demand('enter the terms and training days of schools');
  RETURN QUERY
  SELECT a.code::text, a.name::text,
         ARRAY(SELECT DISTINCT s.name::text FROM pathways_setting s WHERE s.school = a.code ORDER BY 1), l.made_by, l.made_at, count(*) OVER ()
    FROM access_agency a
    LEFT JOIN LATERAL (SELECT u.name::text AS made_by, s.made_at FROM pathways_setting s JOIN access_user u ON u.id = s.made_by
                        WHERE s.school = a.code ORDER BY s.id DESC LIMIT 1) l ON true
   WHERE a.kind = 'school' AND position(lower(part) IN lower(a.name)) > 0
     AND (a.code = mine OR sets AND a.district = (SELECT o.district FROM access_agency o WHERE o.code = mine))
   ORDER BY a.name, a.code LIMIT lim OFFSET off;
END $$;

CREATE OR REPLACE FUNCTION pathways.set_school_year(school text, name text, words text, authority text, because text) RETURNS date
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE holds date := access.today() + 1;
BEGIN
  PERFORM access.demand('enter the terms and training days of schools');
  PERFORM access.demand_why(name, authority, because);
  IF NOT pathways.may_set_school($1) OR name !~ '^20[1-9][0-9]$' THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  INSERT INTO pathways_setting (agency, district, school, about, name, words, authority, because, made_by, holds_from)
  SELECT access.my_agency(), a.district, $1, 'school year', $2, $3, $4, $5, access.my_user(), holds FROM access_agency a WHERE a.code = $1;
  PERFORM access.write_event('setting changed', '', $5, NULL, '{}',
                             jsonb_build_object('about', 'school year', 'name', $2, 'authority', $4, 'school', $1));
  RETURN holds;
END $$;

-- By which days the schools of a case's people count: those that answer the caller that they know them. Which school it is stays
-- unsaid, and that it was asked stands on the ledger.
CREATE OR REPLACE FUNCTION pathways.terms_of(number bigint) RETURNS TABLE (person bigint, school bigint, is_own boolean, name text, words text, authority text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1); those bigint[];
BEGIN
  those := ARRAY(SELECT p.person FROM pathways_caseperson p WHERE p.case_id = held.number AND p.ended_at IS NULL);
  PERFORM access.write_event('existence asked', held.purpose, held.because, w.person, '{}', jsonb_build_object('case', held.number))
     FROM unnest(those) w(person);
  PERFORM access.keep_asked(access.hidden_from_me(those), 'known', held.purpose);
  RETURN QUERY
  SELECT k.person, dense_rank() OVER (ORDER BY k.school), s.school <> '', s.name::text, s.words::text, s.authority::text
    FROM records.schools_of(those, held.purpose) k JOIN access_agency a ON a.code = k.school
    JOIN LATERAL (SELECT DISTINCT ON (o.school, o.name) o.* FROM pathways_setting o
                   WHERE o.about = 'school year' AND o.holds_from <= access.today()
                     AND (o.school = k.school OR o.school = '' AND o.district = a.district AND a.district <> '')
                   ORDER BY o.school, o.name, o.id DESC) s ON true
   ORDER BY 1, 2, s.school, s.name;
END $$;

CREATE OR REPLACE FUNCTION pathways.terms_of_task(task bigint) RETURNS TABLE (person bigint, school bigint, is_own boolean, name text, words text, authority text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT o.* FROM pathways.terms_of((SELECT t.case_id FROM pathways_task t WHERE t.number = $1)) o
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.may_set_school, pathways.school_years, pathways.schools_to_set, pathways.set_school_year, pathways.terms_of,
  pathways.terms_of_task TO ct_app;
