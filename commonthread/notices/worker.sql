-- The worker sees of the outbox the one message that it is about to send, and nothing before or after.
-- Whoever is killed in between leaves an attempt that never ended; after the lease another takes the same message up, under
-- the same number, so that whoever received it already can tell.
CREATE OR REPLACE FUNCTION notices.lease() RETURNS interval
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$ SELECT interval '5 minutes' $$;

-- `way` is what all of them share that cannot be reached together: the mail server, or one agency's system.
CREATE OR REPLACE FUNCTION notices.waiting() RETURNS TABLE (number bigint, way text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.number, CASE a.channel WHEN 'webhook' THEN a.agency ELSE a.channel END::text FROM notices_sending s JOIN notices_address a ON a.number = s.address_id
   WHERE s.state = 'waiting' AND s.next_at <= now() ORDER BY s.next_at LIMIT 200
$$;

CREATE OR REPLACE FUNCTION notices.stop(sending bigint, why text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE notices_sending s SET state = 'stopped', says = why, ended_at = now() WHERE s.number = sending
$$;

CREATE OR REPLACE FUNCTION notices.claim(sending bigint)
RETURNS TABLE (attempt bigint, channel text, value text, agency text, message_id uuid, outside boolean, content text, notice bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE put notices_sending; address notices_address; of_notice notices_notice; tried bigint;
BEGIN
  SELECT s.* INTO put FROM notices_sending s WHERE s.number = $1 AND s.state = 'waiting' AND s.next_at <= now() FOR UPDATE SKIP LOCKED;
  IF put.number IS NULL THEN
    RETURN;
  END IF;
  SELECT a.* INTO address FROM notices_address a WHERE a.number = put.address_id FOR SHARE;
  SELECT n.* INTO of_notice FROM notices_notice n WHERE n.number = put.notice_id FOR SHARE;
  UPDATE notices_attempt t SET ended_at = now(), outcome = 'cut off', says = 'it may have arrived' WHERE t.sending_id = $1 AND t.ended_at IS NULL;
  IF of_notice.withdrawn_at IS NOT NULL THEN
    PERFORM notices.stop($1, 'it was withdrawn');
  ELSIF NOT notices.is_safe(address) THEN
    PERFORM notices.stop($1, 'the address is marked safe no more');
  ELSIF notices.opens_at(address) > clock_timestamp() THEN
    UPDATE notices_sending s SET next_at = notices.opens_at(address) WHERE s.number = $1;
  ELSE
    INSERT INTO notices_attempt (sending_id) VALUES ($1) RETURNING number INTO tried;
    UPDATE notices_sending s SET tries = s.tries + 1, next_at = now() + notices.lease() WHERE s.number = $1;
    RETURN QUERY SELECT tried, address.channel::text, address.value::text, address.agency::text, put.message_id, of_notice.address_id IS NOT NULL,
      CASE WHEN of_notice.address_id IS NULL THEN '' ELSE of_notice.content END, of_notice.number;
  END IF;
END $$;

-- What came of it. What failed for now is tried again after one, two, four … minutes, and from then on every half hour.
CREATE OR REPLACE FUNCTION notices.settle(attempt bigint, outcome text, says text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE tried notices_attempt;
BEGIN
  UPDATE notices_attempt t SET ended_at = now(), outcome = $2, says = $3 WHERE t.number = $1 AND t.ended_at IS NULL RETURNING t.* INTO tried;
  UPDATE notices_sending s
     SET state = CASE $2 WHEN 'sent' THEN 'sent' WHEN 'refused' THEN 'refused' ELSE s.state END, says = $3,
         ended_at = CASE WHEN $2 IN ('sent', 'refused') THEN now() END,
         next_at = now() + least(interval '1 minute' * 2 ^ least(s.tries - 1, 10), interval '30 minutes')
   WHERE s.number = tried.sending_id AND s.state = 'waiting';
END $$;

-- A mail server that took it says later that nobody gets it: once, and told to its sender.
CREATE OR REPLACE FUNCTION notices.bounced(message uuid, why text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE notices_sending s SET state = 'refused', says = why, ended_at = now(), told_at = NULL WHERE s.message_id = message AND s.state = 'sent';
  RETURN FOUND;
END $$;

-- What its sender must be told of, once: that nobody acknowledged it in time; that what was to go outside did not, or has not
-- for a day. Whoever sent it owns that, or, where they have left, whoever leads the case.
CREATE OR REPLACE FUNCTION notices.to_tell()
RETURNS TABLE (notice bigint, sending bigint, "case" bigint, person bigint, to_user bigint, kind text, recipient text, due_at timestamptz, why text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH untold AS (
    SELECT n.number, NULL::bigint AS sending, n.answer_by AS due_at, 'nobody has acknowledged it' AS why
      FROM notices_notice n WHERE n.answer_by < now() AND n.acknowledged_at IS NULL AND n.withdrawn_at IS NULL AND n.overdue_at IS NULL
    UNION ALL
    SELECT n.number, s.number, coalesce(s.ended_at, now()), CASE s.state WHEN 'waiting' THEN 'it has waited for a day to be sent' ELSE s.says END
      FROM notices_sending s JOIN notices_notice n ON n.number = s.notice_id
     WHERE s.told_at IS NULL AND n.address_id IS NOT NULL AND n.withdrawn_at IS NULL
       AND (s.state IN ('refused', 'stopped') OR s.state = 'waiting' AND s.made_at < now() - interval '1 day'))
  SELECT n.number, u.sending, n.case_id,
         (SELECT p.person FROM pathways_caseperson p WHERE p.case_id = n.case_id AND p.person = n.person AND p.ended_at IS NULL),
         (SELECT m."user" FROM pathways_member m JOIN access_post p ON p.user_id = m."user" AND p.agency_id = n.from_agency AND access.is_live(p)
           WHERE m.case_id = n.case_id AND m."user" = n.sent_by AND m.ended_at IS NULL LIMIT 1),
         n.kind::text, coalesce(a.name, d.whose)::text, u.due_at, u.why::text
    FROM untold u JOIN notices_notice n ON n.number = u.number LEFT JOIN access_agency a ON a.code = n.to_agency
    LEFT JOIN notices_address d ON d.number = n.address_id ORDER BY u.due_at LIMIT 500
$$;

CREATE OR REPLACE FUNCTION notices.have_told(notice bigint, sending bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE notices_notice n SET overdue_at = now() WHERE n.number = $1 AND $2 IS NULL;
  UPDATE notices_sending s SET told_at = now() WHERE s.number = $2;
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA notices FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notices.waiting, notices.claim, notices.settle, notices.to_tell, notices.have_told, notices.bounced TO ct_engine;
