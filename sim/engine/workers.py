"""Who computes: how many workers, the pools of this machine, and taking their answers in the order asked for.

Threads for what gives up Python's lock (the compiled rules), fresh processes for what does not (SimPy). Ctrl-C is for
the process that waits to handle; the workers leave it alone.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

Task = TypeVar("Task")
Answer = TypeVar("Answer")


def worker_count(asked: int = 0) -> int:
    """`asked`, or for 0 the processors that this process may use, which are fewer than there are under `taskset`."""
    if asked > 0:
        return asked
    if hasattr(os, "sched_getaffinity"):  # Linux
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def local_pool(workers: int, *, processes: bool) -> Iterator[Executor]:
    """Threads or processes of this machine; what has not begun when the block ends is dropped.

    After an interrupt nobody waits for it, and after success there is none.
    """
    pool: Executor
    if processes:
        import multiprocessing

        # A fresh process and not a fork: a fork of a process that has threads may hang in a lock of one of them.
        pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_leave_interrupts)
    else:
        pool = ThreadPoolExecutor(workers, thread_name_prefix="histories")
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class Here(Executor):
    """Runs in this process, when asked; a debugger can step into it."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        """Run now."""
        future: Future[object] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def in_order(
    tasks: Iterable[Task],
    submit: Callable[[Task], Future[Answer]],
    most: Callable[[], int],
    answer: Callable[[Future[Answer]], Answer] = lambda future: future.result(),
) -> Iterator[tuple[Task, Answer]]:
    """Yield each task with its answer, in the order of `tasks`, with at most `most()` of them under way.

    The bound keeps memory flat: a thousand pieces are not all held because the first is slow. `answer` waits for one
    and raises what went wrong with it; pieces under way are then cancelled.
    """
    under_way: deque[tuple[Task, Future[Answer]]] = deque()
    try:
        for task in tasks:
            under_way.append((task, submit(task)))
            if len(under_way) >= most():
                first, future = under_way.popleft()
                yield first, answer(future)
        while under_way:
            first, future = under_way.popleft()
            yield first, answer(future)
    finally:
        for _, future in under_way:
            future.cancel()


def _leave_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
