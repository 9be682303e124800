"""Random settings of one side of the page, and the same in Python."""

import random


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
