"""What an agency sent and was refused tells its records officer nothing of somebody who is hidden from them."""

import pytest
from django.db import connections

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.feeds.actions import load
from commonthread.feeds.correcting import correct
from commonthread.feeds.queries import Which, how_many, read_open_rejects, read_reject, reject, rejects
from commonthread.feeds.store import DeliveryStore
from commonthread.identity.linking import link_unlinked
from tests.wall.hiding import ABENA, Town

HEADER = "key,happened_from,result,subject_1_given_name,subject_1_family_name,subject_1_born_on,summary"
HERS = f"V1,31/02/2026,access,{ABENA.given_name},{ABENA.family_name},1991-05-17,"
OTHERS = "V2,31/02/2026,access,Jo,Larkspur,1990-01-02,"


@pytest.fixture
def town(make, fresh_database):
    town = Town(make)
    make.feed_agreement(town.agency)
    return town


@pytest.fixture
def deliver(town, tmp_path):
    def deliver(*rows):
        path = tmp_path / "home_visit.csv"
        path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
        return load(
            store=DeliveryStore(tmp_path / "store"), paths=[path], format="extract", agency=town.agency
        ).delivery

    return deliver


def test_a_rejected_piece_about_somebody_hidden_is_not_read(town, deliver):
    delivery = deliver(HERS, OTHERS)
    officer = town.somebody(Role.RECORDS_OFFICER)
    with officer.transaction():
        hers, others = rejects(delivery, Which.OPEN)
    town.restrict()
    with officer.transaction():
        assert rejects(delivery, Which.OPEN) == [others]
        assert how_many(delivery)[Which.OPEN] == 1
        with pytest.raises(NotAllowed):
            reject(hers.number)
    with pytest.raises(NotAllowed):
        read_reject(officer, hers.number, reason="to put it right")
    with pytest.raises(NotAllowed), officer.transaction():
        correct(by=officer, reject=hers.number, text="x")
    assert [shown for shown, _ in read_open_rejects(officer, delivery, reason="to put it right")] == [others]
    of_the_team = town.make.scope(town.agency, Role.RECORDS_OFFICER, team=town.team)
    assert read_reject(of_the_team, hers.number, reason="to put it right")


def test_whether_a_corrected_piece_was_known_is_not_told(town, deliver, tmp_path):
    """A hidden record says the same under the same key: the officer hears that theirs is stored."""
    right = HERS.replace("31/02", "28/02")
    deliver(right)
    link_unlinked()
    delivery = deliver("V1,31/02/2026,access,,,,")
    officer = town.somebody(Role.RECORDS_OFFICER)
    with officer.transaction():
        (wrong,) = rejects(delivery, Which.OPEN)
    town.restrict()
    with officer.transaction():
        stored = correct(by=officer, reject=wrong.number, text=f"{HEADER}\n{right}\n")
    assert [outcome for outcome, _ in stored.records] == ["accepted"]


def test_a_hidden_pupil_is_on_no_roll(town):
    pupil = ABENA.model_copy(update={"agency_person_id": "P7"})
    record = town.make.record(town.agency, town.make.draft("school_enrolment", pupil, happened_until=None))
    link_unlinked()
    officer = town.somebody(Role.RECORDS_OFFICER)
    assert on_roll(officer, "own P7", "own P8") == ["own P7"]
    town.restrict(town.person_of(record))
    assert on_roll(officer, "own P7", "own P8") == []
    of_the_team = town.make.scope(town.agency, Role.RECORDS_OFFICER, team=town.team)
    assert on_roll(of_the_team, "own P7") == ["own P7"]


def on_roll(scope, *keys):
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT feeds.on_roll(%s::text[])", [list(keys)])
        return cursor.fetchone()[0]
