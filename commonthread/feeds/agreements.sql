-- Feed agreements: what an agency sends as a matter of course, signed by it and by the agency responsible for the service.
DO $$
BEGIN
  ALTER TABLE feeds_feedsignature ENABLE ROW LEVEL SECURITY;
  ALTER TABLE feeds_feedsignature FORCE ROW LEVEL SECURITY;
  DROP POLICY IF EXISTS owner_all ON feeds_feedsignature;
  CREATE POLICY owner_all ON feeds_feedsignature TO ct_owner USING (true) WITH CHECK (true);
END $$;

-- Those of these identifiers that are on the roll of the caller's own agency; of whom is hidden, as of nobody.
CREATE OR REPLACE FUNCTION feeds.on_roll(keys text[]) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); enrolled bigint[]; hidden bigint[];
BEGIN
  PERFORM access.demand('see your agency''s deliveries and correct what was rejected');
  SELECT array_agg(DISTINCT r.number) INTO enrolled
    FROM records_record r JOIN content.mention m ON m.record = r.number AND m.given ->> 'role' = 'subject'
   WHERE r.agency = me.agency AND r.kind = 'school_enrolment' AND r.superseded_by IS NULL
     AND (r.happened_until IS NULL OR r.happened_until > now())
     AND ('own ' || (m.given ->> 'agency_person_id') = ANY (keys) OR 'upn ' || (m.given ->> 'upn') = ANY (keys));
  hidden := records.withheld(coalesce(enrolled, '{}'));
  RETURN ARRAY(
    SELECT DISTINCT k.key FROM content.mention m,
           LATERAL (VALUES ('own ' || (m.given ->> 'agency_person_id')), ('upn ' || (m.given ->> 'upn'))) AS k(key)
     WHERE m.record = ANY (enrolled) AND NOT m.record = ANY (hidden) AND m.given ->> 'role' = 'subject' AND k.key = ANY (keys));
END $$;

CREATE OR REPLACE FUNCTION feeds.said_by(agreement feeds_feedagreement) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT to_jsonb($1) - '{signed_at,ended_at,ended_by_agency,ended_because}'::text[]
$$;

CREATE OR REPLACE FUNCTION feeds.digest_of(agreement feeds_feedagreement) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT encode(sha256(convert_to(feeds.said_by($1)::text, 'UTF8')), 'hex')
$$;

-- The next edition of what one's own agency sends, or its draft anew.
CREATE OR REPLACE FUNCTION feeds.draft_agreement(said jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); given feeds_feedagreement := jsonb_populate_record(NULL::feeds_feedagreement, said); at int;
BEGIN
  PERFORM access.demand('draft sharing and feed agreements for your agency');
  PERFORM pg_advisory_xact_lock(hashtextextended('feed agreement of ' || me.agency, 0));
  IF NOT EXISTS (SELECT 1 FROM access_agency a WHERE a.code = given.responsible) OR cardinality(given.kinds) = 0 THEN
    RAISE EXCEPTION 'A feed agreement names who is responsible, and what is sent.' USING ERRCODE = 'check_violation';
  END IF;
  DELETE FROM feeds_feedsignature s USING feeds_feedagreement a
   WHERE a.id = s.agreement_id AND a.agency = me.agency AND a.signed_at IS NULL AND a.ended_at IS NULL;
  SELECT a.edition INTO at FROM feeds_feedagreement a WHERE a.agency = me.agency AND a.signed_at IS NULL AND a.ended_at IS NULL;
  IF at IS NULL THEN
    SELECT coalesce(max(a.edition), 0) + 1 INTO at FROM feeds_feedagreement a WHERE a.agency = me.agency;
    INSERT INTO feeds_feedagreement (agency, edition, controller, responsible, cohort, kinds, fields, power, starts_on, drafted_by_agency)
    VALUES (me.agency, at, '', given.responsible, '', '{}', '{}', '', given.starts_on, me.agency);
  END IF;
  UPDATE feeds_feedagreement a SET controller = given.controller, responsible = given.responsible, cohort = given.cohort,
         cohort_rule = given.cohort_rule, kinds = given.kinds, fields = given.fields, power = given.power,
         condition = given.condition, change = given.change, weekly = given.weekly, starts_on = given.starts_on, review_on = given.review_on,
         ends_on = given.ends_on
   WHERE a.agency = me.agency AND a.edition = at;
  PERFORM access.write_event('agreement drafted', '', given.change, NULL, '{}',
    jsonb_build_object('feed agreement of', me.agency, 'edition', at));
  RETURN at;
END $$;

