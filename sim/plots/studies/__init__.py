"""Figures of sweeps and of sensitivity studies."""
