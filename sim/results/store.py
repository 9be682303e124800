"""A results folder being written: parts beside it, then one rename; or continued with what an earlier run kept.

For `results/NAME` three names lie beside it while a run is under way: `.NAME.lock` (one writer), `.NAME.partial` (parts
done, kept after a kill) and `.NAME.staged` (the folder being put together). Only a whole folder ever has the name.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn

from sim.results.atomic import atomic_write, recover_folder, replace_folder, sync_tree
from sim.results.errors import Refused
from sim.results.lock import Lock
from sim.results.manifest import Manifest, read_manifest
from sim.results.parts import Part, PartStore, file_digest

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from sim.scenario import Scenario


class Store:
    """The one writer of a results folder, as a context manager.

    `wanted` describes the run; `say` takes one line for the person waiting (damage found, parts continued). Entering
    raises `Refused` (a folder that is not ours; with `resume`, another scenario, rules or seed, named) or `Stopped`
    (another writer). `parts` is where chunks go; `stage` and `publish` finish. With `open_ended` the number of
    replicates in `wanted` is a first look and not the end; `at_least` is what a whole folder already gave.
    """

    def __init__(
        self,
        target: Path,
        scenario: Scenario,
        wanted: Manifest,
        *,
        resume: bool,
        say: Callable[[str], None],
        open_ended: bool = False,
    ) -> None:
        """Touch nothing yet."""
        self.target = target.resolve()
        here = Path.cwd()
        if self.target in (here, *here.parents):
            raise Refused(f"{target} cannot be replaced while you are in it; name a folder below it with --out")
        self.scenario = scenario
        self.wanted = wanted
        self.resume = resume
        self.say = say
        self.open_ended = open_ended
        self.at_least = 0
        self.parts: PartStore
        self._open = ExitStack()

    @property
    def partial(self) -> Path:
        """Where the parts lie until the run is whole."""
        return self.target.with_name(f".{self.target.name}.partial")

    @property
    def _staged(self) -> Path:
        return self.target.with_name(f".{self.target.name}.staged")

    def __enter__(self) -> Store:
        """Take the lock and see what is there."""
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(f"cannot make the folder {self.target.parent}: {error.strerror}") from error
        try:
            self._open.enter_context(writing(self.target))
        except OSError as error:
            raise Refused(f"cannot write in the folder {self.target.parent}: {error.strerror}") from error
        try:
            self._begin()
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the parts, if there are any, and give up the lock; a staged folder that was not published goes."""
        shutil.rmtree(self._staged, ignore_errors=True)
        if self.partial.exists() and not self.parts.parts:
            shutil.rmtree(self.partial, ignore_errors=True)
        self._open.close()

    def _begin(self) -> None:
        recover_folder(self.target)
        shutil.rmtree(self._staged, ignore_errors=True)
        whole = self._ours()
        if not (self.resume and self._continue(whole)):
            if self.partial.exists():
                shutil.rmtree(self.partial)
            self.parts = PartStore(self.partial / "parts")
        atomic_write(self.partial / "scenario.yaml", self.scenario.to_yaml().encode())
        self.wanted.write(self.partial)

    def _ours(self) -> Manifest | None:
        """The manifest of the folder at the target; None if there is none yet; refuses what is not ours."""
        if not self.target.exists():
            return None
        if not self.target.is_dir():
            raise Refused(f"{self.target} is a file; name a folder with --out")
        manifest = read_manifest(self.target)
        if manifest is None and any(self.target.iterdir()):
            raise Refused(
                f"{self.target} holds files that are not results of `moratorium run`, and is left alone; "
                "name another folder with --out"
            )
        return manifest

    def _continue(self, whole: Manifest | None) -> bool:
        """Take up what an earlier run kept; False when there is nothing. Refuses what does not belong together."""
        begun = read_manifest(self.partial)
        reasons = begun.mismatch(self.wanted) if begun else []
        if begun and not reasons:
            self._note_age(begun)
            self.parts = PartStore(self.partial / "parts")
            for name in self.parts.damaged:
                self.say(f"damaged part {self.partial / 'parts' / name}: its checksum is wrong; it is computed again")
            self.at_least = max((part.end for part in self.parts.parts if "bands" in part.files), default=0)
            self._refuse_fewer(self.parts.end())
            self.say(f"continuing: {self.parts.done():,} replicates are kept")
            return True
        if whole and not whole.mismatch(self.wanted):
            self._note_age(whole)
            self._refuse_fewer(whole.replicates)
            return self._adopt(whole)
        if begun or whole:
            self._refuse(
                self.partial if begun else self.target, reasons or (whole.mismatch(self.wanted) if whole else [])
            )
        return False

    def _refuse(self, place: Path, reasons: list[str]) -> NoReturn:
        lines = [f"  {reason}" for reason in [*reasons, *self._changes(place)]]
        cure = "Run without --resume to replace it, or name another folder with --out."
        raise Refused("\n".join([f"cannot resume {self.target}:", *lines, cure]))

    def _adopt(self, whole: Manifest) -> bool:
        """Start from a whole folder's own tables, if they are enough and intact; else from nothing."""
        same = self.wanted.replicates == whole.replicates and not self.open_ended
        if whole.replicates < self.wanted.bands and not same:
            # The bands are over the first replicates' trajectories, which a whole folder no longer holds: seconds.
            self.say(f"the bands need more than the {whole.replicates:,} replicates there; all are computed again")
            return False
        names = {table: f"{table}.parquet" for table in ("runs", "spells", "bands")}
        for name in names.values():
            path = self.target / name
            if not path.is_file() or file_digest(path) != whole.files.get(name):
                self.say(f"damaged file {path}: its checksum is wrong; all is computed again")
                return False
        if self.partial.exists():
            shutil.rmtree(self.partial)
        self.parts = PartStore(self.partial / "parts")
        self.parts.adopt(0, whole.replicates, {table: self.target / name for table, name in names.items()})
        self.at_least = whole.replicates
        self.say(f"continuing: {whole.replicates:,} replicates are kept")
        return True

    def _refuse_fewer(self, done: int) -> None:
        if self.wanted.replicates < done and not self.open_ended:
            raise Refused(
                f"cannot resume {self.target}: it already holds {done:,} replicates and "
                f"{self.wanted.replicates:,} are asked; give -n {done} or more, or run without --resume"
            )

    def _note_age(self, earlier: Manifest) -> None:
        if aged := earlier.aged():
            self.say(f"begun with other versions: {', '.join(aged)}; numbers hold, bytes of files may differ")

    def _changes(self, place: Path) -> list[str]:
        """What differs between the scenario kept at `place` and the one asked for, a line each."""
        from sim.scenario import ScenarioError, difference_rows, load

        try:
            kept = load(place / "scenario.yaml")
        except (ScenarioError, OSError):
            return []
        rows = difference_rows(self.scenario.differences(kept))
        return [f"{path}: {before} there, {after} asked ({unit or '-'})" for path, before, after, unit in rows]

    def table(self, name: str, n: int) -> pl.LazyFrame:
        """The rows of one table for replicates below `n`, in order, scanned and not read."""
        import polars as pl

        def scan(part: Part, path: Path) -> pl.LazyFrame:
            frame = pl.scan_parquet(path)
            return frame if part.end <= n else frame.filter(pl.col("replicate") < n)

        return pl.concat([scan(part, path) for part, path in self.parts.paths(name, n)])

    def array(self, name: str, n: int) -> np.ndarray[Any, Any] | None:
        """The trajectories kept for replicates below `n`, in order; None when there are none."""
        import numpy as np

        pieces = [np.load(path)[: n - part.first] for part, path in self.parts.paths(name, n)]
        return np.concatenate(pieces) if pieces else None

    def stage(self) -> Path:
        """An empty folder to put the results together in."""
        shutil.rmtree(self._staged, ignore_errors=True)
        self._staged.mkdir()
        return self._staged

    def publish(self, manifest: Manifest, data: Mapping[str, str]) -> Path:
        """Give the staged folder its name in one step; `data` maps its data files to their sha256.

        What a user put into the folder that it replaces comes along.
        """
        manifest.state = "whole"
        manifest.files = dict(data)
        manifest.chunks = [{"first": part.first, "count": part.count, "files": part.files} for part in self.parts.parts]
        manifest.written = sorted({path.name for path in self._staged.iterdir()} | {"manifest.json"})
        manifest.write(self._staged)
        earlier = read_manifest(self.target)
        for path in self.target.iterdir() if earlier else ():
            if path.name not in {*earlier.written, *manifest.written} if earlier else False:
                (shutil.copytree if path.is_dir() else shutil.copy2)(path, self._staged / path.name)
        sync_tree(self._staged)
        replace_folder(self._staged, self.target)
        shutil.rmtree(self.partial, ignore_errors=True)
        return self.target


def writing(folder: Path) -> Lock:
    """The lock of whoever writes the results folder `folder` (`plot` holds it too while it draws)."""
    place = folder.resolve()
    return Lock(place.with_name(f".{place.name}.lock"), f"the results folder {folder}")
