"""Both engines on the same replicates, compared to the bit."""

from __future__ import annotations

from sim.engine import compiled, simpy_chunk
from sim.engine.chunk import Chunk
from sim.engine.plan import Plan, make_plan
from sim.scenario import Scenario


def assert_same_chunk(a: Chunk, b: Chunk) -> None:
    """Equal rows, spells, days and log, byte for byte, and both in the dtypes of the records."""
    assert a.first == b.first
    for name in a.rows.dtype.names or ():  # column by column, so that a failure names what differs
        assert a.rows[name].tobytes() == b.rows[name].tobytes(), name
    for part in ("rows", "spells", "daily", "log"):
        left, right = getattr(a, part), getattr(b, part)
        if part == "log" and left is right is None:
            continue
        assert left.dtype == right.dtype, part
        assert left.shape == right.shape, part
        assert left.tobytes() == right.tobytes(), part


def assert_engines_agree(scenario: Scenario | Plan, count: int, seed: int, first: int = 0) -> Chunk:
    """Replicates first .. first + count - 1 are the same histories on both engines; gives them."""
    plan = scenario if isinstance(scenario, Plan) else make_plan(scenario)
    a = compiled.run_chunk(plan, first, count, seed, count, True)
    b = simpy_chunk.run_chunk(plan, first, count, seed, count, True)
    assert_same_chunk(a, b)
    return a
