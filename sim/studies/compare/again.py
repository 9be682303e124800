"""A comparison, made again from the histories in its folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sim.engine.digest import rules_digest
from sim.outcomes.summary import summarise
from sim.studies.again import Again
from sim.studies.compare.folder import open_folder
from sim.studies.compare.study import compare
from sim.studies.compare.write import summary
from sim.studies.run.asking import asking
from sim.studies.run.data import Later
from sim.studies.run.result import Result
from sim.studies.settings import Settings

TOLD = ("reference", "paired", "unpaired", "levels", "differences", "times", "moves", "typical")


def again(path: Path, workers: int) -> Again:
    """Every table, from the rows that are stored (`verify` holds those to the engine). Raises as `open_folder`."""
    there = open_folder(path)
    if any(arm.rules != rules_digest() for arm in there.arms):
        return Again({})  # what they are paired with would not be what it was
    sources = [_summed(arm.result) if arm.result else arm.scenario for arm in there.arms]
    settings = Settings(n=there.settings.n, seed=there.settings.seed, workers=workers, bridge=there.bridge is not None)
    now = compare(sources, settings)
    told, tables = summary(now), now.tables()
    notes: list[str] = []
    if "questions" in tables and any(asking(arm.scenario).cuts for arm in there.arms):
        del tables["questions"]
        notes.append("answers to questions over dates need windows, which a comparison does not keep: not made again")
    return Again(tables, {name: told[name] for name in TOLD}, notes=tuple(notes))


def _summed(stored: Result) -> Result:
    """The same histories, summed up when it is asked for."""
    return replace(stored, later=Later({}, lambda one: summarise(one.runs, one.spells, one.scenario, draws=one.draws)))
