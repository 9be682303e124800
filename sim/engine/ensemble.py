"""Many histories: chunks of replicates over threads or processes, yielded in order of replicate.

Nothing is written here and nothing is kept: memory holds the chunks under way and no more. Which executor
runs a chunk changes no bit of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from sim.engine.chunk import Chunk
from sim.engine.draws import WORD
from sim.engine.forks import refuse_a_fork
from sim.engine.plan import Plan, make_plan
from sim.engine.workers import Here, in_order, local_pool, worker_count
from sim.scenario import Scenario

Engine = Literal["compiled", "simpy"]

# Replicate-days a chunk: about a fifth of a second of either engine, so that an interrupt is soon heard.
CHUNK_DAYS = {"compiled": 730_000, "simpy": 11_000}
UNDER_WAY = 2  # chunks under way for each worker, so that none waits for the writer


@dataclass(frozen=True)
class EnsembleOptions:
    """How an ensemble runs; no choice here changes a history."""

    engine: Engine = "compiled"
    workers: int = 0  # threads (compiled) or processes (simpy); 0 for one a core
    chunk: int | None = None  # replicates a chunk
    bands: int = 2000  # replicates below this keep their days
    log: bool = False

    def worker_count(self) -> int:
        """Workers, at least one."""
        return worker_count(self.workers)

    def chunk_size(self, horizon: int) -> int:
        """Replicates a chunk."""
        return self.chunk or max(1, CHUNK_DAYS[self.engine] // horizon)


def run_one_chunk(engine: Engine, plan: Plan, first: int, count: int, seed: int, kept: int, log: bool) -> Chunk:
    """Run replicates first .. first + count - 1 here and now; what an executor is given."""
    if engine == "simpy":
        from sim.engine import simpy_chunk

        return simpy_chunk.run_chunk(plan, first, count, seed, kept, log)
    from sim.engine import compiled

    return compiled.run_chunk(plan, first, count, seed, kept, log)


def ensemble(
    scenario: Scenario | Plan,
    n: int,
    seed: int,
    *,
    options: EnsembleOptions = EnsembleOptions(),
    start: int = 0,
    executor: Executor | None = None,
) -> Iterator[Chunk]:
    """Yield the chunks of replicates start .. n - 1 in order.

    Without an `executor`, threads run the compiled engine and processes the SimPy engine. Raises ValueError
    for addresses out of range, and what a chunk raises. Closing the iterator stops within a chunk's time.
    """
    if not (0 <= start <= n <= WORD + 1 and 0 <= seed < 2**63):
        raise ValueError("replicates must lie in 0..2^32-1 and the seed in 0..2^63-1")
    refuse_a_fork()
    plan = scenario if isinstance(scenario, Plan) else make_plan(scenario)
    size = options.chunk_size(plan.horizon)
    firsts = range(start, n, size)

    def submit(job: tuple[int, int]) -> Future[Chunk]:
        first, count = job
        kept = max(0, min(count, options.bands - first))
        return pool.submit(run_one_chunk, options.engine, plan, first, count, seed, kept, options.log)

    jobs = ((first, min(size, n - first)) for first in firsts)
    with _pool(options, len(firsts), executor) as pool:
        for _, chunk in in_order(jobs, submit, lambda: UNDER_WAY * options.worker_count()):
            yield chunk


@contextmanager
def _pool(options: EnsembleOptions, jobs: int, executor: Executor | None) -> Iterator[Executor]:
    """The executor given, or one of our own that is shut down at the end."""
    workers = min(options.worker_count(), max(1, jobs))
    if executor is not None:
        yield executor
    elif options.engine == "simpy" and workers == 1:
        yield Here()
    else:
        with local_pool(workers, processes=options.engine == "simpy") as pool:
            yield pool
