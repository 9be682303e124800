import pytest


@pytest.fixture(autouse=True)
def _quick(no_figures):
    """Only the run of tests/cli/test_run.py is drawn, and what runs in a process of its own."""
