CREATE OR REPLACE FUNCTION pathways.my_team_name() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce((SELECT t.name FROM access_team t WHERE t.id = access.my_team()), '')
$$;

-- What the members of a case read of it. Of its ledger, as of all ledgers, only through ask and take.
CREATE OR REPLACE FUNCTION pathways.see(number bigint)
RETURNS TABLE (purpose text, power text, because text, opened_by text, opened_at timestamptz, closed_at timestamptz,
  closed_because text, lead_name text, pathway text, edition text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN QUERY SELECT held.purpose::text, held.power::text, held.because::text, coalesce(o.name, 'the front door')::text, held.opened_at,
    held.closed_at, held.closed_because::text,
    coalesce((SELECT coalesce(u.name, t.name) FROM pathways_member m LEFT JOIN access_user u ON u.id = m."user" LEFT JOIN access_team t ON t.id = m.team
               WHERE m.case_id = $1 AND m.leads AND m.ended_at IS NULL), '')::text, held.pathway::text, held.edition::text
    FROM (SELECT 1) one LEFT JOIN access_user o ON o.id = held.opened_by;
END $$;

CREATE OR REPLACE FUNCTION pathways.people(number bigint)
RETURNS TABLE (person bigint, sort text, because text, added_at timestamptz, ended_at timestamptz, ended_because text, outcome text, may_ask boolean,
  parted_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN QUERY SELECT DISTINCT ON (p.ended_at IS NOT NULL, p.sort = 'adult', pathways.shown_as(p.person))
    pathways.shown_as(p.person), p.sort::text, p.because::text, p.added_at, p.ended_at, p.ended_because::text,
    p.outcome::text, pathways.may_ask($1, p.person), p.parted_at
    FROM pathways_caseperson p WHERE p.case_id = held.number
   ORDER BY p.ended_at IS NOT NULL, p.sort = 'adult', pathways.shown_as(p.person), p.id;
END $$;

CREATE OR REPLACE FUNCTION pathways.members(number bigint)
RETURNS TABLE (member bigint, name text, is_team boolean, leads boolean, because text, added_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN QUERY SELECT m.id, coalesce(u.name, t.name)::text, m.team IS NOT NULL, m.leads, m.because::text, m.added_at
    FROM pathways_member m LEFT JOIN access_user u ON u.id = m."user" LEFT JOIN access_team t ON t.id = m.team
   WHERE m.case_id = held.number AND m.ended_at IS NULL ORDER BY m.leads DESC, m.id;
END $$;

CREATE OR REPLACE FUNCTION pathways.consents(number bigint)
RETURNS TABLE (version bigint, person bigint, told boolean, answer text, because text, goes_ahead boolean, decided_by text, recorded_by text,
  recorded_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN QUERY SELECT d.id, pathways.shown_as(d.person), d.told, d.answer::text, d.because::text, d.goes_ahead, d.decided_by::text, u.name::text, d.recorded_at
    FROM pathways_consent d JOIN access_user u ON u.id = d.recorded_by WHERE d.case_id = held.number ORDER BY d.id DESC;
END $$;

-- The caller's own cases, and those of their team: of one that is not theirs as well, only what tells nothing of anybody.
-- `which` is mine, team or closed (within 90 days), or empty for all; contacts, which live at the front door, are among them
-- only where their procedure is asked for. First what has used most of the time of a task of its own agency. A page of
-- them, each row beside how many there are of each; one row without a case where the page is empty.
CREATE OR REPLACE FUNCTION pathways.cases(which text, wanted text, lim int, off int)
RETURNS TABLE (mine bigint, team bigint, closed bigint, contacts bigint, number bigint, purpose text, because text, opened_at timestamptz, closed_at timestamptz,
  lead_name text, is_mine boolean, people bigint, undecided bigint, waiting bigint, orphaned boolean, pathway text, does text, due_at timestamptz,
  stopped_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE me access_session := access.me(); ours bigint := access.my_team(); kept bigint[] := pathways.kept_from_me();
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  RETURN QUERY
  WITH found AS MATERIALIZED (
    SELECT c.number, c.pathway, c.opened_at, c.closed_at, coalesce(bool_or(m."user" = me."user" OR m.team = ours), false) AS is_mine,
           wanted = c.pathway OR wanted = '' AND (which = '' OR c.pathway <> 'front-door') AS is_wanted
      FROM pathways_case c JOIN pathways_member m ON m.case_id = c.number AND m.ended_at IS NULL
     WHERE c.agency = me.agency AND c.number <> ALL (kept)
       AND (m."user" = me."user" OR m.team = ours
            OR m."user" IN (SELECT p.user_id FROM access_post p WHERE p.agency_id = me.agency AND p.team_id = ours))
       AND (c.closed_at IS NULL OR c.closed_at > now() - interval '90 days')
     GROUP BY c.number),
  counted AS (
    SELECT count(*) FILTER (WHERE f.is_wanted AND f.is_mine AND f.closed_at IS NULL) AS mine,
           count(*) FILTER (WHERE f.is_wanted AND NOT f.is_mine AND f.closed_at IS NULL) AS team,
           count(*) FILTER (WHERE f.is_wanted AND f.is_mine AND f.closed_at IS NOT NULL) AS closed,
           count(*) FILTER (WHERE f.pathway = 'front-door' AND f.is_mine AND f.closed_at IS NULL) AS contacts FROM found f),
  chosen AS MATERIALIZED (
    SELECT f.*, t.used FROM found f LEFT JOIN LATERAL (
      SELECT max(date_part('epoch', coalesce(o.stopped_at, now()) - o.counts_from) / greatest(1, date_part('epoch', o.due_at - o.counts_from))) AS used
        FROM pathways_task o WHERE o.case_id = f.number AND o.agency = me.agency AND o.done_at IS NULL) t ON f.closed_at IS NULL
     WHERE f.is_wanted AND CASE which WHEN 'mine' THEN f.is_mine AND f.closed_at IS NULL WHEN 'team' THEN NOT f.is_mine AND f.closed_at IS NULL
                                      WHEN 'closed' THEN f.is_mine AND f.closed_at IS NOT NULL ELSE f.is_mine OR f.closed_at IS NULL END
     ORDER BY f.closed_at IS NOT NULL, NOT f.is_mine, t.used DESC NULLS LAST, f.opened_at DESC, f.number LIMIT lim OFFSET off)
  SELECT n.mine, n.team, n.closed, n.contacts, f.number, c.purpose::text, CASE WHEN f.is_mine THEN c.because ELSE '' END::text, f.opened_at, f.closed_at,
         coalesce((SELECT coalesce(u.name, t.name) FROM pathways_member l LEFT JOIN access_user u ON u.id = l."user" LEFT JOIN access_team t ON t.id = l.team
                    WHERE l.case_id = f.number AND l.leads AND l.ended_at IS NULL LIMIT 1), '')::text, f.is_mine,
         (SELECT count(*) FROM pathways_caseperson p WHERE p.case_id = f.number AND p.ended_at IS NULL),
         (SELECT count(*) FROM pathways_caseperson p WHERE p.case_id = f.number AND p.ended_at IS NULL AND f.closed_at IS NULL
             AND access.waits_for_consent(c.purpose) AND NOT EXISTS (SELECT 1 FROM pathways_consent d WHERE d.case_id = f.number AND d.person = p.person)),
         (SELECT count(*) FROM pathways_request r WHERE r.case_id = f.number AND r.outcome = ''),
         f.closed_at IS NULL AND pathways.is_orphaned(c, ours), f.pathway::text, coalesce(d.does, k.does, '')::text, k.due_at, k.stopped_at
    FROM counted n LEFT JOIN chosen f ON true LEFT JOIN pathways_case c ON c.number = f.number
    LEFT JOIN LATERAL (
      SELECT o.step, nullif(o.does, '') AS does, o.due_at, o.stopped_at FROM pathways_task o
       WHERE o.case_id = f.number AND o.agency = me.agency AND o.done_at IS NULL AND f.closed_at IS NULL
       ORDER BY date_part('epoch', coalesce(o.stopped_at, now()) - o.counts_from) / greatest(1, date_part('epoch', o.due_at - o.counts_from)) DESC, o.number
       LIMIT 1) k ON true
    LEFT JOIN pathways_declaredstep d ON d.pathway = c.pathway AND d.edition = c.edition AND d.name = k.step
   ORDER BY f.closed_at IS NOT NULL, NOT f.is_mine, f.used DESC NULLS LAST, f.opened_at DESC, f.number;
END $$;

-- The ledger of a case: what was done in it, and what was read and asked under it and for its meetings.
CREATE OR REPLACE FUNCTION pathways.ask_ledger(number bigint) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  PERFORM access.write_event('consultation', held.purpose, 'the ledger of case C-' || $1, NULL, '{}', jsonb_build_object('what', 'case ledger', 'case', $1));
  RETURN access.issue_ticket('case ledger', ARRAY[$1]);
END $$;

CREATE OR REPLACE FUNCTION pathways.take_ledger(ticket uuid)
RETURNS TABLE (at timestamptz, name text, type text, what text, reason text, person bigint, records int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE asked bigint := (access.redeem($1, 'case ledger'))[1];
BEGIN
  PERFORM pathways.mine(asked);
  RETURN QUERY
  SELECT e.at, coalesce(u.name, '')::text, e.type::text, coalesce(e.data ->> 'what', '')::text, e.reason::text, e.subject, cardinality(e.records)
    FROM ledger_event e LEFT JOIN access_user u ON u.id = e.actor
   WHERE e.data ? 'case'
     AND e.data -> 'case' = ANY (ARRAY(SELECT to_jsonb(asked) UNION ALL SELECT to_jsonb(m.number) FROM pathways_meeting m WHERE m.case_id = asked))
   ORDER BY e.number DESC LIMIT 500;
END $$;

-- When what led to a case was told: the contact that the front door decided on, where there was one.
CREATE OR REPLACE FUNCTION pathways.referred_at(number bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN (SELECT min(k.arrived_at) FROM pathways_decided d JOIN pathways_contact k ON k.case_id = d.case_id WHERE d.opened = held.number);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.my_team_name,
  pathways.see,
  pathways.people,
  pathways.members,
  pathways.consents,
  pathways.referred_at,
  pathways.cases,
  pathways.ask_ledger,
  pathways.take_ledger
TO ct_app;
