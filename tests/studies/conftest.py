import pytest

from tests.studies.sweeps import sweep


@pytest.fixture(scope="session")
def straight(tmp_path_factory):
    """The folder of a short sweep that nothing disturbed; no test may change it."""
    folder = tmp_path_factory.mktemp("straight") / "a"
    sweep(folder)
    return folder
