"""`sim.run`: one scenario, many histories."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.plots.formats import Formats, dpi_of, explore_of
from sim.scenario import Scenario, load
from sim.studies.keywords import named_settings
from sim.studies.run.result import Result
from sim.studies.run.study import run as run_study
from sim.studies.settings import Settings, quiet

if TYPE_CHECKING:
    from sim.engine.ensemble import Engine


@named_settings
def run(
    scenario: Scenario | str | Path | Mapping[str, object],
    n: int = 2000,
    seed: int = 1,
    *,
    out: str | Path | None = None,
    formats: Sequence[str] = ("png",),
    dpi: int | None = None,
    draws: int = 0,
    precision: float | None = None,
    engine: Engine = "compiled",
    workers: int = 0,
    cluster: str | None = None,
    chunk: int | None = None,
    bands: int = 2000,
    resume: bool = False,
    csv: bool = False,
    xlsx: bool = False,
    windows: bool = False,
    progress: Callable[[int, int], None] = quiet,
    say: Callable[[str], None] = quiet,
    decorate: Callable[[Result], object] | None = None,
) -> Result:
    """Run `n` histories and return their outcomes; the same scenario and seed always give the same histories.

    With `out` the results folder is written there, pictures (`formats`; none: numbers alone) and report included;
    without it nothing is written. A scenario with uncertain parameters is run for `draws` sets of them (0: 64), `n`
    histories each; with `precision` `n` is the first look. `engine` is 'compiled' or 'simpy', `workers` the threads or
    processes (0: all processors), `cluster` a Dask scheduler's address or 'local', `chunk` histories a piece, `bands`
    the histories whose days are kept. `resume` goes on where a folder was left, `csv` writes the tables as CSV too,
    `xlsx` a workbook; `windows` keeps outcomes by calendar month; `dpi` are the dots an inch of PNG pictures.
    `progress(done, n)` and `say(line)` are for whoever waits; `decorate(result)` replaces the drawing.

    Raises `ScenarioError` for a scenario that is wrong, `Refused` for a folder that is not ours, `Stopped` when a disk
    is full.

    >>> import sim
    >>> result = sim.run("baseline", n=20, engine="simpy")
    >>> result.runs.height
    20
    """
    chosen = scenario if isinstance(scenario, Scenario) else load(scenario)
    settings = Settings(
        n=n, seed=seed, engine=engine, workers=workers, chunk=chunk, bands=bands, precision=precision, draws=draws,
        cluster=cluster, out=None if out is None else Path(out), resume=resume, csv=csv, xlsx=xlsx, windows=windows,
        progress=progress,
        say=say, formats=Formats.of(formats, dpi or dpi_of(formats), explore=explore_of(formats)), decorate=decorate,
    )  # fmt: skip
    return run_study(chosen, settings)
