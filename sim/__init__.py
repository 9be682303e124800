"""Scenario simulation of an energy-strike moratorium."""
