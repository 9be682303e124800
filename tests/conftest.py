"""What tests of several rooms share."""

import base64
import gc
import os

import pytest

from sim.plots import catalogue, rendering

# One white dot, a PNG of 1 x 1.
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    """The whole suite runs on all processors, at most four; chosen files in this process: others take seconds to begin.

    Not by an option in pyproject.toml: that would forbid to run a test where pytest-xdist is not installed.
    """
    if os.environ.get("PYTEST_XDIST_WORKER") or not config.pluginmanager.hasplugin("xdist"):
        return
    whole = [str(one) for one in config.args] == config.getini("testpaths")
    if whole and config.option.numprocesses is None and not config.option.usepdb:
        config.option.numprocesses = min(4, processors())
        config.option.dist = "worksteal"


def processors():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pytest_collection_finish():
    """What was read to begin with stays to the end: looking through it for rubbish is a tenth of the whole suite."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(autouse=True, scope="session")
def _no_terminal():
    """pytest-xdist tells its processes of a terminal of 80 columns; there is none, and no line is broken for it."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        os.environ.pop("COLUMNS", None)


@pytest.fixture
def blank_pictures(monkeypatch):
    """Every figure is made, and saved as one white dot: for tests that look at folders and words, not at pictures.

    Layout and letters are most of the time of a small study. How figures look is held by tests/plots, and that each
    study's own command draws them by tests/studies/test_every_study.py.
    """
    monkeypatch.setattr(rendering, "render", lambda figure, format="png", *, dpi=150: DOT)


@pytest.fixture
def no_figures(blank_pictures, monkeypatch):
    """No figure is even made, which is a third of the time of a small study; its file is the same white dot."""
    monkeypatch.setattr(catalogue.Entry, "load", lambda self: lambda *data, **settings: None)
