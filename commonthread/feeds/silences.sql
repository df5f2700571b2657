-- Feeds that have fallen silent. Of deliveries only when they came and how many pieces were in them is looked at.
DO $$
BEGIN
  ALTER TABLE feeds_silence ENABLE ROW LEVEL SECURITY;
  ALTER TABLE feeds_silence FORCE ROW LEVEL SECURITY;
  DROP POLICY IF EXISTS owner_all ON feeds_silence;
  CREATE POLICY owner_all ON feeds_silence TO ct_owner USING (true) WITH CHECK (true);
  DROP POLICY IF EXISTS engine_reads ON feeds_silence;
  CREATE POLICY engine_reads ON feeds_silence FOR SELECT TO ct_engine USING (true);
  REVOKE ALL ON feeds_silence FROM ct_door, ct_app, ct_finder, ct_engine;
  GRANT SELECT ON feeds_silence TO ct_engine;
END $$;

CREATE OR REPLACE FUNCTION feeds.write_silence(of_silence feeds_silence, what text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO ledger_event (type, agency, purpose, reason, records, data)
  VALUES ('feed silent', of_silence.agency, '', '', '{}', jsonb_build_object('silence', of_silence.number, 'what', what,
          'days', of_silence.days, 'expected', of_silence.expected, 'came', of_silence.came, 'responsible', of_silence.responsible))
$$;

-- Once for each silence, however often it is looked.
CREATE OR REPLACE FUNCTION feeds.begin_silence(agency text, responsible text, days int, expected int, came int, due_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE begun feeds_silence;
BEGIN
  INSERT INTO feeds_silence (agency, responsible, days, expected, came, last_at, due_at, answer)
  VALUES ($1, $2, $3, $4, $5, (SELECT max(d.received_at) FROM feeds_delivery d WHERE d.agency = $1), $6, '')
  ON CONFLICT DO NOTHING RETURNING * INTO begun;
  IF begun.number IS NOT NULL THEN
    PERFORM feeds.write_silence(begun, 'begun');
  END IF;
END $$;

CREATE OR REPLACE FUNCTION feeds.end_silence(agency text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE over feeds_silence;
BEGIN
  UPDATE feeds_silence s SET ended_at = now() WHERE s.agency = $1 AND s.ended_at IS NULL RETURNING * INTO over;
  IF over.number IS NOT NULL THEN
    PERFORM feeds.write_silence(over, 'ended');
  END IF;
END $$;

CREATE OR REPLACE FUNCTION feeds.end_silence_without_agreement(agency text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM feeds.agreement_in_force($1, access.today())) THEN
    PERFORM feeds.end_silence($1);
  END IF;
END $$;

-- Whoever looks after what an agency sends: its feeds are theirs.
CREATE OR REPLACE FUNCTION feeds.looks_after(of_agency text, who bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM access_post p JOIN access_user u ON u.id = p.user_id AND u.is_active
    JOIN access_rolepermission r ON r.role = p.role AND r.permission = 'see your agency''s deliveries and correct what was rejected'
   WHERE p.agency_id = of_agency AND access.is_live(p) AND (who IS NULL OR p.user_id = who))
$$;

-- What nobody has explained in time, or nobody is there to explain, is told to those who give posts at either agency.
CREATE OR REPLACE FUNCTION feeds.tell_of_silences() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE late feeds_silence;
BEGIN
  FOR late IN
    UPDATE feeds_silence s SET told_at = now()
     WHERE s.ended_at IS NULL AND s.told_at IS NULL AND (s.due_at < now() OR NOT feeds.looks_after(s.agency::text, NULL)) RETURNING s.*
  LOOP
    PERFORM feeds.write_silence(late, 'told to administrators');
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION feeds.take_silence(number bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('see your agency''s deliveries and correct what was rejected');
  UPDATE feeds_silence s SET owner = me."user" WHERE s.number = $1 AND s.agency = me.agency AND me.client IS NULL AND s.ended_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('feed silent', '', 'takes it', NULL, '{}', jsonb_build_object('silence', $1, 'what', 'taken'));
END $$;

-- Of what the caller's agency sends or answers for: those that are silent, the longest first, and what ended in the last month.
CREATE OR REPLACE FUNCTION feeds.silences()
RETURNS TABLE (number bigint, agency text, responsible text, days int, expected int, came int, last_at timestamptz, noticed_at timestamptz,
  ended_at timestamptz, answer text, answered_by text, answered_at timestamptz,
  owner text, due_at timestamptz, told_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  RETURN QUERY
  SELECT s.number, s.agency::text, s.responsible::text, s.days, s.expected, s.came, s.last_at, s.noticed_at, s.ended_at, s.answer::text,
         coalesce((SELECT u.name FROM access_user u WHERE u.id = s.answered_by), '')::text, s.answered_at,
         coalesce((SELECT u.name FROM access_user u WHERE u.id = s.owner AND feeds.looks_after(s.agency::text, u.id)), '')::text, s.due_at, s.told_at
    FROM feeds_silence s
   WHERE me.agency IN (s.agency, s.responsible) AND (s.ended_at IS NULL OR s.ended_at > now() - interval '30 days')
   ORDER BY s.ended_at IS NOT NULL, s.ended_at DESC, s.noticed_at, s.number;
END $$;

-- A person of either agency who looks after deliveries says what is behind it; it is looked at again by `again_by`, until
-- records come.
CREATE OR REPLACE FUNCTION feeds.answer_silence(number bigint, words text, again_by timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('see your agency''s deliveries and correct what was rejected');
  PERFORM access.demand_why(words);
  UPDATE feeds_silence s SET answer = $2, answered_by = me."user", answered_at = now(), due_at = least($3, now() + interval '14 days'), told_at = NULL
   WHERE s.number = $1 AND me.agency IN (s.agency, s.responsible) AND me.client IS NULL AND s.ended_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('feed silent', '', $2, NULL, '{}', jsonb_build_object('silence', $1, 'what', 'answered'));
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA feeds FROM PUBLIC;
GRANT EXECUTE ON FUNCTION feeds.silences, feeds.answer_silence, feeds.take_silence TO ct_app;
GRANT EXECUTE ON FUNCTION feeds.begin_silence, feeds.end_silence, feeds.end_silence_without_agreement, feeds.tell_of_silences TO ct_engine;
