"""What a piece of work costs: seconds, and the memory of a process of its own."""

import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any


@dataclass
class Clock:
    seconds: float = 0.0


@contextmanager
def timed():
    clock, start = Clock(), time.perf_counter()
    yield clock
    clock.seconds = time.perf_counter() - start


def alone(work: Callable[..., Any], *args: Any) -> tuple[Any, int]:
    """The work's result, and the most megabytes that its own process held."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        return pool.submit(_with_memory, work, *args).result()


def _with_memory(work: Callable[..., Any], *args: Any) -> tuple[Any, int]:
    result = work(*args)
    return result, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
