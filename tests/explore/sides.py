"""Settings of sides of the page, fresh or random; the same in Python; and their histories under Node."""

import random

N = 500
"""Histories of each of `ARMS`."""
ARMS = """
const armsOf = (sides) => sides.map((side) => {
  const plan = makePlan(page, kernel, side);
  return makeArm(page.layout, plan.horizon, [[0, 200], [200, 300]].map(([first, count]) => runBlock(kernel, plan, { first, count, seed: 1, kept: 0 })));
});
const arms = given.sides && armsOf(given.sides);
"""
"""For the body of `node.run`: what sides came to, in two blocks of histories."""


def random_side(page, rng: random.Random):
    """A side as the page has it: a scenario, conditions switched off, sliders moved to a step of theirs."""
    off = [one["id"] for one in page["conditions"] if rng.random() < 0.15]
    moved = rng.sample(page["sliders"], rng.randrange(0, 8))
    return {
        "scenario": rng.randrange(len(page["scenarios"])),
        "off": off,
        "set": {one["path"]: step(one, rng) for one in moved},
    }


def step(slider, rng):
    steps = round((slider["high"] - slider["low"]) / slider["step"])
    value = min(slider["high"], slider["low"] + rng.randrange(steps + 1) * slider["step"])
    return float(f"{value:.10g}")


def same_in_python(side, scenarios):
    """The scenario that the side stands for."""
    return scenarios[side["scenario"]].replace(side["set"]).without_conditions(side["off"])


def fresh(k):
    return {"scenario": k, "off": [], "set": {}}


def sides_of(scenarios):
    """The places of the two scenarios that are compared."""
    names = [one.name for one in scenarios]
    return [names.index("baseline"), names.index("monitored_graduated")]
