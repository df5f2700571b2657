"""Why a pair waits is said in plain words."""

from datetime import date

import pytest

from commonthread.identity.model import CURRENT, load
from commonthread.identity.queries import PairShown, Side
from commonthread.identity.score import Explanation
from commonthread.records.record import Mention, MentionRole
from commonthread.web.components.waiting import OTHERS, TOO_LITTLE, TWO_NUMBERS, why_it_waits

FOR = (Explanation("birth date", "same", 9.0), Explanation("given name", "same", 4.0))
AGAINST = Explanation("address", "different", -2.0)
HARDLY = Explanation("sex", "same", 0.9)
NHS = ("999 000 0018", "999 000 0026")
UPNS = ("A999200001001", "B999200001002")
ENOUGH = load().link_at


def pair(weight, because, **numbers):
    sides = []
    for place in (0, 1):
        given = {field: values[place] for field, values in numbers.items()}
        said = Mention(role=MentionRole.SUBJECT, given_name="Ann", born_on=date(2017, 3, 14)).model_copy(
            update=given
        )
        sides.append(Side(place, "csc", 1, place, said))
    return PairShown(1, weight, CURRENT, "", *sides, because)


@pytest.mark.parametrize(
    ("weight", "because", "numbers", "says"),
    [
        (ENOUGH - 1, FOR, {}, ("Alike in: birth date, first name.", TOO_LITTLE)),
        (ENOUGH - 1, (*FOR, AGAINST, HARDLY), {}, ("Alike in: birth date, first name.", "Unlike in: address.", TOO_LITTLE)),
        (ENOUGH + 1, FOR, {}, ("Alike in: birth date, first name.", OTHERS)),
        (0.0, (HARDLY,), {}, ("Little in them is alike.", TOO_LITTLE)),
        (ENOUGH + 9, (*FOR, Explanation("NHS number", "different", -3.0)), {"nhs_number": NHS},
         ("Alike in: birth date, first name.", f"They have two different numbers (NHS number). {TWO_NUMBERS}")),
        (ENOUGH + 9, FOR, {"nhs_number": NHS, "upn": UPNS},
         ("Alike in: birth date, first name.",
          f"They have two different numbers (NHS number and unique pupil number). {TWO_NUMBERS}")),
        (ENOUGH + 9, FOR, {"upn": UPNS, "former_upn": (None, UPNS[0])}, ("Alike in: birth date, first name.", OTHERS)),
        (ENOUGH + 9, FOR, {"nhs_number": (NHS[0], None)}, ("Alike in: birth date, first name.", OTHERS)),
    ],
)  # fmt: skip
def test_a_pair_says_why_it_waits(weight, because, numbers, says):
    assert why_it_waits(pair(weight, because, **numbers)) == says
