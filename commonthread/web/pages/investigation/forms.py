"""What is recorded on the page of an investigation: each form, what it wants, and what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from commonthread.access.scope import Scope
from commonthread.kernel.dates import read_date, start_of_next_day
from commonthread.kernel.text import clean
from commonthread.notices.addresses import SafeAddress
from commonthread.notices.victims import write_to_victim
from commonthread.pathways.handover import offer_case
from commonthread.pathways.investigation import Line, PartIn, account_for, record_result, write_plan
from commonthread.pathways.outcomes import OUTCOMES, fits
from commonthread.pathways.queries import CaseShown, Colleague
from commonthread.pathways.victims import Happened, Way, confirm_written, happened, record_update, say_part
from commonthread.web.components.due_time import read_due_time

Sent = Mapping[str, str]
LINES = 3
LONG, SHORT = 2000, 500
NOT_TOLD = "not told"
OF = (*(what.value for what in Happened), "how it stands", "the result")


@dataclass
class Read:
    """What was sent: by field what is wrong, and, where nothing is, what to do with it."""

    wrong: dict[str, str] = field(default_factory=dict)
    do: Callable[[], object] | None = None
    done: str = ""

    def text(self, sent: Sent, name: str, missing: str, most: int = SHORT) -> str:
        words = sent.get(name, "").strip()
        if not 0 < len(words) <= most:
            self.wrong[name] = f"{missing}, in at most {most:,} characters"
            return words
        try:
            return clean(words)
        except ValueError as fault:
            self.wrong[name] = f"What you wrote {fault}"
            return words

    def one_of(self, sent: Sent, name: str, choices: Mapping[str, object], missing: str):
        if sent.get(name, "") not in choices:
            self.wrong[name] = missing
        return choices.get(sent.get(name, ""))

    def day(self, sent: Sent, name: str, missing: str) -> date | None:
        try:
            return read_date(sent.get(name, "").strip())
        except ValueError:
            self.wrong[name] = missing
            return None


@dataclass(frozen=True)
class Page:
    """What the forms of one case are read against."""

    scope: Scope
    case: CaseShown
    edition: int
    parts: Mapping[int, PartIn]
    colleagues: tuple[Colleague, ...]
    now: datetime
    today: date
    safe: list[SafeAddress]
    on_their_way: set[int | None]

    @property
    def people(self) -> dict[str, int]:
        return {str(person.number): person.number for person in self.case.people}

    def who_are(self, part: PartIn) -> dict[str, int]:
        return {text: number for text, number in self.people.items() if self.parts.get(number) is part}


def read_plan(page: Page, sent: Sent) -> Read:
    read = Read(done="Written. Its lines of enquiry are on their owners’ lists.")
    aims = read.text(sent, "aims", "Say what is to be found out, and how", LONG)
    because = read.text(sent, "because", "Say what changed, or why it begins so")
    known = sent.get("edition", "")
    if not (known.isascii() and known.isdigit() and len(known) < 5):
        known = "-1"
    lines = [line for row in range(1, LINES + 1) if (line := _line(page, sent, row, read))]
    if not read.wrong:
        read.do = partial(write_plan, by=page.scope, case=page.case.number, aims=aims, because=because, known=int(known), lines=lines)  # fmt: skip
    return read


def _line(page: Page, sent: Sent, row: int, read: Read) -> Line | None:
    if not sent.get(f"does_{row}", "").strip():
        return None
    does = read.text(sent, f"does_{row}", "Say what is done", 200)
    due = read_due_time({"day": sent.get(f"day_{row}", ""), "time": "17:00"}, page.now)
    if due.wrong:
        read.wrong[f"day_{row}"] = f"Line {row}: give a day that lies ahead, within a year"
    owners = {"": None} | {str(one.user): one.user for one in page.colleagues}
    to = read.one_of(sent, f"to_{row}", owners, f"Line {row}: choose whose it is")
    return Line(does, to, due.at) if due.at else None


def read_part(page: Page, sent: Sent) -> Read:
    read = Read(done="Kept.")
    person = read.one_of(sent, "person", page.people, "Choose of whom it is")
    part = read.one_of(
        sent, "part", {each.value: each for each in PartIn}, "Say what they are in the investigation"
    )
    because = read.text(sent, "because", "Say in a few words how you know")
    enhanced = sent.get("enhanced") == "yes"
    if enhanced and part and part is not PartIn.VICTIM:
        read.wrong["enhanced"] = "Only a victim has enhanced rights"
    if not read.wrong:
        read.do = partial(say_part, by=page.scope, case=page.case.number, person=person, part=part, enhanced=enhanced,
                          because=because, at=page.now)  # fmt: skip
    return read


def read_happened(page: Page, sent: Sent) -> Read:
    read = Read(done="Each victim is to be told by the time of their rights: it is on your list.")
    what = read.one_of(sent, "what", {each.value: each for each in Happened}, "Choose what happened")
    if not page.who_are(PartIn.VICTIM):
        read.wrong["what"] = "Say first who is a victim"
    if not read.wrong:
        read.do = partial(happened, by=page.scope, case=page.case.number, what=what, at=page.now)
    return read


def read_told(page: Page, sent: Sent) -> Read:
    read = Read(done="Recorded.")
    person = read.one_of(sent, "person", page.who_are(PartIn.VICTIM), "Choose which victim")
    ways = {way.value: way for way in Way} | {NOT_TOLD: None}
    way = read.one_of(sent, "way", ways, "Say how they were told, or that they were not")
    of = read.one_of(sent, "of", {each: each for each in OF}, "Choose of what")
    words = read.text(sent, "words", "Say what they were told, or why they were not", LONG)
    safe = read.text(sent, "safe_because", "Say how you know that this way is safe") if way else ""
    theirs = {str(one.number): one.number for one in page.safe if one.person == person}
    address = None
    if way is Way.NOTICE:
        address = read.one_of(sent, "address", theirs, "Choose an address that is marked safe as theirs")
        read.done = "Sent. They are told once it is known to have arrived: until then it stays to be done."
    next_at = None
    if sent.get("next", "").strip():
        day = read.day(sent, "next", "Give the day as 2026-03-14")
        next_at = start_of_next_day(day) if day else None
        if next_at and not page.now < next_at <= page.now.replace(year=page.now.year + 1):
            read.wrong["next"] = "Give a day that lies ahead, within a year"
    if not read.wrong and way is Way.NOTICE:
        read.do = partial(write_to_victim, by=page.scope, case=page.case.number, person=person, address=address, of=of, words=words,
                          safe_because=safe, next_at=next_at)  # fmt: skip
    elif not read.wrong:
        read.do = partial(record_update, by=page.scope, case=page.case.number, person=person, of=of, words=words, way=way,
                          safe_because=safe, next_at=next_at)  # fmt: skip
    return read


def read_arrived(page: Page, sent: Sent) -> Read:
    read = Read(done="Recorded: they were told.")
    waiting = {str(number): number for number in page.on_their_way}
    notice = read.one_of(sent, "notice", waiting, "Choose what was written to them")
    how = read.text(sent, "how", "Say how you know that it reached them")
    if not read.wrong:
        read.do = partial(confirm_written, by=page.scope, case=page.case.number, notice=notice, how=how)
    return read


def read_result(page: Page, sent: Sent) -> Read:
    read = Read(done="Recorded. Every victim is to know it before the case closes.")
    suspects = {"none": None} | page.who_are(PartIn.SUSPECT)
    suspect = read.one_of(sent, "suspect", suspects, "Choose the suspect, or that none is known")
    offence = read.text(sent, "offence", "Say which offence", 200)
    outcome = read.one_of(sent, "outcome", {code: code for code in OUTCOMES}, "Choose the outcome")
    decided_by = read.text(sent, "decided_by", "Say who decided", 200)
    words = read.text(sent, "words", "Say why", LONG)
    if outcome and "suspect" not in read.wrong and not fits(outcome, of_suspect=suspect is not None):
        read.wrong["outcome"] = (
            f"Outcome {outcome} is of {'no' if suspect else 'a'} suspect: choose another, or say of whom it is"
        )
    if not read.wrong:
        read.do = partial(record_result, by=page.scope, case=page.case.number, suspect=suspect, offence=offence, outcome=outcome,
                          decided_by=decided_by, words=words)  # fmt: skip
    return read


def read_account(page: Page, sent: Sent) -> Read:
    read = Read(done="Recorded.")
    person = read.one_of(sent, "person", page.people, "Choose of whom it is")
    where = read.text(sent, "safe_where", "Say where they are and why that is safe")
    said_by = read.text(sent, "said_by", "Say who says so", 200)
    seen_by = read.text(sent, "seen_by", "Say who saw them", 200)
    seen_on = read.day(sent, "seen_on", "Give the day on which they were seen")
    if seen_on and not page.today.replace(year=page.today.year - 1) <= seen_on <= page.today:
        read.wrong["seen_on"] = "Give a day that has been, within a year"
    if not read.wrong:
        read.do = partial(account_for, by=page.scope, case=page.case.number, person=person, safe_where=where, said_by=said_by,
                          seen_by=seen_by, seen_on=seen_on)  # fmt: skip
    return read


def read_hand_over(page: Page, sent: Sent) -> Read:
    read = Read(done="Offered. It stays where it is until they accept it, with all that is outstanding.")
    to = read.one_of(
        sent, "to", {str(one.user): one.user for one in page.colleagues}, "Choose who takes it over"
    )
    note = read.text(sent, "note", "Say where it stands and what cannot wait")
    if not read.wrong:
        read.do = partial(offer_case, by=page.scope, case=page.case.number, to_user=to, note=note)
    return read


FORMS: dict[str, Callable[[Page, Sent], Read]] = {
    "plan": read_plan,
    "part": read_part,
    "happened": read_happened,
    "told": read_told,
    "arrived": read_arrived,
    "result": read_result,
    "account": read_account,
    "hand_over": read_hand_over,
}
