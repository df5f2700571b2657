-- Once a notice is acknowledged, or taken back, nobody need ring about it.
CREATE OR REPLACE FUNCTION notices.end_ringing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE pathways_task t SET done_at = now(), outcome = 'not needed any more', words = CASE WHEN NEW.withdrawn_at IS NULL THEN 'It was acknowledged' ELSE 'It was withdrawn' END
   WHERE t.key = 'notice ' || NEW.number || ' not acknowledged' AND t.done_at IS NULL;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS end_ringing ON notices_notice;
CREATE TRIGGER end_ringing AFTER UPDATE OF acknowledged_at, withdrawn_at ON notices_notice FOR EACH ROW
  WHEN (NEW.acknowledged_at IS NOT NULL OR NEW.withdrawn_at IS NOT NULL) EXECUTE FUNCTION notices.end_ringing();

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA notices FROM PUBLIC;
