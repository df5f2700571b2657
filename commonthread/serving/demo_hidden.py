"""What the demo hides: a family that fled, a record that an investigation holds, and an officer's own neighbour."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import connections
from django.utils.timezone import localdate

from commonthread.access.demo import account
from commonthread.access.scope import NotAllowed, Scope, open_scope
from commonthread.access.terms import Purpose
from commonthread.identity.conflicts import declare, put
from commonthread.identity.restricting import restrict
from commonthread.kernel.calendars import months_after
from commonthread.pathways.actions import break_glass
from commonthread.pathways.terms import Sort
from commonthread.records.actions import open_person
from commonthread.records.digests import key_digest
from commonthread.records.sealing import Instead, hold

HIDDEN = "A new town"
TEAM, POLICE_TEAM = "protected.persons", "protected.persons.police"
FLED = ("Abena", "Gifty", "Bright")
LAST_SEEN = "police_incident"


def hide(folder: Path, person_of: Callable[[dict, dict], int | None], glass_for: int) -> None:
    """Once the demo's records are linked. `person_of(story, about)` finds the person of somebody in a story."""
    told = json.loads((folder / "stories.json").read_text(encoding="utf-8"))
    story = next(story for story in told if story["title"] == HIDDEN)
    fled = [person_of(story, about) for about in story["people"] if about["given_name"] in FLED]
    team, now = _scope(TEAM), datetime.now(UTC)
    with team.transaction():
        restrict(by=team, persons=sorted({person for person in fled if person}), review_on=months_after(localdate(), 3),
                 why="Fled to a refuge. Her former partner asks after them at every desk.")  # fmt: skip
    for username, because in (
        ("hub.police", "Call 2207: he asks where they are"),
        ("school.lead", "Which school now?"),
    ):
        asking = _scope(username)
        with suppress(NotAllowed), asking.transaction():
            open_person(by=asking, person=fled[0], purpose=Purpose.SAFEGUARDING_ENQUIRY, because=because)
    _hold_what_police_saw(story, now)
    officer = _scope("social.worker")
    with officer.transaction():
        declare(by=officer, words="My neighbour Dorothy Pell, about 70, of our street in Erdington.")
    of_the_police = _scope(POLICE_TEAM)
    with of_the_police.transaction():
        put(
            by=of_the_police,
            username="police.sergeant",
            person=_somebody(but=glass_for),
            kind="known privately",
        )
    sergeant = _scope("police.sergeant")
    with sergeant.transaction():
        break_glass(
            by=sergeant,
            person=glass_for,
            sort=Sort.CHILD,
            reason="Call 4471: a neighbour hears a child scream, door not answered",
        )


def _hold_what_police_saw(story: dict, now: datetime) -> None:
    """The last time that he was seen, near their school."""
    last = [
        record for record in story["records"] if (record["agency"], record["kind"]) == ("police", LAST_SEEN)
    ][-1]
    team = _scope(POLICE_TEAM)
    (record,) = _row(
        "SELECT number FROM records_record WHERE key_digest = %s AND superseded_by IS NULL",
        key_digest(last["agency"], last["kind"], last["key"]),
    )
    instead = Instead((Purpose.SAFEGUARDING_ENQUIRY, Purpose.SECTION_47), "He may be looking for a family in another town.",
                      "No action, and nothing to him, without ringing first. Not to be copied.")  # fmt: skip
    with team.transaction():
        hold(by=team, record=record, why="He is being watched until his arrest.", until_at=now + timedelta(days=30),
             ring_name="Detective Inspector Callum Strand", ring_telephone="0121 496 0777", instead=instead)  # fmt: skip


def _somebody(*, but: int) -> int:
    """One whom the police know, and no story is about."""
    return _row(
        "SELECT a.person FROM records_about a WHERE a.agency = 'police' AND a.person <> %s "
        "GROUP BY 1 HAVING count(*) = 1 ORDER BY 1 LIMIT 1",
        but,
    )[0]


def _scope(username: str) -> Scope:
    return open_scope(account(username).pk)


def _row(sql: str, *params) -> tuple:
    with connections["engine"].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()
