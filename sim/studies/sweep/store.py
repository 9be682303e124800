"""The folder of a sweep while it is written: parts for each point, resume, one writer, one rename at the end.

A part belongs to a *point by what it is*, not by its place in the plan: its number in the store is a digest of the
point's scenario. So more points or more replicates can be asked for later, in any order, and what is kept stays.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn

from sim.results import (
    Manifest,
    Part,
    PartStore,
    Refused,
    atomic_write,
    file_digest,
    read_manifest,
    replace_folder,
    writing,
)
from sim.results.atomic import recover_folder, sync_tree

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Scenario
    from sim.studies.sweep.points import Plan


def point_id(scenario: Scenario) -> int:
    """The number of a point in the store: the first 48 bits of its scenario's digest."""
    return int(scenario.digest()[:12], 16)


class SweepStore:
    """The one writer of a sweep's folder, as a context manager; `say` takes one line for the person waiting.

    Entering raises `Refused` (a folder that is not a sweep's; with `resume`, another scenario, rules or seed, or
    points and replicates there that are not asked for) or `Stopped` (another writer).
    """

    def __init__(self, target: Path, what: Plan, wanted: Manifest, *, resume: bool, say: Callable[[str], None]) -> None:
        """Take note; nothing is touched before the block is entered."""
        self.target = target.resolve()
        if not self.target.name:
            raise Refused(f"{target} cannot be a results folder")
        self.what, self.wanted, self.resume, self.say = what, wanted, resume, say
        self.ids = [point_id(scenario) for scenario in what.scenarios]
        self.parts: PartStore
        self._open = ExitStack()

    @property
    def partial(self) -> Path:
        """Where the parts lie until the sweep is whole."""
        return self.target.with_name(f".{self.target.name}.partial")

    @property
    def _staged(self) -> Path:
        return self.target.with_name(f".{self.target.name}.staged")

    def __enter__(self) -> SweepStore:
        """Lock the folder's name, and take up or clear what lies beside it."""
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
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
        """Let go; the parts stay unless the sweep was published."""
        shutil.rmtree(self._staged, ignore_errors=True)
        self._open.close()

    def gaps(self) -> list[tuple[int, int, int]]:
        """What is still to compute: (point of the plan, first, end), in the order of the plan."""
        kept: dict[int, list[Part]] = defaultdict(list)
        for part in self.parts.parts:
            kept[part.point].append(part)
        missing = []
        for point, identity in enumerate(self.ids):
            at = 0
            for part in kept[identity]:
                if part.first > at:
                    missing.append((point, at, part.first))
                at = max(at, part.end)
            if at < self.what.n:
                missing.append((point, at, self.what.n))
        return missing

    def keep(self, point: int, first: int, runs: pl.DataFrame) -> None:
        """Keep replicates from `first` on of a point of the plan."""
        self.parts.add(first, len(runs), {"runs": runs}, point=self.ids[point])

    def stage(self) -> Path:
        """An empty folder to put the results together in."""
        shutil.rmtree(self._staged, ignore_errors=True)
        self._staged.mkdir()
        return self._staged

    def publish(self, manifest: Manifest) -> Path:
        """Give the staged folder its name in one step, with the checksums of its files."""
        data = [path for path in sorted(self._staged.iterdir()) if path.is_file() and path.name != "manifest.json"]
        manifest.state = "whole"
        manifest.files = {path.name: file_digest(path) for path in data}
        manifest.chunks = [{"point": identity, **self.what.values(point)} for point, identity in enumerate(self.ids)]
        manifest.written = sorted({path.name for path in self._staged.iterdir()} | {"manifest.json"})
        manifest.write(self._staged)
        sync_tree(self._staged)
        replace_folder(self._staged, self.target)
        shutil.rmtree(self.partial, ignore_errors=True)
        return self.target

    def _begin(self) -> None:
        recover_folder(self.target)
        shutil.rmtree(self._staged, ignore_errors=True)
        whole = self._ours()
        if not (self.resume and self._continue(whole)):
            if self.partial.exists():
                shutil.rmtree(self.partial)
            self.parts = PartStore(self.partial / "parts")
        atomic_write(self.partial / "scenario.yaml", self.what.base.to_yaml().encode())
        self.wanted.write(self.partial)

    def _ours(self) -> Manifest | None:
        if not self.target.exists():
            return None
        manifest = read_manifest(self.target, self.wanted.kind) if self.target.is_dir() else None
        if manifest is None and (not self.target.is_dir() or any(self.target.iterdir())):
            raise Refused(
                f"{self.target} is not a folder of `moratorium sweep`, and is left alone; name another with --out"
            )
        return manifest

    def _continue(self, whole: Manifest | None) -> bool:
        """Take up what an earlier sweep kept; False when there is nothing. Refuses what does not belong together."""
        begun = read_manifest(self.partial, self.wanted.kind)
        place, earlier = (self.partial, begun) if begun else (self.target, whole)
        if earlier is None:
            return False
        if reasons := earlier.mismatch(self.wanted):
            self._refuse(
                [*reasons, *self._changes(place)], "Run without --resume to replace it, or name another folder."
            )
        if aged := earlier.aged():
            self.say(f"begun with other versions: {', '.join(aged)}; numbers hold, bytes of files may differ")
        if whole:
            self._refuse_less(whole)
        if begun is None:
            shutil.rmtree(self.partial, ignore_errors=True)
        self.parts = PartStore(self.partial / "parts")
        for name in self.parts.damaged:
            self.say(f"damaged part {self.partial / 'parts' / name}: its checksum is wrong; it is computed again")
        if whole:
            self._adopt(whole)
        kept = sum(part.count for part in self.parts.parts if part.point in set(self.ids))
        self.say(f"continuing: {kept:,} of {self.what.histories:,} histories are kept")
        return True

    def _refuse_less(self, whole: Manifest) -> None:
        """A continued folder never loses what it holds."""
        extra = [chunk for chunk in whole.chunks if chunk.get("point") not in set(self.ids)]
        problems = []
        if extra:
            named = ", ".join(f"{path} = {value}" for path, value in extra[0].items() if path != "point")
            problems.append(f"it holds {len(extra)} points that are not asked for, such as {named}")
        if whole.replicates > self.what.n:
            problems.append(f"it holds {whole.replicates:,} replicates a point and {self.what.n:,} are asked for")
        if problems:
            self._refuse(problems, "Ask for at least what is there, or run without --resume to replace it.")

    def _refuse(self, reasons: list[str], cure: str) -> NoReturn:
        raise Refused("\n".join([f"cannot resume {self.target}:", *(f"  {reason}" for reason in reasons), cure]))

    def _adopt(self, whole: Manifest) -> None:
        """Take the points of a whole folder over as parts, if its table is intact."""
        import polars as pl

        path = self.target / "sweep.parquet"
        if not path.is_file() or file_digest(path) != whole.files.get(path.name):
            self.say(f"damaged file {path}: its checksum is wrong; all is computed again")
            return
        held = {part.point for part in self.parts.parts}
        named = {"point", "error", *(name for chunk in whole.chunks for name in chunk)}
        for place, chunk in enumerate(whole.chunks):
            rows = pl.scan_parquet(path).filter((pl.col("point") == place) & pl.col("error").is_null())
            frame = rows.collect().drop(named, strict=False)
            if len(frame) and int(chunk["point"]) not in held:
                self.parts.add(0, len(frame), {"runs": frame}, point=int(chunk["point"]))

    def _changes(self, place: Path) -> list[str]:
        """What differs between the scenario kept at `place` and the one asked for, a line each."""
        from sim.scenario import ScenarioError, load

        try:
            kept = load(place / "scenario.yaml")
        except (ScenarioError, OSError):
            return []
        changes: list[Any] = list(self.what.base.differences(kept))
        return [f"{item.path}: {item.before} there, {item.after} asked" for item in changes]
