"""The pytest plugin, registered by entry point: the fixture `histories`, shared by the whole session.

It is imported at the start of every test session on a machine that has the package, so it imports nothing heavy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sim.testing.histories import Histories


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the engine for all ensembles of the session."""
    parser.getgroup("moratorium").addoption(
        "--moratorium-engine",
        choices=["compiled", "simpy"],
        default="compiled",
        help="engine of the ensembles that the fixture `histories` runs (both give the same histories)",
    )


@pytest.fixture(scope="session")
def histories(request: pytest.FixtureRequest) -> Histories:
    """Ensembles that run once a session: `histories.run(...)`, `histories.variants(...)`, `histories.pair(...)`."""
    from sim.testing.histories import Histories

    return Histories(engine=request.config.getoption("--moratorium-engine"))
