"""What a comparison leaves: tidy frames over all scenarios, and what must be said of each of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sim.scenario import Scenario
from sim.studies.compare.arm import Arm
from sim.studies.compare.typical import Typical
from sim.studies.settings import Settings

if TYPE_CHECKING:
    import polars as pl

    from sim.outcomes.paired import Contrast


TABLES = ("levels", "differences", "times", "lives", "causes", "moves", "divergence")
"""Names of the tidy frames."""


@dataclass(frozen=True, eq=False)
class ComparisonData:
    """Scenarios side by side; the first arm is the reference.

    Frames are tidy, `scenario` naming the arm:

    - `levels`: every headline of every arm with its 95% interval (`scenario, outcome, label, unit, kind, value, low,
      high, se, n, note`).
    - `differences`: each arm against the reference, a row a headline, the columns of `outcomes.paired.contrast_frame`
      after `scenario`, `failure`, and `p_holm`, the p-value after Holm's correction over all rows. An arm that failed
      has its rows too, with nothing but the reason.
    - `times`: restricted means of times and lives, the columns of `outcomes.times.compare_times` after `scenario`.
    - `lives` and `causes`: Kaplan-Meier curves and cumulative incidence of first spells, after `scenario, life`.
    - `moves`: how many histories went from which class of outcome to which (`scenario, before, after, histories,
      share`); only for paired arms, like the next.
    - `divergence`: where flipped histories part from the reference (see `reruns.divergences`), after `scenario`.

    `contrasts` holds the rows of `differences` as they were estimated, by arm; None where either of the two failed.
    `unpaired` maps an arm to the reasons why it does not share the reference's luck, `cautions` to what makes it hard
    to compare though it may share it; `notes` are all that readers must know; `failures` are pictures that failed.
    `path` is its folder (None: nothing was written); `rows_kept` is False for a folder written before comparisons kept
    the rows of their arms. `bridge` has the changes from the reference to each arm one at a time, the columns of
    `bridge.bridge` after `scenario`; None unless it was asked for. `questions` has what the scenarios ask: both answers
    and the difference, the columns of `outcomes.questions.paired.asked_frame` after `scenario`; None where nothing is.
    """

    arms: list[Arm]
    settings: Settings
    contrasts: dict[str, list[Contrast] | None]
    levels: pl.DataFrame
    differences: pl.DataFrame
    times: pl.DataFrame
    lives: pl.DataFrame
    causes: pl.DataFrame
    moves: pl.DataFrame
    divergence: pl.DataFrame
    typical: dict[str, Typical] = field(default_factory=dict)
    unpaired: dict[str, list[str]] = field(default_factory=dict)
    cautions: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    path: Path | None = None
    rows_kept: bool = True
    bridge: pl.DataFrame | None = None
    questions: pl.DataFrame | None = None

    @property
    def reference(self) -> Arm:
        """The first arm, against which the others are set."""
        return self.arms[0]

    @property
    def scenario(self) -> Scenario:
        """The reference's scenario."""
        return self.reference.scenario

    @property
    def others(self) -> list[Arm]:
        """Every arm but the reference, failed ones included."""
        return self.arms[1:]

    @property
    def failed(self) -> list[Arm]:
        """The arms that have no histories."""
        return [arm for arm in self.arms if arm.result is None]

    @property
    def paired(self) -> bool:
        """Whether every arm that has histories shares the reference's luck."""
        return not self.unpaired

    def file_of(self, arm: Arm) -> str:
        """Where the folder of the comparison holds the resolved scenario of an arm, raised ceilings included."""
        plain = "".join(letter if letter.isalnum() else "_" for letter in arm.name)[:60]
        # Cut by bytes, for a file system counts those.
        short = plain.encode(errors="replace")[:180].decode(errors="ignore")
        return f"scenarios/{self.arms.index(arm)}_{short or 'scenario'}.yaml"

    def tables(self) -> dict[str, pl.DataFrame]:
        """The tidy frames by name, in the order in which they are described."""
        perhaps = {"bridge": self.bridge, "questions": self.questions}
        more = {name: frame for name, frame in perhaps.items() if frame is not None}
        return {**{name: getattr(self, name) for name in TABLES}, **more}
