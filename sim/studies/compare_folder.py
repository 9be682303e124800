"""The folder of a comparison: tables, pictures and report, written beside its place and named in one step."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.results import Lock, Refused, Stopped, file_digest, read_manifest, replace_folder, versions
from sim.results.atomic import recover_folder, sync_tree
from sim.studies.comparison import Comparison

if TYPE_CHECKING:
    from sim.studies.arms import Arm
    from sim.studies.run import Settings

KIND = "moratorium comparison"
FORMAT = 1


def check_target(target: Path) -> None:
    """Refuse a place that holds anything but a comparison of ours, before any history runs (`Refused`)."""
    if not target.name:
        raise Refused(f"{target} cannot be the folder of a comparison")
    if target.exists() and not target.is_dir():
        raise Refused(f"{target} is a file; name a folder with --out")
    if target.is_dir() and any(target.iterdir()) and not _is_ours(target):
        raise Refused(
            f"{target} holds files that are not a comparison by `moratorium compare`, and is left alone; "
            "name another folder with --out"
        )


def write(comparison: Comparison, target: Path, settings: Settings, decorate: Callable[[Path], None]) -> Path:
    """Write the folder; `decorate(folder)` adds pictures and report before it gets its name.

    Tables go to Parquet, or with `settings.csv` to CSV as well. Raises `Refused` for a folder that is not ours and
    `Stopped` for a full disk or another writer.
    """
    target = target.resolve()
    check_target(target)
    staged = target.with_name(f".{target.name}.staged")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with Lock(target.with_name(f".{target.name}.lock"), f"the comparison {target}"):
            recover_folder(target)
            shutil.rmtree(staged, ignore_errors=True)
            staged.mkdir()
            try:
                _fill(comparison, staged, settings, target.name)
                decorate(staged)
                _seal(comparison, staged, settings, target.name)
                sync_tree(staged)
                replace_folder(staged, target)
            finally:
                shutil.rmtree(staged, ignore_errors=True)
    except OSError as error:
        raise Stopped(f"cannot write {error.filename or target}: {error.strerror or error}") from error
    return target


def summary(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain values for JSON: arms, levels, differences, times, moves and typical histories."""
    frames = comparison.frames()
    return {
        "reference": comparison.reference.name,
        "paired": comparison.paired,
        "unpaired": comparison.unpaired,
        "notes": comparison.notes,
        "scenarios": [_about(arm) for arm in comparison.arms],
        **{name: _records(frames[name].to_dicts()) for name in ("levels", "differences", "times", "moves")},
        "typical": {
            name: {"replicate": one.replicate, "before": one.before, "after": one.after, "share": one.share}
            for name, one in comparison.typical.items()
        },
    }


def _is_ours(folder: Path) -> bool:
    try:
        about = json.loads((folder / "manifest.json").read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(about, dict) and about.get("kind") == KIND and read_manifest(folder) is None


def _fill(comparison: Comparison, folder: Path, settings: Settings, name: str) -> None:
    from sim.results.parquet import write_frame

    for table, frame in comparison.frames().items():
        write_frame(frame.lazy(), folder / f"{table}.parquet")
        if settings.csv:
            frame.write_csv(folder / f"{table}.csv")
    (folder / "scenarios").mkdir()
    for place, arm in enumerate(comparison.arms):
        text = arm.scenario.to_yaml()
        (folder / "scenarios" / f"{place}_{_slug(arm.name)}.yaml").write_text(text, encoding="utf-8")
    about = json.dumps({"name": name, **summary(comparison)}, indent=1, allow_nan=False, ensure_ascii=False)
    (folder / "summary.json").write_text(about + "\n", encoding="utf-8")


def _seal(comparison: Comparison, folder: Path, settings: Settings, name: str) -> None:
    """Write the manifest: what made the numbers, and the digest of each data file."""
    data = sorted(path for path in folder.iterdir() if path.suffix in {".parquet", ".csv", ".json"})
    about = {
        "kind": KIND,
        "format": FORMAT,
        "name": name,
        "scenarios": [_about(arm) for arm in comparison.arms],
        "engine": settings.engine,
        "versions": versions(),
        "files": {path.name: file_digest(path) for path in data},
        "finished": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    (folder / "manifest.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _about(arm: Arm) -> dict[str, Any]:
    result = arm.result
    return {
        "name": arm.name,
        "title": arm.scenario.title,
        "question": arm.scenario.question,
        "digest": arm.scenario.digest(),
        "rules": arm.rules,
        "n": result.n if result else 0,
        "seed": result.seed if result else None,
        "clips": arm.clips,
        "failure": arm.failure or None,
        "read_from": str(arm.folder) if arm.folder else None,
    }


def _records(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows without what JSON cannot hold: no number becomes null."""
    return [
        {key: None if isinstance(v, float) and not math.isfinite(v) else v for key, v in row.items()} for row in rows
    ]


def _slug(name: str) -> str:
    """A name that any file system takes."""
    return "".join(letter if letter.isalnum() and letter.isascii() else "_" for letter in name)[:60] or "scenario"
