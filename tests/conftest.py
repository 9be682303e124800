"""What tests of several rooms share."""

import gc
import os

import pytest

from tests.blank import blank, unmade


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
    """Every figure is made, and saved as one white dot: `tests.blank`."""
    blank(monkeypatch)


@pytest.fixture
def no_figures(monkeypatch):
    """No figure is even made; its file is the same white dot."""
    unmade(monkeypatch)
