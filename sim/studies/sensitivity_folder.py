"""A sensitivity study in a results folder: its tables, what it was made from, and how it is read again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.results import Manifest, Refused, Stopped, file_digest, read_manifest, replace_folder, versions, writing

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Scenario
    from sim.studies.sensitivity import Sensitivity

KIND = "moratorium sensitivity"
TABLES = ("effects", "indices", "curves")


@dataclass(frozen=True)
class Kept:
    """A study in its folder; `effects`, `indices` and `curves` as in `Sensitivity`, `about` as in `summary.json`."""

    path: Path
    scenario: Scenario
    about: dict[str, Any]

    def table(self, name: str) -> pl.DataFrame:
        """One of the tables, by its name."""
        import polars as pl

        return pl.read_parquet(self.path / f"{name}.parquet")


def keep(out: Path, make: Callable[[], Sensitivity], decorate: Callable[[Kept], None] = lambda kept: None) -> Kept:
    """Run `make` with the folder `out` locked, and put what it found there in one step; an old study is replaced.

    Raises `Refused` for a folder that is not a study's, `Stopped` for another writer or a full disk.
    """
    target = out.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = writing(target).__enter__()
    except OSError as error:
        raise Refused(f"cannot write in the folder {target.parent}: {error.strerror}") from error
    staged = target.with_name(f".{target.name}.staged")
    try:
        if target.exists() and not (read_manifest(target, KIND) or (target.is_dir() and not any(target.iterdir()))):
            raise Refused(f"{target} is not a folder of `moratorium sensitivity`, and is left alone; name another")
        found = make()
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir()
        kept = _write(staged, found)
        decorate(kept)
        _manifest(target, found, staged).write(staged)
        replace_folder(staged, target)
        return Kept(target, kept.scenario, kept.about)
    except OSError as error:
        raise Stopped(f"cannot write {error.filename or target}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)
        lock.__exit__(None, None, None)


def open_sensitivity(path: str | Path) -> Kept:
    """The study in a folder that `moratorium sensitivity` wrote. Raises `Refused` if it is none."""
    from sim.scenario import load

    folder = Path(path)
    if read_manifest(folder, KIND) is None:
        raise Refused(f"{folder} is not a folder of `moratorium sensitivity`")
    return Kept(folder, load(folder / "scenario.yaml"), json.loads((folder / "summary.json").read_bytes()))


def _write(folder: Path, found: Sensitivity) -> Kept:
    from sim.results.parquet import write_frame

    (folder / "scenario.yaml").write_text(found.scenario.to_yaml(), encoding="utf-8")
    for name in TABLES:
        write_frame(getattr(found, name), folder / f"{name}.parquet")
    about = {
        "scenario": found.scenario.name,
        "outcomes": list(found.outcomes),
        "parameters": {factor.path: str(factor.distribution) for factor in found.factors},
        "rows": found.settings.rows,
        "replicates": found.settings.replicates,
        "single_rows": found.settings.single_rows,
        "seed": found.settings.seed,
        "notes": list(found.notes),
    }
    (folder / "summary.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    return Kept(folder, found.scenario, about)


def _manifest(target: Path, found: Sensitivity, staged: Path) -> Manifest:
    from sim.model.digest import rules_digest

    files = [path for path in sorted(staged.iterdir()) if path.is_file()]
    return Manifest(
        name=target.name, title=found.scenario.title, seed=found.settings.seed,
        replicates=found.settings.replicates, scenario=found.scenario.digest(), rules=rules_digest(), bands=0,
        engine="compiled", kind=KIND, state="whole", versions=versions(),
        files={path.name: file_digest(path) for path in files},
        written=sorted([*(path.name for path in staged.iterdir()), "manifest.json"]),
        finished=datetime.now().astimezone().isoformat(timespec="seconds"),
    )  # fmt: skip
