"""From a scenario file to a validated :class:`Scenario`; the one registry of parameters."""
