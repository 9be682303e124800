"""The page's plan is Python's plan, and its histories are the engine's."""

import random

import numpy as np
import pytest

from sim.engine.allocation import make_plan_arrays
from sim.engine.compiled import run_chunk
from sim.engine.plan import make_plan
from tests.explore.node import PRINTS, run
from tests.explore.sides import fresh, random_side, same_in_python

PLANS = """
return given.map((side) => {
  const { arrays, horizon, events } = makePlan(page, kernel, side);
  return { horizon, events, arrays: Object.fromEntries(Object.entries(arrays).map(([name, one]) => [name, Buffer.from(one).toString("hex")])) };
});
"""
HISTORIES = (
    PRINTS
    + "return given.sides.map((side) => printsOfBlock(makePlan(page, kernel, side), { first: 0, count: given.n, seed: page.seed }));"
)


def test_random_settings_give_the_plan_of_python(page, scenarios):
    rng = random.Random(20241030)
    sides = [fresh(k) for k in range(len(scenarios))] + [random_side(page, rng) for _ in range(80)]
    for side, found in zip(sides, run(PLANS, page, sides), strict=True):
        arrays = make_plan_arrays(make_plan(same_in_python(side, scenarios)), log=False)._asdict()
        kept = {name: np.ascontiguousarray(one).tobytes().hex() for name, one in arrays.items() if name != "log"}
        assert found["arrays"] == kept, side


def prints(scenario, n):
    return [f"{x:016x}" for x in run_chunk(make_plan(scenario), 0, n, 1, 0, False).rows["fingerprint"].tolist()]


def held_equal(page, scenarios, sides, n):
    for side, found in zip(sides, run(HISTORIES, page, {"sides": sides, "n": n}), strict=True):
        assert found == prints(same_in_python(side, scenarios), n), side


def test_histories_are_the_engines(page, scenarios):
    rng = random.Random(7)
    sides = [fresh(k) for k in range(len(scenarios))] + [random_side(page, rng) for _ in range(6)]
    held_equal(page, scenarios, sides, 20)


@pytest.mark.slow
def test_500_histories_of_every_shipped_scenario_and_of_50_settings_are_the_engines(page, scenarios):
    rng = random.Random(8)
    sides = [fresh(k) for k in range(len(scenarios))] + [random_side(page, rng) for _ in range(50)]
    held_equal(page, scenarios, sides, 500)


def test_histories_do_not_depend_on_how_they_are_cut(page):
    cut = (
        PRINTS
        + """
    const plan = makePlan(page, kernel, given);
    const parts = [[0, 7], [7, 1], [8, 22]].flatMap(([first, count]) => printsOfBlock(plan, { first, count, seed: 1 }));
    return [parts, printsOfBlock(plan, { first: 0, count: 30, seed: 1 })];
    """
    )
    parts, whole = run(cut, page, fresh(0))
    assert parts == whole
    assert len(set(whole)) > 20
