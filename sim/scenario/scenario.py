"""The validated scenario that every other part of the house works on."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sim.scenario import differ, dump, overrides, rules
from sim.scenario.events import Event, area
from sim.scenario.problems import Origin
from sim.scenario.questions import Question
from sim.scenario.registry import CONDITIONS
from sim.scenario.sections import Value
from sim.scenario.sweep_block import SweepBlock
from sim.scenario.switching import acts, switch_off


@dataclass(frozen=True)
class Scenario:
    """A scenario, resolved: every parameter has a value, every event its day or its state."""

    name: str
    title: str
    question: str
    start: datetime.date
    horizon_days: int
    conditions: tuple[str, ...]
    values: dict[str, Value]
    """Every path of the register: float, int, bool, str, None (endless), or a Distribution."""
    events: tuple[Event, ...]
    """Dated events by day, then those that a state triggers."""
    ceilings: dict[str, float]
    """Ceiling of every clock (1/d)."""
    without: tuple[str, ...] = ()
    """Conditions that are switched off; ``values`` and ``events`` are as the switches leave them."""
    parent: str | None = None
    """What ``extends`` says, or None."""
    origins: dict[str, Origin] = field(default_factory=dict, compare=False, repr=False)
    """Where each value was said; ``DEFAULT`` if no file says it."""
    sweep: SweepBlock | None = field(default=None, compare=False, repr=False)
    """What ``moratorium sweep`` varies, if the file itself says so; not inherited, and not part of the digest."""
    questions: tuple[Question, ...] = field(default=(), compare=False, repr=False)
    """What the file asks of the histories; like ``question`` not inherited, and not part of the digest."""
    folder: str | None = field(default=None, compare=False, repr=False)
    """Folder to which ``parent`` is relative, if it is a file."""

    def __repr__(self) -> str:
        """Give a line, not the hundred values: those are in `values`, and as YAML in `to_yaml()`."""
        events = f", {len(self.events)} event{'s' * (len(self.events) > 1)}" if self.events else ""
        return f"<Scenario {self.name}: {self.horizon_days} days from {self.start}{events}>"

    def replace(self, values: Mapping[str, object], *, ceilings: Mapping[str, float] | None = None) -> Scenario:
        """Give a copy with other values, under the rules of ``--set``.

        Keys are parameter paths, ``horizon_days`` or ``ceilings.<clock>``. Raises ScenarioError.
        """
        more = {f"ceilings.{clock}": rate for clock, rate in (ceilings or {}).items()}
        layer = overrides.read({**values, **more}, file="replace", refuse=("start", "uncertain", "without"))
        stated = {path: value for path, (value, _) in layer.parameters.items()}
        origins = {path: origin for path, (_, origin) in layer.parameters.items()}
        merged = {**self.values, **stated}
        changed = dataclasses.replace(
            self,
            values=merged,
            origins={**self.origins, **origins},
            horizon_days=layer.horizon_days[0] if layer.horizon_days else self.horizon_days,
            ceilings={**self.ceilings, **{clock: rate for clock, (rate, _) in layer.ceilings.items()}},
            events=tuple(area(event, merged) for event in self.events),
        )
        rules.check_together(changed.values, changed.events, changed.origins, Origin("replace")).raise_any()
        return changed

    def without_conditions(self, ids: Iterable[str]) -> Scenario:
        """Give a copy with conditions (ids such as ``C6``) switched off besides those that are off already."""
        off = tuple(name for name in CONDITIONS if name in {*self.without, *ids})
        values, _, events = switch_off(off, self.values, self.events)
        return dataclasses.replace(self, values=values, events=tuple(events), without=off)

    def acting(self) -> tuple[str, ...]:
        """Give the conditions that act: those whose switch would change something here."""
        return tuple(one.id for one in CONDITIONS.values() if one.off and acts(one, self.values, self.events))

    def digest(self) -> str:
        """Give the SHA-256 (hex) of what decides the histories: not name, title, question or key order."""
        return dump.digest(self)

    def to_yaml(self) -> str:
        """Write the resolved scenario as YAML; it loads again, to an equal digest."""
        return dump.to_yaml(self)

    def differences(self, other: Scenario) -> list[differ.Difference]:
        """List what differs from ``other``: ``before`` is there, ``after`` here."""
        return differ.differences(self, other)
