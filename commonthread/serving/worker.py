"""The worker: takes jobs from the queue, as `engine`; also those at which another worker was killed."""

import asyncio
from contextlib import suppress

from procrastinate import App, PsycopgConnector, RetryStrategy

from commonthread import flow

# A worker tells every ten seconds that it is alive.
SILENT_FOR = 25
LOOK_EVERY = 5


def worker_app() -> App:
    """The queue's application, with every task of `flow`."""
    from django.conf import settings

    from commonthread.access.logins import Login

    address = settings.ADDRESSES[Login.ENGINE]
    app = App(connector=PsycopgConnector(kwargs=dict(address)))
    for task in flow.TASKS:
        app.task(task, name=task.__name__, retry=RetryStrategy(max_attempts=5, exponential_wait=2))
    for task, when in flow.PERIODIC.items():
        app.periodic(cron=when)(app.task(task, name=task.__name__))
    return app


def run() -> None:
    asyncio.run(_work(worker_app()))


async def _work(app: App) -> None:
    async with app.open_async():
        left = asyncio.create_task(_take_up_what_was_left(app))
        try:
            await app.run_worker_async(concurrency=1, listen_notify=True)
        finally:
            left.cancel()
            with suppress(asyncio.CancelledError):
                await left


async def _take_up_what_was_left(app: App) -> None:
    while True:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_FOR):
            await app.job_manager.retry_job(job)
        await asyncio.sleep(LOOK_EVERY)
