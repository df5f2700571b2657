"""The examples and the vocabularies of the national standard itself."""

from pathlib import Path

import pytest

from commonthread.feeds.catalogue.national import read
from commonthread.feeds.format import Reading, Reject, Sent, Unreadable
from commonthread.feeds.national.vocabulary import NameUse
from commonthread.kernel.data_folder import data_folder
from tests.national_standard import TODAY

DATA = data_folder()
EXAMPLES = sorted((DATA / "national_standard" / "examples").glob("*.json")) if DATA else []


@pytest.mark.skipif(DATA is None, reason="needs the examples of the standard: set COMMONTHREAD_DATA")
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_loads_and_a_broken_one_says_where(path: Path) -> None:
    file = Sent(path, path.name)
    if "BROKEN" in path.name:
        with pytest.raises(Unreadable, match="is not well-formed JSON") as refused:
            list(read([file], Reading(received_on=TODAY)))
        assert refused.value.line
        assert refused.value.column
    else:
        found = list(read([file], Reading(received_on=TODAY)))
        assert found
        assert not [each for each in found if isinstance(each, Reject)]


@pytest.mark.skipif(DATA is None, reason="needs the vocabularies of the standard: set COMMONTHREAD_DATA")
def test_the_vocabularies_have_every_code_of_the_standard() -> None:
    import csv

    from commonthread.feeds.national import vocabulary
    from commonthread.feeds.national.relationships import ONESELF, TIES

    ours = {
        "Name Use Code Vocabulary": NameUse,
        "Address Use Code Vocabulary": vocabulary.AddressUse,
        "Gender Code Vocabulary": vocabulary.StatedGender,
        "Phenotypic Sex Code Vocabulary": vocabulary.PhenotypicSex,
        "Ethnicity Code Vocabulary": vocabulary.CensusEthnicGroup,
        "Person Relationship Code Vocabulary": {*TIES, ONESELF},
        "Organisation Code Vocabulary": vocabulary.OrganisationType,
        "Service Code Vocabulary": vocabulary.ServiceType,
        "Episode Code Vocabulary": vocabulary.EpisodeCode,
        "Event Code Vocabulary": vocabulary.EventCode,
        "Involvement Code Vocabulary": vocabulary.Involvement,
        "Measurement Type Vocabulary": vocabulary.MeasurementType,
        "Measurement Unit Vocabulary": vocabulary.MeasurementUnit,
    }
    theirs: dict[str, set[str]] = {}
    with (DATA / "national_standard" / "vocabularies.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            theirs.setdefault(row["vocabulary"], set()).add(row["code"])
    accuracy = theirs.pop("Date Accuracy Indicator Vocabulary")
    assert all(len(code) == 3 and set(code) <= set("AEU") for code in accuracy)
    assert {name: set(codes) for name, codes in ours.items()} == theirs
