import pytest

import sim

SHORT = {"horizon_days": 200}
# More answers fall due than the engine has room for: a failure that only a run can find.
FAILING = {
    "strikes.reciprocity.ukraine_by_ukraine": 0.97,
    "strikes.reciprocity.ukraine_by_russia": 0,
    "strikes.reciprocity.memory_days": 1000,
    "strikes.ukraine.per_day": 20,
    "ceilings.refinery_strike": 40,
    "moratorium.initial": "none",
    "horizon_days": 400,
}


def short(name, **values):
    return sim.load(name, {**SHORT, **values})


@pytest.fixture(autouse=True)
def _quick(blank_pictures):
    """How the figures look is held by tests/plots."""


@pytest.fixture(scope="session")
def three():
    """Baseline, a withdrawal and no talks: 300 histories each of 200 days."""
    names = ("baseline", "kursk_withdrawal", "no_talks")
    return sim.compare(*(short(name) for name in names), n=300, seed=5, workers=1, bands=50)


@pytest.fixture(scope="session")
def broken():
    """A comparison of which the second scenario fails while it runs."""
    failing = sim.load("no_talks", FAILING)
    return sim.compare(short("baseline"), failing, short("kursk_withdrawal"), n=20, workers=1, bands=20)
