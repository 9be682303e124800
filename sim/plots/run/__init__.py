"""Figures of one scenario."""
