"""One history as it was, and the same with one thing otherwise, all later luck equal."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sim.engine.interventions import Interventions
from sim.engine.simpy_engine import simulate
from sim.scenario.added import with_events
from sim.studies.errors import StudyError
from sim.studies.trace.parting import parted
from sim.studies.trace.telling import Told, tell
from sim.studies.whatif.asked import EXPLAIN, FORGIVE, REMOVE, find

if TYPE_CHECKING:
    from sim.engine.history import History
    from sim.scenario import Scenario


@dataclass(frozen=True)
class Change:
    """What shall be otherwise: events by the names that `asked.find` takes; the rest at `at` (days from the start)."""

    forgive: Sequence[str] = ()
    explain: Sequence[str] = ()
    remove: Sequence[str] = ()
    at: float | None = None
    sets: Sequence[str] = ()
    """`PATH=VALUE` from then on."""
    withdraw: bool = False
    sign: str = ""
    """Kind of a deal that comes into force then: partial or complete."""

    @property
    def actions(self) -> dict[str, object]:
        """What happens at `at` beside `sets`, as a file says it."""
        made: dict[str, object] = {"withdraw": True} if self.withdraw else {}
        return made | ({"sign": {"kind": self.sign}} if self.sign else {})


@dataclass(frozen=True)
class WhatIfData:
    """Both histories and their tellings. `parted` is the day on which they part, None if they never do.

    `words` say what is otherwise, one line each.
    """

    scenario: Scenario
    changed: Scenario
    replicate: int
    seed: int
    before: History
    after: History
    told: list[Told] = field(repr=False)
    told_after: list[Told] = field(repr=False)
    parted: float | None
    words: tuple[str, ...]
    typed: str
    """The options that asked for it."""
    interventions: Interventions


def whatif(scenario: Scenario, replicate: int, seed: int, change: Change) -> WhatIfData:
    """Run a history on SimPy as it was and with the change. Raises StudyError or ScenarioError for what cannot be."""
    before = simulate(scenario, replicate, seed)
    told = tell(before.log, scenario)
    undone = {one.name: find(words, one, told) for one, words in _named(change)}
    changed, words = _changed(scenario, change)
    interventions = Interventions(
        withheld=tuple(one.address for one in undone["remove"]),
        forgiven=tuple(one.address for one in undone["forgive"]),
        explained=tuple(one.address for one in undone["explain"]),
    )
    words += [kind.told.format(event=one.number) for kind, _ in _named(change) for one in undone[kind.name]]
    return tell_both(scenario, changed, replicate, seed, interventions, (tuple(words), typed(change)), before)


def tell_both(
    scenario: Scenario,
    changed: Scenario,
    replicate: int,
    seed: int,
    interventions: Interventions,
    words: tuple[tuple[str, ...], str],
    before: History | None = None,
) -> WhatIfData:
    """Run the history as it was (unless given) and otherwise; `words` say what is otherwise, and what was typed."""
    before = before or simulate(scenario, replicate, seed)
    after = simulate(changed, replicate, seed, interventions=interventions)
    return WhatIfData(
        scenario, changed, replicate, seed, before, after, tell(before.log, scenario), tell(after.log, changed),
        parted(before, after), words[0] or ("nothing is otherwise",), words[1], interventions,
    )  # fmt: skip


def typed(change: Change) -> str:
    """The options that ask for a change."""
    parts = [f"--{name} {word}" for name in ("forgive", "explain", "remove") for word in getattr(change, name)]
    parts += [] if change.at is None else [f"--at {change.at:g}"]
    parts += [f"--set {shlex.quote(text)}" for text in change.sets]
    parts += ["--withdraw"] if change.withdraw else []
    return " ".join([*parts, *([f"--sign {change.sign}"] if change.sign else [])])


def _named(change: Change) -> list[tuple[Any, Sequence[str]]]:
    return [(EXPLAIN, change.explain), (FORGIVE, change.forgive), (REMOVE, change.remove)]


def _changed(scenario: Scenario, change: Change) -> tuple[Scenario, list[str]]:
    """The scenario with what happens at `at`, and what that is in words."""
    if not (change.sets or change.actions):
        if change.at is not None:
            raise StudyError(["--at says when, not what: add --set PATH=VALUE, --withdraw or --sign KIND"])
        return scenario, []
    if change.at is None:
        raise StudyError(["say from when it shall be otherwise: --at DAY (days from the start, or a date)"])
    changed = with_events(scenario, change.at, change.sets, change.actions)
    if changed is scenario:
        return scenario, [f"{text} holds on that day anyway" for text in change.sets]
    date = scenario.start.fromordinal(scenario.start.toordinal() + int(change.at))
    did = [*change.sets, *(["a withdrawal from Kursk"] if change.withdraw else [])]
    did += [f"a {change.sign} deal signed"] if change.sign else []
    since = (f"from {date} (day {change.at:g}) on", f"on {date} (day {change.at:g})")
    return changed, [f"{text} {since[0] if '=' in text else since[1]}" for text in did]