CREATE OR REPLACE FUNCTION feeds.sign_agreement(sender text, number int, digest text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); held feeds_feedagreement;
BEGIN
  PERFORM access.demand('sign and end agreements for your agency');
  SELECT * INTO held FROM feeds_feedagreement a
   WHERE a.agency = $1 AND a.edition = $2 AND me.agency IN (a.agency, a.responsible) AND a.signed_at IS NULL
     AND a.ended_at IS NULL AND (a.ends_on IS NULL OR a.ends_on >= access.today()) FOR UPDATE;
  IF held.id IS NULL OR EXISTS (SELECT 1 FROM feeds_feedsignature s WHERE s.agreement_id = held.id AND s.agency = me.agency) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  IF feeds.digest_of(held) IS DISTINCT FROM $3 THEN
    RAISE EXCEPTION 'The draft has changed since it was read.' USING ERRCODE = 'CT006';
  END IF;
  INSERT INTO feeds_feedsignature (agreement_id, agency, "user", name, role)
  SELECT held.id, me.agency, u.id, u.name, me.role FROM access_user u WHERE u.id = me."user";
  UPDATE feeds_feedagreement a SET signed_at = now() WHERE a.id = held.id AND NOT EXISTS (
    SELECT 1 FROM unnest(ARRAY[held.agency, held.responsible]) party
     WHERE NOT EXISTS (SELECT 1 FROM feeds_feedsignature s WHERE s.agreement_id = held.id AND s.agency = party));
  PERFORM access.write_event('agreement signed', '', '', NULL, '{}',
    jsonb_build_object('feed agreement of', $1, 'edition', $2, 'digest', $3));
END $$;

-- Either of the two may end it, at once: the next batch of a load that is running is refused.
CREATE OR REPLACE FUNCTION feeds.end_agreement(sender text, number int, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('sign and end agreements for your agency');
  PERFORM access.demand_why(because);
  UPDATE feeds_feedagreement a SET ended_at = now(), ended_by_agency = me.agency, ended_because = because
   WHERE a.agency = $1 AND a.edition = $2 AND a.ended_at IS NULL
     AND (me.agency = a.agency OR (me.agency = a.responsible AND a.signed_at IS NOT NULL));
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('agreement ended', '', because, NULL, '{}', jsonb_build_object('feed agreement of', $1, 'edition', $2));
END $$;

-- Signed editions for anybody in a post; drafts for the sender and for who is responsible.
CREATE OR REPLACE FUNCTION feeds.agreements()
RETURNS TABLE (said jsonb, digest text, signatures jsonb, signed_at timestamptz, ended_at timestamptz, ended_by_agency text,
  ended_because text, is_in_force boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  me access_session := access.me();
  drafts boolean := access.may('draft sharing and feed agreements for your agency') OR access.may('sign and end agreements for your agency');
BEGIN
  RETURN QUERY
  SELECT feeds.said_by(a), feeds.digest_of(a),
         (SELECT coalesce(jsonb_agg(jsonb_build_object('agency', s.agency, 'name', s.name, 'role', s.role,
            'signed_at', s.signed_at AT TIME ZONE 'UTC') ORDER BY s.signed_at, s.id), '[]') FROM feeds_feedsignature s WHERE s.agreement_id = a.id),
         a.signed_at, a.ended_at, a.ended_by_agency::text, a.ended_because::text,
         EXISTS (SELECT 1 FROM feeds.agreement_in_force(a.agency, access.today()) f WHERE f.id = a.id)
    FROM feeds_feedagreement a
   WHERE a.signed_at IS NOT NULL OR (drafts AND me.agency IN (a.agency, a.responsible))
   ORDER BY a.agency, a.edition;
END $$;

-- For the public, through the door: what is agreed now, and nobody's name.
CREATE OR REPLACE FUNCTION feeds.published() RETURNS TABLE (said jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT feeds.said_by(a) FROM feeds_feedagreement a
   WHERE EXISTS (SELECT 1 FROM feeds.agreement_in_force(a.agency, access.today()) f WHERE f.id = a.id) ORDER BY a.agency
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA feeds FROM PUBLIC;
GRANT USAGE ON SCHEMA feeds TO ct_door;
GRANT EXECUTE ON FUNCTION feeds.agreement_in_force TO ct_app, ct_engine;
GRANT EXECUTE ON FUNCTION feeds.on_roll, feeds.draft_agreement, feeds.sign_agreement, feeds.end_agreement, feeds.agreements TO ct_app;
GRANT EXECUTE ON FUNCTION feeds.published TO ct_door;
