"""What a delivery leaves behind: the same however often it comes, and corrected piece by piece."""

from pathlib import Path

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.feeds import queries
from commonthread.feeds.actions import load
from commonthread.feeds.correcting import Corrected, correct
from commonthread.feeds.format import Unreadable
from commonthread.feeds.queries import Which
from commonthread.feeds.receipt import Receipt
from commonthread.feeds.store import DeliveryStore
from commonthread.kernel.data_folder import data_folder
from commonthread.records.record import Fault
from tests.delivering import HEADER, ROW

REFERENCE_DATE = "2026-03-31"
CENSUS = f"""<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>
<ReferenceDate>{REFERENCE_DATE}</ReferenceDate></CollectionDetails></Header><Children><Child>
<ChildIdentifiers><LAchildID>MARK</LAchildID><UPN>B000000000017</UPN><PersonBirthDate>2015-04-01</PersonBirthDate>
<Sex>F</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
<CINdetails><CINreferralDate>2025-09-01</CINreferralDate><ReferralSource>6</ReferralSource>
<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>false</ReferralNFA>
<Assessments><AssessmentActualStartDate>2025-09-20</AssessmentActualStartDate>
<AssessmentAuthorisationDate>2025-09-02</AssessmentAuthorisationDate></Assessments>
</CINdetails></Child></Children></Message>"""


@pytest.fixture
def authority(make) -> str:
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    make.feed_agreement(agency)
    return agency


@pytest.fixture
def deliver(make, authority, tmp_path):
    def deliver(text: str, name: str = "cin.xml", format: str = "cin-census") -> Receipt:
        path = tmp_path / name
        path.write_text(text.replace("MARK", f"X{make.mark}"), encoding="utf-8")
        store = DeliveryStore(tmp_path / "store")
        return load(store=store, paths=[path], format=format, agency=authority)

    return deliver


def outcome(receipt: Receipt) -> tuple[int, int, int, int]:
    return receipt.accepted, receipt.superseded, receipt.duplicate, receipt.rejected


def test_what_is_wrong_is_rejected_and_the_rest_of_the_child_goes_in(deliver) -> None:
    receipt = deliver(CENSUS)
    assert outcome(receipt) == (2, 0, 0, 2)
    assert sum(outcome(receipt)) == receipt.pieces


def test_the_same_file_twice_changes_nothing(deliver) -> None:
    deliver(CENSUS)
    assert deliver(CENSUS).loaded_before


def test_next_years_file_with_the_same_child_supersedes_nothing(deliver) -> None:
    deliver(CENSUS)
    later = CENSUS.replace(REFERENCE_DATE, "2025-03-31").replace("<Year>2026", "<Year>2025")
    assert outcome(deliver(later)) == (0, 0, 2, 2)


def test_progress_is_the_share_of_the_bytes_that_has_been_read(authority, tmp_path) -> None:
    path = tmp_path / "home_visit.csv"
    path.write_text("\n".join([HEADER, *(f"{ROW.under(f'V{n}')}{'a word ' * 30}" for n in range(5_000))]))
    told = []
    load(store=DeliveryStore(tmp_path / "store"), paths=[path], format="extract", agency=authority,
         progress=lambda pieces, share: told.append((pieces, share)))  # fmt: skip
    assert [pieces for pieces, _ in told] == [2_000, 4_000, 5_000, 5_000]
    shares = [share for _, share in told]
    assert 0 < shares[0] < 1 == shares[-1]
    assert shares == sorted(shares)


def test_a_broken_file_leaves_nothing_behind_but_itself(deliver) -> None:
    with pytest.raises(Unreadable, match="it was cut off"):
        deliver(CENSUS[:-20])
    assert outcome(deliver(CENSUS)) == (2, 0, 0, 2)


def test_a_rejected_piece_is_corrected_by_its_owner(make, authority, deliver) -> None:
    receipt = deliver(CENSUS)
    scope = make.scope(authority, Role.RECORDS_OFFICER)
    with scope.transaction():
        found = {reject.kind: reject for reject in queries.rejects(receipt.delivery, Which.OPEN)}
    assert found["assessment"].faults[0].column == "AssessmentAuthorisationDate"
    raw = queries.read_reject(scope, found["assessment"].number, reason="putting it right")
    with scope.transaction():
        still_wrong = correct(by=scope, reject=found["assessment"].number, text=raw)
        assert isinstance(still_wrong[0], Fault)
        assert "(rule 8608)" in still_wrong[0].message
        corrected = raw.replace("2025-09-02", "2025-10-02")
        done = correct(by=scope, reject=found["assessment"].number, text=corrected)
        assert isinstance(done, Corrected)
        assert [outcome for outcome, _ in done.records] == ["accepted"]
    assert outcome(deliver(CENSUS.replace("2025-09-02", "2025-10-02"))) == (0, 0, 3, 1)


DATA = data_folder()
SAMPLES = [
    *((path, "cin-census") for path in (sorted((DATA / "cin").glob("*.xml")) if DATA else ())),
    *(
        (path, "national")
        for path in (sorted((DATA / "national_standard" / "examples").glob("*_ok.json")) if DATA else ())
    ),
]


@pytest.mark.skipif(DATA is None, reason="needs other people's files: set COMMONTHREAD_DATA")
@pytest.mark.parametrize(("path", "format"), SAMPLES, ids=[path.stem for path, _ in SAMPLES])
def test_every_sample_is_loaded_and_its_receipt_adds_up(path: Path, format: str, authority, tmp_path) -> None:
    store = DeliveryStore(tmp_path)
    receipt = load(store=store, paths=[path], format=format, agency=authority)
    assert sum(outcome(receipt)) == receipt.pieces
    assert receipt.pieces + receipt.listed + receipt.not_taken > 0
    assert load(store=store, paths=[path], format=format, agency=authority).loaded_before
