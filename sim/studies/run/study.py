"""Run one scenario many times: histories become parts, parts become tables, tables become a summary.

Nothing grows with the number of replicates but the files: chunks are kept as parts and forgotten.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sim.engine.digest import rules_digest
from sim.outcomes.luck_and_parameters import luck_and_parameters
from sim.outcomes.summary import summarise, to_json
from sim.plots.reading import begin_reading
from sim.results import Folder, Interrupted, Manifest, PartStore, Refused, Stopped, Store, versions
from sim.results.manifest import study_digest
from sim.results.parquet import write_frame
from sim.results.workbook import MOST_ROWS, write_workbook
from sim.studies.executors import WorkersLost
from sim.studies.run.asking import asking
from sim.studies.run.data import Later
from sim.studies.run.fill import fill
from sim.studies.run.headline_rows import headlines_frame
from sim.studies.run.keepers import Memory, OnDisk
from sim.studies.run.medians import at_the_medians, what_is_varied
from sim.studies.run.parameter_sets import ParameterSets, parameter_sets, sets_frame, uncertain
from sim.studies.run.result import Result
from sim.studies.run.sample import sample
from sim.studies.settings import MOST, Settings

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Scenario

    Table = pl.DataFrame | pl.LazyFrame

TABLES = ("runs", "spells", "bands", "sample", "draws", "windows")
DATA = ("scenario.yaml", "summary.json", *(f"{table}.parquet" for table in TABLES))
"""Files of a results folder that depend on scenario, rules, seed and replicates alone."""


DEFAULT = Settings()


def run(scenario: Scenario, settings: Settings = DEFAULT) -> Result:
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
        kept = OnDisk(store.parts)
        if settings.precision is not None:
            sets = replace(sets, n=max(sets.n, store.at_least))
        try:
            sets, notes = fill(sets, settings, kept)
            return _publish(scenario, sets, settings, (store, kept), notes)
        except KeyboardInterrupt:
            kept.flush()
            raise Interrupted(_kept(store, "interrupted")) from None
        except WorkersLost as error:
            kept.flush()
            raise Stopped(f"{error}\n{_kept(store, 'stopped')}") from error
        except OSError as error:
            raise Stopped(f"{_reason(error)}\n{_kept(store, 'stopped')}") from error


def _in_memory(scenario: Scenario, sets: ParameterSets, settings: Settings) -> Result:
    memory = Memory() if settings.kept is None else OnDisk(PartStore(settings.kept))
    try:
        sets, notes = fill(sets, settings, memory)
    except BaseException:
        memory.flush()
        raise
    n = sets.total
    windows = memory.windows(n)
    later = Later(
        {
            "runs": lambda: memory.runs(n).collect(),
            "spells": lambda: memory.spells(n).collect(),
            "bands": lambda: memory.bands(n, scenario).collect(),
            "sample": lambda: sample(sets.scenarios[0], sets.n, settings.seed, settings.options(log=True)),
            **({"windows": lambda: windows.collect()} if windows is not None else {}),
        },
        lambda result: {
            **_summary(result.runs, result.spells, scenario, sets, settings),
            **_answers(result.runs, windows, scenario, settings),
        },
    )
    result = Result(scenario, n, settings.seed, notes=notes, draws=len(sets.scenarios), later=later)
    if settings.kept is not None:  # the parts go when their study is whole
        for name in ("runs", "spells", "bands", *(("windows",) if windows is not None else ())):
            result.select(name)
    return result


def _publish(
    scenario: Scenario, sets: ParameterSets, settings: Settings, opened: tuple[Store, OnDisk], notes: list[str]
) -> Result:
    """Put the folder together beside its place, have it drawn, and give it its name."""
    store, kept = opened
    folder, n = store.stage(), sets.total
    if settings.formats and settings.decorate is None:
        begin_reading()
    (folder / "scenario.yaml").write_text(store.text, encoding="utf-8")
    write_frame(kept.runs(n), folder / "runs.parquet")
    write_frame(kept.spells(n), folder / "spells.parquet")
    write_frame(kept.bands(n, scenario), folder / "bands.parquet")
    windows = kept.windows(n)
    if windows is not None:
        write_frame(windows, folder / "windows.parquet")
    events = sample(sets.scenarios[0], sets.n, settings.seed, settings.options(log=True))
    write_frame(events, folder / "sample.parquet")
    if len(sets.scenarios) > 1:
        write_frame(sets_frame(scenario, sets), folder / "draws.parquet")
    manifest = replace(store.wanted, replicates=n, finished=_now())
    manifest.write(folder)
    staged = Folder(folder, own=True)
    # Before the pictures and not beside them: of a million histories each holds some columns for a while.
    _write_summary(staged, _sum_up(staged, scenario, sets, settings), settings)
    result = Result(scenario, n, settings.seed, staged, notes=notes, draws=len(sets.scenarios))
    if settings.decorate is None:
        result.draw_into(folder, settings.formats)
    else:
        settings.decorate(result)
    manifest.chunks = [{"first": one.first, "count": one.count, "files": one.files} for one in store.parts.parts]
    path = store.publish(manifest, [item.name for item in folder.iterdir() if item.name in DATA])
    return replace(result, folder=Folder(path, own=True), tables={})


def _sum_up(staged: Folder, scenario: Scenario, sets: ParameterSets, settings: Settings) -> dict[str, Any]:
    """The summary of a staged folder; nothing is written."""
    summary = _summary(staged.runs, staged.spells, scenario, sets, settings)
    return summary | _answers(staged.runs, staged.windows, scenario, settings)


def _write_summary(staged: Folder, summary: dict[str, Any], settings: Settings) -> None:
    """The summary, and where they are asked for the tables as CSV and as a workbook."""
    folder = staged.path
    (folder / "summary.json").write_text(to_json(summary), encoding="utf-8")
    if settings.csv:
        for table in ("runs", "spells", "bands", *(("windows",) if staged.windows is not None else ())):
            getattr(staged, table).sink_csv(folder / f"{table}.csv")
        headlines_frame(summary).write_csv(folder / "headlines.csv")
    if settings.xlsx:
        few = {"headlines": headlines_frame(summary), "runs": staged.runs.head(MOST_ROWS + 1).collect()}
        write_workbook(folder / "tables.xlsx", {**few, "spells": staged.spells.head(MOST_ROWS + 1).collect()})


def _answers(runs: Table, windows: Table | None, scenario: Scenario, settings: Settings) -> dict[str, Any]:
    """What the histories answer to the scenario's questions, as an entry of the summary; nothing without any."""
    found = asking(scenario, windows=settings.windows).answers(runs, windows)
    return {"questions": found} if found else {}


def _summary(runs: Table, spells: Table, scenario: Scenario, sets: ParameterSets, settings: Settings) -> dict[str, Any]:
    draws = len(sets.scenarios)
    summary = summarise(runs, spells, scenario, draws=draws)
    if draws == 1:
        return summary
    parameters = {**luck_and_parameters(runs, scenario, draws), "varied": what_is_varied(scenario)}
    return {**summary, "parameters": parameters, "medians": at_the_medians(scenario, sets.total, settings)}


def _manifest(scenario: Scenario, sets: ParameterSets, settings: Settings) -> Manifest:
    return Manifest(
        name=scenario.name,
        title=scenario.title,
        seed=settings.seed,
        replicates=sets.total,
        draws=len(sets.scenarios),
        scenario=scenario.digest(),
        rules=rules_digest(),
        bands=settings.bands,
        study=_counted(scenario, settings),
        engine=settings.engine,
        versions=versions(),
        started=_now(),
    )


def _counted(scenario: Scenario, settings: Settings) -> str:
    """A digest of the windows that are kept; empty for none."""
    cuts = asking(scenario, windows=settings.windows).cuts
    return study_digest("windows", list(cuts)) if cuts else ""


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
