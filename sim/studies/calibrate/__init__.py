"""Which sets of parameters the record does not rule out: history matching, then sequential Monte Carlo."""
