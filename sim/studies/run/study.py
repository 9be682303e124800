"""Run one scenario many times: histories become parts, parts become tables, tables become a summary.

Nothing grows with the number of replicates but the files: chunks are kept as parts and forgotten.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.results import Folder, Interrupted, Manifest, Refused, Stopped, Store, file_digest, versions
from sim.studies.executors import WorkersLost
from sim.studies.run.fill import fill
from sim.studies.run.keepers import Memory, OnDisk
from sim.studies.run.parameter_sets import ParameterSets, parameter_sets, sets_frame, uncertain
from sim.studies.run.result import Result, stored
from sim.studies.run.sample import sample

if TYPE_CHECKING:
    import polars as pl

    from sim.engine.ensemble import Engine, EnsembleOptions
    from sim.scenario import Scenario

    Table = pl.DataFrame | pl.LazyFrame

TABLES = ("runs", "spells", "bands", "sample", "draws")
DATA = ("scenario.yaml", "summary.json", *(f"{table}.parquet" for table in TABLES))
"""Files of a results folder that depend on scenario, rules, seed and replicates alone."""

MOST = 2**32
"""Histories of a run: a replicate's number is one word of the address of its luck."""


def _quiet(*_: object) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class Settings:
    """How to run: `n` replicates under `seed`; `out` None keeps all in memory and writes nothing.

    A scenario with uncertain parameters is run for `draws` sets of them (0: as many as `parameter_sets` says), `n`
    replicates each. With `precision`, `n` is the first look. `progress(done, n)` and `say(line)` are for the person
    waiting; `decorate(result)` draws pictures and writes the report into the folder before it gets its name. `cluster`
    is the address of a Dask scheduler, or `local`.
    """

    n: int = 2000
    seed: int = 1
    engine: Engine = "compiled"
    workers: int = 0
    chunk: int | None = None
    bands: int = 2000
    precision: float | None = None
    draws: int = 0
    cluster: str | None = None
    out: Path | None = None
    resume: bool = False
    csv: bool = False
    progress: Callable[[int, int], None] = _quiet
    say: Callable[[str], None] = _quiet
    decorate: Callable[[Result], None] = _quiet

    def __post_init__(self) -> None:
        """Refuse what cannot be run (ValueError)."""
        if not 1 <= self.n <= MOST or not 0 <= self.seed < 2**63:
            raise ValueError(f"n is {self.n} and seed {self.seed}; n lies in 1..2^32, seed in 0..2^63-1")
        if self.engine not in ("compiled", "simpy"):
            raise ValueError(f"engine is {self.engine!r}; there are 'compiled' and 'simpy'")
        if self.precision is not None and not 0 < self.precision < math.inf:
            raise ValueError(f"precision is {self.precision}; it lies above 0")
        if min(self.workers, self.bands, self.draws) < 0 or (self.chunk is not None and self.chunk < 1):
            raise ValueError("workers, bands, draws and chunk are counts")

    def options(self, *, bands: int = 0, log: bool = False) -> EnsembleOptions:
        """The same for the engine, which keeps the days of replicates below `bands`."""
        from sim.engine.ensemble import EnsembleOptions

        return EnsembleOptions(engine=self.engine, workers=self.workers, chunk=self.chunk, bands=bands, log=log)


def run(scenario: Scenario, settings: Settings = Settings()) -> Result:
    """Run `scenario`; the result lies in `settings.out`, or in memory if that is None.

    Raises `Refused` or `Stopped` (see `sim.results`), the latter also after Ctrl-C, with what was kept.
    """
    sets = parameter_sets(scenario, settings.n, settings.seed, settings.draws)
    if len(sets.scenarios) > 1:
        if settings.precision is not None:
            raise Refused("a precision is about luck alone, and this scenario has uncertain parameters: say -n instead")
        unsure = len(uncertain(scenario))
        parameters = "parameter" if unsure == 1 else "parameters"
        settings.say(f"{unsure} uncertain {parameters}: {len(sets.scenarios)} sets of {sets.n:,} histories each")
    if sets.total > MOST:
        raise Refused(f"{len(sets.scenarios)} sets of {sets.n:,} histories are more than {MOST:,}; give a smaller -n")
    if settings.out is None:
        return _in_memory(scenario, sets, settings)
    store = Store(
        settings.out, scenario, _manifest(scenario, sets, settings),
        resume=settings.resume, say=settings.say, open_ended=settings.precision is not None,
    )  # fmt: skip
    with store:
        kept = OnDisk(store)
        if settings.precision is not None:
            sets = replace(sets, n=max(sets.n, store.at_least))
        try:
            sets, notes = fill(sets, settings, kept)
            return _publish(scenario, sets, settings, kept, notes)
        except KeyboardInterrupt:
            kept.flush()
            raise Interrupted(_kept(store, "interrupted")) from None
        except WorkersLost as error:
            kept.flush()
            raise Stopped(f"{error}\n{_kept(store, 'stopped')}") from error
        except OSError as error:
            raise Stopped(f"{_reason(error)}\n{_kept(store, 'stopped')}") from error


