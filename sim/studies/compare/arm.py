"""One scenario of a comparison."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sim.studies.run.result import Result

if TYPE_CHECKING:
    from sim.scenario import Scenario


@dataclass
class Arm:
    """One scenario of a comparison.

    `name` is unique in its comparison; `result` is None exactly if `failure` says why. `rules` is the digest of the
    rules that made the histories; `folder` is set if they were read rather than run. `source` is what was typed for
    the scenario (empty if it came as an object), and `raised` the ceilings (1/d) that the comparison raised for it: a
    trace needs both for the same luck.
    """

    name: str
    scenario: Scenario
    result: Result | None
    rules: str
    failure: str = ""
    folder: Path | None = None
    source: str = ""
    raised: dict[str, float] = field(default_factory=dict)
