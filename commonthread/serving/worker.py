"""The worker: takes jobs from the queue, as `engine`."""

from procrastinate import App, PsycopgConnector, RetryStrategy

from commonthread import flow


def worker_app() -> App:
    """The queue's application, with every task of `flow`."""
    from django.conf import settings

    from commonthread.access.logins import Login

    address = settings.ADDRESSES[Login.ENGINE]
    app = App(connector=PsycopgConnector(kwargs=dict(address)))
    for task in flow.TASKS:
        app.task(task, name=task.__name__, retry=RetryStrategy(max_attempts=5, exponential_wait=2))
    return app


def run() -> None:
    app = worker_app()
    app.run_worker(concurrency=1, listen_notify=True)
