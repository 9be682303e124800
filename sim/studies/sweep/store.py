"""The folder of a sweep while it is written: parts for each point, resume, one writer, one rename at the end.

A part belongs to a *point by what it is*, not by its place in the plan: its number in the store is a digest of the
point's scenario. So more points or more replicates can be asked for later, in any order, and what is kept stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import polars as pl

from sim.results import Manifest, Part, PartStore, Refused, Writer, atomic_write, file_digest
from sim.results.inside import is_stranger
from sim.results.manifest import WRONG_CHECKSUM, study_digest
from sim.results.parquet import scan_frame
from sim.results.writer import clear
from sim.scenario import ScenarioError, load

if TYPE_CHECKING:
    import polars as pl

    from sim.scenario import Scenario
    from sim.studies.sweep.points import SweepPlan


def point_id(scenario: Scenario) -> int:
    """The number of a point in the store: the first 48 bits of a digest of its scenario and of what it asks."""
    asked = [[one.name, one.text] for one in scenario.questions]
    return int((study_digest(scenario.digest(), asked) if asked else scenario.digest())[:12], 16)


class SweepStore(Writer):
    """The writer of a sweep's folder (see `Writer`), with the parts of each point.

    Entering raises `Refused` (a folder that is not a sweep's; with `resume`, another scenario, rules or seed, or
    points and replicates there that are not asked for) or `Stopped` (another writer).
    """

    def __init__(
        self, target: Path, planned: SweepPlan, wanted: Manifest, *, resume: bool, say: Callable[[str], None]
    ) -> None:
        """Take note; nothing is touched before the block is entered."""
        super().__init__(target, wanted, say)
        self.planned, self.resume = planned, resume
        self.ids = [point_id(scenario) for scenario in planned.scenarios]
        self.parts: PartStore

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
            if at < self.planned.n:
                missing.append((point, at, self.planned.n))
        return missing

    def keep(self, point: int, first: int, runs: pl.DataFrame) -> None:
        """Keep replicates from `first` on of a point of the plan."""
        self.parts.add(first, len(runs), {"runs": runs}, point=self.ids[point])

    def publish_points(self, manifest: Manifest) -> Path:
        """Give the staged folder its name in one step, with the checksums of its files."""
        manifest.chunks = [{"point": identity, **self.planned.values(point)} for point, identity in enumerate(self.ids)]
        return self.publish(manifest)

    def _begin(self) -> None:
        super()._begin()
        whole = self._intact(self.target) if self._former() else None
        self.continued = self.resume and self._continue(whole)
        if not self.continued:
            clear(self.partial)
            self.parts = PartStore(self.partial / "parts")
        atomic_write(self.partial / "scenario.yaml", self.planned.base.to_yaml().encode())
        self.wanted.write(self.partial)

    def _continue(self, whole: Manifest | None) -> bool:
        """Take up what an earlier sweep kept; False when there is nothing. Refuses what does not belong together."""
        begun = self._intact(self.partial)
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
            clear(self.partial)
        self.parts = PartStore(self.partial / "parts")
        for name in self.parts.damaged:
            self.say(f"damaged part {self.partial / 'parts' / name}: its checksum is wrong; it is computed again")
        if whole:
            self._adopt(whole)
        kept = sum(part.count for part in self.parts.parts if part.point in set(self.ids))
        self.say(f"continuing: {kept:,} of {self.planned.histories:,} histories are kept")
        return True

    def _refuse_less(self, whole: Manifest) -> None:
        """A continued folder never loses what it holds."""
        extra = [chunk for chunk in whole.chunks if chunk.get("point") not in set(self.ids)]
        problems = []
        if self._asked_otherwise():
            problems.append("it answers other questions than are asked now")
        elif extra:
            named = ", ".join(f"{path} = {value}" for path, value in extra[0].items() if path != "point")
            problems.append(f"it holds {len(extra)} points that are not asked for, such as {named}")
        if whole.replicates > self.planned.n:
            problems.append(f"it holds {whole.replicates:,} replicates a point and {self.planned.n:,} are asked for")
        if problems:
            self._refuse(problems, "Ask for at least what is there, or run without --resume to replace it.")

    def _asked_otherwise(self) -> bool:
        """Whether the folder's own scenario asks other questions than are asked now."""
        try:
            kept = load(self.target / "scenario.yaml").questions
        except (ScenarioError, OSError):
            return False
        return {(one.name, one.text) for one in kept} != {(one.name, one.text) for one in self.planned.base.questions}

    def _refuse(self, reasons: list[str], cure: str) -> NoReturn:
        raise Refused("\n".join([f"cannot resume {self.target}:", *(f"  {reason}" for reason in reasons), cure]))

    def _adopt(self, whole: Manifest) -> None:
        """Take the points of a whole folder over as parts, if its table is intact."""
        path = self.target / "sweep.parquet"
        if is_stranger(path) or not path.is_file() or file_digest(path) != whole.files.get(path.name):
            self.say(f"damaged file {path}: {WRONG_CHECKSUM}; all is computed again")
            return
        held = {part.point for part in self.parts.parts}
        named = {"point", "error", *(name for chunk in whole.chunks for name in chunk)}
        for place, chunk in enumerate(whole.chunks):
            rows = scan_frame(path).filter((pl.col("point") == place) & pl.col("error").is_null())
            frame = rows.collect().drop(named, strict=False)
            if len(frame) and int(chunk["point"]) not in held:
                self.parts.add(0, len(frame), {"runs": frame}, point=int(chunk["point"]))

    def _changes(self, place: Path) -> list[str]:
        """What differs between the scenario kept at `place` and the one asked for, a line each."""
        try:
            kept = load(place / "scenario.yaml")
        except (ScenarioError, OSError):
            return []
        changes: list[Any] = list(self.planned.base.differences(kept))
        return [f"{item.path}: {item.before} there, {item.after} asked" for item in changes]
