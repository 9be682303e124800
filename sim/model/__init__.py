"""The rules, written once, in plain Python and `math` (docs/model.md).

Every rule is a small function of state, parameters, time and marks. Two drivers in `sim.engine` run them.
"""
