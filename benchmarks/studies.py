"""Studies as a user types them: a sweep of 21 x 21 points and a Sobol study of 12 parameters, pictures included."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.commands import command

PARAMETERS = (
    "strikes.russia.per_day",
    "strikes.ukraine.per_day",
    "willingness.russia",
    "willingness.ukraine",
    "talks.mediator",
    "talks.round_days",
    "demands.linkage",
    "kursk.precondition.strictness",
    "grid.destroyed_gw",
    "moratorium.temptation.russia",
    "moratorium.terms.monitoring",
    "trust.recovery_days",
)


def measure(steps: int = 21, n: int = 500, rows: int = 512, replicates: int = 100) -> dict[str, float]:
    """Wall seconds and peak MiB of both; the defaults are 220,500 and 716,800 histories (and the second way's)."""
    with tempfile.TemporaryDirectory() as folder:
        axes = (f"talks.mediator=0:1:{steps}", f"kursk.precondition.strictness=0:1:{steps}")
        sweep = ["sweep", "baseline", "-n", str(n), *(word for axis in axes for word in ("--vary", axis))]
        swept = command([*sweep, "--out", str(Path(folder) / "sweep")])
        study = ["sensitivity", "baseline", "--rows", str(rows), "-n", str(replicates)]
        study += [word for path in PARAMETERS for word in ("--parameter", path)]
        studied = command([*study, "--out", str(Path(folder) / "sensitivity")])
    return {
        "sweep_s": swept.seconds,
        "sweep_peak_mib": swept.mebibytes,
        "sensitivity_s": studied.seconds,
        "sensitivity_peak_mib": studied.mebibytes,
    }
