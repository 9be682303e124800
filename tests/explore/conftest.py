import dataclasses

import pytest

import sim
from sim.scenario import common_ceilings, shipped
from sim.studies.explore.data import page_data


@pytest.fixture(scope="session")
def scenarios():
    """Every shipped scenario, with the ceilings that a page of all of them has."""
    loaded = [sim.load(name) for name in shipped()]
    ceilings = common_ceilings(loaded)
    return [dataclasses.replace(one, ceilings=ceilings) for one in loaded]


@pytest.fixture(scope="session")
def page(scenarios):
    return page_data(scenarios, seed=1)
