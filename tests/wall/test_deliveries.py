"""A delivery leads whoever loads it to its own files and to no other file of the machine."""

import json

import pytest
from django.db import connections

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind
from commonthread.feeds.store import DeliveryStore

ELSEWHERE = ["../../addresses.json", "/etc/passwd", "..", "", "A" * 64, "0" * 63, None]


@pytest.mark.parametrize("digest", ELSEWHERE)
def test_app_cannot_have_a_file_loaded_that_is_not_in_the_store(make, digest):
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    make.feed_agreement(agency)
    (agreement,) = make._owner("SELECT id FROM feeds_feedagreement WHERE agency = %s", agency)
    officer = make.scope(agency, Role.RECORDS_OFFICER)
    with pytest.raises(NotAllowed), officer.transaction(), connections["app"].cursor() as cursor:
        cursor.execute(
            "SELECT feeds.take_in(%s, 'extract', '', 'a.csv', %s::jsonb, %s, 1)",
            [agreement, json.dumps([["a.csv", digest]]), "0" * 64],
        )


@pytest.mark.parametrize("digest", [digest for digest in ELSEWHERE if digest is not None])
def test_the_store_finds_only_what_bears_a_hash(tmp_path, digest):
    with pytest.raises(ValueError, match="not a hash"):
        DeliveryStore(tmp_path).path(digest)
