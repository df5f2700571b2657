-- Whoever breaks the glass has no case open: it opens one, for them and their team, which stays when the hour is over until
-- somebody says what became of the person. Broken again within the hour it is the same case.
CREATE OR REPLACE FUNCTION pathways.break_glass(person bigint, sort text, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE broken bigint := records.break_glass($1, $3); opened bigint;
BEGIN
  IF broken IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT g."case" INTO opened FROM records_glass g JOIN pathways_case c ON c.number = g."case" AND c.closed_at IS NULL
   WHERE g."user" = access.my_user() AND g.agency = access.my_agency() AND g.person = $1 AND g.until_at > now() LIMIT 1;
  IF opened IS NULL THEN
    opened := pathways.open_case('deciding whether a child or adult is at risk',
      'to protect life or limb: common law; Children Act 1989, section 47; Care Act 2014, section 42', $3, ARRAY[$1], ARRAY[$2], true);
  END IF;
  UPDATE records_glass g SET "case" = opened WHERE g.number = broken;
  RETURN broken;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.break_glass TO ct_app;
