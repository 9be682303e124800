"""How an ensemble is run changes none of its histories."""

from __future__ import annotations

from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest

from sim.engine.ensemble import EnsembleOptions, ensemble
from sim.scenario import load

N = 60
LIVELY = load("baseline", {"talks.mediator": 1, "horizon_days": 200})


def histories(*, n=N, seed=4, start=0, executor=None, scenario=LIVELY, **options):
    """Rows, spells, days and log of an ensemble, as bytes; chunks must come in order."""
    chunks = list(
        ensemble(scenario, n, seed, options=EnsembleOptions(log=True, **options), start=start, executor=executor)
    )
    replicates = np.concatenate([chunk.rows["replicate"] for chunk in chunks])
    assert replicates.tolist() == list(range(start, n))
    assert [chunk.first for chunk in chunks] == [int(chunk.rows["replicate"][0]) for chunk in chunks]
    parts = ("rows", "spells", "daily", "log")
    return {part: np.concatenate([getattr(chunk, part) for chunk in chunks]) for part in parts}


def assert_equal(a, b):
    for part, left in a.items():
        assert left.tobytes() == b[part].tobytes(), part


@pytest.fixture(scope="module")
def straight():
    return histories(workers=1)


@pytest.mark.parametrize("workers", [1, 2, 5])
@pytest.mark.parametrize("chunk", [1, 7, 500])
def test_threads_and_chunks_change_nothing(straight, workers, chunk):
    assert_equal(straight, histories(workers=workers, chunk=chunk))


@pytest.mark.parametrize("start", [1, 23, 59])
def test_a_later_start_gives_the_rest_of_the_same_histories(straight, start):
    rest = histories(start=start, chunk=9)
    assert rest["rows"].tobytes() == straight["rows"][start:].tobytes()
    for part in ("spells", "log"):
        assert rest[part].tobytes() == straight[part][straight[part]["replicate"] >= start].tobytes()
    assert rest["daily"].tobytes() == straight["daily"][start:].tobytes()


def test_fewer_days_kept_change_no_history(straight):
    few = histories(bands=13, chunk=5)
    assert few["daily"].tobytes() == straight["daily"][:13].tobytes()
    for part in ("rows", "spells", "log"):
        assert few[part].tobytes() == straight[part].tobytes()


def test_without_a_log_the_histories_are_the_same(straight):
    chunks = list(ensemble(LIVELY, N, 4, options=EnsembleOptions(log=False)))
    assert all(chunk.log is None for chunk in chunks)
    assert np.concatenate([chunk.rows for chunk in chunks]).tobytes() == straight["rows"].tobytes()


def test_the_simpy_engine_gives_them_too(straight):
    assert_equal(straight, histories(engine="simpy", workers=1, chunk=11))


class Reversed(Executor):
    """Runs what it is given last first: an executor owes nobody any order."""

    def __init__(self):
        self.waiting = []

    def submit(self, fn, /, *args, **kwargs):
        future = Late(self)
        self.waiting.append((future, fn, args, kwargs))
        return future

    def run_all(self):
        while self.waiting:
            future, fn, args, kwargs = self.waiting.pop()
            future.set_result(fn(*args, **kwargs))


class Late(Future):
    """Runs everything that waits when somebody asks for it."""

    def __init__(self, executor):
        super().__init__()
        self.executor = executor

    def result(self, timeout=None):
        self.executor.run_all()
        return super().result(timeout)


def test_the_order_in_which_chunks_are_run_changes_nothing(straight):
    assert_equal(straight, histories(chunk=7, workers=5, executor=Reversed()))


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["simpy", "compiled"])
def test_processes_change_nothing(straight, engine):
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        assert_equal(straight, histories(engine=engine, chunk=20, workers=2, executor=pool))


@pytest.mark.slow
def test_the_simpy_engines_own_processes_change_nothing(straight):
    assert_equal(straight, histories(engine="simpy", chunk=20, workers=2))


def test_another_seed_or_replicate_is_another_history(straight):
    fingerprints = {*straight["rows"]["fingerprint"].tolist(), *histories(seed=5)["rows"]["fingerprint"].tolist()}
    assert len(fingerprints) == 2 * N
    # Seeds are not offsets: replicate r of seed s + 1 is not replicate r + 1 of seed s.
    ends = [set(made["rows"]["unserved_gwh"].tolist()) for made in (straight, histories(seed=5))]
    assert not (ends[0] & ends[1]) - {0.0}


@pytest.mark.parametrize(("n", "seed", "start"), [(-1, 0, 0), (5, -1, 0), (5, 2**63, 0), (5, 0, 6), (2**32 + 1, 0, 0)])
def test_addresses_out_of_range_are_refused(n, seed, start):
    with pytest.raises(ValueError, match="replicates must lie"):
        next(ensemble(LIVELY, n, seed, start=start))


def test_no_replicates_are_no_chunks():
    assert list(ensemble(LIVELY, 0, 1)) == []
    assert list(ensemble(LIVELY, 7, 1, start=7)) == []


def test_the_highest_addresses_run():
    (chunk,) = ensemble(LIVELY, 2**32, 2**63 - 1, start=2**32 - 2)
    assert chunk.rows["replicate"].tolist() == [2**32 - 2, 2**32 - 1]


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_closing_the_iterator_stops_the_ensemble(engine):
    chunks = ensemble(LIVELY, 500_000, 1, options=EnsembleOptions(engine=engine, workers=1, chunk=10, bands=0))
    assert len(next(chunks).rows) == 10
    chunks.close()  # returns at once, or the test takes minutes
