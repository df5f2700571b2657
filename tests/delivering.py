"""An agency that sends rows of home visits, right and wrong ones, and its records officer."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import AgencyKind
from commonthread.feeds import queries
from commonthread.feeds.actions import load
from commonthread.feeds.queries import RejectShown, Which
from commonthread.feeds.receipt import Receipt
from commonthread.feeds.store import DeliveryStore
from tests.making import Making

HEADER = "key,happened_from,result,subject_1_given_name,summary"


@dataclass(frozen=True)
class Row:
    """One home visit as a line of CSV."""

    key: str = "V1"
    day: str = "2026-02-28"
    result: str = "access"
    header: str = HEADER

    def under(self, key: str, **changes: str) -> "Row":
        return replace(self, key=key, **changes)

    def wrong(self, key: str) -> "Row":
        return replace(self, key=key, day="31/02/2026")

    def __str__(self) -> str:
        return f"{self.key},{self.day},{self.result},Jo,"


ROW = Row()


@dataclass
class Sender:
    make: Making
    folder: Path
    agency: str = field(init=False)
    officer: int = field(init=False)

    def __post_init__(self) -> None:
        self.agency = self.make.agency(AgencyKind.CHILDRENS_SERVICES)
        self.make.feed_agreement(self.agency)
        self.officer = self.make.user(self.agency, Role.RECORDS_OFFICER)

    def file(self, *rows: Row | str, name: str = "home_visit.csv") -> Path:
        path = self.folder / name
        path.write_text("\n".join([HEADER, *map(str, rows), ""]), encoding="utf-8")
        return path

    def deliver(self, *rows: Row | str) -> Receipt:
        store = DeliveryStore(self.folder / "store")
        return load(store=store, paths=[self.file(*rows)], format="extract", agency=self.agency)

    def rejects(self, receipt: Receipt) -> list[RejectShown]:
        with open_scope(self.officer).transaction():
            return queries.rejects(receipt.delivery, Which.OPEN)
