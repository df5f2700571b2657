-- Breaking the glass: somebody is in danger, it is three in the morning and no case is open. Least is shown first: whether
-- there is a child protection plan, and whom to ring. What records say is a second step. It ends by itself after an hour,
-- is told at once to the data protection officer of every agency whose records it opens, and opens nothing that is hidden.
DO $$
DECLARE personal text;
BEGIN
  FOREACH personal IN ARRAY ARRAY['records_glass', 'records_glassreview'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$I FORCE ROW LEVEL SECURITY', personal);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %I', personal);
    EXECUTE format('CREATE POLICY owner_all ON %I TO ct_owner USING (true) WITH CHECK (true)', personal);
  END LOOP;
END $$;
REVOKE ALL ON records_glass, records_glassreview FROM ct_door, ct_app, ct_finder, ct_engine;

CREATE OR REPLACE FUNCTION records.glass_purpose() RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$ SELECT 'breaking the glass: somebody is in danger now'::text $$;

-- Those whose records the caller has opened by breaking the glass, for no other purpose.
CREATE OR REPLACE FUNCTION records.opened_by_glass(for_purpose text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE me access_session := access.me();
BEGIN
  RETURN ARRAY(SELECT g.person FROM records_glass g
    WHERE g."user" = me."user" AND g.agency = me.agency AND g.until_at > now() AND g.content_at IS NOT NULL
      AND coalesce(for_purpose, records.glass_purpose()) = records.glass_purpose());
END $$;

-- Records about somebody that are not withheld from the caller.
CREATE OR REPLACE FUNCTION records.behind_glass(person bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  hidden int := cardinality(access.hidden_from_me(ARRAY[$1]));
  open bigint[] := records.without_withheld(ARRAY(SELECT a.record FROM records_about a WHERE a.person = $1));
BEGIN
  RETURN CASE WHEN hidden = 0 THEN open ELSE '{}' END;
END $$;

-- For whoever is hidden and for nobody at all it gives nothing, once it is on the ledger that it was tried. It is called by
-- pathways.break_glass, which opens the case.
CREATE OR REPLACE FUNCTION records.break_glass(person bigint, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); behind bigint[] := records.behind_glass($1); broken bigint;
BEGIN
  PERFORM access.demand('break the glass when somebody is in danger and no case is open');
  PERFORM access.demand_why(reason);
  PERFORM 1 FROM access_user u WHERE u.id = me."user" FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM ledger_event e WHERE e.actor = me."user" AND e.type = 'break-glass' AND e.at > now() - interval '1 hour') >= 5 THEN
    RAISE EXCEPTION 'Five in an hour: ring the duty desk.' USING ERRCODE = 'CT003';
  END IF;
  PERFORM access.write_event('break-glass', records.glass_purpose(), $2, $1, '{}', '{"step": "tried"}');
  IF cardinality(behind) = 0 THEN
    PERFORM access.keep_asked(access.hidden_from_me(ARRAY[$1]), 'break-glass', $2);
    RETURN NULL;
  END IF;
  INSERT INTO records_glass ("user", agency, person, reason, until_at)
  VALUES (me."user", me.agency, $1, $2, now() + interval '60 minutes') RETURNING number INTO broken;
  INSERT INTO records_glassreview (glass, holder, outcome, words)
  SELECT DISTINCT broken, r.agency, '', '' FROM records_record r WHERE r.number = ANY (behind);
  RETURN broken;
END $$;

-- A live one of the caller's own.
CREATE OR REPLACE FUNCTION records.my_glass(glass bigint) RETURNS records_glass
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); found records_glass;
BEGIN
  SELECT * INTO found FROM records_glass g
   WHERE g.number = $1 AND g."user" = me."user" AND g.agency = me.agency AND g.until_at > now();
  IF found.number IS NULL OR cardinality(records.behind_glass(found.person)) = 0 THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  RETURN found;
END $$;

CREATE OR REPLACE FUNCTION records.ask_glass(glass bigint) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found records_glass := records.my_glass($1);
BEGIN
  PERFORM access.write_event('consultation', records.glass_purpose(), found.reason, found.person, '{}', jsonb_build_object('glass', $1));
  RETURN access.issue_ticket('glass', ARRAY[$1]);
END $$;

