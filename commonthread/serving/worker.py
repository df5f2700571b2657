"""The worker: takes jobs from the queue, as `engine`; also those at which another worker was killed."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import wraps

from django.db import DatabaseError, connections
from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.exceptions import ConnectorException
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job, Status

from commonthread import flow
from commonthread.jobs.keeping import keep_failure, say_alive
from commonthread.jobs.terms import ATTEMPTS, STOPPED_IN_THE_MIDDLE, Failed, wait_after

# A worker tells every ten seconds that it is alive.
SILENT_FOR = 25
LOOK_EVERY = 5
log = logging.getLogger(__name__)


class WhileItMayPass(BaseRetryStrategy):
    """A failure that may pass by itself is tried again, each time after twice as long; any other is shown at once."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        wait = wait_after(job.attempts + 1)
        if wait is None or not (isinstance(exception, Failed) and exception.may_pass):
            return None
        return RetryDecision(retry_in={"seconds": int(wait.total_seconds())})


def worker_app() -> App:
    """The queue's application, with every task of `flow`."""
    from django.conf import settings

    from commonthread.access.logins import Login

    address = settings.ADDRESSES[Login.ENGINE]
    app = App(connector=PsycopgConnector(kwargs=dict(address)))
    for task in flow.TASKS:
        app.task(kept(task), name=task.__name__, retry=WhileItMayPass(), pass_context=True)
    for task, when in flow.PERIODIC.items():
        app.periodic(cron=when)(app.task(kept(task), name=task.__name__, pass_context=True))
    return app


def kept(task: Callable[..., None]) -> Callable[..., None]:
    """The task, whose failures are kept in words of our own: an error may quote what a record says."""

    @wraps(task)
    def run(context: JobContext, *given: object, **named: object) -> None:
        try:
            task(*given, **named)
        except Exception as error:  # noqa: BLE001  whatever it is, it is kept in our own words
            failed = Failed.of(error)
            # A connection that broke is not used again.
            connections.close_all()
            job = context.job
            log.error(
                "Job %s, %s, attempt %s: %s", job.id, task.__name__, job.attempts + 1, type(error).__name__
            )
            with suppress(DatabaseError):
                keep_failure(job=job.id, task=task.__name__, attempt=job.attempts + 1, why=failed.why)
            raise failed from None

    return run


def run() -> None:
    asyncio.run(_work_on())


async def _work_on() -> None:
    """As long as it is let: a database that went away is waited for, and what was being done then is taken up again."""
    while True:
        try:
            await _work(worker_app())
        except ConnectorException as error:
            log.error(
                "The queue could not be reached (%s); again in %s s",
                type(error.__cause__).__name__,
                LOOK_EVERY,
            )
            await asyncio.sleep(LOOK_EVERY)
        else:
            return


async def _work(app: App) -> None:
    async with app.open_async():
        beside = [asyncio.create_task(each(app)) for each in (_take_up_what_was_left, _say_alive)]
        try:
            await app.run_worker_async(concurrency=1, listen_notify=True)
        finally:
            for each in beside:
                each.cancel()
                with suppress(asyncio.CancelledError):
                    await each


async def _say_alive(app: App) -> None:
    while True:
        try:
            await asyncio.to_thread(say_alive)
        except DatabaseError:
            await asyncio.to_thread(connections.close_all)
        await asyncio.sleep(LOOK_EVERY)


async def _take_up_what_was_left(app: App) -> None:
    while True:
        with suppress(ConnectorException):
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_FOR):
                await _take_up(app, job)
        await asyncio.sleep(LOOK_EVERY)


async def _take_up(app: App, job: Job) -> None:
    """Again, unless it is what stops workers."""
    if job.attempts + 1 < ATTEMPTS:
        await app.job_manager.retry_job(job)
        return
    await asyncio.to_thread(
        keep_failure, job=job.id, task=job.task_name, attempt=job.attempts + 1, why=STOPPED_IN_THE_MIDDLE
    )
    await app.job_manager.finish_job_by_id_async(job_id=job.id, status=Status.FAILED, delete_job=False)
