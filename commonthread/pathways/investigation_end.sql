-- Closing an investigation: each child and adult is accounted for, each suspect has a result, each victim knows. The pages ask for
-- it; these triggers hold it, whoever writes.

CREATE OR REPLACE FUNCTION pathways.account_for(number bigint, person bigint, safe_where text, said_by text, seen_by text, seen_on date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.open_investigation($1);
BEGIN
  PERFORM access.demand_why(safe_where, said_by, seen_by);
  IF (seen_on BETWEEN access.today() - 366 AND access.today() + 1) IS NOT TRUE THEN
    RAISE EXCEPTION 'Say when they were seen.' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO pathways_accountedfor (person_id, safe_where, said_by, seen_by, seen_on, by)
  VALUES (pathways.in_case(held, $2), $3, $4, $5, $6, access.my_user());
  PERFORM pathways.write('case changed', held, $3, $2, 'accounted for', jsonb_build_object('seen_on', $6));
END $$;

CREATE OR REPLACE FUNCTION pathways.accounts(number bigint)
RETURNS TABLE (person bigint, safe_where text, said_by text, seen_by text, seen_on date, by_name text, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.my_investigation($1);
BEGIN
  RETURN QUERY SELECT DISTINCT ON (c.id) pathways.shown_as(c.person), a.safe_where::text, a.said_by::text, a.seen_by::text, a.seen_on, u.name::text, a.at
    FROM pathways_caseperson c JOIN pathways_accountedfor a ON a.person_id = c.id AND NOT a.before_reopening JOIN access_user u ON u.id = a.by
   WHERE c.case_id = held.number AND c.ended_at IS NULL ORDER BY c.id, a.id DESC;
END $$;

-- What stands between an investigation and its end: of whom, and what. Where there is no suspect, a result is of nobody.
CREATE OR REPLACE FUNCTION pathways.stands_in_the_way(of_case bigint) RETURNS TABLE (what text, person bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT 'not accounted for', c.person FROM pathways_caseperson c WHERE c.case_id = of_case AND c.ended_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM pathways_accountedfor a WHERE a.person_id = c.id AND NOT a.before_reopening)
  UNION ALL
  SELECT 'no part said', c.person FROM pathways_caseperson c WHERE c.case_id = of_case AND c.ended_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM pathways_partincase p WHERE p.person_id = c.id)
  UNION ALL
  SELECT 'no result', n.person FROM pathways.parts_now(of_case) n WHERE n.part = 'suspect'
     AND NOT EXISTS (SELECT 1 FROM pathways_result r WHERE r.suspect_id = n.id)
  UNION ALL
  SELECT 'no result', NULL WHERE NOT EXISTS (SELECT 1 FROM pathways_result r WHERE r.case_id = of_case)
     AND NOT EXISTS (SELECT 1 FROM pathways.parts_now(of_case) n WHERE n.part = 'suspect')
  UNION ALL
  SELECT 'not told the result', n.person FROM pathways.parts_now(of_case) n WHERE n.part = 'victim'
     AND NOT EXISTS (SELECT 1 FROM pathways_victimupdate v WHERE v.person_id = n.id
                        AND CASE WHEN v.was_told THEN v.given_at ELSE v.at END >= (SELECT max(r.at) FROM pathways_result r WHERE r.case_id = of_case))
$$;

CREATE OR REPLACE FUNCTION pathways.lacks_to_close(number bigint) RETURNS TABLE (what text, person bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.my_investigation($1);
BEGIN
  RETURN QUERY SELECT s.what, pathways.shown_as(s.person) FROM pathways.stands_in_the_way(held.number) s;
END $$;

-- Whoever has led it, or wrote of its plan, investigates it: its end is another's to sign.
CREATE OR REPLACE FUNCTION pathways.investigates(of_case bigint, who bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM pathways_member m WHERE m.case_id = of_case AND m."user" = who AND m.leads)
      OR EXISTS (SELECT 1 FROM pathways_investigationplan p WHERE p.case_id = of_case AND p.by = who)
$$;

-- When something was last recorded of it on which its end rests.
CREATE OR REPLACE FUNCTION pathways.last_recorded(of_case bigint) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT max(r.at) FROM (
    SELECT c.opened_at AS at FROM pathways_case c WHERE c.number = of_case
    UNION ALL SELECT r.at FROM pathways_result r WHERE r.case_id = of_case
    UNION ALL SELECT greatest(a.at, p.at, v.at, v.given_at, v.failed_at) FROM pathways_caseperson c
      LEFT JOIN pathways_accountedfor a ON a.person_id = c.id LEFT JOIN pathways_partincase p ON p.person_id = c.id
      LEFT JOIN pathways_victimupdate v ON v.person_id = c.id WHERE c.case_id = of_case) r
$$;

-- How often somebody has opened the investigation since.
CREATE OR REPLACE FUNCTION pathways.investigation_opened(of_case bigint, who bigint, since timestamptz) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(DISTINCT e.at) FROM ledger_event e
   WHERE e.actor = who AND e.at > since AND e.type = 'consultation' AND e.data -> 'case' = to_jsonb(of_case) AND e.data ->> 'what' = 'investigation'
$$;

-- What keeps somebody from signing its end: that they do not supervise, that they investigate it, or that they have not opened
-- what was last recorded of it. NULL for nothing.
CREATE OR REPLACE FUNCTION pathways.may_not_close(held pathways_case, who bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM pathways.supervisors(held.agency::text, NULL) s WHERE s = who) THEN 'does not supervise'
              WHEN pathways.investigates(held.number, who) THEN 'investigates it'
              WHEN pathways.investigation_opened(held.number, who, pathways.last_recorded(held.number)) = 0 THEN 'has not opened it' END
$$;

CREATE OR REPLACE FUNCTION pathways.keeps_me_from_closing(number bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.my_investigation($1);
BEGIN
  RETURN coalesce(pathways.may_not_close(held, access.my_user()), '');
END $$;

CREATE OR REPLACE FUNCTION pathways.hold_closing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.closed_at IS NULL THEN
    UPDATE pathways_accountedfor a SET before_reopening = true FROM pathways_caseperson c WHERE c.id = a.person_id AND c.case_id = NEW.number;
  ELSIF EXISTS (SELECT 1 FROM pathways.stands_in_the_way(NEW.number)) THEN
    RAISE EXCEPTION 'Somebody is not accounted for, or has no result or no word of it.' USING ERRCODE = 'CT013';
  ELSIF pathways.may_not_close(OLD, NEW.closed_by) IS NOT NULL THEN
    RAISE EXCEPTION 'A supervisor who does not investigate it, and has opened it since anything was recorded, closes it.' USING ERRCODE = 'CT011';
  ELSE
    INSERT INTO pathways_supervision (case_id, by, direction, since, records, openings)
    SELECT NEW.number, NEW.closed_by, left('Closed. ' || NEW.closed_because, 2000), s.since, o.records, o.openings
      FROM (SELECT coalesce((SELECT max(v.at) FROM pathways_supervision v WHERE v.case_id = NEW.number), NEW.opened_at) AS since) s,
           pathways.opened_since(NEW.number, s.since, NEW.closed_by) o;
    UPDATE pathways_task t SET done_at = now(), done_by = NEW.closed_by, outcome = 'closed', words = left(NEW.closed_because, 2000)
     WHERE t.case_id = NEW.number AND t.step = 'closure' AND t.done_at IS NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER hold_closing BEFORE UPDATE OF closed_at ON pathways_case FOR EACH ROW
  WHEN (NEW.pathway = 'supervised-investigation' AND (OLD.closed_at IS NULL) <> (NEW.closed_at IS NULL))
  EXECUTE FUNCTION pathways.hold_closing();

-- Nor does anybody leave it unaccounted for. Whoever was found to be one with somebody else of it stays in it under one number.
CREATE OR REPLACE FUNCTION pathways.hold_leaving() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM pathways_case c WHERE c.number = NEW.case_id AND c.pathway = 'supervised-investigation')
     AND NOT EXISTS (SELECT 1 FROM pathways_accountedfor a WHERE a.person_id = NEW.id AND NOT a.before_reopening) THEN
    RAISE EXCEPTION 'They are not accounted for.' USING ERRCODE = 'CT013';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER hold_leaving BEFORE UPDATE OF ended_at ON pathways_caseperson FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND NEW.ended_by IS NOT NULL)
  EXECUTE FUNCTION pathways.hold_leaving();

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.account_for,
  pathways.accounts,
  pathways.keeps_me_from_closing,
  pathways.lacks_to_close
TO ct_app;
