"""Figures of several scenarios under the same luck; the first is the reference."""
