"""Executors give results in the order asked, hold few at once, and say what is wrong with a cluster."""

import os
import threading

import pytest

from sim.studies import executors
from sim.studies.errors import StudyError
from sim.studies.executors import executor, in_order


def test_results_come_in_the_order_of_the_tasks_whatever_finishes_first():
    gate = threading.Event()

    def work(k):
        if k == 0:
            gate.wait(10)
        else:
            gate.set()
        return k * k

    with executor(2) as pool:
        assert list(in_order(pool, work, range(6), ahead=3)) == [(k, k * k) for k in range(6)]


def test_no_more_than_ahead_are_taken_before_the_first_is_handed_out():
    taken = []

    def tasks():
        for k in range(100):
            taken.append(k)
            yield k

    with executor(2) as pool:
        results = in_order(pool, lambda k: k, tasks(), ahead=4)
        next(results)
        assert len(taken) == 4
        results.close()


def test_a_failure_is_raised_in_its_turn():
    def work(k):
        if k == 3:
            raise RuntimeError("three")
        return k

    with executor(2) as pool:
        results = in_order(pool, work, range(10), ahead=2)
        assert [next(results) for _ in range(3)] == [(0, 0), (1, 1), (2, 2)]
        with pytest.raises(RuntimeError, match="three"):
            next(results)


def test_a_scheduler_that_does_not_answer_is_an_input_error(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(executors, "CONNECT_SECONDS", 0.3)
    with pytest.raises(StudyError, match="no Dask scheduler answers at"), executor(cluster="tcp://127.0.0.1:9"):
        pass


def test_a_process_that_dies_is_told_and_does_not_hang():
    with executor(1, processes=True) as pool, pytest.raises(executors.WorkersLost, match="the workers were lost"):
        list(in_order(pool, os._exit, [1], ahead=2))
