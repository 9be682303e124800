"""Over all histories: which single event undone would have kept the deal alive, under the same luck and on average.

For every history whose first deal (or tacit understanding) collapsed, each incident explained, each breach forgiven and
each strike withheld is run as a history of its own: *but-for* under the same luck. Where no single one saves, pairs are
tried. *Strength* is the change of the probability over futures redrawn from the moment after the event, so that "saved"
and "put off by a week" are told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from sim.engine.interventions import Interventions, future_seed
from sim.engine.plan import make_plan
from sim.engine.variants import run_variants
from sim.engine.workers import worker_count
from sim.studies.errors import StudyError
from sim.studies.executors import executor, in_order
from sim.studies.settings import quiet
from sim.studies.whatif.collapses import DEAL, UNDOINGS, Collapse, Single, alive, collapses, undone

if TYPE_CHECKING:
    from sim.engine.plan import Plan
    from sim.scenario import Scenario

PIECE = 50
"""Histories of a piece of work."""

PAIRED = 8
"""Of each kind of undoing, so many of the last are tried in pairs."""


@dataclass(frozen=True)
class EverySettings:
    """How large a study is. `save` is deal or tacit; `for_days` how much longer it must live; `futures` redrawn."""

    n: int = 2000
    seed: int = 1
    save: str = DEAL
    for_days: float = 60.0
    futures: int = 20
    workers: int = 0
    progress: Callable[[int, int], None] = quiet

    def worker_count(self) -> int:
        """Workers on this machine."""
        return worker_count(self.workers)


@dataclass(frozen=True)
class Answer:
    """What would have saved one history: for each single whether, and of the last of each kind that does the strength.

    `pair` is the first pair that saves where no single one does; None where none was found or needed.
    """

    collapse: Collapse
    saves: tuple[bool, ...]
    strengths: dict[str, float]
    """By undoing: P(alive) with it less P(alive) without, over the same redrawn futures."""
    pair: tuple[Single, Single] | None


@dataclass(frozen=True)
class Every:
    """All answers. `late` collapses came too near the horizon to tell, and are in no share."""

    scenario: Scenario
    settings: EverySettings
    answers: tuple[Answer, ...]
    late: int
    variants: int
    """Histories that were run to find them."""


@dataclass(frozen=True)
class _Piece:
    plan: Plan
    first: int
    count: int
    settings: EverySettings


@dataclass
class _Found:
    answers: list[Answer] = field(default_factory=list)
    late: int = 0
    variants: int = 0


def every(scenario: Scenario, settings: EverySettings) -> Every:
    """Run the study; nothing is written. Raises StudyError for a demand that no history can meet."""
    if settings.for_days >= scenario.horizon_days:
        raise StudyError([f"--for {settings.for_days:g}: histories last {scenario.horizon_days} days"])
    plan = make_plan(scenario)
    firsts = range(0, settings.n, PIECE)
    pieces = (_Piece(plan, first, min(PIECE, settings.n - first), settings) for first in firsts)
    found = _Found()
    with executor(settings.worker_count()) as pool:
        for piece, part in in_order(pool, answer, pieces, ahead=2 * settings.worker_count()):
            found.answers += part.answers
            found.late += part.late
            found.variants += part.variants
            settings.progress(piece.first + piece.count, settings.n)
    return Every(scenario, settings, tuple(found.answers), found.late, found.variants)


def answer(piece: _Piece) -> _Found:
    """Answer for neighbouring histories."""
    from sim.engine.compiled import run_chunk

    settings, found = piece.settings, _Found()
    chunk = run_chunk(piece.plan, piece.first, piece.count, settings.seed, 0, True)
    told = []
    for one in collapses(chunk, settings.save):
        if one.end + settings.for_days > piece.plan.horizon:
            found.late += 1
        else:
            told.append(one)
    runner = _Runner(piece.plan, settings, found)
    saves = runner.saves([(one, [single.interventions() for single in one.singles]) for one in told])
    pairs = runner.pairs([one for one, saved in zip(told, saves, strict=True) if not any(saved)])
    strengths = runner.strengths(list(zip(told, saves, strict=True)))
    for one, saved, strength in zip(told, saves, strengths, strict=True):
        found.answers.append(Answer(one, saved, strength, pairs.get(one.replicate)))
    return found


class _Runner:
    """Runs variants of many histories in one go, and says in which the deal lives on."""

    def __init__(self, plan: Plan, settings: EverySettings, found: _Found) -> None:
        self.plan, self.settings, self.found = plan, settings, found

    def saves(self, asked: list[tuple[Collapse, list[Interventions]]]) -> list[tuple[bool, ...]]:
        """For each history, in which of its variants the deal outlives its collapse long enough."""
        variants = [(one.replicate, done) for one, all_done in asked for done in all_done]
        rows = run_variants(self.plan, variants, self.settings.seed)
        self.found.variants += len(variants)
        made, at = [], 0
        for one, all_done in asked:
            part = rows[at : at + len(all_done)]
            at += len(all_done)
            kept = alive(part, one, self.settings.save, self.settings.for_days)
            made.append(tuple(bool(live) for live in kept))
        return made

    def pairs(self, unsaved: list[Collapse]) -> dict[int, tuple[Single, Single]]:
        """By replicate, the latest pair that saves where no single one does."""
        asked = {one.replicate: list(combinations(_last(one), 2)) for one in unsaved}
        done = [(one, [undone(pair) for pair in asked[one.replicate]]) for one in unsaved]
        found = {}
        for one, saved in zip(unsaved, self.saves(done), strict=True):
            good = [pair for pair, live in zip(asked[one.replicate], saved, strict=True) if live]
            if good:
                found[one.replicate] = max(good, key=lambda pair: (min(pair[0].day, pair[1].day), pair[1].day))
        return found

    def strengths(self, told: list[tuple[Collapse, tuple[bool, ...]]]) -> list[dict[str, float]]:
        """For the last saving event of each kind, how much likelier the deal lives over the same redrawn futures."""
        asked, keys = [], []
        for place, (one, saved) in enumerate(told):
            for undo in UNDOINGS:
                good = [s for s, live in zip(one.singles, saved, strict=True) if live and s.undo == undo]
                if good and self.settings.futures:
                    keys.append((place, undo))
                    asked.append((one, list(self._futures(good[-1]))))
        made: list[dict[str, float]] = [{} for _ in told]
        for (place, undo), lives in zip(keys, self.saves(asked), strict=True):
            with_it, without = np.array(lives, dtype=float).reshape(-1, 2).mean(axis=0)
            made[place][undo] = float(with_it - without)
        return made

    def _futures(self, single: Single) -> Iterator[Interventions]:
        """Each future twice: with the event undone and without."""
        for number in range(self.settings.futures):
            seed = future_seed(self.settings.seed, number)
            yield undone((single,), single.day, seed)
            yield undone((), single.day, seed)


def _last(one: Collapse) -> list[Single]:
    """The last undoings of each kind that are tried in pairs; a misread incident is explained rather than forgiven."""
    kept: list[Single] = []
    explained = {single.address for single in one.singles if single.undo == "explain"}
    for undo in UNDOINGS:
        some = [s for s in one.singles if s.undo == undo and not (undo == "forgive" and s.address in explained)]
        kept += some[-PAIRED:]
    return kept
