-- A notice, its event and the work of sending it are one transaction with whatever made it necessary.

CREATE OR REPLACE FUNCTION notices.on_day(at timestamptz, with_time boolean) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT to_char(at AT TIME ZONE 'Europe/London', CASE WHEN with_time THEN 'FMDD FMMonth YYYY, HH24:MI' ELSE 'FMDD FMMonth YYYY' END)
$$;

-- What stands in it. Outside nothing is filled in but a day and a number; what somebody typed has no place there. Whom it is
-- about is filled in when it is read, for whoever reads it.
CREATE OR REPLACE FUNCTION notices.fill(template text, outside boolean, words text, of_case bigint, from_agency text, answer_by timestamptz,
  reference bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN outside THEN replace(dated, '{reference}', reference::text)
              ELSE replace(replace(replace(replace(replace(dated, '{agency}', a.name), '{telephone}', a.duty_telephone), '{case}', 'C-' || of_case),
                   '{answer_by}', coalesce(notices.on_day(answer_by, true), '…')), '{words}', words) END
    FROM access_agency a, (SELECT replace(template, '{sent_on}', notices.on_day(now(), false)) AS dated) d WHERE a.code = from_agency
$$;

-- The words that hold for a kind: the latest edition of the agency's own, else the house's.
CREATE OR REPLACE FUNCTION notices.in_force(of_agency text, kind text) RETURNS TABLE (edition bigint, outside boolean, words text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT e.number, k."to" = 'outside', coalesce(e.words, k.words)
    FROM notices_kind k LEFT JOIN LATERAL (
      SELECT e.number, e.words FROM notices_edition e WHERE e.agency = of_agency AND e.kind = k.name ORDER BY e.number DESC LIMIT 1) e ON true
   WHERE k.name = $2
$$;

-- The case that sends: one that is open; and minutes leave one that is closed, for an agency that was asked to its meeting.
CREATE OR REPLACE FUNCTION notices.sends(of_case bigint, kind text, to_agency text) RETURNS pathways_case
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  IF held.closed_at IS NULL OR $2 <> 'minutes' OR NOT pathways.may_have_minutes(held, $3) THEN
    RETURN pathways.mine_open($1);
  END IF;
  RETURN held;
END $$;

CREATE OR REPLACE FUNCTION notices.send(of_case bigint, person bigint, kind text, words text, to_agency text, to_team bigint,
  address bigint, answer_by timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := notices.sends($1, $3, $5); template record; fresh bigint := pathways.free_number('notices_notice'); put bigint[];
BEGIN
  SELECT f.* INTO template FROM notices.in_force(held.agency, $3) f;
  IF template IS NULL OR template.outside <> ($7 IS NOT NULL) OR template.outside <> ($5 = '')
     OR (template.outside AND ($4 <> '' OR $8 IS NOT NULL))
     OR (NOT template.outside AND ($8 > now() AND $8 <= now() + interval '92 days' AND length($4) <= 2000) IS NOT TRUE) THEN
    RAISE EXCEPTION 'A kind, to an agency with a time to answer, or to an address in its own words alone.' USING ERRCODE = 'check_violation';
  END IF;
  IF ($2 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pathways_caseperson p WHERE p.case_id = $1 AND p.person = $2 AND p.ended_at IS NULL))
     OR (NOT template.outside AND NOT EXISTS (
           SELECT 1 FROM access_agency a WHERE a.code = $5 AND ($6 IS NULL OR EXISTS (
             SELECT 1 FROM access_team t WHERE t.id = $6 AND t.agency_id = a.code AND t.closed_at IS NULL)))) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  -- A school, once a step of the procedure says that it is told.
  IF NOT template.outside AND $5 <> held.agency AND NOT (
       $3 = 'school-notice' AND EXISTS (SELECT 1 FROM access_agency a WHERE a.code = $5 AND a.kind = 'school')
       AND EXISTS (SELECT 1 FROM pathways_declaredstep s WHERE s.pathway = held.pathway AND s.edition = held.edition AND s.sends = $3)) THEN
    PERFORM pathways.demand_reason(held, $5);
  END IF;
  IF template.outside AND NOT EXISTS (SELECT 1 FROM notices_address a WHERE a.number = $7 AND a.case_id = $1 AND notices.is_safe(a)) THEN
    RAISE EXCEPTION 'Not an address that is marked safe.' USING ERRCODE = 'CT021';
  END IF;
  PERFORM 1 FROM access_user u WHERE u.id = access.my_user() FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM notices_notice n WHERE n.sent_by = access.my_user() AND n.sent_at > now() - interval '1 minute') >= 30 THEN
    RAISE EXCEPTION 'Thirty notices in a minute: wait a moment.' USING ERRCODE = 'CT003';
  END IF;
  INSERT INTO notices_notice (number, case_id, person, kind, edition, content, from_agency, to_agency, to_team, address_id, sent_by,
                              answer_by, answer, withdrawn_because)
  VALUES (fresh, $1, $2, $3, template.edition, notices.fill(template.words, template.outside, $4, $1, held.agency, $8, fresh),
          held.agency, $5, $6, $7, access.my_user(), $8, '', '');
  WITH made AS (
    INSERT INTO notices_sending (notice_id, address_id)
    SELECT fresh, a.number FROM notices_address a
     WHERE notices.is_safe(a) AND (a.number = $7 OR ($7 IS NULL AND a.agency = $5 AND (a.team IS NULL OR a.team = $6)))
    RETURNING number)
  SELECT array_agg(made.number) INTO put FROM made;
  IF put IS NOT NULL THEN
    PERFORM jobs.enqueue('send_notices', put);
  END IF;
  PERFORM access.keep_asked(access.hidden_from_me(ARRAY[$2]), 'notice', $3);
  PERFORM notices.write('notice sent', $1, held.because, $2, $3,
    jsonb_strip_nulls(jsonb_build_object('notice', fresh, 'to', nullif($5, ''), 'team', $6, 'address', $7)));
  RETURN fresh;
END $$;

-- The sender's, whether the case is open or not.
CREATE OR REPLACE FUNCTION notices.mine(number bigint) RETURNS notices_notice
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found notices_notice;
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  SELECT n.* INTO found FROM notices_notice n WHERE n.number = $1 FOR UPDATE;
  IF NOT pathways.works_on(found.case_id) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  RETURN found;
END $$;

CREATE OR REPLACE FUNCTION notices.withdraw(number bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found notices_notice := notices.mine($1);
BEGIN
  PERFORM access.demand_why(because);
  IF found.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'Withdrawn meanwhile.' USING ERRCODE = 'CT006';
  END IF;
  UPDATE notices_notice n SET withdrawn_at = now(), withdrawn_by = access.my_user(), withdrawn_because = $2 WHERE n.number = $1;
  UPDATE pathways_given g SET withdrawn_at = now() WHERE g.notice = $1;
  UPDATE notices_sending s SET state = 'stopped', says = 'it was withdrawn', ended_at = now() WHERE s.notice_id = $1 AND s.state = 'waiting';
  PERFORM notices.write('notice changed', found.case_id, $2, found.person, 'withdrawn', jsonb_build_object('notice', $1));
END $$;

-- Tries again now what has not gone, and what a system said that it took and has shown no sign of: that bears the same number,
-- so that a system which has it after all takes it once. Mail that has gone is never sent twice.
CREATE OR REPLACE FUNCTION notices.try_again(number bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found notices_notice := notices.mine($1); put bigint[];
BEGIN
  IF found.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'It was withdrawn.' USING ERRCODE = 'CT006';
  END IF;
  WITH again AS (
    UPDATE notices_sending s SET state = 'waiting', says = '', ended_at = NULL,
           next_at = CASE WHEN s.state = 'waiting' AND EXISTS (SELECT 1 FROM notices_attempt t WHERE t.sending_id = s.number AND t.ended_at IS NULL)
                          THEN s.next_at ELSE now() END
      FROM notices_address a WHERE a.number = s.address_id AND notices.is_safe(a) AND s.notice_id = $1
       AND (s.state <> 'sent' OR (a.channel = 'webhook' AND found.taken_at IS NULL AND found.acknowledged_at IS NULL))
    RETURNING s.number)
  SELECT array_agg(again.number) INTO put FROM again;
  IF put IS NULL THEN
    RAISE EXCEPTION 'Nothing is left to be sent.' USING ERRCODE = 'CT006';
  END IF;
  PERFORM notices.write('notice changed', found.case_id, '', found.person, 'tried again', jsonb_build_object('notice', $1));
  PERFORM jobs.enqueue('send_notices', put);
  RETURN cardinality(put);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA notices FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notices.send, notices.withdraw, notices.try_again TO ct_app;
