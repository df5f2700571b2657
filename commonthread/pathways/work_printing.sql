-- That somebody took a list of their work away on paper: which tasks stood on it.
CREATE OR REPLACE FUNCTION pathways.keep_printed(tasks bigint[], of text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  PERFORM access.demand_why(of);
  IF EXISTS (SELECT 1 FROM unnest(tasks[1:500]) wanted WHERE NOT EXISTS (
               SELECT 1 FROM pathways_task t WHERE t.number = wanted
                  AND access.my_agency() IN (t.agency, (SELECT c.agency FROM pathways_case c WHERE c.number = t.case_id))
                  AND t.case_id <> ALL ((SELECT pathways.kept_from_me())::bigint[]))) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('consultation', '', of || ', on paper', NULL, '{}',
    jsonb_build_object('what', 'printed', 'of', of, 'tasks', to_jsonb(tasks[1:500])));
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.keep_printed TO ct_app;
