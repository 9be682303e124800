"""Held against the record: forecasts as of a date, scored against what came and against simple baselines."""
