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

    from sim.studies.sweep.points import SweepPlan

KIND = STUDIES["sweep"].kind


def run_sweep(planned: SweepPlan, settings: SweepSettings, design: str = "grid") -> Sweep:
    """Run a plan into the folder `settings.out`; a part for each piece, so that a kill costs seconds.

    Raises `Refused` or `Stopped` (see `sim.results`), the latter also after Ctrl-C or a full disk, with what is kept.
    """
    if settings.out is None:
        raise ValueError("a sweep that is kept needs a folder")
    with SweepStore(
        settings.out,
        planned,
        _manifest(planned, settings, settings.out.resolve().name),
        resume=settings.resume,
        say=settings.say,
    ) as store:
        try:
            faults = _fill(planned, settings, store)
            return _publish(planned, settings, store, faults, design)
        except KeyboardInterrupt:
            raise Interrupted(_kept(store, "interrupted")) from None
        except WorkersLost as error:
            raise Stopped(f"{error}\n{_kept(store, 'stopped')}") from error
        except OSError as error:
            place = f" {error.filename}" if error.filename else ""
            reason = f"cannot write{place}: {error.strerror or error}"
            raise Stopped(f"{reason}\n{_kept(store, 'stopped')}") from error


def _fill(planned: SweepPlan, settings: SweepSettings, store: SweepStore) -> dict[int, str]:
    """Compute what is missing; returns the first fault of each point that has one."""
    gaps = store.gaps()
    done = planned.histories - sum(end - first for _, first, end in gaps)
    settings.progress(done, planned.histories)
    tasks = (
        task
        for point, first, end in gaps
        for task in pieces(point, planned.scenarios[point], (first, end), planned.seed, settings.engine)
    )
    faults: dict[int, str] = {}
    if not gaps:
        return faults
    workers = settings.worker_count()
    with executor(workers, cluster=settings.cluster, processes=settings.engine == "simpy") as pool:
        results = cast("Generator[tuple[Task, Done]]", compute(pool, tasks, workers))
        with closing(results):
            for task, piece in results:
                wrong = fault(planned.scenarios[task.point], planned.seed, piece)
                if wrong:
                    faults.setdefault(task.point, wrong)
                elif piece.rows is not None:
                    store.keep(task.point, task.first, answered(planned, task.point, piece))
                done += task.end - task.first
                settings.progress(done, planned.histories)
    return faults


def _publish(
    planned: SweepPlan, settings: SweepSettings, store: SweepStore, faults: dict[int, str], design: str
) -> Sweep:
    """Put the folder together beside its place, have it drawn, and give it its name."""
    folder = store.stage()
    (folder / "scenario.yaml").write_text(planned.base.to_yaml(), encoding="utf-8")
    estimated = Estimated(planned)
    write_frame(_stream(planned, store, faults, estimated.look), folder / "sweep.parquet")
    write_frame(estimated.table(faults), folder / "points.parquet")
    asked = tuple(axis.text() for axis in planned.axes)
    about = {
        "scenario": planned.base.name,
        "design": design,
        "varied": list(planned.paths),
        "points": len(planned.points),
        "n": planned.n,
        "seed": planned.seed,
        "vary": list(asked),
        "failed": [{"point": point, "error": faults[point]} for point in sorted(faults)],
    }
    (folder / "summary.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    failed = [f"{planned.told(point)} failed: {faults[point]}" for point in sorted(faults)]
    result = Sweep(
        planned.base, planned.paths, planned.n, planned.seed, design, asked, tuple(settings.outcomes),
        list(failed), failed, folder,
    )  # fmt: skip
    result.draw_into(folder, settings.formats)
    path = store.publish_points(replace(store.wanted, finished=_now()))
    return replace(result, path=path)


def _stream(
    planned: SweepPlan, store: SweepStore, faults: dict[int, str], look: Callable[[pl.DataFrame], None]
) -> pl.LazyFrame:
    """The whole table, a point at a time as the writer asks for it: memory does not grow with the points."""
    files: dict[int, list[Path]] = defaultdict(list)
    for part in store.parts.parts:
        if part.first < planned.n:
            files[part.point].append(store.parts.folder / part.files["runs"][0])

    def point(number: int) -> pl.DataFrame:
        if number in faults:
            return fault_frame(planned, number, faults[number])
        runs = pl.concat([scan_frame(path).collect() for path in files[store.ids[number]]])
        frame = runs.filter(pl.col("replicate") < planned.n).with_columns(error=pl.lit(None, dtype=pl.String))
        return with_point(planned, number, frame)

    def source(
        columns: list[str] | None, predicate: pl.Expr | None, most: int | None, batch: int | None
    ) -> Iterator[pl.DataFrame]:
        for number in range(len(planned.points)):
            frame = point(number)
            look(frame)
            yield frame.select(columns) if columns is not None else frame

    return register_io_source(source, schema=fault_frame(planned, 0, "").schema)


def _manifest(planned: SweepPlan, settings: SweepSettings, name: str) -> Manifest:
    return Manifest(
        name=name, title=planned.base.title, seed=planned.seed, replicates=planned.n,
        scenario=planned.base.digest(), rules=rules_digest(), bands=0, engine=settings.engine, kind=KIND,
        study=study_digest(planned.paths, sorted(map(repr, planned.points))), versions=versions(), started=_now(),
    )  # fmt: skip


def _kept(store: SweepStore, how: str) -> str:
    kept = sum(part.count for part in store.parts.parts)
    if not kept:
        return f"{how} before any history was kept; {store.target} is as it was"
    return f"{how}: {kept:,} histories are kept in {store.partial}; the same command with --resume goes on from there"


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
