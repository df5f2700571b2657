"""A rule without a source does not construct."""

import pytest

from commonthread.kernel.citations import Authority, Source


def test_a_source_names_title_edition_link_and_authority():
    source = Source(
        "Working Together", edition="2023", link="https://example.org/wt", authority=Authority.STATUTE
    )
    assert source.authority == "statute"


@pytest.mark.parametrize(
    ("title", "edition", "link"),
    [
        ("", "2023", "https://example.org"),
        ("Title", " ", "https://example.org"),
        ("Title", "2023", "example.org"),
    ],
)
def test_a_source_that_cannot_be_found_again_is_refused(title, edition, link):
    with pytest.raises(ValueError, match="a source needs"):
        Source(title, edition, link, Authority.LOCAL_PRACTICE)
