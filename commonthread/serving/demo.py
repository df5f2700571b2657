"""The demo: the invented force area, loaded through the same door as any delivery, and people to sign in as."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction
from django.utils.timezone import localdate
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from commonthread.access.demo import PEOPLE, stories, write_stories
from commonthread.access.permissions import ROLES
from commonthread.kernel.dates import whole_years
from commonthread.records.digests import key_digest
from commonthread.serving import place
from commonthread.serving.demo_cases import open_cases
from commonthread.serving.demo_community import bring_community
from commonthread.serving.demo_contacts import bring_contacts, bring_from_feeds
from commonthread.serving.demo_feeds import let_one_feed_fall_silent
from commonthread.serving.demo_hidden import HIDDEN, TEAM, hide
from commonthread.serving.demo_investigation import bring_investigation
from commonthread.serving.demo_meetings import hold_meetings
from commonthread.serving.demo_notices import send_notices
from commonthread.serving.demo_work import bring_work

SEED = 2010


def is_built() -> bool:
    return _mark().exists()


def built_with() -> dict:
    """How many `people`, by which `seed`, `until` which day."""
    return json.loads(_mark().read_text())


def build_demo(*, people: int, console: Console) -> None:
    """Invent, load and link, once. Interrupted, it goes on where it stopped."""
    if is_built():
        return
    from commonthread.feeds.store import DeliveryStore
    from commonthread.identity.linking import link_unlinked
    from commonthread.synthetic.synthesise import deliveries, synthesise

    until = localdate()
    folder = place.var() / "demo"
    with _bar(console) as bar:
        inventing = bar.add_task(f"Inventing {people:,} people and a year of their lives", total=people)
        if not (folder / "truth.csv").exists():
            synthesise(folder, people, SEED, until, lambda done: bar.update(inventing, completed=done))
        bar.update(inventing, completed=people)
        set_up_agencies()
        sent = deliveries(folder)
        loading = bar.add_task("Loading what the agencies sent", total=len(sent))
        receive(sent, DeliveryStore(settings.DELIVERIES), lambda: bar.advance(loading))
        linking = bar.add_task("Working out whom the records are about", total=None)
        link_unlinked()
        bar.update(linking, total=1, completed=1)
    find_stories(folder)
    hide(folder, person_of, stories(place.var())[0].person)
    about = {story.title: story.person for story in stories(place.var())}
    open_cases(about)
    bring_contacts(about)
    send_notices(about)
    bring_community()
    hold_meetings(about)
    bring_work(about)
    bring_investigation(about)
    bring_from_feeds()
    let_one_feed_fall_silent()
    _mark().write_text(json.dumps({"people": people, "seed": SEED, "until": until.isoformat()}))


def find_stories(folder: Path) -> None:
    """Write down for the start page whom each written story is about, and how many records each agency sent."""
    told = json.loads((folder / "stories.json").read_text(encoding="utf-8"))
    found = []
    with transaction.atomic(using="engine"), connections["engine"].cursor() as cursor:
        cursor.execute("SELECT code, name FROM access_agency")
        names = dict(cursor.fetchall())
        for story in told:
            sent = Counter(names[record["agency"]] for record in story["records"])
            if person := _person_of(cursor, story, _about(story)):
                told_of = {"title": story["title"], "shows": story["shows"], "person": person}
                told_of |= {"seen_by": TEAM} if story["title"] == HIDDEN else {}
                found.append(told_of | {"sent": sent.most_common()})
    write_stories(place.var(), found)


def _about(story: dict) -> dict:
    """Its first child, else the first of its people."""
    last = date.fromisoformat(story["records"][-1]["day"])
    children = (p for p in story["people"] if whole_years(date.fromisoformat(p["born_on"]), last) < 18)
    return next(children, story["people"][0])


def person_of(story: dict, about: dict) -> int | None:
    with connections["engine"].cursor() as cursor:
        return _person_of(cursor, story, about)


def _person_of(cursor, story: dict, about: dict) -> int | None:
    """The person to whom most of the records about somebody are linked."""
    keys = [
        key_digest(record["agency"], record["kind"], record["key"])
        for record in story["records"]
        if about["person"] in record["people"]
    ]
    cursor.execute(
        "SELECT m.person FROM records_record r JOIN content.mention m ON m.record = r.number "
        "WHERE r.key_digest = ANY (%s::bytea[]) AND m.given ->> 'given_name' = %s AND m.person IS NOT NULL "
        "GROUP BY m.person ORDER BY count(*) DESC, m.person LIMIT 1",
        [keys, about["given_name"]],
    )
    row = cursor.fetchone()
    return row[0] if row else None


def receive(sent, store, advance) -> None:
    """Load deliveries of the invented force area, through the same door as any; whom they are about comes after."""
    from commonthread import flow

    for delivery in sent:
        flow.receive(store=store, paths=list(delivery.paths), format=delivery.format, agency=delivery.agency,
                     kind=delivery.kind, link=False)  # fmt: skip
        advance()


def set_up_agencies() -> None:
    """Agencies, demo people, the sharing agreements and everybody's feed agreement. Safe to do again."""
    from commonthread.serving.demo_agreements import bring_agreements, bring_feed_agreements
    from commonthread.serving.demo_people import bring_people
    from commonthread.serving.demo_terms import bring_terms
    from commonthread.synthetic.agencies import agencies
    from commonthread.synthetic.staff import staff

    owner = connections["owner"]
    owner.ensure_connection()
    with owner.connection.transaction(), owner.connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO access_agency (code, name, kind, district, duty_telephone, duty_hours, public_telephone, public_hours) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [
                (
                    a.code,
                    a.name,
                    a.kind.value,
                    a.district,
                    a.duty_telephone,
                    a.duty_hours,
                    a.public_telephone,
                    a.duty_hours if a.public_telephone else "",
                )
                for a in agencies()
            ],
        )
        cursor.executemany(
            "INSERT INTO access_directory (agency_id, key, name, role, team, phone, hours) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [(s.agency, s.key, s.name, s.role, s.team, s.phone, s.hours) for s in staff()],
        )
        bring_people(cursor)
        bring_terms(cursor)
        bring_agreements(cursor)
        bring_feed_agreements(cursor)


def print_people(console: Console) -> None:
    table = Table(
        "sign in as", "name", "role", "agency", title="People of the demo (no password)", title_justify="left"
    )
    for person in PEOPLE:
        table.add_row(person.username, person.name, ROLES[person.role].label, person.agency)
    console.print(table)


def _mark() -> Path:
    return place.var() / "demo-built.json"


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=console,
    )
