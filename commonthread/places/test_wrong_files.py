"""What is wrong with a file is said with file, line and column, and nothing is changed."""

import pytest

from commonthread.places.example_files import (
    FORCES,
    NEIGHBOURHOODS,
    POSTCODES,
    SCHOOL_COLUMNS,
    TWO_WARDS,
    WARDS,
    feature,
    features,
    put,
    square,
)
from commonthread.places.loading import load_places
from commonthread.places.official.opening import PlacesError


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "a.csv: is empty"),
        ("a.csv", b"PK\x03\x04", "a.csv: is a zip archive or a spreadsheet"),
        ("a.csv", f"{WARDS}\n".encode("utf-16"), "a.csv: is in UTF-16: save it as UTF-8"),
        ("a.csv", f"{WARDS}\nA\0,E05999001,C,E08000026".encode(), "a.csv, line 2, column 2: has a NUL byte"),
        (
            "a.csv",
            f"{WARDS}\nA,E05999001,C,E08000026\nThér,E05999002,C,E08000026\n".encode("cp1252"),
            "a.csv, line 3, column 3: is not UTF-8 text",
        ),
        (
            "a.csv",
            b"name,born\nA,2001-01-01\n",
            "a.csv, line 1: has the columns of no file that can be loaded",
        ),
        (
            "a.csv",
            b"ward21_name,ltla21_name,ltla21_code\nA,Coventry,E08000026\n",
            "a.csv, line 1: looks like 'wards and districts' but has no column ward24_code",
        ),
        (
            "a.csv",
            SCHOOL_COLUMNS.replace("Postcode,", "").encode(),
            "a.csv, line 1: looks like 'schools register' but has no column Postcode",
        ),
        (
            "a.csv",
            f"{WARDS},ward21_code\n".encode(),
            "a.csv, line 1, column ward21_code: the column is there twice",
        ),
        ("a.csv", f"{WARDS}\nA,E05999001,C\n".encode(), "a.csv, line 2: has 3 cells where the header has 4"),
        ("a.csv", f'{WARDS}\n"A,E05999001,C,E0'.encode(), "a.csv, line 2: cannot be taken apart as a row"),
        (
            "a.csv",
            f'{WARDS}\n"A\nB",E05999001,C,E08000026\nC,E9,C,E08000026\n'.encode(),
            "a.csv, line 4, column ward21_code: is not the code of a ward in England",
        ),
        (
            "a.csv",
            f"{WARDS}\nA,E05999001,C,E08000026\nB,E05999001,C,E08000026\n".encode(),
            "a.csv, line 3, column ward21_code: is there twice",
        ),
        (
            "a.csv",
            f"{WARDS}\n,E05999001,C,E08000026\n".encode(),
            "a.csv, line 2, column ward21_name: is empty",
        ),
        (
            "a.csv",
            f"{FORCES}\nE08000026,Coventry,E22000336,Coventry,E23000014,West Midlands\n".encode(),
            "a.csv: does not give the force its district E08000025",
        ),
        (
            "a.csv",
            f"{FORCES}\nE08000099,New,E22000336,New,E23000014,West Midlands\n".encode(),
            "a.csv, line 2, column ltla24_code: is a district of the force that this program does not know",
        ),
        (
            "a.csv",
            f"{POSTCODES}\nnowhere,E08000026,1,1\n".encode(),
            "a.csv, line 2, column pcd: is not a postcode",
        ),
        (
            "a.csv",
            f"{POSTCODES}\nCV1 1AA,E08000026,east,1\n".encode(),
            "a.csv, line 2, column oseast1m: is not a number",
        ),
        (
            "a.csv",
            f"{POSTCODES}\nCV1 1AA,E08000026,1,nan\n".encode(),
            "a.csv, line 2, column osnrth1m: is not a position on the national grid",
        ),
        (
            "a.csv",
            f"{POSTCODES}\nWM1 1AA,E08000026,1,1\n".encode(),
            "a.csv, line 2, column pcd: is of the area that this program keeps for invented postcodes",
        ),
        (
            "a.csv",
            f"{SCHOOL_COLUMNS}\n990001,331,1,A,Open,Primary,B,3,11,,C\n".encode(),
            "a.csv, line 2, column URN: is in the range that this program keeps for invented schools",
        ),
        (
            "a.tsv",
            f"{NEIGHBOURHOODS}\nwest-midlands\tXX01\tA\thttps://example.org\n".encode(),
            "a.tsv, line 2, column neighbourhood_id: begins with the letters of no unit",
        ),
        (
            "a.tsv",
            f"{NEIGHBOURHOODS}\nelsewhere\tXX01\tA\thttps://example.org\n".encode(),
            "these files: have nothing in them that lies in the force area",
        ),
        ("a.parquet", b"PAR1 and no more", "a.parquet: is not a Parquet file that can be read"),
        ("a.geojson", b'{"type": "FeatureColl', "a.geojson, line 1, column 10: is not JSON"),
        ("a.geojson", b"[" * 100_000, "a.geojson: is nested deeper than any GeoJSON"),
        ("a.geojson", b"[1, 2]", "a.geojson: is JSON but not a GeoJSON collection of features"),
        (
            "a.geojson",
            features(feature([], colour="red")).encode(),
            "a.geojson: feature 1 has the columns of no",
        ),
        (
            "a.geojson",
            features(
                feature(square(430_000, 279_000, 440_000, 289_000), LAD24CD="E08000026", LAD24NM="C")
            ).encode(),
            "a.geojson: feature 1 has points that are not longitude and latitude in Great Britain",
        ),
        (
            "a.geojson",
            features(feature([["here"]], LAD24CD="E08000026", LAD24NM="C")).encode(),
            "a.geojson: feature 1 has coordinates that are not pairs of numbers",
        ),
        ("a.xlsx", b"PK", "a.xlsx: is of no kind that can be loaded"),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_column_and_nothing_is_changed(
    folder, store, tmp_path, name, content, said
):
    load_places([put(folder, wards__csv=f"{WARDS}\nA,E05999001,Coventry,E08000026\n")], store)
    before = store.read_bytes()
    broken = tmp_path / name
    broken.write_bytes(content)
    with pytest.raises(PlacesError) as error:
        load_places([broken], store)
    assert str(error.value).startswith(said)
    assert store.read_bytes() == before


