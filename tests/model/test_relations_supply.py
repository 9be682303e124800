"""More damage or demand never serves more, more capacity never less, run by run (docs/model.md, "Relations").

With the weights of pain and advantage at 0, outages do not act back upon talks.
"""

from __future__ import annotations

import pytest

from sim.testing import assert_never_higher, assert_never_lower

from .varied import both

NOT_FELT = {"willingness.pain": 0, "willingness.advantage": 0}
WORSE = [
    ("strikes.russia.damage_gw", 3.0, 4.8),
    ("strikes.russia.damage_gw", 0.0, 0.5),
    ("grid.destroyed_gw", 8.0, 10.0),
    ("grid.demand_mean_gw", 13.4, 14.6),
]
BETTER = [
    ("grid.crews", 20, 60),
    ("strikes.russia.saturation", 0.0, 1.0),
    ("grid.imports_gw", 0.0, 2.5),
    ("grid.nuclear_gw", 5.0, 7.8),
    ("grid.nuclear_summer", 0.62, 0.75),
    ("grid.nuclear_winter", 0.9, 1.0),
]
N = 1000


@pytest.mark.parametrize(("path", "low", "high"), WORSE)
def test_more_damage_or_demand_never_lowers_unserved_energy(histories, path, low, high):
    a, b = both(histories, (path, low, high), NOT_FELT, N)
    assert_never_lower(a, b, "unserved_gwh", some_differ=True)


@pytest.mark.parametrize(("path", "low", "high"), BETTER)
def test_more_capacity_or_crews_never_raise_unserved_energy(histories, path, low, high):
    a, b = both(histories, (path, low, high), NOT_FELT, N)
    assert_never_higher(a, b, "unserved_gwh", some_differ=True)
