"""The folder of one run while it is written: parts beside it, or what an earlier run kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn

from sim.results.errors import Refused
from sim.results.inside import atomic_write, is_stranger
from sim.results.manifest import WRONG_CHECKSUM, Manifest
from sim.results.parts import PartStore, file_digest
from sim.results.writer import Writer, clear

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from sim.scenario import Scenario


class Store(Writer):
    """The writer of a run's folder (see `Writer`), with the parts that are done.

    With `resume` entering raises `Refused` for another scenario, rules or seed, named, too. `parts` is where chunks
    go, `text` the resolved scenario as YAML; `stage` and `publish` finish. With `open_ended` the number of replicates
    in `wanted` is a first look and not the end; `at_least` is what a whole folder already gave.
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
        super().__init__(target, wanted, say)
        self.scenario = scenario
        self.text = scenario.to_yaml()
        self.resume = resume
        self.open_ended = open_ended
        self.at_least = 0
        self.parts: PartStore

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the parts, if there are any, and give up the lock; a staged folder that was not published goes."""
        if self.partial.exists() and not self.parts.parts:
            shutil.rmtree(self.partial, ignore_errors=True)
        super().__exit__(kind, error, trace)

    def _begin(self) -> None:
        super()._begin()
        whole = self._intact(self.target) if self._former() else None
        self.continued = self.resume and self._continue(whole)
        if not self.continued:
            clear(self.partial)
            self.parts = PartStore(self.partial / "parts")
        atomic_write(self.partial / "scenario.yaml", self.text.encode())
        self.wanted.write(self.partial)

    def _continue(self, whole: Manifest | None) -> bool:
        """Take up what an earlier run kept; False when there is nothing. Refuses what does not belong together."""
        begun = self._intact(self.partial)
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
        tables = ("runs", "spells", "bands", *(("windows",) if "windows.parquet" in whole.files else ()))
        names = {table: f"{table}.parquet" for table in tables}
        for name in names.values():
            path = self.target / name
            if is_stranger(path) or not path.is_file() or file_digest(path) != whole.files.get(name):
                self.say(f"damaged file {path}: {WRONG_CHECKSUM}; all is computed again")
                return False
        clear(self.partial)
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
        return self.parts.table(name, n)

    def array(self, name: str, n: int) -> np.ndarray[Any, Any] | None:
        """The trajectories kept for replicates below `n`, in order; None when there are none."""
        return self.parts.array(name, n)
