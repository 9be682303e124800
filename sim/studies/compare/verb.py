"""`sim.compare`: scenarios under the same luck."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.studies.compare.arms import open_all
from sim.studies.compare.result import Comparison
from sim.studies.compare.study import compare as compare_study
from sim.studies.compare.write import write_kept
from sim.studies.keywords import named_settings
from sim.studies.settings import Settings, quiet

if TYPE_CHECKING:
    from sim.engine.ensemble import Engine


@named_settings
def compare(
    *scenarios: object,
    n: int = 2000,
    seed: int = 1,
    out: str | Path | None = None,
    formats: Sequence[str] = ("png",),
    draws: int = 0,
    engine: Engine = "compiled",
    workers: int = 0,
    cluster: str | None = None,
    chunk: int | None = None,
    bands: int = 2000,
    csv: bool = False,
    xlsx: bool = False,
    bridge: bool = False,
    questions: str | Path | None = None,
    resume: bool = False,
    progress: Callable[[int, int], None] = quiet,
    say: Callable[[str], None] = quiet,
) -> Comparison:
    """Compare scenarios with the first of them, history by history under the same luck.

    Each of `scenarios` is a path, a shipped name, a mapping, a `Scenario`, a results folder or a `Result`; those that
    hold histories already are paired with the others if seed, n, draws, ceilings and rules agree, and else compared
    unpaired, with the reason in `unpaired`. With `bridge` each change between them is weighed by itself. What any of
    them asks, and what the file `questions` asks, is asked of all and compared. With `out` the folder is written, too,
    and with `resume` goes on where one of the same was stopped. The other settings are those of `sim.run`. Raises
    `ScenarioError` or `StudyError` for wrong input; a scenario that fails while it runs is named in every table.

    >>> import sim
    >>> found = sim.compare("baseline", "baseline", n=20, engine="simpy")
    >>> found.differences["difference"].abs().max()
    0.0
    """
    settings = Settings(
        n=n, seed=seed, engine=engine, workers=workers, chunk=chunk, bands=bands, draws=draws, cluster=cluster, csv=csv,
        xlsx=xlsx, bridge=bridge,
        questions=None if questions is None else Path(questions), progress=progress, say=say, formats=formats,
    )  # fmt: skip
    if out is None:
        return compare_study(scenarios, settings)
    settings = replace(settings, out=Path(out))
    return write_kept(
        open_all(scenarios), lambda chosen: compare_study(scenarios, chosen), Comparison.draw_into, settings, resume
    )
