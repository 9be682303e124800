"""`sim.explore`: scenarios to one page that holds the compiled rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.scenario import Scenario, load
from sim.studies.explore.study import write_page
from sim.studies.keywords import named_settings

Source = Scenario | str | Path | Mapping[str, object]


@named_settings
def explore(scenarios: Source | Sequence[Source], out: str | Path, seed: int = 1) -> Path:
    """Write the page of one or more scenarios to `out` and return its path.

    In the page a reader moves levers, uncertainties and conditions on two sides that share their luck; it needs no
    server and sends nothing. Raises `ScenarioError` for a scenario that is wrong, OSError where nothing can be written.

    >>> import sim, tempfile
    >>> sim.explore("baseline", tempfile.mkdtemp() + "/baseline.html").name
    'baseline.html'
    """
    listed = [scenarios] if isinstance(scenarios, Scenario | str | Path | Mapping) else list(scenarios)
    if not listed:
        raise ValueError("give at least one scenario")
    return write_page([one if isinstance(one, Scenario) else load(one) for one in listed], Path(out), seed)
