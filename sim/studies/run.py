"""Run one scenario many times: histories become parts, parts become tables, tables become a summary.

Nothing grows with the number of replicates but the files: chunks are kept as parts and forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sim.results import Folder, Interrupted, Manifest, Stopped, Store, file_digest, versions
from sim.studies.keeping import Keeper, Memory, OnDisk
from sim.studies.result import Result
from sim.studies.sample import sample

if TYPE_CHECKING:
    from sim.engine.chunk import Chunk
    from sim.engine.ensemble import Engine, Options
    from sim.scenario import Scenario

DATA = ("scenario.yaml", "runs.parquet", "spells.parquet", "bands.parquet", "sample.parquet", "summary.json")
"""Files of a results folder that depend on scenario, rules, seed and replicates alone."""


PRECISION_LIMIT = 10_000_000
"""A precision that needs more replicates than this is given up, with a note."""


def _quiet(*_: object) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class Settings:
    """How to run: `n` replicates under `seed`; `out` None keeps all in memory and writes nothing.

    With `precision`, `n` is the first look. `progress(done, n)` and `say(line)` are for the person waiting;
    `decorate(result)` draws pictures and writes the report into the folder before it gets its name.
    """

    n: int = 2000
    seed: int = 1
    engine: Engine = "compiled"
    workers: int = 0
    chunk: int | None = None
    bands: int = 2000
    precision: float | None = None
    out: Path | None = None
    resume: bool = False
    csv: bool = False
    progress: Callable[[int, int], None] = _quiet
    say: Callable[[str], None] = _quiet
    decorate: Callable[[Result], None] = _quiet

    def options(self, *, log: bool = False) -> Options:
        """The same for the engine."""
        from sim.engine.ensemble import Options

        return Options(
            engine=self.engine, workers=self.workers, chunk=self.chunk, bands=0 if log else self.bands, log=log
        )


def run(scenario: Scenario, settings: Settings = Settings()) -> Result:
    """Run `scenario`; the result lies in `settings.out`, or in memory if that is None.

    Raises `Refused` or `Stopped` (see `sim.results`), the latter also after Ctrl-C, with what was kept.
    """
    if settings.out is None:
        from sim.outcomes.summary import summarise

        memory = Memory()
        n, notes = _fill(scenario, settings, memory)
        tables = {"runs": memory.runs(n).collect(), "spells": memory.spells(n).collect()}
        tables |= {
            "bands": memory.bands(n, scenario).collect(),
            "sample": sample(scenario, n, settings.seed, settings.options(log=True)),
        }
        return Result(
            scenario, n, settings.seed, None, tables, notes, summarise(tables["runs"], tables["spells"], scenario)
        )
    wanted = _manifest(scenario, settings)
    store = Store(
        settings.out, scenario, wanted,
        resume=settings.resume, say=settings.say, open_ended=settings.precision is not None,
    )  # fmt: skip
    with store:
        kept = OnDisk(store)
        settings = replace(settings, n=max(settings.n, store.at_least))
        try:
            n, notes = _fill(scenario, settings, kept)
            return _publish(scenario, replace(settings, n=n), kept, notes)
        except KeyboardInterrupt:
            kept.flush()
            raise Interrupted(_kept(store, "interrupted")) from None
        except OSError as error:
            raise Stopped(f"{_reason(error)}\n{_kept(store, 'stopped')}") from error


def _fill(scenario: Scenario, settings: Settings, keeper: Keeper) -> tuple[int, list[str]]:
    """Bring the replicates to `settings.n`, or to the precision asked for; how many, and what to say of it."""
    if settings.precision is None:
        _complete(scenario, settings.n, settings, keeper)
        return settings.n, []
    from sim.outcomes.precision import look

    n = settings.n
    while True:
        _complete(scenario, n, settings, keeper)
        seen = look(keeper.runs(n), scenario, settings.precision)
        width = f"the widest half-interval is {seen.width:.3g} ({seen.headline})"
        if seen.reached:
            return n, [f"A precision of {settings.precision:g} took {n:,} replicates: {width}."]
        if n >= PRECISION_LIMIT:
            return n, [f"A precision of {settings.precision:g} is not reached by {n:,} replicates: {width}."]
        n = min(seen.needed, PRECISION_LIMIT)
        settings.say(f"{width}; going on to {n:,} replicates")


def _complete(scenario: Scenario, n: int, settings: Settings, keeper: Keeper) -> None:
    """Compute what is missing below `n`."""
    from sim.engine.ensemble import ensemble

    gaps = list(keeper.missing(n))
    done = n - sum(end - first for first, end in gaps)
    settings.progress(done, n)
    for first, end in gaps:
        # Closed at once on an interrupt, so that no thread goes on behind the message.
        chunks = ensemble(scenario, end, settings.seed, options=settings.options(), start=first)
        with closing(cast("Generator[Chunk]", chunks)):
            for chunk in chunks:
                keeper.add(chunk)
                done += len(chunk.rows)
                settings.progress(done, n)
        keeper.flush()


def _publish(scenario: Scenario, settings: Settings, kept: OnDisk, notes: list[str]) -> Result:
    """Put the folder together beside its place, have it decorated, and give it its name."""
    from sim.outcomes.summary import summarise, to_json
    from sim.results.parquet import write_frame

    folder, n, store = kept.store.stage(), settings.n, kept.store
    (folder / "scenario.yaml").write_text(scenario.to_yaml(), encoding="utf-8")
    write_frame(kept.runs(n), folder / "runs.parquet")
    write_frame(kept.spells(n), folder / "spells.parquet")
    write_frame(kept.bands(n, scenario), folder / "bands.parquet")
    write_frame(sample(scenario, n, settings.seed, settings.options(log=True)), folder / "sample.parquet")
    manifest = replace(store.wanted, replicates=n, finished=_now())
    manifest.write(folder)
    staged = Folder(folder)
    summary = summarise(staged.runs, staged.spells, scenario)
    (folder / "summary.json").write_text(to_json(summary), encoding="utf-8")
    if settings.csv:
        for table in ("runs", "spells", "bands"):
            getattr(staged, table).sink_csv(folder / f"{table}.csv")
    result = Result(scenario, n, settings.seed, staged, notes=notes)
    settings.decorate(result)
    data = [item for item in sorted(folder.iterdir()) if item.name in DATA]
    path = store.publish(manifest, {item.name: file_digest(item) for item in data})
    return Result(scenario, n, settings.seed, Folder(path), notes=notes)


def _manifest(scenario: Scenario, settings: Settings) -> Manifest:
    from sim.model.digest import rules_digest

    return Manifest(
        name=scenario.name,
        title=scenario.title,
        seed=settings.seed,
        replicates=settings.n,
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
