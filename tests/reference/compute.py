"""What is kept of each shipped scenario: headline values of a small ensemble and the fingerprint of each history.

Fingerprints say whether any history changed; the values say what that did to the results. A fingerprint holds the last
bit of every exponential, and the model's arithmetic is its own: they are the same on every machine.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "results" / "reference"
FINGERPRINTS = Path(__file__).resolve().parent / "fingerprints"  # a file a scenario, a line of 16 digits a history
N, SEED = 200, 1  # histories and seed

NOT_SUMMED = ("replicate", "draw", "fingerprint")


def scenario_files() -> list[Path]:
    """The shipped scenarios."""
    return sorted((ROOT / "scenarios").glob("*.yaml"))


def compute(path: Path, engine: str = "compiled") -> tuple[dict[str, Any], list[str]]:
    """The reference of one scenario file, and its fingerprints."""
    import numpy as np

    from sim.engine.ensemble import EnsembleOptions, ensemble
    from sim.outcomes.summary import summarise
    from sim.outcomes.tables import runs_frame, spells_frame
    from sim.scenario import load

    scenario = load(path)
    chunks = list(ensemble(scenario, N, SEED, options=EnsembleOptions(engine=engine, workers=1, bands=0)))
    rows = np.concatenate([chunk.rows for chunk in chunks])
    spells = np.concatenate([chunk.spells for chunk in chunks])
    headlines = summarise(runs_frame(rows), spells_frame(spells), scenario)["headlines"]
    fingerprints = [f"{int(value):016x}" for value in rows["fingerprint"]]
    reference = {
        "scenario": path.stem,
        "scenario_digest": scenario.digest(),
        "n": N,
        "seed": SEED,
        "clips": int(rows["clips"].sum()),
        "sums": {name: float(np.nansum(rows[name])) for name in rows.dtype.names if name not in NOT_SUMMED},
        "headlines": {name: headline["value"] for name, headline in headlines.items()},
    }
    return reference, fingerprints


def kept(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The reference and the fingerprints that are kept for a scenario file; nothing where there are none yet."""
    found: dict[str, Any] = {}
    if (FOLDER / f"{path.stem}.json").exists():
        found = json.loads((FOLDER / f"{path.stem}.json").read_text(encoding="utf-8"))
    lines = FINGERPRINTS / f"{path.stem}.txt"
    return found, lines.read_text(encoding="ascii").split() if lines.exists() else []


def keep(reference: dict[str, Any], fingerprints: list[str]) -> None:
    """Write a reference and its fingerprints."""
    name = reference["scenario"]
    for folder in (FOLDER, FINGERPRINTS):
        folder.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.json").write_text(json.dumps(reference, indent=1) + "\n", encoding="utf-8")
    (FINGERPRINTS / f"{name}.txt").write_text("\n".join(fingerprints) + "\n", encoding="ascii")