def test_what_is_wrong_in_all_files_is_said_at_once(folder, store):
    put(
        folder,
        wards__csv=f"{WARDS}\nA,E9,Coventry,E08000026\nB,E8,Coventry,E08000026\n",
        cut__geojson="{",
        note__txt="not looked at",
    )
    with pytest.raises(PlacesError) as error:
        load_places([folder, folder / "absent.csv"], store)
    assert [(problem.file, problem.line) for problem in error.value.problems] == [
        ("cut.geojson", 1),
        ("wards.csv", 2),
        ("wards.csv", 3),
        ("absent.csv", None),
    ]
    assert not store.exists()


def test_no_value_of_a_row_is_repeated_in_what_is_wrong(folder, store):
    put(folder, a__csv=f"{POSTCODES}\nSECRETSAUCE,E08000026,1,1\n")
    with pytest.raises(PlacesError) as error:
        load_places([folder], store)
    assert "SECRET" not in str(error.value)


def test_a_postcode_in_two_files_is_refused(folder, store):
    put(folder, a__csv=f"{POSTCODES}\nCV1 1AA,E08000026,1,1\n", b__csv=f"{POSTCODES}\ncv11aa,E08000026,1,1\n")
    with pytest.raises(PlacesError, match="b.csv, line 2, column pcd: is there twice"):
        load_places([folder], store)


def test_two_files_of_the_same_kind_are_refused(folder, store):
    put(folder, a__geojson=TWO_WARDS, b__geojson=TWO_WARDS)
    with pytest.raises(PlacesError, match="b.geojson: holds boundaries of wards and so does a.geojson"):
        load_places([folder], store)


def test_files_that_put_a_ward_into_two_districts_are_refused(folder, store):
    put(
        folder,
        a__csv=f"{WARDS}\nA,E05999001,Coventry,E08000026\n",
        b__csv=f"{WARDS.replace('21', '24')}\nA,E05999001,Dudley,E08000027\n",
    )
    with pytest.raises(PlacesError, match="put E05999001 into different districts"):
        load_places([folder], store)


def test_an_empty_folder_is_no_load(folder, store):
    with pytest.raises(PlacesError, match="hold no file that can be loaded"):
        load_places([folder], store)
