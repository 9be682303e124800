"""The divergence table over both engines, and which flip is called typical."""

import polars as pl
import pytest

import sim
from sim.outcomes.classes import CLASSES
from sim.studies.compare.typical import typical

from .conftest import short


def frames(days, waves):
    """Divergence, rows of both and flips: four flips of one kind, and one of another."""
    moves = [(CLASSES[0], CLASSES[2])] * 4 + [(CLASSES[0], CLASSES[1])]
    divergence = pl.DataFrame(
        [{"replicate": at, "before": a, "after": b, "step_day": days[at]} for at, (a, b) in enumerate(moves)]
    )
    runs = pl.DataFrame({"replicate": range(5), "formal_days": 0.0, "russian_waves": 10, "unserved_gwh": 0.0})
    other = runs.with_columns(russian_waves=10 + pl.Series(waves))
    return divergence, (runs, other), divergence.select("replicate", "before", "after")


def test_the_typical_flip_is_of_the_commonest_kind_and_in_the_middle_of_it():
    chosen = typical(*frames([10.0, 200.0, 60.0, 50.0, 55.0], [0, 9, 4, 3, 3]))
    assert chosen is not None
    assert chosen.replicate == 2
    assert (chosen.before, chosen.after, chosen.share) == (CLASSES[0], CLASSES[2], 0.8)


def test_without_flips_there_is_no_typical_one():
    divergence, runs, flips = frames([1.0] * 5, [0] * 5)
    assert typical(divergence.clear(), runs, flips.clear()) is None


def test_a_history_that_never_takes_another_step_counts_as_day_0():
    divergence, runs, flips = frames([None, 30.0, 20.0, 90.0, 1.0], [0, 0, 0, 0, 0])
    assert typical(divergence, runs, flips).replicate in (1, 2)


@pytest.mark.slow
def test_both_engines_give_the_same_comparison():
    compiled, simpy = (
        sim.compare(short("baseline"), short("kursk_withdrawal"), n=60, engine=engine, workers=1, bands=10)
        for engine in ("compiled", "simpy")
    )
    for name, frame in compiled.frames().items():
        assert frame.equals(simpy.frames()[name]), name
    assert compiled.divergence.height > 0
