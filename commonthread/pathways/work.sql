-- What waits, the worst first: what is overdue, then by how grave it is (its grade; a section 47 enquiry; one step more where
-- somebody of the case was in an earlier one within a year, a contact and the case that it opened being one), then by how much of its own time has gone by.
-- `whose` is mine, team, agency (for those who supervise) or others (what other agencies have of the caller's cases). What somebody was
-- told of is theirs to see to, whoever owns it.
CREATE OR REPLACE FUNCTION pathways.waiting(whose text, gravities jsonb)
RETURNS TABLE (task bigint, "case" bigint, is_mine boolean, is_told boolean, pathway text, edition text, step text, about bigint, team bigint,
  due_at timestamptz, begun_at timestamptz, is_late boolean, gravity int, share float, contacts bigint, is_covered boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  me access_session := access.me(); ours bigint := access.my_team(); hidden bigint[]; kept bigint[] := pathways.kept_from_me();
  covered bigint[] := ARRAY(SELECT * FROM pathways.covered_by_me());
  supervises boolean := access.may('supervise a team: see its work, and be told what is overdue');
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  IF whose = 'agency' THEN
    PERFORM access.demand('supervise a team: see its work, and be told what is overdue');
  END IF;
  hidden := ARRAY(SELECT h.person FROM access.hidden_since(NULL) h);
  RETURN QUERY
  WITH mine AS MATERIALIZED (
    SELECT DISTINCT m.case_id FROM pathways_member m WHERE m.ended_at IS NULL AND (m."user" = me."user" OR m.team = ours)),
  told AS MATERIALIZED (
    SELECT DISTINCT p.task_id FROM pathways_told p WHERE supervises AND (p."user" = me."user" OR p."user" IS NULL)),
  often AS MATERIALIZED (
    SELECT p.case_id, count(DISTINCT q.case_id) AS times FROM mine
      JOIN pathways_case n ON n.number = mine.case_id AND n.closed_at IS NULL
      JOIN pathways_caseperson p ON p.case_id = n.number AND p.ended_at IS NULL
      JOIN pathways_caseperson q ON q.person = p.person AND q.ended_at IS NULL AND (NOT p.person = ANY (hidden) OR q.case_id IN (SELECT m.case_id FROM mine m))
      JOIN pathways_case c ON c.number = q.case_id AND c.agency = me.agency AND c.opened_at > now() - interval '1 year'
       AND c.number <> ALL (kept) AND NOT EXISTS (SELECT 1 FROM pathways_decided d WHERE d.person = p.person AND d.opened = c.number)
     GROUP BY p.case_id, p.person HAVING count(DISTINCT q.case_id) > 1),
  oftener AS MATERIALIZED (SELECT o.case_id, max(o.times) AS times FROM often o GROUP BY o.case_id)
  SELECT t.number, c.number, mine.case_id IS NOT NULL, told.task_id IS NOT NULL, c.pathway::text, c.edition::text, t.step::text, t.person, t.team,
         t.due_at, t.begun_at, t.stopped_at IS NULL AND t.due_at < now(),
         greatest(coalesce((gravities ->> t.grade::text)::int, 0), CASE WHEN c.purpose = 'a section 47 enquiry' THEN 2 ELSE 0 END)
           + CASE WHEN oftener.times > 1 THEN 1 ELSE 0 END,
         coalesce(date_part('epoch', coalesce(t.stopped_at, now()) - t.counts_from) / nullif(date_part('epoch', t.due_at - t.counts_from), 0), 1),
         coalesce(oftener.times, 0), t."user" IS NOT NULL AND t."user" = ANY (covered)
    FROM pathways_task t JOIN pathways_case c ON c.number = t.case_id AND c.agency = me.agency
    LEFT JOIN mine ON mine.case_id = c.number LEFT JOIN told ON told.task_id = t.number LEFT JOIN oftener ON oftener.case_id = c.number
   WHERE t.done_at IS NULL AND c.number <> ALL (kept)
     AND CASE whose WHEN 'others' THEN t.agency <> me.agency AND mine.case_id IS NOT NULL
                    WHEN 'agency' THEN t.agency = me.agency
                    WHEN 'team' THEN told.task_id IS NOT NULL OR t.agency = me.agency AND (t.team = ours OR t."user" = me."user" OR t."user" = ANY (covered))
                    ELSE told.task_id IS NOT NULL OR t.agency = me.agency AND (t."user" = me."user" OR t."user" = ANY (covered)) END;
END $$;

-- A page of them, each row beside how many of all wait, how many are late, for how long they have waited, and which has used
-- most of its time; one row without a task where the page is empty. Of a case that is not the caller's nothing is said of whom
-- it is about.
CREATE OR REPLACE FUNCTION pathways.work(whose text, gravities jsonb, wanted jsonb, lim int, off int)
RETURNS TABLE (waiting bigint, late bigint, today bigint, week bigint, longer bigint, longest bigint, total bigint, task bigint, "case" bigint, is_mine boolean, may_take boolean, is_told boolean, pathway text, edition text, step text,
  does text, agency text, person bigint, owner text, has_left boolean, grade text, begun_at timestamptz, counts_from timestamptz, due_at timestamptz,
  stopped_at timestamptz, told text[], told_at timestamptz, share float, contacts bigint, is_covered boolean,
  is_own boolean, offered_to text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  me access_session := access.me(); ours bigint := access.my_team();
  supervises boolean := access.may('supervise a team: see its work, and be told what is overdue');
BEGIN
  RETURN QUERY
  WITH found AS MATERIALIZED (SELECT * FROM pathways.waiting(whose, gravities)),
  counted AS (
    SELECT count(*) AS waiting, count(*) FILTER (WHERE f.is_late) AS late, count(*) FILTER (WHERE f.begun_at > now() - interval '1 day') AS today,
           count(*) FILTER (WHERE f.begun_at <= now() - interval '1 day' AND f.begun_at > now() - interval '7 days') AS week,
           count(*) FILTER (WHERE f.begun_at <= now() - interval '7 days') AS longer,
           (SELECT h.task FROM found h ORDER BY h.share DESC, h.task LIMIT 1) AS longest
      FROM found f),
  chosen AS MATERIALIZED (
    SELECT w.*, CASE WHEN w.is_late THEN w.gravity ELSE floor(w.share * 10) END AS urgency
      FROM found w
     WHERE (wanted ->> 'overdue' IS NULL OR w.is_late) AND (wanted ->> 'pathway' IS NULL OR w.pathway = wanted ->> 'pathway')
       AND (wanted ->> 'step' IS NULL OR w.step = wanted ->> 'step') AND (wanted ->> 'team' IS NULL OR w.team = (wanted ->> 'team')::bigint)
       AND (wanted ->> 'person' IS NULL OR w.is_mine AND EXISTS (
              SELECT 1 FROM pathways_caseperson p WHERE p.case_id = w."case" AND p.ended_at IS NULL AND p.person = (wanted ->> 'person')::bigint
                 AND (w.about IS NULL OR w.about = p.person)))),
  picked AS (
    SELECT c.* FROM chosen c ORDER BY c.is_late DESC, c.urgency DESC, c.gravity DESC, c.share DESC, c.task LIMIT lim OFFSET off)
  SELECT n.waiting, n.late, n.today, n.week, n.longer, n.longest, CASE WHEN k.task IS NULL THEN 0 ELSE (SELECT count(*) FROM chosen) END, k.task, k."case", k.is_mine, pathways.may_take(t, me, ours, supervises), k.is_told, k.pathway, k.edition, k.step, t.does::text,
         t.agency::text, CASE WHEN k.is_mine THEN pathways.shown_as(t.person) END, coalesce(u.name, m.name, 'the duty desk')::text,
         pathways.has_left(t."user", t.agency), t.grade::text, t.begun_at, t.counts_from, t.due_at, t.stopped_at,
         ARRAY(SELECT DISTINCT n.name::text FROM pathways_told p JOIN access_user n ON n.id = p."user" WHERE p.task_id = t.number AND p.due_at = t.due_at),
         (SELECT min(p.told_at) FROM pathways_told p WHERE p.task_id = t.number AND p.due_at = t.due_at), k.share, k.contacts, k.is_covered,
         t.agency = me.agency AND (coalesce(t."user" = me."user", false) OR coalesce(t.team = ours, false)),
         coalesce((SELECT coalesce(x.name, y.name) FROM pathways_offer o LEFT JOIN access_user x ON x.id = o.to_user
                     LEFT JOIN access_team y ON y.id = o.to_team WHERE o.task_id = t.number AND o.answered_at IS NULL), '')::text
    FROM counted n LEFT JOIN picked k ON true LEFT JOIN pathways_task t ON t.number = k.task
    LEFT JOIN access_user u ON u.id = t."user" LEFT JOIN access_team m ON m.id = t.team
   ORDER BY k.is_late DESC, k.urgency DESC, k.gravity DESC, k.share DESC, k.task;
END $$;

-- What each team of the caller's agency has, for whoever supervises; by number, and of nobody.
CREATE OR REPLACE FUNCTION pathways.workload()
RETURNS TABLE (team bigint, name text, people bigint, waiting bigint, late bigint, unowned bigint, oldest timestamptz, share float)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  PERFORM access.demand('supervise a team: see its work, and be told what is overdue');
  RETURN QUERY
  SELECT t.id, t.name::text, (SELECT count(DISTINCT p.user_id) FROM access_post p WHERE p.team_id = t.id AND access.is_live(p)),
         count(w.task), count(w.task) FILTER (WHERE w.is_late),
         count(w.task) FILTER (WHERE (SELECT k."user" FROM pathways_task k WHERE k.number = w.task) IS NULL), min(w.begun_at), max(w.share)
    FROM access_team t LEFT JOIN pathways.waiting('agency', '{}') w ON w.team = t.id
   WHERE t.agency_id = me.agency AND t.closed_at IS NULL GROUP BY t.id, t.name ORDER BY 5 DESC, 4 DESC, 2;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.work, pathways.workload TO ct_app;
