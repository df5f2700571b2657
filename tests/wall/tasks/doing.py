"""What is to be done in a case, seen, added and finished."""

from datetime import timedelta

from django.utils.timezone import now

from commonthread.pathways.queries import case
from commonthread.pathways.tasks import add_task, finish_task, tasks
from commonthread.pathways.work import work as listed
from tests.discussing import hold

DISCUSSION, ALONE = "discussion", "section 47 enquiry by social care alone"
TO_DO = {"does": "Ask who fetches the child", "source": "Time set by a manager", "because": "the school rang"}


def open_tasks(scope, number):
    """But the minutes of a meeting, which are another test's."""
    with scope.transaction():
        return [task for task in tasks(case(number)) if task.done_at is None and "minutes" not in task.does]


def work(whose):
    return listed(whose).items


def finish(scope, number, task, outcome, words="as written"):
    with scope.transaction():
        return finish_task(by=scope, case=case(number), number=task.number, outcome=outcome, words=words)


def held(scope, number):
    return hold(scope, number, ALONE)


def added(scope, number, **changes):
    with scope.transaction():
        return add_task(by=scope, case=number, due_at=now() + timedelta(days=2), **TO_DO | changes)
