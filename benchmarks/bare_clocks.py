"""The whole model against libraries that do nothing but wait: the baseline's clocks bare, in SimPy, mesa and ciw.

Each clock is a Poisson stream at its ceiling, and nothing happens when it ticks. Mesa and ciw are measured where they
are installed (`pip install mesa ciw`), else it is said that they are not.
"""

from __future__ import annotations

import importlib
import random
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median

from sim.engine.compiled import run_chunk
from sim.engine.plan import make_plan
from sim.engine.simpy_engine import simulate
from sim.scenario import load

SEED = 1
Bare = Callable[[Sequence[float], int, int], int]
"""Given the rates of the clocks (per day), the horizon (days) and a seed: how many times a clock ticked."""


def in_simpy(rates: Sequence[float], horizon: int, seed: int) -> int:
    """A process a clock."""
    import simpy

    env, luck = simpy.Environment(), random.Random(seed)
    ticks = 0

    def clock(rate: float):  # type: ignore[no-untyped-def]
        nonlocal ticks
        while True:
            yield env.timeout(luck.expovariate(rate))
            ticks += 1

    for rate in rates:
        env.process(clock(rate))
    env.run(until=horizon)
    return ticks


def in_mesa(rates: Sequence[float], horizon: int, seed: int) -> int:
    """An agent a clock, each of which schedules its next tick with the library's event list."""
    import mesa
    from mesa.experimental.devs import DEVSimulator

    class Clocks(mesa.Model):  # type: ignore[misc]
        def __init__(self, rates: Sequence[float], simulator: DEVSimulator) -> None:
            super().__init__(seed=seed)
            self.ticks, self.simulator = 0, simulator
            simulator.setup(self)
            for rate in rates:
                self.wait(rate)

        def wait(self, rate: float) -> None:
            self.simulator.schedule_event_relative(self.tick, self.random.expovariate(rate), function_args=[rate])

        def tick(self, rate: float) -> None:
            self.ticks += 1
            self.wait(rate)

        def step(self) -> None:
            """Nothing on a day of its own."""

    simulator = DEVSimulator()
    model = Clocks(rates, simulator)
    simulator.run_until(horizon)
    return int(model.ticks)


def in_ciw(rates: Sequence[float], horizon: int, seed: int) -> int:
    """A node a clock, with arrivals at its rate that leave at once."""
    import ciw

    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate) for rate in rates],
        service_distributions=[ciw.dists.Deterministic(0.0) for _ in rates],
        number_of_servers=[float("inf") for _ in rates],
        routing=[[0.0] * len(rates) for _ in rates],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(horizon)
    return len(simulation.get_all_records())


LIBRARIES: dict[str, Bare] = {"simpy": in_simpy, "mesa": in_mesa, "ciw": in_ciw}


def microseconds(work: Callable[[], object], times: int) -> float:
    """Processor time of one call, the mean over `times`."""
    begun = time.thread_time()
    for _ in range(times):
        work()
    return (time.thread_time() - begun) / times * 1e6


def measure(few: int = 20, many: int = 3_000, rounds: int = 3) -> dict[str, float]:
    """Microseconds a year of the whole model on both engines, and of bare clocks in each library that is there."""
    plan = make_plan(load("baseline"))
    run_chunk(plan, 0, 10, SEED, 0, False)
    expected = sum(plan.ceilings) * plan.horizon
    found: dict[str, list[float]] = {}
    for name in LIBRARIES:
        try:
            importlib.import_module(name)
        except ImportError:
            print(f"{name} is not installed: its bare clocks are not measured", file=sys.stderr)
        else:
            found[f"bare_clocks_in_{name}_us"] = []
    for _ in range(rounds):
        whole = microseconds(lambda: run_chunk(plan, 0, many, SEED, 0, False), 1) / many
        found.setdefault("whole_model_compiled_us", []).append(whole)
        one = microseconds(lambda: simulate(plan, 0, SEED, brief=True), few)
        found.setdefault("whole_model_simpy_us", []).append(one)
        for name, bare in LIBRARIES.items():
            if f"bare_clocks_in_{name}_us" in found:
                assert abs(bare(plan.ceilings, plan.horizon, SEED) - expected) < 6.0 * expected**0.5, name
                took = microseconds(lambda bare=bare: bare(plan.ceilings, plan.horizon, SEED), max(1, few // 5))  # type: ignore[misc]
                found[f"bare_clocks_in_{name}_us"].append(took)
    return {name: median(times) for name, times in found.items()}
