"""Studies: what is asked of many histories (run, compare, sweep, sensitivity); each writes results."""
