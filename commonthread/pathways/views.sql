-- What somebody chose from a list of work, under a name. It holds what was asked and nothing that was found.
CREATE OR REPLACE FUNCTION pathways.keep_view(of_list text, name text, asked text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  PERFORM access.demand_why(of_list, name, asked);
  IF (SELECT count(*) FROM pathways_savedview v WHERE v."user" = me."user" AND v.agency = me.agency AND v.of_list = $1 AND v.name <> $2) >= 20 THEN
    RAISE EXCEPTION 'Twenty views are kept at most.' USING ERRCODE = 'CT006';
  END IF;
  INSERT INTO pathways_savedview ("user", agency, of_list, name, asked) VALUES (me."user", me.agency, $1, $2, $3)
  ON CONFLICT ON CONSTRAINT one_view_of_a_name DO UPDATE SET asked = $3;
END $$;

CREATE OR REPLACE FUNCTION pathways.drop_view(of_list text, name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  DELETE FROM pathways_savedview v WHERE v."user" = me."user" AND v.agency = me.agency AND v.of_list = $1 AND v.name = $2;
END $$;

CREATE OR REPLACE FUNCTION pathways.views(of_list text) RETURNS TABLE (name text, asked text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT v.name::text, v.asked::text FROM pathways_savedview v, access.me() me WHERE v."user" = me."user" AND v.agency = me.agency AND v.of_list = $1 ORDER BY v.name
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.keep_view, pathways.drop_view, pathways.views TO ct_app;
