import pytest


@pytest.fixture(autouse=True)
def _quick(no_figures):
    """Only what runs in a process of its own is drawn."""
