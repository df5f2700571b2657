"""How long each class of record is kept, counted from what, and on whose authority: dated data.

What ends with a period is that the record waits for a review; nothing is destroyed by a machine.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from commonthread.kernel.calendars import months_after
from commonthread.kernel.citations import Authority, Source
from commonthread.records.kind import Retention


class CountedFrom(StrEnum):
    BIRTH = "the birth of the youngest person that it is about"
    LAST_RECORD = "the agency's last record about anybody in it"
    EVENT = "the day that it speaks of"


@dataclass(frozen=True)
class Count:
    years: int
    of: CountedFrom


@dataclass(frozen=True)
class Period:
    """The edition of a rule. Of several counts the one that ends last holds. `confidence` as in the field's notes:
    V read in the source, S in a text that restates it, G general knowledge, to be checked with the agency's own
    schedule before it is relied on."""

    retention: Retention
    counts: tuple[Count, ...]
    valid_from: date
    source: Source
    confidence: str

    def ends_on(self, *, births: Iterable[date], last_record_on: date, event_on: date) -> date:
        """The day from which the record waits for review. Somebody without a birth date is taken to have been
        born on the day of the event, which keeps the record longer and never shorter."""
        starts = {
            CountedFrom.BIRTH: max(births, default=event_on),
            CountedFrom.LAST_RECORD: max(last_record_on, event_on),
            CountedFrom.EVENT: event_on,
        }
        return max(months_after(starts[count.of], 12 * count.years) for count in self.counts)

    def in_words(self) -> str:
        counts = [f"{count.years} years from {count.of}" for count in self.counts]
        return f"{counts[0]}, or {counts[1]}, whichever ends later" if len(counts) > 1 else counts[0]


BIRTH, LAST, EVENT = CountedFrom.BIRTH, CountedFrom.LAST_RECORD, CountedFrom.EVENT

CARE_PLANNING = Source(
    "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50",
    edition="2010",
    link="https://www.legislation.gov.uk/uksi/2010/959/regulation/50",
    authority=Authority.STATUTE,
)
LOCAL_SCHEDULE = Source(
    "Retention schedule of children's services",
    edition="the agency's own",
    link="https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/data-protection-principles/",
    authority=Authority.LOCAL_PRACTICE,
)
POLICE = Source(
    "Authorised Professional Practice: retention, review and disposal",
    edition="2023",
    link="https://www.college.police.uk/app/information-management/retention-review-and-disposal",
    authority=Authority.NATIONAL_PRACTICE,
)
SCHOOLS = Source(
    "Information management toolkit for schools",
    edition="2019",
    link="https://irms.org.uk/page/SchoolsToolkit",
    authority=Authority.NATIONAL_PRACTICE,
)
NHS = Source(
    "Records Management Code of Practice",
    edition="2021, amended 2023",
    link="https://transform.england.nhs.uk/information-governance/guidance/records-management-code/",
    authority=Authority.NATIONAL_PRACTICE,
)

PERIODS = (
    Period(Retention.CHILD_LOOKED_AFTER, (Count(75, BIRTH), Count(15, LAST)), date(2011, 4, 1), CARE_PLANNING, "G"),
    Period(Retention.CHILD_SOCIAL_CARE, (Count(25, BIRTH), Count(10, LAST)), date(2010, 1, 1), LOCAL_SCHEDULE, "G"),
    Period(Retention.POLICE_GROUP_1, (Count(100, BIRTH), Count(10, LAST)), date(2010, 1, 1), POLICE, "G"),
    Period(Retention.POLICE_GROUP_2, (Count(10, LAST),), date(2010, 1, 1), POLICE, "G"),
    Period(Retention.POLICE_GROUP_3, (Count(6, LAST),), date(2010, 1, 1), POLICE, "G"),
    Period(Retention.EDUCATION, (Count(25, BIRTH), Count(6, LAST)), date(2010, 1, 1), SCHOOLS, "G"),
    Period(Retention.HEALTH, (Count(25, BIRTH), Count(8, LAST)), date(2010, 1, 1), NHS, "G"),
    Period(Retention.ADULT_CARE, (Count(8, LAST),), date(2010, 1, 1), NHS, "G"),
    Period(Retention.COMMUNITY, (Count(6, LAST),), date(2010, 1, 1), LOCAL_SCHEDULE, "G"),
)  # fmt: skip


def period_of(retention: Retention, today: date) -> Period:
    """The edition in force for a class on a day."""
    return max(
        (period for period in PERIODS if period.retention is retention and period.valid_from <= today),
        key=lambda period: period.valid_from,
    )


def shortest_years(retention: Retention, today: date) -> int:
    """No record of the class is due before this many years after its event."""
    return max(
        count.years for count in period_of(retention, today).counts if count.of is not CountedFrom.BIRTH
    )
