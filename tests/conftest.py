"""What tests of several rooms share."""

import base64
import os

import pytest

from sim.plots import rendering

# One white dot, a PNG of 1 x 1.
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==")


def pytest_xdist_auto_num_workers(config):
    """Processes of `-n auto`: where files are named only this one, for others would take seconds to begin."""
    if [str(one) for one in config.args] != config.getini("testpaths"):
        return 0
    return min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


@pytest.fixture
def blank_pictures(monkeypatch):
    """Every figure is made, and saved as one white dot: for tests that look at folders and words, not at pictures.

    Layout and letters are nine tenths of the time of a small study. How figures look is held by tests/plots, and that
    each study's own command draws them by tests/studies/test_every_study.py.
    """
    monkeypatch.setattr(rendering, "render", lambda figure, format="png", *, dpi=150: DOT)
