"""Plain Splink with the settings of its own tutorials, on the files that they use."""

import csv
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from commonthread.identity.plain_splink import SEED, Predicted, predicted

Columns = Mapping[str, str]

FAKE: Columns = {
    "given_name": "first_name",
    "family_name": "surname",
    "born_on": "dob",
    "town": "city",
    "email": "email",
}
FEBRL: Columns = {
    "given_name": "given_name",
    "family_name": "surname",
    "born_on": "date_of_birth",
    "address": "street_number+address_1",
    "town": "suburb",
    "postcode": "postcode",
    "other_identifier": "soc_sec_id",
}


def fake(path: Path) -> Predicted:
    """As tutorials 3 to 5: https://moj-analytical-services.github.io/splink/demos/tutorials/"""
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="place",
        comparisons=[
            cl.NameComparison("first_name"),
            cl.NameComparison("surname"),
            cl.LevenshteinAtThresholds("dob", 1),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            cl.EmailComparison("email"),
        ],
        blocking_rules_to_generate_predictions=[block_on("first_name", "city"), block_on("surname")],
    )
    linker, rows = _linker(path, settings)
    linker.training.estimate_probability_two_random_records_match(
        [
            block_on("first_name", "dob"),
            "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
            block_on("email"),
        ],
        recall=0.7,
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=SEED)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("first_name", "surname"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("dob"))
    return predicted(linker, range(rows), "place")


def fake_with_labels(path: Path) -> Predicted:
    """As the example that measures accuracy by a label column, without looking at the labels:
    https://moj-analytical-services.github.io/splink/demos/examples/duckdb/accuracy_analysis_from_labels_column.html
    """
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="place",
        comparisons=[
            cl.ForenameSurnameComparison("first_name", "surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            cl.EmailComparison("email"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on(name) for name in ("first_name", "surname", "dob", "email")
        ],
    )
    linker, rows = _linker(path, settings)
    linker.training.estimate_probability_two_random_records_match(
        [
            "l.first_name = r.first_name and levenshtein(r.dob, l.dob) <= 1",
            "l.surname = r.surname and levenshtein(r.dob, l.dob) <= 1",
            "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
            "l.email = r.email",
        ],
        recall=0.7,
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=5)
    for rule in (block_on("dob"), block_on("email"), block_on("first_name", "surname")):
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=True
        )
    return predicted(linker, range(rows), "place")


def febrl(path: Path) -> Predicted:
    """As the example febrl3: https://moj-analytical-services.github.io/splink/demos/examples/duckdb/febrl3.html"""
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="place",
        comparisons=[
            cl.NameComparison("given_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on(name) for name in ("soc_sec_id", "given_name", "surname", "date_of_birth", "postcode")
        ],
    )
    linker, rows = _linker(path, settings)
    linker.training.estimate_probability_two_random_records_match(
        [
            block_on("soc_sec_id"),
            block_on("given_name", "surname", "date_of_birth"),
            "l.given_name = r.surname and l.surname = r.given_name and l.date_of_birth = r.date_of_birth",
        ],
        recall=0.9,
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=SEED)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("postcode"))
    return predicted(linker, range(rows), "place")


def _linker(path: Path, settings: SettingsCreator) -> tuple[Linker, int]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, skipinitialspace=True)
        names = [name.strip() for name in next(reader)]
        columns = list(zip(*reader, strict=True))
    told = {
        name: pa.array([value.strip() or None for value in values])
        for name, values in zip(names, columns, strict=True)
        if name not in ("cluster", "rec_id")
    }
    rows = len(columns[0])
    table = pa.table(told | {"place": pa.array(range(rows))})
    return Linker(DuckDBAPI().register(table), settings, log_level=None), rows
