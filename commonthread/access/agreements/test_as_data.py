"""An agreement in the shape of the draft national standard's SharingPolicy."""

from datetime import UTC, datetime

from commonthread.access.agreements.as_data import agreement_as_data
from commonthread.access.agreements.edition import Edition
from commonthread.access.agreements.test_changes import AGENCIES, OLD

ONCE = {"URI", "Identifier", "Name", "Contact", "StartDate", "EndDate"}
ONE_OR_MORE = {"Party", "Data", "Purpose", "PermittedUse"}
ANY = {"Restrictions", "DataRecipientResponsibilities", "SecurityMeasure", "LegalCompliance"}
SIGNED = Edition(
    agreement=4, number=2, said=OLD, digest="", drafted_by="police", drafted_at=datetime(2026, 1, 1, tzinfo=UTC)
)  # fmt: skip


def test_it_has_every_field_of_the_standard_and_no_other():
    data = agreement_as_data(SIGNED, AGENCIES, at="https://thread.example.org")
    assert set(data) == ONCE | ONE_OR_MORE | ANY
    assert all(data[field] for field in ONCE | ONE_OR_MORE)
    assert all(isinstance(data[field], list) for field in ONE_OR_MORE | ANY)


def test_it_says_who_what_why_and_until_when():
    data = agreement_as_data(SIGNED, AGENCIES, at="https://thread.example.org")
    assert data["URI"] == "https://thread.example.org/agreements/4?edition=2"
    assert data["Identifier"] == {"value": "4.2", "System": "urn:commonthread:agreement"}
    assert [party["Name"] for party in data["Party"]] == ["Tame Police", "Alder School", "Kingfisher Trust"]
    assert data["Data"] == ["health held by the health provider"]
    assert data["Purpose"] == ["a section 47 enquiry"]
    assert (data["StartDate"], data["EndDate"]) == ("2026-01-01", "2026-12-31")
    assert "Children Act 1989, section 47" in data["LegalCompliance"]
