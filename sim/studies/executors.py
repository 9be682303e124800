"""Where the pieces of a study run: threads here, processes here, or workers of a Dask cluster.

All three are `concurrent.futures` executors, and a study sees nothing else of them. A piece of work is a function of
its arguments alone (histories depend on scenario, seed and replicate, never on where they run), and results are taken
in the order asked for; so the bytes that a study writes are the same for every executor, and a piece that was lost
with its worker may simply run again elsewhere.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

from sim.engine import workers as pools
from sim.engine.digest import rules_digest
from sim.engine.workers import local_pool, worker_count
from sim.studies.errors import StudyError

Task = TypeVar("Task")
Result = TypeVar("Result")

RETRIES = 5
"""How often a piece is tried again on a cluster after its worker was lost."""

CONNECT_SECONDS = 10
"""How long a Dask scheduler may take to answer."""

LOOK_SECONDS, PATIENCE_SECONDS = 5.0, 120.0
"""How often a cluster is looked at while a piece is awaited, and how long it may be without any worker."""


class WorkersLost(RuntimeError):  # noqa: N818 - reads as what happened
    """The workers are gone, or are not ours to use (other rules); what was yielded before is good."""


def refuse_other_rules(expected: str) -> None:
    """Raise WorkersLost if this process, perhaps on another machine, would compute other histories."""
    if expected != rules_digest():
        raise WorkersLost(f"a worker has other rules than ours ({rules_digest()[:12]}, not {expected[:12]})")


@contextmanager
def executor(workers: int = 0, *, cluster: str | None = None, processes: bool = False) -> Iterator[Executor]:
    """An executor for the length of a `with` block.

    `workers` 0 is one a core. `processes` is for the SimPy engine, which holds Python's lock; the compiled engine
    gives it up and runs in threads. `cluster` is the address of a running Dask scheduler (`tcp://host:8786`) or
    `local`, which starts one with `workers` processes on this machine. Raises StudyError if it cannot be reached.
    """
    count = worker_count(workers)
    with _dask(cluster, count) if cluster is not None else local_pool(count, processes=processes) as pool:
        yield pool


def in_order(
    pool: Executor, function: Callable[[Task], Result], tasks: Iterable[Task], *, ahead: int
) -> Iterator[tuple[Task, Result]]:
    """Run `function` on each task; yield each with its result in the order of `tasks`, at most `ahead` under way.

    On a cluster more are under way, four for each of its cores. See `sim.engine.workers.in_order`.
    """
    return pools.in_order(
        tasks,
        lambda task: pool.submit(function, task),
        lambda: pool.ahead(ahead) if isinstance(pool, _Cluster) else ahead,
        lambda future: _result(pool, future),
    )


def _result(pool: Executor, future: Future[Result]) -> Result:
    """What a piece gave. A cluster is looked at meanwhile, so that nothing waits for ever without a word."""
    while True:
        try:
            return future.result(LOOK_SECONDS if isinstance(pool, _Cluster) else None)
        except TimeoutError:
            if future.done():
                raise
            assert isinstance(pool, _Cluster)
            pool.look()
        except (BrokenProcessPool, CancelledError) as error:
            raise WorkersLost(f"the workers were lost ({type(error).__name__})") from error
        except Exception as error:
            if type(error).__name__ == "KilledWorker":
                raise WorkersLost(f"a piece was tried on several workers, and all of them died: {error}") from error
            if isinstance(pool, _Cluster) and (isinstance(error, ImportError) or "deserializ" in str(error)):
                raise WorkersLost(
                    "the scheduler or a worker cannot read a piece: it needs this version of moratorium-sim, too"
                ) from error
            raise


class _Cluster(Executor):
    """A Dask cluster as an executor that knows whether anyone is there."""

    def __init__(self, client: Any) -> None:
        """Use a connected client."""
        self._client = client
        self._pool = client.get_executor(retries=RETRIES, pure=False)
        self._alone_since: float | None = None
        self._cores, self._counted = 0, -LOOK_SECONDS

    def ahead(self, least: int) -> int:
        """How many pieces to have under way: four a core, as many as there are now, but at least `least`."""
        now = time.monotonic()
        if now - self._counted >= LOOK_SECONDS:
            self._cores, self._counted = sum(self._client.nthreads().values()), now
        return max(least, 4 * self._cores)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Send one piece of work."""
        future: Future[Any] = self._pool.submit(fn, *args, **kwargs)
        return future

    def look(self) -> None:
        """Raise WorkersLost if there has been no worker for too long; a job queue may be about to send one."""
        if self._client.scheduler_info()["workers"]:
            self._alone_since = None
            return
        now = time.monotonic()
        self._alone_since = self._alone_since or now
        if now - self._alone_since > PATIENCE_SECONDS:
            raise WorkersLost(f"the cluster has had no worker for {PATIENCE_SECONDS:.0f} s")


@contextmanager
def _dask(address: str, workers: int) -> Iterator[Executor]:
    try:
        import distributed
    except ImportError as error:
        raise StudyError("--cluster needs Dask: pip install 'moratorium-sim[cluster]'") from error
    connect: Any = distributed.Client
    if address == "local":
        start: Any = distributed.LocalCluster
        with start(n_workers=workers, threads_per_worker=1, dashboard_address=None) as local, connect(local) as client:
            yield _Cluster(client)
        return
    try:
        client = connect(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        # Dask has its own errors of type and runtime for tls:// without certificates, and tcp:// where it is forbidden.
        raise StudyError(f"no Dask scheduler answers at {address!r} ({error})") from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise StudyError(f"the Dask scheduler at {address!r} has no workers")
        yield _Cluster(client)
