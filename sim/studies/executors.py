"""Where the pieces of a study run: threads here, processes here, or workers of a Dask cluster.

All three are `concurrent.futures` executors, and a study sees nothing else of them. A piece of work is a function of
its arguments alone (histories depend on scenario, seed and replicate, never on where they run), and results are taken
in the order asked for; so the bytes that a study writes are the same for every executor, and a piece that was lost
with its worker may simply run again elsewhere.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from sim.studies.errors import StudyError

Task = TypeVar("Task")
Result = TypeVar("Result")

RETRIES = 5
"""How often a piece is tried again on a cluster after its worker was lost."""

CONNECT_SECONDS = 10
"""How long a Dask scheduler may take to answer."""


@contextmanager
def executor(workers: int = 0, *, cluster: str | None = None, processes: bool = False) -> Iterator[Executor]:
    """An executor for the length of a `with` block.

    `workers` 0 is one a core. `processes` is for the SimPy engine, which holds Python's lock; the compiled engine
    gives it up and runs in threads. `cluster` is the address of a running Dask scheduler (`tcp://host:8786`) or
    `local`, which starts one with `workers` processes on this machine. Raises StudyError if it cannot be reached.
    """
    count = workers or os.cpu_count() or 1
    if cluster is not None:
        with _dask(cluster, count) as pool:
            yield pool
        return
    local: Executor
    if processes:
        import multiprocessing

        # A fresh process and not a fork: a fork of a process that has threads may hang in a lock of one of them.
        local = ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))
    else:
        local = ThreadPoolExecutor(count, thread_name_prefix="histories")
    try:
        yield local
    finally:
        # What has not begun is dropped: after an interrupt nobody waits for it, and after success there is none.
        local.shutdown(wait=True, cancel_futures=True)


def in_order(
    pool: Executor, function: Callable[[Task], Result], tasks: Iterable[Task], *, ahead: int
) -> Iterator[tuple[Task, Result]]:
    """Run `function` on each task; yield each with its result in the order of `tasks`, at most `ahead` under way.

    The bound keeps memory flat: a thousand pieces are not all held because the first is slow. An exception of a
    piece is raised here, when its turn comes; pieces under way are then cancelled.
    """
    under_way: deque[tuple[Task, Future[Result]]] = deque()
    waiting = iter(tasks)
    try:
        for task in waiting:
            under_way.append((task, pool.submit(function, task)))
            if len(under_way) >= ahead:
                first, future = under_way.popleft()
                yield first, future.result()
        while under_way:
            first, future = under_way.popleft()
            yield first, future.result()
    finally:
        for _, future in under_way:
            future.cancel()


@contextmanager
def _dask(address: str, workers: int) -> Iterator[Executor]:
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise StudyError("--cluster needs Dask: pip install 'moratorium-sim[cluster]'") from error
    if address == "local":
        with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as local, Client(local) as c:
            yield c.get_executor(retries=RETRIES, pure=False)
        return
    try:
        client = Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise StudyError(f"no Dask scheduler answers at {address!r} ({error})") from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise StudyError(f"the Dask scheduler at {address!r} has no workers")
        yield client.get_executor(retries=RETRIES, pure=False)
