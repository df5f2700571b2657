-- Sharing agreements: what is in force, and how they are drafted, signed and ended. Read and written here alone.
DO $$
DECLARE held text;
BEGIN
  FOREACH held IN ARRAY ARRAY[
    'access_agreement',
    'access_edition',
    'access_party',
    'access_clause',
    'access_signature'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$I FORCE ROW LEVEL SECURITY', held);
    EXECUTE format('DROP POLICY IF EXISTS owner_all ON %I', held);
    EXECUTE format('CREATE POLICY owner_all ON %I TO ct_owner USING (true) WITH CHECK (true)', held);
  END LOOP;
END $$;

-- Of each agreement the newest edition that all have signed and that has begun, unless it has ended. An older one never
-- comes back; one that was ended before it began never took over.
CREATE OR REPLACE FUNCTION access.editions_in_force() RETURNS SETOF access_edition
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT (newest).* FROM (
    SELECT DISTINCT ON (e.agreement_id) e AS newest FROM access_edition e
     WHERE e.signed_at <= now() AND e.starts_at <= now() AND (e.ended_at IS NULL OR e.ended_at > e.starts_at)
     ORDER BY e.agreement_id, e.number DESC) begun
   WHERE (newest).ends_at > now() AND ((newest).ended_at IS NULL OR (newest).ended_at > now())
$$;

-- Every flow that is in force, with the clause that lets it through; for one viewer, role or purpose, or of some
-- holders, where they are given. The wall, the matrix and every answer to *what if* read this one function.
-- To plan it takes ten times as long as to run it, so each connection plans it once.
CREATE OR REPLACE FUNCTION access.flows(of_viewer text, of_role text, for_purpose text, of_holders text[])
RETURNS TABLE (agreement bigint, edition int, clause int, viewer text, role text, holder text, category text, purpose text, level int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY
  SELECT e.agreement_id, e.number, c.number, seeing.code::text, r.role, owning.code::text, k.category, w.purpose, c.level::int
    FROM access.editions_in_force() e
    JOIN access_clause c ON c.edition_id = e.id
    JOIN access_party v ON v.edition_id = e.id AND v.agency_id = coalesce($1, v.agency_id)
    JOIN access_agency seeing ON seeing.code = v.agency_id AND (seeing.code = ANY (c.viewers) OR seeing.kind = ANY (c.viewer_kinds))
    JOIN access_party h ON h.edition_id = e.id AND h.agency_id <> v.agency_id AND ($4 IS NULL OR h.agency_id = ANY ($4))
    JOIN access_agency owning ON owning.code = h.agency_id AND (owning.code = ANY (c.holders) OR owning.kind = ANY (c.holder_kinds))
   CROSS JOIN LATERAL unnest(c.roles::text[]) r(role)
   CROSS JOIN LATERAL unnest(c.purposes::text[]) w(purpose)
   CROSS JOIN LATERAL unnest(c.categories::text[]) k(category)
   WHERE r.role = coalesce($2, r.role) AND w.purpose = coalesce($3, w.purpose);
END $$;

-- With whom an agency has an agreement in force for a purpose, in either direction. As `access.flows` has it, but without a
-- row for each role and category: a partnership has a thousand schools.
CREATE OR REPLACE FUNCTION access.partners_of(agency text, purpose text) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY
  SELECT DISTINCT other.code::text
    FROM access.editions_in_force() e
    JOIN access_clause c ON c.edition_id = e.id AND $2 = ANY (c.purposes::text[]) AND cardinality(c.roles) > 0 AND cardinality(c.categories) > 0
    JOIN access_party p ON p.edition_id = e.id AND p.agency_id = $1
    JOIN access_agency mine ON mine.code = p.agency_id
    JOIN access_party q ON q.edition_id = e.id AND q.agency_id <> p.agency_id
    JOIN access_agency other ON other.code = q.agency_id
   WHERE (mine.code = ANY (c.viewers) OR mine.kind = ANY (c.viewer_kinds)) AND (other.code = ANY (c.holders) OR other.kind = ANY (c.holder_kinds))
      OR (other.code = ANY (c.viewers) OR other.kind = ANY (c.viewer_kinds)) AND (mine.code = ANY (c.holders) OR mine.kind = ANY (c.holder_kinds));
END $$;

-- What agreements in force let the caller's agency and role see: 1 ring this team, 2 summary, 3 full.
CREATE OR REPLACE FUNCTION access.my_flows(for_purpose text DEFAULT NULL, of_holders text[] DEFAULT NULL)
RETURNS TABLE (holder text, category text, purpose text, level int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me();
BEGIN
  RETURN QUERY SELECT f.holder, f.category, f.purpose, max(f.level) FROM access.flows(me.agency, me.role, $1, $2) f
   GROUP BY f.holder, f.category, f.purpose;
END $$;

-- What an edition says, as one value: what is shown, what is signed, and what is compared with the one before.
CREATE OR REPLACE FUNCTION access.said_by(edition access_edition) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT jsonb_build_object(
    'title', $1.title, 'why', $1.why, 'contact', $1.contact, 'change', $1.change,
    'starts_at', $1.starts_at AT TIME ZONE 'UTC', 'review_on', $1.review_on, 'ends_at', $1.ends_at AT TIME ZONE 'UTC',
    'parties', (SELECT coalesce(jsonb_agg(p.agency_id ORDER BY p.agency_id), '[]') FROM access_party p WHERE p.edition_id = $1.id),
    'clauses', (SELECT coalesce(jsonb_agg(to_jsonb(c) - 'id' - 'edition_id' ORDER BY c.number), '[]') FROM access_clause c WHERE c.edition_id = $1.id))
$$;

CREATE OR REPLACE FUNCTION access.digest_of(edition access_edition) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT encode(sha256(convert_to(access.said_by($1)::text, 'UTF8')), 'hex')
$$;

-- Writes what an edition says in place of what it said; whoever had signed that has not signed this. That somebody is
-- known to a silent service is itself a disclosure: it flows only by a clause of its own that names who holds it.
CREATE OR REPLACE FUNCTION access.write_edition(edition bigint, said jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM access_signature s WHERE s.edition_id = $1;
  DELETE FROM access_party p WHERE p.edition_id = $1;
  DELETE FROM access_clause c WHERE c.edition_id = $1;
  UPDATE access_edition e SET title = said ->> 'title', why = said ->> 'why', contact = said ->> 'contact',
         change = said ->> 'change', starts_at = (said ->> 'starts_at')::timestamptz, review_on = (said ->> 'review_on')::date,
         ends_at = (said ->> 'ends_at')::timestamptz, drafted_at = now()
   WHERE e.id = $1;
  INSERT INTO access_party (edition_id, agency_id) SELECT $1, jsonb_array_elements_text(said -> 'parties');
  INSERT INTO access_clause (edition_id, number, holders, holder_kinds, viewers, viewer_kinds, roles, categories, purposes, level, power, condition)
  SELECT $1, c.at, r.holders, r.holder_kinds, r.viewers, r.viewer_kinds, r.roles, r.categories, r.purposes, r.level, r.power, r.condition
    FROM jsonb_array_elements(said -> 'clauses') WITH ORDINALITY AS c(clause, at),
         jsonb_to_record(c.clause) AS r(holders text[], holder_kinds text[], viewers text[], viewer_kinds text[],
           roles text[], categories text[], purposes text[], level int, power text, condition text);
  IF EXISTS (SELECT 1 FROM access_clause c WHERE c.edition_id = $1 AND (c.level NOT BETWEEN 1 AND 3
       OR (c.categories::text[] && access.silent() AND NOT (c.categories::text[] <@ access.silent() AND c.holder_kinds = '{}')))) THEN
    RAISE EXCEPTION 'A silent service shares only by a clause of its own that names it.' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM access_edition e WHERE e.id = $1 AND NOT (e.starts_at < e.ends_at))
     OR (SELECT count(*) FROM access_party p WHERE p.edition_id = $1) < 2 THEN
    RAISE EXCEPTION 'An agreement has two parties or more, and begins before it ends.' USING ERRCODE = 'check_violation';
  END IF;
END $$;

-- Brought from outside with all its signatures: by the owner alone, for a demo or for agreements signed on paper.
CREATE OR REPLACE FUNCTION access.bring_signed(said jsonb, signers jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE brought access_edition;
BEGIN
  INSERT INTO access_agreement DEFAULT VALUES RETURNING number INTO brought.agreement_id;
  INSERT INTO access_edition (agreement_id, number, title, why, contact, change, starts_at, review_on, ends_at, drafted_by_agency, ended_by_agency, ended_because)
  VALUES (brought.agreement_id, 1, '', '', '', '', now(), now(), now(), said -> 'parties' ->> 0, '', '') RETURNING id INTO brought.id;
  PERFORM access.write_edition(brought.id, said);
  INSERT INTO access_signature (edition_id, agency_id, name, role, signed_at)
  SELECT brought.id, p.agency_id, coalesce(signers -> p.agency_id ->> 0, 'brought with the agreement'), coalesce(signers -> p.agency_id ->> 1, ''),
         (said ->> 'starts_at')::timestamptz
    FROM access_party p WHERE p.edition_id = brought.id;
  UPDATE access_edition e SET signed_at = e.starts_at, drafted_at = e.starts_at WHERE e.id = brought.id;
  RETURN brought.agreement_id;
END $$;

-- A draft of a new agreement, or of the next edition of one to which one's agency is a party. There is one draft at a
-- time, and whose agency began it writes it.
CREATE OR REPLACE FUNCTION access.draft_edition(agreement bigint, said jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); draft access_edition; whole bigint := $1;
BEGIN
  PERFORM access.demand('draft sharing and feed agreements for your agency');
  IF whole IS NULL THEN
    INSERT INTO access_agreement DEFAULT VALUES RETURNING number INTO whole;
  ELSE
    PERFORM 1 FROM access_agreement a WHERE a.number = whole FOR UPDATE;
    SELECT * INTO draft FROM access_edition e WHERE e.agreement_id = whole AND e.signed_at IS NULL AND e.ended_at IS NULL;
    IF NOT EXISTS (SELECT 1 FROM access_edition e JOIN access_party p ON p.edition_id = e.id AND p.agency_id = me.agency
                    WHERE e.agreement_id = whole AND (e.signed_at IS NOT NULL OR e.drafted_by_agency = me.agency))
       OR (draft.id IS NOT NULL AND draft.drafted_by_agency <> me.agency) THEN
      RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
    END IF;
  END IF;
  IF NOT said -> 'parties' ? me.agency THEN
    RAISE EXCEPTION 'Whoever drafts an agreement is a party to it.' USING ERRCODE = 'check_violation';
  END IF;
  IF draft.id IS NULL THEN
    INSERT INTO access_edition (agreement_id, number, title, why, contact, change, starts_at, review_on, ends_at,
                                drafted_by_agency, ended_by_agency, ended_because)
    SELECT whole, coalesce(max(e.number), 0) + 1, '', '', '', '', now(), now(), now(), me.agency, '', ''
      FROM access_edition e WHERE e.agreement_id = whole
    RETURNING * INTO draft;
  END IF;
  UPDATE access_edition e SET drafted_by = me."user" WHERE e.id = draft.id;
  PERFORM access.write_edition(draft.id, said);
  PERFORM access.write_event('agreement drafted', '', said ->> 'change', NULL, '{}',
    jsonb_build_object('agreement', whole, 'edition', draft.number));
  RETURN whole;
END $$;

-- Signs for one's own agency, and only what was read: where the words have changed meanwhile it is refused.
CREATE OR REPLACE FUNCTION access.sign_edition(agreement bigint, number int, digest text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); held access_edition;
BEGIN
  PERFORM access.demand('sign and end agreements for your agency');
  SELECT e.* INTO held FROM access_edition e JOIN access_party p ON p.edition_id = e.id AND p.agency_id = me.agency
   WHERE e.agreement_id = $1 AND e.number = $2 AND e.signed_at IS NULL AND e.ended_at IS NULL AND e.ends_at > now() FOR UPDATE OF e;
  IF held.id IS NULL OR EXISTS (SELECT 1 FROM access_signature s WHERE s.edition_id = held.id AND s.agency_id = me.agency) THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  IF access.digest_of(held) IS DISTINCT FROM $3 OR NOT EXISTS (SELECT 1 FROM access_clause c WHERE c.edition_id = held.id) THEN
    RAISE EXCEPTION 'The draft has changed since it was read.' USING ERRCODE = 'CT006';
  END IF;
  INSERT INTO access_signature (edition_id, agency_id, "user", name, role)
  SELECT held.id, me.agency, u.id, u.name, me.role FROM access_user u WHERE u.id = me."user";
  UPDATE access_edition e SET signed_at = now() WHERE e.id = held.id AND NOT EXISTS (
    SELECT 1 FROM access_party p WHERE p.edition_id = held.id
       AND NOT EXISTS (SELECT 1 FROM access_signature s WHERE s.edition_id = held.id AND s.agency_id = p.agency_id));
  PERFORM access.write_event('agreement signed', '', '', NULL, '{}',
    jsonb_build_object('agreement', $1, 'edition', $2, 'digest', $3));
END $$;

-- Any party may end an edition, at once and alone; what was read under it stays on the ledger.
CREATE OR REPLACE FUNCTION access.end_edition(agreement bigint, number int, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me access_session := access.me(); held access_edition;
BEGIN
  PERFORM access.demand('sign and end agreements for your agency');
  PERFORM access.demand_why(because);
  SELECT e.* INTO held FROM access_edition e JOIN access_party p ON p.edition_id = e.id AND p.agency_id = me.agency
   WHERE e.agreement_id = $1 AND e.number = $2 AND e.ended_at IS NULL AND e.ends_at > now()
     AND (e.signed_at IS NOT NULL OR e.drafted_by_agency = me.agency) FOR UPDATE OF e;
  IF held.id IS NULL THEN
    RAISE EXCEPTION 'Not found.' USING ERRCODE = 'CT002';
  END IF;
  UPDATE access_edition e SET ended_at = now(), ended_by_agency = me.agency, ended_because = because WHERE e.id = held.id;
  PERFORM access.write_event('agreement ended', '', because, NULL, '{}', jsonb_build_object('agreement', $1, 'edition', $2));
END $$;

-- Every edition that all have signed, for anybody in a post; drafts for those of their parties who draft or sign.
CREATE OR REPLACE FUNCTION access.editions()
RETURNS TABLE (agreement bigint, number int, said jsonb, digest text, drafted_by_agency text, drafted_at timestamptz,
  signatures jsonb, signed_at timestamptz, ended_at timestamptz, ended_by_agency text, ended_because text, is_in_force boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  me access_session := access.me();
  drafts boolean := access.may('draft sharing and feed agreements for your agency') OR access.may('sign and end agreements for your agency');
BEGIN
  RETURN QUERY
  SELECT e.agreement_id, e.number, access.said_by(e), access.digest_of(e), e.drafted_by_agency::text, e.drafted_at,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('agency', s.agency_id, 'name', s.name, 'role', s.role,
            'signed_at', s.signed_at AT TIME ZONE 'UTC') ORDER BY s.signed_at, s.id), '[]') FROM access_signature s WHERE s.edition_id = e.id),
         e.signed_at, e.ended_at, e.ended_by_agency::text, e.ended_because::text,
         e.id IN (SELECT f.id FROM access.editions_in_force() f)
    FROM access_edition e
   WHERE e.signed_at IS NOT NULL
      OR (drafts AND EXISTS (SELECT 1 FROM access_party p WHERE p.edition_id = e.id AND p.agency_id = me.agency))
   ORDER BY e.agreement_id, e.number;
END $$;

-- For the matrix and for *what if*: anybody in a post may know the rules.
CREATE OR REPLACE FUNCTION access.what_may_flow(of_viewer text, of_role text, for_purpose text, of_holders text[])
RETURNS TABLE (agreement bigint, edition int, clause int, viewer text, role text, holder text, category text, purpose text, level int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('use the service');
  RETURN QUERY SELECT * FROM access.flows($1, $2, $3, $4);
END $$;

-- The same by kinds of agency: how many pairs of a viewer and a holder there are to each.
CREATE OR REPLACE FUNCTION access.matrix(for_purpose text)
RETURNS TABLE (viewer_kind text, role text, holder_kind text, category text, level int, pairs bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM access.demand('use the service');
  RETURN QUERY
  SELECT v.kind::text, f.role, h.kind::text, f.category, f.level, count(*)
    FROM (SELECT b.viewer, b.role, b.holder, b.category, max(b.level) AS level FROM access.flows(NULL, NULL, $1, NULL) b
           GROUP BY b.viewer, b.role, b.holder, b.category) f
    JOIN access_agency v ON v.code = f.viewer JOIN access_agency h ON h.code = f.holder
   GROUP BY v.kind, f.role, h.kind, f.category, f.level;
END $$;

-- For the public, through the door: what is in force now, and nobody's name.
CREATE OR REPLACE FUNCTION access.published() RETURNS TABLE (agreement bigint, number int, said jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT e.agreement_id, e.number, access.said_by(e) FROM access.editions_in_force() e ORDER BY e.agreement_id
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.published TO ct_door;
GRANT EXECUTE ON FUNCTION access.my_flows TO ct_app, ct_finder;
GRANT EXECUTE ON FUNCTION
  access.draft_edition,
  access.sign_edition,
  access.end_edition,
  access.editions,
  access.what_may_flow,
  access.matrix
TO ct_app;
