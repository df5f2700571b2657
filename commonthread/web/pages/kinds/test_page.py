"""Every kind is listed, and nobody needs to sign in to read what a kind is."""

from commonthread.records.kind import kinds


def test_every_kind_is_listed_with_what_it_says(browser):
    text = browser().get("/kinds").content.decode()
    assert [kind.name for kind in kinds().values() if f'href="/kinds/{kind.name}"' not in text] == []
