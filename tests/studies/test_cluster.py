"""A real Dask scheduler and two worker processes on loopback; one of them is killed in the middle of a study."""

import contextlib
import socket
import subprocess
import sys
import time
import types

import pytest

import sim
from sim.results import Stopped
from sim.scenario import load
from sim.studies import executors
from sim.studies.errors import StudyError
from sim.studies.sensitivity.factors import choose
from sim.studies.sensitivity.study import SensitivitySettings, study
from tests.studies.sweeps import contents, hidden, sweep

pytest.importorskip("distributed")
# Dask's own warnings and those of its sockets at the end are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore")

N = 300


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def start(kind, *words):
    module = f"distributed.cli.dask_{kind}"
    return subprocess.Popen(
        [sys.executable, "-m", module, *words], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )


@pytest.fixture
def cluster(tmp_path):
    """Address of a scheduler, and its two worker processes (without nannies: a killed one stays away)."""
    address = f"tcp://127.0.0.1:{free_port()}"
    scheduler = start("scheduler", "--host", address, "--no-dashboard", "--no-show")
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path / "dask"))
    workers = [start("worker", address, *options) for _ in range(2)]
    try:
        wait_for_workers(address, 2)
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def wait_for_workers(address, count):
    from distributed import Client

    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), Client(address, timeout=2) as client:
            client.wait_for_workers(count, timeout=30)
            return
    pytest.fail("the cluster did not come up")


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_changes_no_byte(cluster, tmp_path):
    address, workers = cluster
    sweep(tmp_path / "here", n=N)
    killed = []

    def progress(done, total):
        if done >= 3 * N and not killed:
            workers[0].kill()
            workers[0].wait()
            killed.append(done)

    sweep(tmp_path / "there", n=N, cluster=address, progress=progress)
    assert killed
    assert contents(tmp_path / "there") == contents(tmp_path / "here")
    assert hidden(tmp_path) == []


@pytest.mark.slow
def test_a_sensitivity_study_is_the_same_there(cluster):
    address, _ = cluster
    base = load("baseline", ["horizon_days=60"])
    factors = choose(base, ["talks.mediator", "grid.crews"])
    sizes = {"rows": 16, "n": 5, "single_rows": 16}
    here, there = (
        study(base, ["hours_short"], factors, SensitivitySettings(**sizes, cluster=one)) for one in (None, address)
    )
    assert here.indices.equals(there.indices)
    assert here.effects.equals(there.effects)


@pytest.mark.slow
def test_when_all_workers_are_gone_it_stops_with_a_word_and_keeps_what_is_done(cluster, tmp_path, monkeypatch):
    address, workers = cluster
    monkeypatch.setattr(executors, "LOOK_SECONDS", 0.2)
    monkeypatch.setattr(executors, "PATIENCE_SECONDS", 1.0)

    def progress(done, total):
        if done >= 2 * N:
            for process in workers:
                process.kill()
                process.wait()

    with pytest.raises(Stopped, match=r"(?s)no worker for 1 s.*histories are kept in"):
        sweep(tmp_path / "a", n=N, cluster=address, progress=progress)
    sweep(tmp_path / "a", n=N, resume=True)
    sweep(tmp_path / "b", n=N)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


@pytest.mark.slow
def test_a_run_there_is_the_run_here_with_a_worker_killed(cluster, tmp_path):
    address, workers = cluster
    scenario = sim.load("baseline", {"horizon_days": 60, "talks.mediator": "range"})
    options = {"n": 40, "draws": 8, "chunk": 20, "bands": 50, "decorate": lambda result: None}
    sim.run(scenario, out=tmp_path / "here", **options)

    def progress(done, total):
        if done >= 100:
            workers[0].kill()
            workers[0].wait()

    sim.run(scenario, out=tmp_path / "there", cluster=address, progress=progress, **options)
    for name in ("runs", "spells", "bands", "draws"):
        here, there = (tmp_path / place / f"{name}.parquet" for place in ("here", "there"))
        assert here.read_bytes() == there.read_bytes(), name


@pytest.mark.slow
def test_a_run_whose_workers_are_all_gone_keeps_what_is_done(cluster, tmp_path, monkeypatch):
    address, workers = cluster
    monkeypatch.setattr(executors, "LOOK_SECONDS", 0.2)
    monkeypatch.setattr(executors, "PATIENCE_SECONDS", 1.0)

    def progress(done, total):
        if done >= 100:
            for process in workers:
                process.kill()
                process.wait()

    with pytest.raises(Stopped, match=r"(?s)no worker for 1 s.*replicates are kept in"):
        sim.run(load("baseline", ["horizon_days=60"]), n=2000, out=tmp_path / "a", cluster=address, chunk=20,
                bands=50, progress=progress)  # fmt: skip


@pytest.mark.slow
def test_pieces_under_way_follow_the_cores_of_the_cluster(cluster):
    address, _ = cluster
    with executors.executor(1, cluster=address) as pool:
        assert pool.ahead(1) == 8
        assert pool.ahead(30) == 30


@pytest.mark.slow
def test_a_cluster_of_its_own(tmp_path):
    sweep(tmp_path / "here", n=N)
    sweep(tmp_path / "there", n=N, cluster="local", workers=2)
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


@pytest.mark.slow
def test_workers_in_another_environment_are_a_word(cluster):
    """A piece of a module that the workers do not have stands for a worker without the project."""
    address, _ = cluster
    away = types.ModuleType("away_from_here")
    exec("def piece(task):\n    return task\n", away.__dict__)
    sys.modules[away.__name__] = away
    try:
        with (
            executors.executor(1, cluster=address) as pool,
            pytest.raises(executors.WorkersLost, match="needs this version of moratorium-sim"),
        ):
            list(executors.in_order(pool, away.piece, [1], ahead=1))
    finally:
        del sys.modules[away.__name__]


def test_tls_without_certificates_is_a_word(monkeypatch):
    monkeypatch.setattr(executors, "CONNECT_SECONDS", 0.2)
    with (
        pytest.raises(StudyError, match="no Dask scheduler answers"),
        executors.executor(1, cluster="tls://127.0.0.1:9"),
    ):
        pass
