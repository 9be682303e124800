"""Clocks to histories: addressed draws, two drivers of the same rules, and the ensemble."""
