"""python -m tests.faults.killing: does a job as the worker does it, and kills itself with SIGKILL at the step that is asked.

Each line that it reads is one job, done in a process of its own; it answers with how that ended and how many steps it came
to. A step is what is kept by itself: a statement outside a transaction, the moment before a commit and the moment after it.
Whatever else is done in a transaction is undone with it.
"""

import json
import os
import signal
import sys

import django
from django.db import connections


class Steps:
    def __init__(self, kill_at: int | None, told: int) -> None:
        self.kill_at, self.told, self.reached = kill_at, told, 0

    def step(self) -> None:
        self.reached += 1
        os.pwrite(self.told, self.reached.to_bytes(4), 0)
        if self.reached == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, connection) -> None:
        commit = connection._commit

        def committed() -> None:
            self.step()
            commit()
            self.step()

        connection._commit = committed
        connection.execute_wrappers.append(self._execute)

    def _execute(self, execute, sql, params, many, context):
        if not context["connection"].in_atomic_block:
            self.step()
        return execute(sql, params, many, context)


def do(database: str, task: str, given: object, kill_at: int | None, told: int) -> None:
    from commonthread import flow

    engine = connections["engine"]
    engine.settings_dict["NAME"] = database
    Steps(kill_at, told).watch(engine)
    getattr(flow, task)(given)


def one(asked: dict) -> dict:
    told = os.memfd_create("steps")
    os.pwrite(told, bytes(4), 0)
    child = os.fork()
    if not child:
        status = 1
        try:
            do(told=told, **asked)
            status = 0
        finally:
            sys.stdout.flush()
            os._exit(status)
    _, status = os.waitpid(child, 0)
    steps = int.from_bytes(os.pread(told, 4, 0))
    os.close(told)
    return {"ended": os.waitstatus_to_exitcode(status), "steps": steps}


if __name__ == "__main__":
    django.setup()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(one(json.loads(line))) + "\n")
        sys.stdout.flush()
