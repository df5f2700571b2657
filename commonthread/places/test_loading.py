"""Official files in their publishers' formats replace the invented places, or say what is wrong with them."""

import gzip
import json
from datetime import date

import pyarrow
import pyarrow.parquet
import pytest

from commonthread.places.drawing import area_map
from commonthread.places.loading import load_places
from commonthread.places.official.opening import PlacesError
from commonthread.places.store import StoreUnreadable, gazetteer

SCHOOL_COLUMNS = (
    "URN,LA (code),EstablishmentNumber,EstablishmentName,EstablishmentStatus (name),PhaseOfEducation (name),"
    "TypeOfEstablishment (name),StatutoryLowAge,StatutoryHighAge,Postcode,HeadLastName"
)
WARDS = "ward21_name,ward21_code,ltla21_name,ltla21_code"
FORCES = "ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name"
NEIGHBOURHOODS = "force_id\tneighbourhood_id\tneighbourhood_name\tneighbourhood_url"
POSTCODES = "pcd,laua,oseast1m,osnrth1m"


def square(west, south, east, north):
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def feature(coordinates, **properties):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": coordinates},
    }


def features(*some):
    return json.dumps({"type": "FeatureCollection", "features": some})


def ward(code, box, district="E08000026"):
    return feature(square(*box), ward22_name=code[-1], ward22_code=code, ltla_code=district)


TWO_WARDS = features(
    ward("E05999001", (-1.60, 52.40, -1.50, 52.45)), ward("E05999002", (-1.50, 52.40, -1.40, 52.45))
)
DISTRICT = features(feature(square(-1.60, 52.40, -1.40, 52.45), LAD24CD="E08000026", LAD24NM="Coventry"))


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "official"
    place.mkdir()
    return place


@pytest.fixture
def store(tmp_path):
    return tmp_path / "var" / "places.json.gz"


def put(folder, **files):
    for name, content in files.items():
        written = content if isinstance(content, bytes) else content.encode()
        (folder / name.replace("__", ".")).write_bytes(written)
    return folder


def test_a_postcode_is_put_into_the_ward_that_it_lies_in(folder, store):
    put(
        folder,
        wards__geojson=TWO_WARDS,
        postcodes__csv=f"{POSTCODES}\nCV1  1AA,E08000026,430500,279500\nCV2 1AA,E08000026,437500,279500\n"
        "CV3 1AA,E08000026,430500,292000\nSY1 1AA,E06000051,349000,312000\nCV1 1ZZ,,,\n",
    )
    receipt = load_places([folder], store)
    places = gazetteer(store)
    assert [places.ward_of(code).code for code in ("CV1 1AA", "CV2 1AA", "CV3 1AA")] == [
        "E05999001",
        "E05999002",
        "E05999001",
    ]
    assert (receipt.placing.inside_a_ward, receipt.placing.in_the_nearest_ward) == (2, 1)
    postcodes = next(some for some in receipt.files if some.holds == "postcodes")
    assert postcodes.left_out == {
        "outside the force area": 1,
        "without a district or a position": 1,
    }


def test_postcodes_are_read_from_parquet_too(folder, store):
    table = pyarrow.table(
        {"pcd": ["CV1  1AA"], "laua": ["E08000026"], "oseast1m": [430500.0], "osnrth1m": [279500.0]}
    )
    pyarrow.parquet.write_table(table, folder / "onspd.parquet")
    load_places([folder], store)
    assert gazetteer(store).district_of("cv11aa").name == "Coventry"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_schools_register_is_read_in_the_encodings_that_it_comes_in(folder, store, encoding):
    register = (
        f"{SCHOOL_COLUMNS}\n"
        '100001,331,2000,"Sainte-Thérèse, Primary",Open,Primary,Community school,3,11,CV1 1AA,Nobody\n'
        "100002,331,7000,Another,Open,Not applicable,Community special school,,,,Nobody\n"
        "100003,331,2001,Gone,Closed,Primary,Community school,3,11,CV1 1AA,Nobody\n"
        "100004,207,2002,Elsewhere,Open,Primary,Community school,3,11,W10 5EF,Nobody\n"
    )
    put(folder, edubase__csv=register.encode(encoding))
    (counted,) = load_places([folder], store).files
    places = gazetteer(store)
    assert counted.left_out == {"closed or not yet open": 1, "outside the force area": 1}
    assert [(school.name, school.phase, school.dfe_number) for school in places.schools] == [
        ("Sainte-Thérèse, Primary", "primary", "331/2000"),
        ("Another", "special", "331/7000"),
    ]


def test_heads_of_schools_are_not_kept(folder, store):
    register = f"{SCHOOL_COLUMNS}\n100001,331,2000,A,Open,Primary,Community school,3,11,CV1 1AA,Nemosson\n"
    load_places([put(folder, edubase__csv=register)], store)
    assert b"Nemosson" not in gzip.decompress(store.read_bytes())


def test_what_no_file_brings_stays_invented_and_the_map_shows_real_boundaries(folder, store):
    receipt = load_places([put(folder, districts__geojson=DISTRICT)], store)
    places = gazetteer(store)
    assert set(receipt.stays_invented) == {
        *("wards", "neighbourhoods", "schools", "communal_addresses", "postcodes"),
    }
    assert len(places.neighbourhoods) == 171
    assert "<path" in area_map(places, date(2024, 1, 1))
    assert "<path" not in area_map(gazetteer(), date(2024, 1, 1))


def test_a_communal_address_makes_no_household_whatever_was_loaded(folder, store):
    load_places([put(folder, wards__csv=f"{WARDS}\nA,E05999001,Coventry,E08000026\n")], store)
    assert gazetteer(store).is_communal("Alder House, 3 Thimble Road", "WM1 2GS")


def test_a_second_load_replaces_the_first(folder, store):
    load_places([put(folder, wards__csv=f"{WARDS}\nA,E05999001,Coventry,E08000026\n")], store)
    assert [ward.name for ward in gazetteer(store).wards] == ["A"]
    load_places([put(folder, wards__csv=f"{WARDS}\nBe,E05999001,Coventry,E08000026\n")], store)
    assert [ward.name for ward in gazetteer(store).wards] == ["Be"]
    assert [path.name for path in store.parent.iterdir()] == [store.name]


def test_the_same_files_give_the_same_store(folder, store):
    put(folder, wards__geojson=TWO_WARDS, districts__geojson=DISTRICT)
    load_places([folder], store)
    first = store.read_bytes()
    load_places([folder], store)
    assert store.read_bytes() == first


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


def test_a_damaged_store_is_an_error_and_not_the_invented_area(folder, store):
    load_places([put(folder, wards__csv=f"{WARDS}\nA,E05999001,Coventry,E08000026\n")], store)
    whole = store.read_bytes()
    for damaged in (whole[:-20], whole[:40] + b"XX" + whole[42:], b"", b"not gzip"):
        store.write_bytes(damaged)
        with pytest.raises(StoreUnreadable, match="Load the official files again"):
            gazetteer(store)


def test_without_a_store_the_area_is_invented(tmp_path):
    assert gazetteer(tmp_path / "absent.json.gz") is gazetteer(None)
