"""What tests of several rooms share."""

import base64

import pytest

from sim.plots import rendering

# One white dot, a PNG of 1 x 1.
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==")


@pytest.fixture
def blank_pictures(monkeypatch):
    """Every figure is made, and saved as one white dot: for tests that look at folders and words, not at pictures.

    Layout and letters are nine tenths of the time of a small study. How figures look is held by tests/plots, and that
    each study's own command draws them by tests/studies/test_every_study.py.
    """
    monkeypatch.setattr(rendering, "render", lambda figure, format="png", *, dpi=150: DOT)
