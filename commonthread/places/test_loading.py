"""Official files in their publishers' formats replace the invented places."""

import gzip
from datetime import date

import pyarrow
import pyarrow.parquet
import pytest

from commonthread.places.drawing import area_map
from commonthread.places.example_files import DISTRICT, POSTCODES, SCHOOL_COLUMNS, TWO_WARDS, WARDS, put
from commonthread.places.loading import load_places
from commonthread.places.store import StoreUnreadable, gazetteer


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


def test_postcodes_may_come_in_a_file_for_each_postcode_area(folder, store):
    put(
        folder,
        ONSPD_CV__csv="pcd7,pcds,lad25cd,wd25cd,east1m,north1m\nCV1 1AA,CV1 1AA,E08000026,E05,430500,279500\n",
        ONSPD_WS__csv="pcd7,pcds,lad25cd,wd25cd,east1m,north1m\nWS1 1AA,WS1 1AA,E08000030,E05,401000,298000\n",
    )
    load_places([folder], store)
    assert [gazetteer(store).district_of(code).name for code in ("CV1 1AA", "WS1 1AA")] == [
        "Coventry",
        "Walsall",
    ]


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


def test_a_damaged_store_is_an_error_and_not_the_invented_area(folder, store):
    load_places([put(folder, wards__csv=f"{WARDS}\nA,E05999001,Coventry,E08000026\n")], store)
    whole = store.read_bytes()
    for damaged in (whole[:-20], whole[:40] + b"XX" + whole[42:], b"", b"not gzip"):
        store.write_bytes(damaged)
        with pytest.raises(StoreUnreadable, match="Load the official files again"):
            gazetteer(store)


def test_without_a_store_the_area_is_invented(tmp_path):
    assert gazetteer(tmp_path / "absent.json.gz") is gazetteer(None)
