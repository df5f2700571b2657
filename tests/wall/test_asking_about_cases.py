"""Every function that reads a case asks first whether it is kept from the caller."""

import re

from django.db import connections

CASES = re.compile(
    r"\b(pathways_(case|caseperson|member|consent|request|task|told|offer|clockchange|contact|looking|decided|meeting|attendee"
    r"|line|minutes|disagreement|stage|supervision|sample)|notices_(notice|address|reading|sending))\b"
)
CALLS = re.compile(r"\b([a-z]+\.[a-z_]+)\s*\(")
ASKED = "pathways.kept_from"
FUNCTIONS = """
SELECT n.nspname || '.' || p.proname, string_agg(p.prosrc, ' '),
       bool_or(has_function_privilege('ct_app', p.oid, 'EXECUTE') OR has_function_privilege('ct_finder', p.oid, 'EXECUTE'))
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname IN (SELECT nspname FROM pg_namespace WHERE nspowner = 'ct_owner'::regrole AND nspname <> 'public') GROUP BY 1
"""

# Why they need not.
BEGINS = "it begins a case, and reads no other"
A_SYSTEM = "a system is nobody's relative: it is told that something waits, and not about whom"
OF_NO_CASE = "an agency's own addresses, which are of no case"
EXCUSED = {
    "pathways.open_case": BEGINS,
    "pathways.break_glass": BEGINS,
    "pathways.raise_concern": BEGINS,
    "pathways.refer": BEGINS,
    "pathways.my_referrals": "what the caller told themselves, and what they were answered",
    "pathways.put_by_system": A_SYSTEM,
    "pathways.put_to_agency": A_SYSTEM,
    "notices.waiting_for_system": A_SYSTEM,
    "notices.taken_by_system": A_SYSTEM,
    "notices.mark_own_safe": OF_NO_CASE,
    "notices.own_addresses": OF_NO_CASE,
    "pathways.set_cover": "who supervises whom, in no case",
    "pathways.untold": "how many tasks have nobody to be told of them",
}


def test_every_function_that_reads_a_case_asks_what_is_kept_from_the_caller(database):
    """Itself, or by one that it calls; or it stands above with why it need not."""
    owner = connections["owner"]
    owner.ensure_connection()
    functions = {name: (body, granted) for name, body, granted in owner.connection.execute(FUNCTIONS)}
    calls = {name: set(CALLS.findall(body)) & functions.keys() for name, (body, _) in functions.items()}

    def reached(name):
        seen, ahead = set(), {name}
        while ahead:
            one = ahead.pop()
            seen.add(one)
            ahead |= calls[one] - seen
        return seen

    forgetful = {
        name
        for name, (_, granted) in functions.items()
        if granted
        and ASKED not in reached(name)
        and any(CASES.search(functions[one][0]) for one in reached(name))
    }
    assert sorted(forgetful) == sorted(EXCUSED)
