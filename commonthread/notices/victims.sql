-- What a victim is told in writing: a notice that really goes, to an address of their own that is marked safe, in the template's words
-- alone. It counts once it arrived; where it does not, the task to tell them is there at once.

CREATE OR REPLACE FUNCTION notices.write_to_victim(of_case bigint, person bigint, address bigint, of_what text, words text, safe_because text, next_at timestamptz)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.open_investigation($1); sent bigint;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM notices_address a WHERE a.number = $3 AND a.case_id = $1 AND pathways.shown_as(a.person) = pathways.shown_as($2)) THEN
    RAISE EXCEPTION 'Not an address of theirs.' USING ERRCODE = 'CT021';
  END IF;
  PERFORM pathways.demand_victim($1, $2);
  sent := notices.send($1, $2, 'please-ring', '', '', NULL, $3, NULL);
  PERFORM pathways.put_written(held, $2, $4, $5, $6, $7, sent);
  RETURN sent;
END $$;

-- Whatever changes a message or a notice, what was told by it follows.
CREATE OR REPLACE FUNCTION notices.follow_victims() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'notices_notice' THEN
    PERFORM pathways.written_failed(NEW.number, 'it was withdrawn');
  ELSIF NEW.state IN ('refused', 'stopped') THEN
    IF pathways.written_failed(NEW.notice_id, NEW.says) THEN
      NEW.told_at := now();
    END IF;
  ELSIF NEW.state = 'sent' AND NEW.delivered_at IS NOT NULL THEN
    PERFORM pathways.written_arrived(NEW.notice_id, 'whoever carried it says that it arrived', NULL);
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS follow_victims ON notices_sending;
CREATE TRIGGER follow_victims BEFORE UPDATE OF state, delivered_at ON notices_sending FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.delivered_at IS DISTINCT FROM NEW.delivered_at) EXECUTE FUNCTION notices.follow_victims();
DROP TRIGGER IF EXISTS follow_victims ON notices_notice;
CREATE TRIGGER follow_victims AFTER UPDATE OF withdrawn_at ON notices_notice FOR EACH ROW
  WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL) EXECUTE FUNCTION notices.follow_victims();

-- Nobody who is a victim no more, or is found to be suspected, is written to by what still waits.
CREATE OR REPLACE FUNCTION notices.stop_for_others() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE notices_sending s SET state = 'stopped', says = 'they are a victim no more', ended_at = now()
    FROM notices_notice n JOIN pathways_victimupdate v ON v.notice = n.number
   WHERE s.notice_id = n.number AND s.state = 'waiting' AND v.person_id = NEW.person_id;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS stop_for_others ON pathways_partincase;
CREATE TRIGGER stop_for_others AFTER INSERT ON pathways_partincase FOR EACH ROW WHEN (NEW.part <> 'victim') EXECUTE FUNCTION notices.stop_for_others();

-- What was taken to be carried by somebody who says later what became of it, and has not yet: asked about for four days, each a
-- quarter of an hour after it was asked last.
CREATE OR REPLACE FUNCTION notices.to_ask_about() RETURNS TABLE (message uuid, channel text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE notices_sending s SET asked_at = now() FROM notices_address a
   WHERE a.number = s.address_id AND a.channel <> 'webhook' AND s.number IN (
     SELECT w.number FROM notices_sending w WHERE w.state = 'sent' AND w.delivered_at IS NULL AND w.ended_at > now() - interval '4 days'
        AND coalesce(w.asked_at, '-infinity') < now() - interval '15 minutes' ORDER BY w.asked_at NULLS FIRST LIMIT 100)
  RETURNING s.message_id, a.channel::text
$$;

CREATE OR REPLACE FUNCTION notices.delivered(message uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE notices_sending s SET delivered_at = now() WHERE s.message_id = message AND s.state = 'sent' AND s.delivered_at IS NULL;
  RETURN FOUND;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA notices FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notices.write_to_victim TO ct_app;
GRANT EXECUTE ON FUNCTION notices.to_ask_about, notices.delivered TO ct_engine;
