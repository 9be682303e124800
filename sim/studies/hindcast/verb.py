"""`sim.hindcast`: what the model gets right of what happened, and by how much."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from sim.record import read_record
from sim.scenario.nodes import fail
from sim.scenario.problems import Origin, nearest
from sim.studies.hindcast import forecasts
from sim.studies.hindcast.on_file import score_on_file
from sim.studies.hindcast.reading import shipped_hindcasts
from sim.studies.hindcast.result import Hindcasts, hindcasts_about
from sim.studies.hindcast.study import DRAWS, N
from sim.studies.hindcast.study import hindcast as study
from sim.studies.hindcast.truces import judge
from sim.studies.hindcast.write import write
from sim.studies.keywords import named_settings
from sim.studies.settings import quiet


@named_settings
def hindcast(
    files: Sequence[str | Path] = (),
    n: int = N,
    seed: int = 1,
    *,
    draws: int = DRAWS,
    record: str | Path | None = None,
    out: str | Path | None = None,
    keep: str | Path | None = None,
    formats: Sequence[str] = ("png",),
    workers: int = 0,
    truces: bool | None = None,
    say: Callable[[str], None] = quiet,
    progress: Callable[[int, int], None] = quiet,
) -> Hindcasts:
    """Score forecasts as of a date against what came, beside simple baselines.

    `files` are hindcast files, names of shipped ones, or forecast files put aside earlier (`.json`, nothing is run);
    without any all that ship. `n` histories each, once as the scenario stands and, with `draws`, over so many sets of
    its uncertain parameters. `record` is a CSV file with the columns of the shipped record. With `out` the folder is
    written, and with `keep` every forecast is put into that folder, where none is ever rewritten. `truces` holds the
    life of a deal against other limited truces, too (by default when all that ship are scored). Raises
    `ScenarioError` for a file that is wrong or uses what is later than its as-of date, `RecordError` for a record.

    >>> import sim
    >>> found = sim.hindcast(["moratorium_2025"], n=40, draws=0)
    >>> found.table["n"][0] > 0
    True
    """
    held = read_record(Path(record) if record is not None else None)
    paths = [_place(str(file)) for file in files] or list(shipped_hindcasts())
    to_run = [path for path in paths if path.suffix != ".json"]
    on_file = [path for path in paths if path.suffix == ".json"]

    def make() -> Hindcasts:
        found = study(to_run, held, n=n, seed=seed, draws=draws, workers=workers, progress=progress)
        about = hindcasts_about(found.hindcasts, n, seed, draws)
        rows = list(found.rows)
        for path in on_file:
            rows += score_on_file(path, held)
            about["hindcasts"].append(_filed(path))
        if keep is not None:
            for one in found.hindcasts:
                said = forecasts.content(one, found.rows, n, seed, draws)
                forecasts.keep(Path(keep), said, datetime.date.today())
        other = truces if truces is not None else not files
        return Hindcasts(tuple(rows), about, judge(n, seed, draws, workers).as_dict() if other else None)

    return make() if out is None else write(Path(out), make, formats, say=say)


def _place(text: str) -> Path:
    """A path, or the file of a shipped hindcast's name. Raises ScenarioError for neither."""
    names = {path.stem: path for path in shipped_hindcasts()}
    if text in names and not Path(text).is_file():
        return names[text]
    if text.isidentifier() and not Path(text).exists():
        raise fail(Origin(text), f"is neither a file nor one of {', '.join(names)}{nearest(text, names)}")
    return Path(text)


def _filed(path: Path) -> dict[str, str]:
    about = forecasts.read(path)
    return {
        "name": about["hindcast"], "title": f"{about['hindcast']}, put on file on {about['made_on']}",
        "as_of": about["as_of"], "declares": about["declares"], "caution": f"Digest {about['digest'][:16]}.",
        "scenario": about["scenario"],
    }  # fmt: skip
