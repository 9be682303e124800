"""Ensembles for tests: run once, kept for the session, grown when more replicates are asked for."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from sim.scenario import Scenario, load

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from sim.engine.ensemble import Engine

Source = str | PathLike[str] | Mapping[str, Any] | Scenario


@dataclass(frozen=True)
class Runs:
    """Histories of one scenario: `frame` has one row a replicate (columns of `runs.parquet`), from 0 to `n - 1`."""

    label: str
    scenario: Scenario
    seed: int
    frame: pl.DataFrame
    source: str
    overrides: dict[str, Any] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """How many replicates there are."""
        return len(self.frame)

    def trace_command(self, replicate: int) -> str:
        """The command that tells one replicate in words."""
        words = ["moratorium", "trace", self.source, "--replicate", str(replicate), "--seed", str(self.seed)]
        for path, value in self.overrides.items():
            words += ["--set", f"{path}={_as_typed(value)}"]
        return shlex.join(words)


class Histories:
    """Runs ensembles and keeps their rows: the `histories` fixture of the pytest plugin is one of these.

    The same scenario and seed are run once, whatever their names; more replicates later are added to those there.
    """

    def __init__(self, engine: Engine = "compiled") -> None:
        """Keep nothing yet; `engine` is `compiled` or `simpy`, which give the same histories."""
        self.engine = engine
        self._kept: dict[tuple[str, int], pl.DataFrame] = {}

    def run(self, source: Source, overrides: Mapping[str, Any] | None = None, *, n: int = 500, seed: int = 1) -> Runs:
        """`n` histories of a scenario (shipped name, file, mapping, or Scenario), with `overrides` (path: value).

        Raises ScenarioError for what `moratorium check` would refuse.
        """
        return self.pair(source, overrides or {}, n=n, seed=seed)[0]

    def pair(self, source: Source, *variants: Mapping[str, Any], n: int = 500, seed: int = 1) -> list[Runs]:
        """An ensemble for each of `variants` (path: value), all with the same luck, for paired assertions.

        The same seed and replicates, and the largest ceilings of any variant, so that all see the same candidates.
        Raises StudyError or ScenarioError for a variant that is not a valid scenario.
        """
        from sim.studies.sweep.points import variants as common

        base = (
            source if isinstance(source, Scenario) else load(fspath(source) if isinstance(source, PathLike) else source)
        )
        word = _word(source, base)
        return [
            Runs(_label(base, changes), made, seed, self._frame(made, n, seed), word, _overrides(base, changes, made))
            for changes, made in zip(variants, common(base, variants), strict=True)
        ]

    def variants(self, source: Source, vary: Mapping[str, Sequence[Any]], *, n: int = 500, seed: int = 1) -> list[Runs]:
        """An ensemble for every combination of the values in `vary` (path: values), all with the same luck."""
        from sim.studies.designs import grid

        return self.pair(source, *grid(vary), n=n, seed=seed)

    def _frame(self, scenario: Scenario, n: int, seed: int) -> pl.DataFrame:
        import polars as pl

        from sim.outcomes.tables import runs_frame

        key = (scenario.digest(), seed)
        kept = self._kept.get(key)
        done = 0 if kept is None else len(kept)
        if done < n:
            more = runs_frame(self._rows(scenario, done, n, seed))
            kept = more if kept is None else pl.concat([kept, more])
            self._kept[key] = kept
        assert kept is not None
        return kept.head(n)

    def _rows(self, scenario: Scenario, first: int, end: int, seed: int) -> np.ndarray[Any, Any]:
        import numpy as np

        from sim.engine.ensemble import EnsembleOptions, ensemble

        options = EnsembleOptions(engine=self.engine, bands=0)
        chunks = ensemble(scenario, end, seed, options=options, start=first)
        return np.concatenate([chunk.rows for chunk in chunks])


def _label(base: Scenario, changes: Mapping[str, Any]) -> str:
    inner = ", ".join(f"{path} = {_as_typed(value)}" for path, value in changes.items())
    return f"{base.name} ({inner})" if inner else base.name


def _overrides(base: Scenario, changes: Mapping[str, Any], made: Scenario) -> dict[str, Any]:
    """What `trace` has to be told: the changes, and the ceilings that were raised to those of the other variants."""
    alone = base.replace(dict(changes)).ceilings
    raised = {f"ceilings.{clock}": rate for clock, rate in made.ceilings.items() if rate != alone[clock]}
    return {**changes, **raised}


def _word(source: Source, base: Scenario) -> str:
    """What names the scenario on a command line; one that exists only in Python has to be written to a file first."""
    if isinstance(source, Scenario | Mapping):
        return f"{base.name}.yaml"
    return fspath(source)


def _as_typed(value: Any) -> str:
    """A value as `--set` takes it."""
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)
