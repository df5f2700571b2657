-- An agency's own words. Each edition is kept; going back is another edition that says the same again.
CREATE OR REPLACE FUNCTION notices.write_edition(kind text, words text, because text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); written bigint; outside boolean; place text;
BEGIN
  PERFORM access.demand('write the words of your agency’s notices');
  PERFORM access.demand_why(words, because);
  SELECT k."to" = 'outside' INTO outside FROM notices_kind k WHERE k.name = $1;
  IF outside IS NULL THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  FOR place IN SELECT (regexp_matches(words, '\{[^{}]*\}', 'g'))[1] LOOP
    IF place NOT IN ('{sent_on}', CASE WHEN outside THEN '{reference}' ELSE '{words}' END)
       AND (outside OR place NOT IN ('{person}', '{case}', '{agency}', '{telephone}', '{answer_by}')) THEN
      RAISE EXCEPTION 'Such a place is not filled in there.' USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  IF words ~* '[0-9]([ ()-]*[0-9]){6,}|@|://|www\.' THEN
    RAISE EXCEPTION 'It leads elsewhere: a number or an address stands in it.' USING ERRCODE = 'check_violation';
  END IF;
  IF length(words) > (CASE WHEN outside THEN 459 ELSE 2000 END) THEN
    RAISE EXCEPTION 'Too long.' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO notices_edition (agency, kind, words, because, made_by) VALUES (me.agency, $1, $2, $3, me."user") RETURNING number INTO written;
  PERFORM access.write_event('template written', '', $3, NULL, '{}', jsonb_build_object('kind', $1, 'edition', written));
  RETURN written;
END $$;

CREATE OR REPLACE FUNCTION notices.editions(kind text) RETURNS TABLE (number bigint, words text, because text, made_by text, made_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency();
BEGIN
  PERFORM access.demand('write the words of your agency’s notices');
  RETURN QUERY SELECT e.number, e.words, e.because::text, u.name::text, e.made_at FROM notices_edition e JOIN access_user u ON u.id = e.made_by
   WHERE e.agency = mine AND e.kind = $1 ORDER BY e.number DESC;
END $$;

-- How a notice of one's own agency would read now. `draft` are words that nobody has kept yet; NULL for those in force.
CREATE OR REPLACE FUNCTION notices.preview(kind text, draft text, words text, answer_by timestamptz) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency(); template record;
BEGIN
  IF NOT access.may('write the words of your agency’s notices') THEN
    PERFORM access.demand('open cases, which let others’ records be seen');
  END IF;
  SELECT f.* INTO template FROM notices.in_force(mine, $1) f;
  IF template IS NULL THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN notices.fill(coalesce($2, template.words), template.outside, $3, 12345678, mine, $4, 12345678);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA notices FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notices.write_edition, notices.editions, notices.preview TO ct_app;