def _in_memory(scenario: Scenario, sets: ParameterSets, settings: Settings) -> Result:
    memory = Memory()
    sets, notes = fill(sets, settings, memory)
    n = sets.total
    tables = {"runs": memory.runs(n).collect(), "spells": memory.spells(n).collect()}
    tables["bands"] = memory.bands(n, scenario).collect()
    tables["sample"] = sample(sets.scenarios[0], sets.n, settings.seed, settings.options(log=True))
    summary = _summary(tables["runs"], tables["spells"], scenario, len(sets.scenarios))
    return Result(scenario, n, settings.seed, None, tables, notes, len(sets.scenarios), summary)


def _publish(scenario: Scenario, sets: ParameterSets, settings: Settings, kept: OnDisk, notes: list[str]) -> Result:
    """Put the folder together beside its place, have it decorated, and give it its name."""
    from sim.outcomes.summary import to_json
    from sim.results.parquet import write_frame

    folder, n, store = kept.store.stage(), sets.total, kept.store
    (folder / "scenario.yaml").write_text(scenario.to_yaml(), encoding="utf-8")
    write_frame(kept.runs(n), folder / "runs.parquet")
    write_frame(kept.spells(n), folder / "spells.parquet")
    write_frame(kept.bands(n, scenario), folder / "bands.parquet")
    events = sample(sets.scenarios[0], sets.n, settings.seed, settings.options(log=True))
    write_frame(events, folder / "sample.parquet")
    if len(sets.scenarios) > 1:
        write_frame(sets_frame(scenario, sets), folder / "draws.parquet")
    manifest = replace(store.wanted, replicates=n, finished=_now())
    manifest.write(folder)
    staged = Folder(folder)
    summary = _summary(staged.runs, staged.spells, scenario, len(sets.scenarios))
    (folder / "summary.json").write_text(to_json(summary), encoding="utf-8")
    if settings.csv:
        for table in ("runs", "spells", "bands"):
            getattr(staged, table).sink_csv(folder / f"{table}.csv")
    result = replace(stored(staged), scenario=scenario, notes=notes)
    settings.decorate(result)
    data = [item for item in sorted(folder.iterdir()) if item.name in DATA]
    path = store.publish(manifest, {item.name: file_digest(item) for item in data})
    return replace(stored(Folder(path)), scenario=scenario, notes=notes)


def _summary(runs: Table, spells: Table, scenario: Scenario, draws: int) -> dict[str, Any]:
    from sim.outcomes.luck_and_parameters import two_sources
    from sim.outcomes.summary import summarise

    summary = summarise(runs, spells, scenario)
    return {**summary, "parameters": two_sources(runs, scenario, draws)} if draws > 1 else summary


def _manifest(scenario: Scenario, sets: ParameterSets, settings: Settings) -> Manifest:
    from sim.engine.digest import rules_digest

    return Manifest(
        name=scenario.name,
        title=scenario.title,
        seed=settings.seed,
        replicates=sets.total,
        draws=len(sets.scenarios),
        scenario=scenario.digest(),
        rules=rules_digest(),
        bands=settings.bands,
        engine=settings.engine,
        versions=versions(),
        started=_now(),
    )


def _kept(store: Store, what: str) -> str:
    done = store.parts.done()
    if not done:
        return f"{what} before any replicate was kept; {store.target} is as it was"
    return f"{what}: {done:,} replicates are kept in {store.partial}; the same command with --resume goes on from there"


def _reason(error: OSError) -> str:
    place = f" {error.filename}" if error.filename else ""
    return f"cannot write{place}: {error.strerror or error}"


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
