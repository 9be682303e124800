"""In open war more of what drives strikes never gives fewer of them, run by run (docs/model.md, "Relations")."""

from __future__ import annotations

import pytest

from sim.testing import assert_never_lower

from .runs import OPEN_WAR
from .varied import both

DRIVERS = [
    ("strikes.reciprocity.russia_by_russia", 0.0, 0.5, ["russian_waves"]),
    ("strikes.reciprocity.ukraine_by_ukraine", 0.0, 0.5, ["refinery_strikes"]),
    ("strikes.reciprocity.russia_by_ukraine", 0.0, 0.2, ["russian_waves", "refinery_strikes"]),
    ("strikes.reciprocity.ukraine_by_russia", 0.0, 1.0, ["refinery_strikes", "russian_waves"]),
    ("strikes.russia.per_day", 0.01, 0.05, ["russian_waves", "refinery_strikes"]),
    ("strikes.ukraine.per_day", 0.05, 0.25, ["refinery_strikes", "russian_waves"]),
    ("strikes.russia.winter_pull", 0.0, 2.0, ["russian_waves", "refinery_strikes"]),
]


@pytest.mark.parametrize(("path", "low", "high", "columns"), DRIVERS, ids=[d[0] for d in DRIVERS])
@pytest.mark.parametrize("memory", [5.0, 40.0])
def test_more_of_a_driver_never_gives_fewer_strikes(histories, path, low, high, columns, memory):
    settings = {**OPEN_WAR, "strikes.reciprocity.memory_days": memory}
    a, b = both(histories, (path, low, high), settings, 700)
    for column in ("russian_waves", "refinery_strikes"):
        assert_never_lower(a, b, column, some_differ=column in columns)
