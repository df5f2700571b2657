"""What goes by the clock holds at an hour at which nobody has tried it: a run of its own, on a clock of its own."""

from datetime import datetime

from commonthread.kernel.dates import LONDON
from tests.moving import run_at

# Past midnight on a Monday in summer: in UTC it is Sunday still. No school or bank is open.
MOMENT = datetime(2027, 7, 5, 0, 5, tzinfo=LONDON)
TELLING = (
    "commonthread/access/agreements", "commonthread/notices/test_outbox.py", "commonthread/web/pages/answer_request",
    "commonthread/web/pages/case/test_procedure.py", "commonthread/web/pages/my_day", "commonthread/web/pages/staff_post",
    "commonthread/web/pages/times_and_terms", "tests/structure/test_days.py", "tests/wall/test_oversight.py",
    "tests/wall/test_posts.py", "tests/wall/test_requests.py", "tests/wall/test_terms_of_a_school.py",
)  # fmt: skip


def test_what_goes_by_the_clock_holds_past_midnight_in_summer():
    run = run_at(MOMENT, *TELLING)
    assert run.returncode == 0, run.stdout
