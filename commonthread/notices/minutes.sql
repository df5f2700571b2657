-- Whatever a function forgets: minutes are given by notice only by one that announces them. It went out of the meeting's case to the
-- agency that was asked, was sent by whoever gives them once that edition stood, is not withdrawn, and announced nothing else.
CREATE OR REPLACE FUNCTION notices.only_by_its_own_notice() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.way = 'notice' AND NOT EXISTS (
       SELECT 1 FROM pathways_minutes e JOIN pathways_meeting m ON m.number = e.meeting_id
         JOIN pathways_attendee a ON a.id = NEW.attendee_id AND a.meeting_id = m.number
         JOIN notices_notice n ON n.number = NEW.notice AND n.kind = 'minutes' AND n.case_id = m.case_id AND n.to_agency = a.agency
        WHERE e.id = NEW.minutes_id AND n.sent_by = NEW.given_by AND n.sent_at >= e.approved_at AND n.withdrawn_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM pathways_given g WHERE g.notice = n.number))
     OR NEW.way <> 'notice' AND NEW.notice IS NOT NULL THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS only_by_its_own_notice ON pathways_given;
CREATE TRIGGER only_by_its_own_notice BEFORE INSERT ON pathways_given FOR EACH ROW EXECUTE FUNCTION notices.only_by_its_own_notice();

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA notices FROM PUBLIC;
