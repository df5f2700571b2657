"""Tables of the Standard Safeguarding Dataset, as an agency sends them."""

from datetime import date
from pathlib import Path

from commonthread.feeds.catalogue.ssd import read
from commonthread.feeds.format import Admitted, Outcome, Reading, Reject, Sent
from commonthread.records.record import Draft

TODAY = date(2026, 11, 22)
PERSON = (
    "pers_person_id,pers_sex,pers_gender,pers_ethnicity,pers_dob,pers_common_child_id,pers_legacy_id\n"
    "P1,F,02,BCRB,2015-04-01 00:00:00,9990000018,\n"
)


def sent(folder: Path, **tables: str) -> list[Sent]:
    files = []
    for name, text in sorted(tables.items()):
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        files.append(Sent(path, path.name))
    return files


def outcomes(folder: Path, **tables: str) -> list[Outcome]:
    return list(read(sent(folder, **tables), Reading(received_on=TODAY)))


def drafts(folder: Path, **tables: str) -> list[Draft]:
    found = outcomes(folder, **tables)
    assert not [each for each in found if isinstance(each, Reject)]
    return [each.draft for each in found if isinstance(each, Admitted)]


def rejects(folder: Path, **tables: str) -> list[tuple[int, str, str]]:
    found = [each for each in outcomes(folder, **tables) if isinstance(each, Reject)]
    return [(each.line, reason.column, reason.message) for each in found for reason in each.reasons]


ADDRESS = (
    "addr_table_id,addr_person_id,addr_address_type,addr_address_start_date,addr_address_end_date,"
    "addr_address_postcode,addr_address_json\n"
    'A1,P1,Home,2020-01-01,2024-05-01,B11AA,"{""HOUSE"": ""2"", ""STREET"": ""Old Road"", ""TOWN"": ""Anytown""}"\n'
    'A2,P1,Home,2024-05-01,,CV11AA,"{""FLAT"": ""Flat 3"", ""HOUSE"": ""1"", ""STREET"": ""High Street"", '
    '""TOWN"": ""Anytown"", ""UPRN"": ""100012345678""}"\n'
)
