"""The demo's neighbourhood team has somebody to talk with, and something to look into."""

from django.utils.timezone import localdate

from commonthread.access.demo import account
from commonthread.access.scope import open_scope
from commonthread.pathways.community import contacts, quarters, themes
from commonthread.pathways.queries import cases
from commonthread.serving.demo import set_up_agencies
from commonthread.serving.demo_community import OFFICER, bring_community


def test_it_is_there_once(fresh_database):
    set_up_agencies()
    for _ in range(2):
        bring_community()
    officer = open_scope(account(OFFICER).pk)
    with officer.transaction():
        assert len(contacts()) == 3
        assert len([case for case in cases() if case.is_mine]) == 1
        assert "c" in themes(quarters(localdate())[0]).values()