CREATE OR REPLACE FUNCTION records.take_glass(ticket uuid)
RETURNS TABLE (glass bigint, person bigint, "case" bigint, reason text, until_at timestamptz, content_at timestamptz, agency text, telephone text,
  hours text, plan_from timestamptz, plan_until timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE asked bigint[] := access.redeem($1, 'glass'); found records_glass := records.my_glass(asked[1]); behind bigint[] := records.behind_glass(found.person);
BEGIN
  RETURN QUERY
  SELECT found.number, found.person, found."case", found.reason::text, found.until_at, found.content_at, a.name::text, a.duty_telephone::text,
         a.duty_hours::text, p.happened_from, p.happened_until
    FROM access_agency a
    LEFT JOIN LATERAL (SELECT r.happened_from, r.happened_until FROM records_record r
          WHERE r.number = ANY (behind) AND r.agency = a.code AND r.kind = 'child_protection_plan' AND r.superseded_by IS NULL
          ORDER BY (r.happened_until IS NULL OR r.happened_until > now()) DESC, r.happened_from DESC LIMIT 1) p ON true
   WHERE a.code IN (SELECT r.agency FROM records_record r WHERE r.number = ANY (behind))
   ORDER BY p.happened_from IS NULL, a.name;
END $$;

-- The second step. From here on the records are read through their own door, each reading on the ledger.
CREATE OR REPLACE FUNCTION records.open_glass(glass bigint, reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found records_glass := records.my_glass($1);
BEGIN
  PERFORM access.demand_why(reason);
  UPDATE records_glass g SET content_at = coalesce(g.content_at, now()) WHERE g.number = $1;
  INSERT INTO access_grant ("user", agency, person, purpose, because, until_at)
  SELECT found."user", found.agency, found.person, records.glass_purpose(), $2, found.until_at WHERE found.content_at IS NULL;
  PERFORM access.write_event('break-glass', records.glass_purpose(), $2, found.person, '{}', jsonb_build_object('step', 'records opened', 'glass', $1));
  RETURN found.person;
END $$;

-- Each agency whose records were opened looks at it within five working days.
CREATE OR REPLACE FUNCTION records.ask_glass_reviews(reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('see who read your agency''s records and why');
  PERFORM access.demand_why(reason);
  PERFORM access.write_event('consultation', 'reviewing who broke the glass', $1, NULL, '{}', '{"what": "broken glass"}');
  RETURN access.issue_ticket('glass reviews', '{}');
END $$;

-- Somebody who has been hidden since is left unnamed; that the glass was broken still waits to be reviewed.
CREATE OR REPLACE FUNCTION records.take_glass_reviews(ticket uuid)
RETURNS TABLE (review bigint, at timestamptz, name text, agency text, person bigint, reason text, content_at timestamptz, read bigint,
  outcome text, words text, reviewed_by text, reviewed_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE mine text := access.my_agency(); hidden bigint[] := access.hidden_from_me(NULL);
BEGIN
  PERFORM access.redeem($1, 'glass reviews');
  RETURN QUERY
  SELECT v.number, g.from_at, u.name::text, a.name::text, CASE WHEN g.person <> ALL (hidden) THEN g.person END, g.reason::text, g.content_at,
         (SELECT count(DISTINCT r.number) FROM ledger_event e JOIN records_record r ON r.number = ANY (e.records) AND r.agency = mine
           WHERE e.type = 'disclosure' AND e.actor = g."user" AND e.subject = g.person AND e.purpose = records.glass_purpose()
             AND e.at BETWEEN g.from_at AND g.until_at),
         v.outcome::text, v.words::text, w.name::text, v.reviewed_at
    FROM records_glassreview v JOIN records_glass g ON g.number = v.glass
    JOIN access_user u ON u.id = g."user" JOIN access_agency a ON a.code = g.agency LEFT JOIN access_user w ON w.id = v.reviewed_by
   WHERE v.holder = mine ORDER BY v.outcome <> '', g.from_at, v.number LIMIT 200;
END $$;

CREATE OR REPLACE FUNCTION records.review_glass(review bigint, outcome text, words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('see who read your agency''s records and why');
  PERFORM access.demand_why(words);
  IF outcome NOT IN ('right', 'right, with something to learn', 'not right') THEN
    RAISE EXCEPTION 'Say whether it was right.' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE records_glassreview v SET outcome = $2, words = left($3, 500), reviewed_by = me."user", reviewed_at = now()
   WHERE v.number = $1 AND v.holder = me.agency AND v.outcome = ''
     AND NOT EXISTS (SELECT 1 FROM records_glass g WHERE g.number = v.glass AND g."user" = me."user");
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM access.write_event('break-glass', 'reviewing who broke the glass', $3, NULL, '{}', jsonb_build_object('review', $1, 'outcome', $2));
END $$;

-- How many wait, and since when each: of whom, and by whom it was broken, is read through the door alone.
CREATE OR REPLACE FUNCTION records.glass_to_review() RETURNS SETOF timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('see who read your agency''s records and why');
  RETURN QUERY SELECT g.from_at FROM records_glassreview v JOIN records_glass g ON g.number = v.glass
                WHERE v.holder = access.my_agency() AND v.outcome = '' LIMIT 200;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA records FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  records.glass_purpose,
  records.ask_glass,
  records.take_glass,
  records.open_glass,
  records.ask_glass_reviews,
  records.take_glass_reviews,
  records.glass_to_review,
  records.review_glass
TO ct_app;
