"""A folder of `moratorium trace`, read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sim.results import CheckedFolder, Refused
from sim.scenario import load
from sim.studies.trace.result import Trace
from sim.studies.trace.verb import trace
from sim.studies.trace.write import KIND


def open_folder(path: str | Path) -> Trace:
    """The history in a folder that `moratorium trace --out` wrote, run again, which takes no time.

    Raises `sim.results.Refused` for a folder of another kind, or where today's rules give another history.
    """
    folder = CheckedFolder(path, KIND)
    about = folder.json("summary.json")
    names = [name for name in ("scenario.yaml", "against.yaml") if name in folder.manifest.files]
    with folder.reading("summary.json"):
        told, *others = (trace(load(folder.file(name)), about["replicate"], about["seed"]) for name in names)
        if told.history.fingerprint != about["fingerprint"]:
            raise Refused(f"{folder.path} was made by other rules, under which this history is another; run it again")
        return replace(told, beside=others[0] if others else None)
