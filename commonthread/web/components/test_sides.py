"""Two mentions side by side: nothing that is weighed is left out."""

from datetime import date

from commonthread.identity.model import CURRENT, load
from commonthread.identity.queries import PairShown, Side
from commonthread.identity.score import Explanation
from commonthread.records.record import Mention, MentionRole
from commonthread.web.components.sides import SAYS, compared

NOT_OF_ONE_FIELD = {"home", "town", "other identifier", "names that go together"}


def pair(*because):
    one, other = (
        Side(n, "csc", 1, n, Mention(role=MentionRole.SUBJECT, given_name=name, born_on=date(2017, 3, 14)))
        for n, name in ((1, "Ann"), (2, "Anne"))
    )
    return PairShown(1, sum(part.weight for part in because), CURRENT, "", one, other, because)


def test_each_field_of_the_model_stands_beside_what_a_mention_says():
    assert {c.field for c in load().comparisons} - {field for field, _, _ in SAYS} == NOT_OF_ONE_FIELD


def test_every_part_has_its_row_and_the_bars_follow_each_other():
    shown = compared(pair(Explanation("given name", "alike", 4.0), Explanation("home", "same", 9.0)))
    drawn = [row.part for row in shown.rows if row.part]
    assert [part.field for part in drawn] == ["home", "given name"]
    assert drawn[1].x == drawn[0].at


def test_only_what_both_say_can_differ():
    shown = compared(pair())
    assert [row.label for row in shown.rows if row.differs] == ["First name"]
