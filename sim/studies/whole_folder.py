"""A results folder that is made in one piece: locked while its study runs, and put in place in one step at the end."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sim.results import Manifest, Refused, Stopped, file_digest, read_manifest, replace_folder, versions, writing
from sim.studies.executors import WorkersLost

if TYPE_CHECKING:
    from sim.scenario import Scenario


def make_folder(out: Path, kind: str, fill: Callable[[Path], Manifest]) -> Path:
    """Hold the lock of `out`, let `fill` run its study and write into an empty folder, and give that the name.

    `fill` returns the manifest (see `manifest_of`). A folder of the same `kind` is replaced. Raises `Refused` for a
    folder that is not ours, `Stopped` for another writer or a full disk; then nothing has changed.
    """
    target = out.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = writing(target).__enter__()
    except OSError as error:
        raise Refused(f"cannot write in the folder {target.parent}: {error.strerror}") from error
    staged = target.with_name(f".{target.name}.staged")
    try:
        empty = target.is_dir() and not any(target.iterdir())
        if target.exists() and not empty and read_manifest(target, kind) is None:
            raise Refused(f"{target} is not a folder of `{kind}`, and is left alone; name another with --out")
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir()
        manifest = fill(staged)
        files = [path for path in sorted(staged.iterdir()) if path.is_file()]
        manifest.files = {path.name: file_digest(path) for path in files}
        manifest.written = sorted([*(path.name for path in staged.iterdir()), "manifest.json"])
        manifest.write(staged)
        replace_folder(staged, target)
        return target
    except WorkersLost as error:
        raise Stopped(f"{error}; nothing was written") from error
    except OSError as error:
        raise Stopped(f"cannot write {error.filename or target}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)
        lock.__exit__(None, None, None)


def manifest_of(kind: str, scenario: Scenario, n: int, seed: int) -> Manifest:
    """The manifest of a study of `scenario` that is whole."""
    from sim.engine.digest import rules_digest

    return Manifest(
        name=scenario.name, title=scenario.title, seed=seed, replicates=n, scenario=scenario.digest(),
        rules=rules_digest(), bands=0, engine="compiled", kind=kind, state="whole", versions=versions(),
        finished=datetime.now().astimezone().isoformat(timespec="seconds"),
    )  # fmt: skip
