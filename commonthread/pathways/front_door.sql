-- The work of a hub's team at its front door: what waits, who has it open, what was decided before, and deciding.

-- Whom a contact is about: whoever triage put in, and whoever linking found in what was told.
CREATE OR REPLACE FUNCTION pathways.about_whom(of_case bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT ARRAY(SELECT p.person FROM pathways_caseperson p WHERE p.case_id = of_case AND p.ended_at IS NULL
               UNION SELECT a.person FROM pathways_contact c JOIN records_about a ON a.record = c.record WHERE c.case_id = of_case)
$$;

-- What waits at the caller's front door. First what has used most of its own time, in tenths; among those red before what
-- nobody has rated, amber, green; then repeats, of one contact or of another about the same people, decided or not; then
-- earlier contacts that came to nothing. What is concealed from the
-- caller is not among them. Counts are of all that waits, whatever is asked for.
-- Of thousands only what orders them is looked up; the rest, of the page's own. Planned each time, for as many as there are.
CREATE OR REPLACE FUNCTION pathways.front_door(which text, of_route text, of_sort text, of_age text, lim int, off int)
RETURNS TABLE ("case" bigint, routes text[], from_agency text, about text, is_pressing boolean, arrived_at timestamptz, contacts bigint,
  records bigint[], rating text, step text, task bigint, does text, counts_from timestamptz, due_at timestamptz, others bigint, undecided bigint[],
  earlier bigint, is_unread boolean, open_with text[],
  found bigint, waiting bigint, unrated bigint, red bigint, amber bigint, green bigint, overdue bigint, today bigint, week bigint, longer bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE me access_session := access.me(); ours bigint := access.my_team(); hidden bigint[]; kept bigint[] := pathways.kept_from_me(); theirs bigint[];
  cases bigint[]; whom bigint[]; unseen bigint[];
BEGIN
  PERFORM access.demand('open cases, which let others’ records be seen');
  theirs := ARRAY(SELECT m.case_id FROM pathways_member m
    JOIN pathways_case k ON k.number = m.case_id AND k.closed_at IS NULL AND k.agency = me.agency AND k.pathway = 'front-door'
   WHERE m.team = ours AND m.ended_at IS NULL AND k.number <> ALL (kept));
  hidden := records.concealed(ARRAY(SELECT c.record FROM unnest(theirs) one(number) JOIN pathways_contact c ON c.case_id = one.number));
  -- Whom linking found, without who is hidden; and whom somebody put in, as they stand there.
  SELECT array_agg(w.number), array_agg(w.person) INTO cases, whom FROM (
    SELECT DISTINCT c.case_id AS number, a.person FROM unnest(theirs) one(number) JOIN pathways_contact c ON c.case_id = one.number
      JOIN records_about a ON a.record = c.record WHERE c.record <> ALL (hidden)) w;
  unseen := access.hidden_from_me(ARRAY(SELECT DISTINCT unnest(whom)));
  SELECT array_agg(w.number), array_agg(w.person) INTO cases, whom FROM (
    SELECT * FROM unnest(cases, whom) f(number, person) WHERE f.person <> ALL (unseen)
    UNION SELECT p.case_id, p.person FROM unnest(theirs) one(number) JOIN pathways_caseperson p ON p.case_id = one.number WHERE p.ended_at IS NULL) w;
  RETURN QUERY
  WITH one AS MATERIALIZED (SELECT unnest(theirs) AS number),
  told AS MATERIALIZED (
    SELECT c.case_id, min(c.arrived_at) AS arrived_at, count(*) AS contacts, bool_or(c.route = of_route) AS is_of_route, min(c.about) AS sort FROM one JOIN pathways_contact c ON c.case_id = one.number
     GROUP BY c.case_id HAVING NOT bool_and(c.record = ANY (hidden))),
  tasked AS MATERIALIZED (
    SELECT o.case_id, max(date_part('epoch', coalesce(o.stopped_at, now()) - o.counts_from) / greatest(1, date_part('epoch', o.due_at - o.counts_from)))
             FILTER (WHERE o.done_at IS NULL AND o.agency = me.agency) AS used,
           bool_or(o.stopped_at IS NULL AND o.due_at < now()) FILTER (WHERE o.done_at IS NULL AND o.agency = me.agency) AS is_late,
           bool_or(o.key LIKE 'told-again-%') FILTER (WHERE o.done_at IS NULL) AS is_unread,
           max(o.done_at) FILTER (WHERE o.step = 'rating') AS rated_at
      FROM one JOIN pathways_task o ON o.case_id = one.number GROUP BY o.case_id),
  -- Whoever stands in a dozen of them is whoever looks after many, and no repeat.
  about AS MATERIALIZED (
    SELECT a.number, a.person FROM (SELECT w.*, count(*) OVER (PARTITION BY w.person) AS times FROM unnest(cases, whom) w(number, person)) a
     WHERE a.times <= 12),
  other AS MATERIALIZED (
    SELECT a.number, b.number AS other, a.person, true AS waits FROM about a JOIN about b ON b.person = a.person AND b.number <> a.number
      JOIN told t ON t.case_id = b.number
    UNION
    SELECT a.number, k.number, a.person, false FROM about a
      JOIN pathways_caseperson p ON p.person = a.person AND p.ended_at IS NULL
      JOIN pathways_case k ON k.number = p.case_id AND k.pathway = 'front-door' AND k.agency = me.agency AND k.closed_at > now() - interval '2 years' AND k.number <> ALL (kept)
     WHERE EXISTS (SELECT 1 FROM pathways_member m WHERE m.case_id = k.number AND m.team = ours)
       AND EXISTS (SELECT 1 FROM pathways_contact c WHERE c.case_id = k.number)),
  before AS MATERIALIZED (
    SELECT o.number, count(DISTINCT o.other) AS others, array_agg(DISTINCT o.other) FILTER (WHERE o.waits AND d.outcome IS NULL) AS undecided,
           count(DISTINCT o.other) FILTER (WHERE coalesce(d.outcome, r.outcome) IN ('no further action', 'advice and information', 'not about safeguarding')) AS earlier
      FROM other o
      LEFT JOIN LATERAL (SELECT e.outcome FROM pathways_decided e WHERE e.case_id = o.other AND (e.person = o.person OR e.person IS NULL)
                          ORDER BY e.person IS NULL, e.id DESC LIMIT 1) d ON true
      LEFT JOIN LATERAL (SELECT pathways.rating_of(o.other) AS outcome) r ON d.outcome IS NULL
     GROUP BY o.number),
  rated AS MATERIALIZED (
    SELECT t.*, coalesce(e.others, 0) AS others, coalesce(e.undecided, '{}') AS undecided, coalesce(e.earlier, 0) AS earlier,
           coalesce(k.is_unread, false) AS is_unread, floor(least(coalesce(k.used, 0) * 10, 1000)) AS tenths, coalesce(k.is_late, false) AS is_late,
           CASE WHEN k.rated_at IS NULL THEN '' ELSE (
             SELECT o.outcome FROM pathways_task o WHERE o.case_id = t.case_id AND o.step = 'rating' AND o.done_at = k.rated_at LIMIT 1) END AS rating
      FROM told t LEFT JOIN tasked k ON k.case_id = t.case_id LEFT JOIN before e ON e.number = t.case_id),
  known AS MATERIALIZED (
    SELECT r.*, CASE r.rating WHEN 'red' THEN 0 WHEN '' THEN 1 WHEN 'amber' THEN 2 WHEN 'green' THEN 3 ELSE 4 END AS rank,
           CASE which WHEN '' THEN true WHEN 'unrated' THEN r.rating = '' WHEN 'overdue' THEN r.is_late ELSE r.rating = which END
             AND (of_route = '' OR r.is_of_route OR of_route = 'again' AND r.contacts + r.others > 1) AND (of_sort = '' OR r.sort = of_sort)
             AND CASE of_age WHEN 'today' THEN r.arrived_at > now() - interval '1 day'
                             WHEN 'week' THEN r.arrived_at <= now() - interval '1 day' AND r.arrived_at > now() - interval '7 days'
                             WHEN 'longer' THEN r.arrived_at <= now() - interval '7 days' ELSE true END AS is_chosen
      FROM rated r),
  counted AS (
    SELECT count(*) FILTER (WHERE x.is_chosen) AS found, count(*) AS waiting, count(*) FILTER (WHERE x.rank = 1) AS unrated,
           count(*) FILTER (WHERE x.rank = 0) AS red, count(*) FILTER (WHERE x.rank = 2) AS amber, count(*) FILTER (WHERE x.rank = 3) AS green,
           count(*) FILTER (WHERE x.is_late) AS overdue, count(*) FILTER (WHERE x.arrived_at > now() - interval '1 day') AS today,
           count(*) FILTER (WHERE x.arrived_at <= now() - interval '1 day' AND x.arrived_at > now() - interval '7 days') AS week,
           count(*) FILTER (WHERE x.arrived_at <= now() - interval '7 days') AS longer FROM known x),
  chosen AS MATERIALIZED (
    SELECT x.* FROM known x WHERE x.is_chosen
     ORDER BY x.tenths DESC, x.rank, x.contacts + x.others DESC, x.earlier DESC, x.arrived_at, x.case_id LIMIT lim OFFSET off)
  SELECT x.case_id, s.routes, s.from_agency, s.about, s.is_pressing, x.arrived_at, x.contacts, s.records, x.rating::text, t.step::text, t.number,
         t.does::text, t.counts_from, t.due_at, x.others, x.undecided, x.earlier, x.is_unread,
         ARRAY(SELECT o.name FROM pathways.open_with(x.case_id, me.agency) o),
         n.found, n.waiting, n.unrated, n.red, n.amber, n.green, n.overdue, n.today, n.week, n.longer
    FROM chosen x CROSS JOIN counted n
    CROSS JOIN LATERAL (
      SELECT array_agg(DISTINCT c.route::text) AS routes, min(c.from_agency)::text AS from_agency, min(c.about)::text AS about,
             bool_or(c.is_pressing) AS is_pressing, array_agg(c.record ORDER BY c.arrived_at DESC) AS records
        FROM pathways_contact c WHERE c.case_id = x.case_id) s
    LEFT JOIN LATERAL (
      SELECT o.* FROM pathways_task o WHERE o.case_id = x.case_id AND o.agency = me.agency AND o.done_at IS NULL
       ORDER BY date_part('epoch', coalesce(o.stopped_at, now()) - o.counts_from) / greatest(1, date_part('epoch', o.due_at - o.counts_from)) DESC, o.number LIMIT 1) t ON true
   ORDER BY x.tenths DESC, x.rank, x.contacts + x.others DESC, x.earlier DESC, x.arrived_at, x.case_id;
END $$;

-- A contact's case, for whoever works on it: how each record reached it.
CREATE OR REPLACE FUNCTION pathways.contacts_of(number bigint)
RETURNS TABLE (record bigint, route text, reference text, about text, district text, is_pressing boolean, wants_answer boolean, from_agency text,
  from_name text, sent_by text, arrived_at timestamptz, answered_at timestamptz, answered_by text, answer text, persons bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1); open bigint[];
BEGIN
  open := records.without_withheld(ARRAY(SELECT c.record FROM pathways_contact c WHERE c.case_id = held.number));
  RETURN QUERY
  SELECT c.record, c.route::text, c.reference::text, c.about::text, c.district::text, c.is_pressing, c.wants_answer, c.from_agency::text, coalesce(a.name, '')::text,
         coalesce(u.name, '')::text, c.arrived_at, c.answered_at, coalesce(b.name, '')::text, c.answer::text,
         ARRAY(SELECT o.person FROM records_about o WHERE o.record = c.record AND cardinality(access.hidden_from_me(ARRAY[o.person])) = 0 ORDER BY o.person)
    FROM pathways_contact c LEFT JOIN access_user u ON u.id = c.sent_by LEFT JOIN access_user b ON b.id = c.answered_by
    LEFT JOIN access_agency a ON a.code = c.from_agency
   WHERE c.case_id = held.number AND c.record = ANY (open) ORDER BY c.arrived_at DESC, c.record;
END $$;

CREATE OR REPLACE FUNCTION pathways.ask_referrer(number bigint, reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1);
BEGIN
  RETURN records.ask_referrer(ARRAY(SELECT c.record FROM pathways_contact c WHERE c.case_id = $1), $1, held.purpose, reason);
END $$;

-- The team of the district where the child or adult lives takes it over: the case, its tasks, and what was sent.
CREATE OR REPLACE FUNCTION pathways.send_on(number bigint, district text, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1); next access_team; what text;
BEGIN
  PERFORM access.demand_why(because);
  SELECT max(c.about) INTO what FROM pathways_contact c WHERE c.case_id = $1;
  next := pathways.hub_of($2, what);
  IF next.id IS NULL OR next.id = access.my_team() OR held.pathway <> 'front-door'
     OR EXISTS (SELECT 1 FROM pathways_caseperson p WHERE p.case_id = $1 AND p.ended_at IS NULL) THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  PERFORM pathways.write_of_all(held, because, 'sent on', jsonb_build_object('to_team', next.id));
  PERFORM pathways.move_to($1, next.id, next.agency_id, $3, access.my_user());
  UPDATE pathways_contact c SET district = $2 WHERE c.case_id = $1;
END $$;

-- One decision for each child or adult, or for nobody who could be found. `seen` is the latest that the caller has read:
-- the second of two who decide reads the first's.
CREATE OR REPLACE FUNCTION pathways.decide_contact(number bigint, persons bigint[], notes text[], outcome text, threshold text, reasons text,
  dissent text, opened bigint, seen bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1); whom bigint[] := CASE WHEN cardinality(persons) = 0 THEN ARRAY[NULL::bigint] ELSE persons END;
BEGIN
  PERFORM access.demand_why(outcome, threshold, reasons);
  IF (coalesce((SELECT max(d.id) FROM pathways_decided d WHERE d.case_id = $1), 0) = seen) IS NOT TRUE OR array_position(persons, NULL) IS NOT NULL
     OR EXISTS (SELECT 1 FROM pathways_caseperson p WHERE p.case_id = $1 AND p.ended_at IS NULL AND p.person <> ALL (persons)) THEN
    RAISE EXCEPTION 'Decided meanwhile, or it is about others now.' USING ERRCODE = 'CT006';
  END IF;
  PERFORM pathways.demand_read($1);
  PERFORM pathways.demand_in(held, persons);
  -- With the decision, and not before: from when it was told is what times in that case are counted from.
  IF opened IS NOT NULL AND (pathways.mine(opened)).opened_at < now() THEN
    RAISE EXCEPTION 'Not held.' USING ERRCODE = 'CT002';
  END IF;
  INSERT INTO pathways_decided (case_id, person, outcome, threshold, reasons, note, dissent, opened, decided_by)
  SELECT $1, w.person, $4, $5, $6, coalesce(w.note, ''), $7, $8, access.my_user() FROM unnest(whom, CASE WHEN cardinality(persons) = 0 THEN ARRAY[''] ELSE notes END) w(person, note);
  PERFORM pathways.write('case changed', held, $6, w.person, 'decided: ' || $4, jsonb_strip_nulls(jsonb_build_object('threshold', $5, 'opened', $8)))
     FROM unnest(whom) w(person);
END $$;

CREATE OR REPLACE FUNCTION pathways.decisions(number bigint)
RETURNS TABLE (decision bigint, person bigint, outcome text, threshold text, reasons text, note text, dissent text, opened bigint, decided_by text, decided_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1);
BEGIN
  RETURN QUERY SELECT d.id, pathways.shown_as(d.person), d.outcome::text, d.threshold::text, d.reasons::text, d.note::text, d.dissent::text, d.opened, u.name::text, d.decided_at
    FROM pathways_decided d JOIN access_user u ON u.id = d.decided_by WHERE d.case_id = held.number ORDER BY d.id DESC;
END $$;

-- What whoever told is answered; whoever sent it by name reads it on their own page.
CREATE OR REPLACE FUNCTION pathways.answer_contact(number bigint, record bigint, words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine_open($1);
BEGIN
  PERFORM access.demand_why(words);
  UPDATE pathways_contact c SET answered_at = now(), answered_by = access.my_user(), answer = $3
   WHERE c.case_id = $1 AND c.record = $2 AND c.answered_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Answered meanwhile.' USING ERRCODE = 'CT006';
  END IF;
  PERFORM pathways.write_of_all(held, 'whoever told is answered', 'answered', jsonb_build_object('record', $2));
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  pathways.front_door,
  pathways.contacts_of,
  pathways.ask_referrer,
  pathways.send_on,
  pathways.decide_contact,
  pathways.decisions,
  pathways.answer_contact
TO ct_app;
