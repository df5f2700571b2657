-- Earlier contacts of the caller's own team about the same people, the newest first: what was decided, or that it was rated as
-- nothing for the hub, or that it is open. Also those in which nobody was put in, by what linking found in them. Of
-- whoever is hidden from the caller only where they stand in both by the hand of the team, as a number of nobody would.
CREATE OR REPLACE FUNCTION pathways.earlier_contacts(number bigint)
RETURNS TABLE ("case" bigint, person bigint, outcome text, threshold text, reasons text, decided_at timestamptz, is_open boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held pathways_case := pathways.mine($1); ours bigint := access.my_team(); kept bigint[] := pathways.kept_from_me(); those bigint[];
  put bigint[] := ARRAY(SELECT p.person FROM pathways_caseperson p WHERE p.case_id = held.number AND p.ended_at IS NULL);
BEGIN
  those := pathways.about_whom(held.number);
  those := ARRAY(SELECT unnest(those) EXCEPT SELECT unnest(access.hidden_from_me(those)));
  RETURN QUERY
  WITH about AS (
    SELECT p.case_id, p.person FROM pathways_caseperson p WHERE p.person = ANY (those || put) AND p.ended_at IS NULL
    UNION SELECT d.case_id, d.person FROM pathways_decided d WHERE d.person = ANY (those || put)
    UNION SELECT c.case_id, a.person FROM records_about a JOIN pathways_contact c ON c.record = a.record WHERE a.person = ANY (those)),
  before AS (
    SELECT k.number, a.person, k.opened_at, k.closed_at IS NULL AS is_open FROM about a
      JOIN pathways_case k ON k.number = a.case_id AND k.agency = held.agency AND k.pathway = 'front-door'
     WHERE k.number <> held.number AND k.number <> ALL (kept) AND EXISTS (SELECT 1 FROM pathways_member m WHERE m.case_id = k.number AND m.team = ours))
  SELECT b.number, b.person, coalesce(d.outcome, r.outcome, '')::text, coalesce(d.threshold, '')::text, coalesce(d.reasons, r.words, '')::text,
         coalesce(d.decided_at, r.done_at, b.opened_at), b.is_open
    FROM before b
    LEFT JOIN LATERAL (SELECT e.* FROM pathways_decided e WHERE e.case_id = b.number AND (e.person = b.person OR e.person IS NULL)
                        ORDER BY e.person IS NULL, e.id DESC LIMIT 1) d ON true
    LEFT JOIN LATERAL (SELECT t.* FROM pathways_task t WHERE t.case_id = b.number AND t.step = 'rating' AND t.done_at IS NOT NULL
                        ORDER BY t.done_at DESC LIMIT 1) r ON r.outcome = 'not about safeguarding'
   WHERE b.is_open OR d.id IS NOT NULL OR r.number IS NOT NULL
   ORDER BY 6 DESC LIMIT 50;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pathways FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways.earlier_contacts TO ct_app;
