"""A results folder that is made in one piece: locked while its study runs, and put in place in one step at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sim.engine.digest import rules_digest
from sim.results import Interrupted, Manifest, Stopped, Writer, versions
from sim.results.kept import KeptWriter
from sim.studies.executors import WorkersLost

if TYPE_CHECKING:
    from sim.scenario import Scenario

Say = Callable[[str], None]


def make_folder(out: Path, kind: str, fill: Callable[[Path], Manifest], *, say: Say = lambda line: None) -> Path:
    """Hold the lock of `out`, let `fill` run its study and write into an empty folder, and give that the name.

    `fill` returns the manifest (see `manifest_of`). A folder of the same `kind` is replaced, as `sim.results.Writer`
    says. Raises `Refused` for a folder that is not ours, `Stopped` for another writer or a full disk; then nothing has
    changed.
    """
    nothing = Manifest("", "", 0, 0, "", "", 0, "", kind=kind)
    with Writer(out, nothing, say) as writer:
        try:
            return writer.publish(fill(writer.stage()))
        except WorkersLost as error:
            raise Stopped(f"{error}; nothing was written") from error
        except OSError as error:
            raise Stopped(f"cannot write {error.filename or writer.target}: {error.strerror or error}") from error


def make_kept_folder(
    out: Path,
    wanted: Manifest,
    fill: Callable[[Path, Path], None],
    *,
    resume: bool = False,
    say: Say = lambda line: None,
) -> Path:
    """As `make_folder`, for a study that can be resumed: `fill(folder, kept)` keeps what it has in the folder `kept`.

    `wanted` (see `manifest_of`) says what is asked; with `resume` the same is taken up. Raises as `make_folder`, and
    `Interrupted` after Ctrl-C, each with what is kept.
    """
    with KeptWriter(out, wanted, resume=resume, say=say) as writer:
        try:
            fill(writer.stage(), writer.partial)
            return writer.publish(wanted)
        except KeyboardInterrupt:
            raise Interrupted(writer.left("interrupted")) from None
        except WorkersLost as error:
            raise Stopped(f"{error}\n{writer.left('stopped')}") from error
        except OSError as error:
            reason = f"cannot write {error.filename or writer.target}: {error.strerror or error}"
            raise Stopped(f"{reason}\n{writer.left('stopped')}") from error


def manifest_of(kind: str, scenario: Scenario, n: int, seed: int, study: str = "") -> Manifest:
    """The manifest of a study of `scenario` that is whole; `study` (`study_digest`) says what else was asked."""
    return Manifest(
        name=scenario.name, title=scenario.title, seed=seed, replicates=n, scenario=scenario.digest(),
        rules=rules_digest(), bands=0, engine="compiled", kind=kind, state="whole", study=study, versions=versions(),
        finished=datetime.now().astimezone().isoformat(timespec="seconds"),
    )  # fmt: skip
