"""From a scenario file to a validated :class:`Scenario`; the one registry of parameters."""

from sim.scenario.ceilings import common_ceilings
from sim.scenario.clocks import CLOCKS, DEFAULT_CEILINGS, KINDS, STAGES
from sim.scenario.condition import Condition
from sim.scenario.differ import Difference, event_in_words
from sim.scenario.differ import rows as difference_rows
from sim.scenario.distribution import Distribution
from sim.scenario.dump import jsonable
from sim.scenario.events import Event
from sim.scenario.files import shipped, shipped_folder
from sim.scenario.load import load, parent_of
from sim.scenario.parameter import Parameter
from sim.scenario.problems import Origin, Problem, ScenarioError
from sim.scenario.registry import CONDITIONS, REGISTRY, SECTIONS, SWITCHABLE
from sim.scenario.scenario import Scenario

__all__ = [
    "CLOCKS",
    "CONDITIONS",
    "DEFAULT_CEILINGS",
    "KINDS",
    "REGISTRY",
    "SECTIONS",
    "STAGES",
    "SWITCHABLE",
    "Condition",
    "Difference",
    "Distribution",
    "Event",
    "Origin",
    "Parameter",
    "Problem",
    "Scenario",
    "ScenarioError",
    "common_ceilings",
    "difference_rows",
    "event_in_words",
    "jsonable",
    "load",
    "parent_of",
    "shipped",
    "shipped_folder",
]
