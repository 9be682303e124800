"""A folder of `moratorium trace`, read again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from sim.results import Refused, read_manifest
from sim.scenario import load
from sim.studies.trace.result import Trace
from sim.studies.trace.verb import trace
from sim.studies.trace.write import KIND


def open_folder(path: str | Path) -> Trace:
    """The history in a folder that `moratorium trace --out` wrote, run again, which takes no time.

    Raises `sim.results.Refused` for a folder of another kind, or where today's rules give another history.
    """
    folder = Path(path)
    if read_manifest(folder, KIND) is None:
        raise Refused(f"{folder} is not a folder of `moratorium trace`")
    about = json.loads((folder / "summary.json").read_bytes())
    made = []
    for name in ("scenario", "against"):
        if (folder / f"{name}.yaml").is_file():
            made.append(trace(load(folder / f"{name}.yaml"), about["replicate"], about["seed"]))
    told, *others = made
    if told.history.fingerprint != about["fingerprint"]:
        raise Refused(f"{folder} was made by other rules, under which this history is another; run it again")
    return replace(told, beside=others[0] if others else None)
