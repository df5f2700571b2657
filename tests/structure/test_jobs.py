"""Every job is said in words where administrators see it."""

from commonthread import flow
from commonthread.jobs.terms import WORDS


def test_every_task_is_said_in_words():
    assert {task.__name__ for task in (*flow.TASKS, *flow.PERIODIC)} == set(WORDS)
