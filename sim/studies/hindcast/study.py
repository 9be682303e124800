"""Score forecasts as of a date against what came, beside what simple baselines would have said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sim.record import Record, read_record
from sim.scenario import ScenarioError
from sim.scenario.questions import is_share
from sim.studies.hindcast.baselines import baselines
from sim.studies.hindcast.doubt import doubted
from sim.studies.hindcast.forecast import Forecast, model_forecasts
from sim.studies.hindcast.form import Asked, Hindcast
from sim.studies.hindcast.guard import refuse_later
from sim.studies.hindcast.reading import read_hindcast
from sim.studies.hindcast.scoring import Scored, observe, scored

N, DRAWS = 4096, 256


@dataclass(frozen=True)
class Scores:
    """All questions of some hindcasts, scored: `n` histories of each under `seed`, `draws` parameter sets in doubt."""

    hindcasts: tuple[Hindcast, ...]
    rows: tuple[Scored, ...]
    n: int
    seed: int
    draws: int


def read_all(paths: Sequence[Path], record: Record) -> tuple[Hindcast, ...]:
    """Read the files and hold each to its as-of date. Raises ScenarioError with all that is wrong."""
    read, problems = [], []
    for path in paths:
        try:
            hindcast = read_hindcast(path)
            refuse_later(hindcast, record)
            read.append(hindcast)
        except ScenarioError as error:
            problems += list(error.problems)
    if problems:
        raise ScenarioError(problems)
    return tuple(read)


def hindcast(
    paths: Sequence[Path],
    record: Record | None = None,
    *,
    n: int = N,
    seed: int = 1,
    draws: int = DRAWS,
    workers: int = 0,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Scores:
    """Forecast and score the questions of the files; `record` is the shipped one if None.

    The model speaks twice: as its scenario stands, and with everything that is uncertain drawn over `draws` parameter
    sets. Raises ScenarioError, also for what a file may not use.
    """
    record = record or read_record()
    read = read_all(paths, record)
    rows: list[Scored] = []
    for number, one in enumerate(read):
        progress(number, len(read))
        rows += score(one, record, n, seed, draws, workers)
    progress(len(read), len(read))
    return Scores(read, tuple(rows), n, seed, draws)


def score(one: Hindcast, record: Record, n: int, seed: int, draws: int, workers: int) -> list[Scored]:
    """The questions of one hindcast."""
    view = record.as_of(one.as_of)
    speaking = {"model": model_forecasts(one, n, seed, workers=workers)}
    if draws:
        unsure = replace(one, scenario=doubted(one.scenario))
        speaking["uncertain"] = model_forecasts(unsure, n, seed, draws, workers)
    return [
        _scored(
            one, asked, {**{who: said[asked.name] for who, said in speaking.items()}, **baselines(asked, view)}, record
        )
        for asked in one.asked
    ]


def _scored(one: Hindcast, asked: Asked, said: dict[str, Forecast], record: Record) -> Scored:
    kind = "share" if is_share(asked.checked) else "number"
    about = (one.name, asked.name, asked.checked.question.text, kind, asked.month)
    return scored(about, said, observe(asked, record), asked.seen.row, whole=asked.whole)
