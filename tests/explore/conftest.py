import dataclasses

import pytest

import sim
from sim.engine.compiled import run_chunk
from sim.engine.plan import make_plan
from sim.scenario import common_ceilings, shipped
from sim.studies.explore.data import page_data
from tests.explore.sides import N, fresh, sides_of


@pytest.fixture(scope="session")
def scenarios():
    """Every shipped scenario, with the ceilings that a page of all of them has."""
    loaded = [sim.load(name) for name in shipped()]
    ceilings = common_ceilings(loaded)
    return [dataclasses.replace(one, ceilings=ceilings) for one in loaded]


@pytest.fixture(scope="session")
def page(scenarios):
    return page_data(scenarios, seed=1)


@pytest.fixture(scope="session")
def given(scenarios):
    """The two sides that are compared, as `node.run` is given them."""
    return {"sides": [fresh(k) for k in sides_of(scenarios)]}


@pytest.fixture(scope="session")
def chunks(scenarios):
    """The same two sides, run in Python; no test may change them."""
    return [run_chunk(make_plan(scenarios[k]), 0, N, 1, 0, False) for k in sides_of(scenarios)]
