"""A sweep that is kept: parts while it runs, a results folder when it is whole."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import polars as pl
from polars.io.plugins import register_io_source

from sim.engine.digest import rules_digest
from sim.results import Interrupted, Manifest, Stopped, versions
from sim.results.manifest import study_digest
from sim.results.parquet import scan_frame, write_frame
from sim.studies import STUDIES
from sim.studies.executors import WorkersLost, executor
from sim.studies.sweep.estimated import Estimated
from sim.studies.sweep.frames import answered, fault_frame, with_point
from sim.studies.sweep.pieces import Done, Task, compute, fault, pieces
from sim.studies.sweep.result import Sweep
from sim.studies.sweep.settings import SweepSettings
from sim.studies.sweep.store import SweepStore

if TYPE_CHECKING:
    from collections.abc import Generator

    from sim.studies.sweep.points import Plan

KIND = STUDIES["sweep"].kind


def run_sweep(what: Plan, settings: SweepSettings, design: str = "grid") -> Sweep:
    """Run a plan into the folder `settings.out`; a part for each piece, so that a kill costs seconds.

    Raises `Refused` or `Stopped` (see `sim.results`), the latter also after Ctrl-C or a full disk, with what is kept.
    """
    if settings.out is None:
        raise ValueError("a sweep that is kept needs a folder")
    with SweepStore(
        settings.out,
        what,
        _manifest(what, settings, settings.out.resolve().name),
        resume=settings.resume,
        say=settings.say,
    ) as store:
        try:
            faults = _fill(what, settings, store)
            return _publish(what, settings, store, faults, design)
        except KeyboardInterrupt:
            raise Interrupted(_kept(store, "interrupted")) from None
        except WorkersLost as error:
            raise Stopped(f"{error}\n{_kept(store, 'stopped')}") from error
        except OSError as error:
            place = f" {error.filename}" if error.filename else ""
            reason = f"cannot write{place}: {error.strerror or error}"
            raise Stopped(f"{reason}\n{_kept(store, 'stopped')}") from error


def _fill(what: Plan, settings: SweepSettings, store: SweepStore) -> dict[int, str]:
    """Compute what is missing; returns the first fault of each point that has one."""
    gaps = store.gaps()
    done = what.histories - sum(end - first for _, first, end in gaps)
    settings.progress(done, what.histories)
    tasks = (
        task
        for point, first, end in gaps
        for task in pieces(point, what.scenarios[point], (first, end), what.seed, settings.engine)
    )
    faults: dict[int, str] = {}
    if not gaps:
        return faults
    workers = settings.worker_count()
    with executor(workers, cluster=settings.cluster, processes=settings.engine == "simpy") as pool:
        results = cast("Generator[tuple[Task, Done]]", compute(pool, tasks, workers))
        with closing(results):
            for task, piece in results:
                wrong = fault(what.scenarios[task.point], what.seed, piece)
                if wrong:
                    faults.setdefault(task.point, wrong)
                elif piece.rows is not None:
                    store.keep(task.point, task.first, answered(what, task.point, piece))
                done += task.end - task.first
                settings.progress(done, what.histories)
    return faults


def _publish(what: Plan, settings: SweepSettings, store: SweepStore, faults: dict[int, str], design: str) -> Sweep:
    """Put the folder together beside its place, have it drawn, and give it its name."""
    folder = store.stage()
    (folder / "scenario.yaml").write_text(what.base.to_yaml(), encoding="utf-8")
    estimated = Estimated(what)
    write_frame(_stream(what, store, faults, estimated.look), folder / "sweep.parquet")
    write_frame(estimated.table(faults), folder / "points.parquet")
    asked = tuple(axis.text() for axis in what.axes)
    about = {
        "scenario": what.base.name,
        "design": design,
        "varied": list(what.paths),
        "points": len(what.points),
        "n": what.n,
        "seed": what.seed,
        "vary": list(asked),
        "failed": [{"point": point, "error": faults[point]} for point in sorted(faults)],
    }
    (folder / "summary.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    failed = [f"{what.told(point)} failed: {faults[point]}" for point in sorted(faults)]
    result = Sweep(
        what.base, what.paths, what.n, what.seed, design, asked, tuple(settings.outcomes),
        list(failed), failed, folder,
    )  # fmt: skip
    result.draw_into(folder, settings.formats)
    path = store.publish_points(replace(store.wanted, finished=_now()))
    return replace(result, path=path)


def _stream(
    what: Plan, store: SweepStore, faults: dict[int, str], look: Callable[[pl.DataFrame], None]
) -> pl.LazyFrame:
    """The whole table, a point at a time as the writer asks for it: memory does not grow with the points."""
    files: dict[int, list[Path]] = defaultdict(list)
    for part in store.parts.parts:
        if part.first < what.n:
            files[part.point].append(store.parts.folder / part.files["runs"][0])

    def point(number: int) -> pl.DataFrame:
        if number in faults:
            return fault_frame(what, number, faults[number])
        runs = pl.concat([scan_frame(path).collect() for path in files[store.ids[number]]])
        frame = runs.filter(pl.col("replicate") < what.n).with_columns(error=pl.lit(None, dtype=pl.String))
        return with_point(what, number, frame)

    def source(
        columns: list[str] | None, predicate: pl.Expr | None, most: int | None, batch: int | None
    ) -> Iterator[pl.DataFrame]:
        for number in range(len(what.points)):
            frame = point(number)
            look(frame)
            yield frame.select(columns) if columns is not None else frame

    return register_io_source(source, schema=fault_frame(what, 0, "").schema)


def _manifest(what: Plan, settings: SweepSettings, name: str) -> Manifest:
    return Manifest(
        name=name, title=what.base.title, seed=what.seed, replicates=what.n,
        scenario=what.base.digest(), rules=rules_digest(), bands=0, engine=settings.engine, kind=KIND,
        study=study_digest(what.paths, sorted(map(repr, what.points))), versions=versions(), started=_now(),
    )  # fmt: skip


def _kept(store: SweepStore, how: str) -> str:
    kept = sum(part.count for part in store.parts.parts)
    if not kept:
        return f"{how} before any history was kept; {store.target} is as it was"
    return f"{how}: {kept:,} histories are kept in {store.partial}; the same command with --resume goes on from there"


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
