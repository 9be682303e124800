"""What is kept of each shipped scenario: headline values of a small ensemble and a digest of its fingerprints.

The digest says whether any history changed; the values say what that did to the results. Fingerprints hold the last
bit of every exponential, so they are compared only where the machine's `math` gives the bits that it gave when they
were kept.
"""

from __future__ import annotations

import hashlib
import json
import math
import struct
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "results" / "reference"
N, SEED, FIRST = 200, 1, 10  # histories, seed, and how many fingerprints are kept singly

NOT_SUMMED = ("replicate", "draw", "fingerprint")


def scenario_files() -> list[Path]:
    """The shipped scenarios."""
    return sorted((ROOT / "scenarios").glob("*.yaml"))


def math_digest() -> str:
    """Digest of the bits of exp, log and cos at 20,000 places: equal digests, equal histories."""
    digest = hashlib.sha256()
    for i in range(20_000):
        x = (i + 0.5) / 20_000
        digest.update(struct.pack("<3d", math.exp(-20.0 * x), math.log(x), math.cos(2.0 * math.pi * x)))
    return digest.hexdigest()[:16]


def compute(path: Path, engine: str = "compiled") -> dict[str, Any]:
    """The reference of one scenario file."""
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
    return {
        "scenario": path.stem,
        "scenario_digest": scenario.digest(),
        "n": N,
        "seed": SEED,
        "math": math_digest(),
        "fingerprints": hashlib.sha256(" ".join(fingerprints).encode()).hexdigest(),
        "first_fingerprints": fingerprints[:FIRST],
        "clips": int(rows["clips"].sum()),
        "sums": {name: float(np.nansum(rows[name])) for name in rows.dtype.names if name not in NOT_SUMMED},
        "headlines": {name: headline["value"] for name, headline in headlines.items()},
    }


def kept(path: Path) -> dict[str, Any]:
    """The reference that is kept for a scenario file."""
    found: dict[str, Any] = json.loads((FOLDER / f"{path.stem}.json").read_text(encoding="utf-8"))
    return found


def keep(reference: dict[str, Any]) -> Path:
    """Write a reference; returns its file."""
    target = FOLDER / f"{reference['scenario']}.json"
    target.write_text(json.dumps(reference, indent=1) + "\n", encoding="utf-8")
    return target
