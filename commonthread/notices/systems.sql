-- That notices wait for its agency, for an agency's system: from whom, of which kind and by when; not about whom, and not a
-- word of them. A system says that it has one, so that its sender knows; reading and acknowledging stay with people.
CREATE OR REPLACE FUNCTION notices.waiting_for_system(one bigint, which text, before bigint, lim int)
RETURNS TABLE (number bigint, kind text, from_agency text, team text, sent_at timestamptz, answer_by timestamptz, taken_at timestamptz,
  read_at timestamptz, acknowledged_at timestamptz, withdrawn_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency(); last notices_notice;
BEGIN
  PERFORM access.demand('be told that notices wait for your agency');
  SELECT n.* INTO last FROM notices_notice n WHERE n.number = before AND n.to_agency = mine;
  RETURN QUERY
  SELECT n.number, n.kind::text, n.from_agency::text, coalesce(t.name, '')::text, n.sent_at, n.answer_by, n.taken_at,
         (SELECT min(r.read_at) FROM notices_reading r WHERE r.notice_id = n.number), n.acknowledged_at, n.withdrawn_at
    FROM notices_notice n LEFT JOIN access_team t ON t.id = n.to_team
   WHERE n.to_agency = mine AND (one IS NULL OR n.number = one) AND (which = '' OR notices.is_among(which, n))
     AND (before IS NULL OR (n.sent_at, n.number) < (last.sent_at, last.number))
   ORDER BY n.sent_at DESC, n.number DESC LIMIT lim;
END $$;

-- The first time stands.
CREATE OR REPLACE FUNCTION notices.taken_by_system(number bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found notices_notice; mine text := access.my_agency();
BEGIN
  PERFORM access.demand('be told that notices wait for your agency');
  SELECT n.* INTO found FROM notices_notice n WHERE n.number = $1 AND n.to_agency = mine FOR UPDATE;
  IF found.number IS NULL THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  IF found.taken_at IS NULL THEN
    UPDATE notices_notice n SET taken_at = now() WHERE n.number = $1;
    PERFORM notices.write('notice changed', found.case_id, '', found.person, 'taken by a system', jsonb_build_object('notice', $1));
  END IF;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA notices FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notices.waiting_for_system, notices.taken_by_system TO ct_app;
