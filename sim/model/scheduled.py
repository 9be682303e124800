"""What a scenario's own events do to the state (docs/model.md, "Scheduled events").

Parameters that an event sets are given their values by the driver before this.
"""

from __future__ import annotations

from sim.model import codes
from sim.model.clocks import happen
from sim.model.kursk import offensive, withdraw
from sim.model.moratorium import call_off, sign
from sim.model.parameters import Parameters
from sim.model.state import State


def act(
    s: State, p: Parameters, t: float, action: int, target: int, km2: float, marks: tuple[tuple[float, ...], ...]
) -> None:
    """An event of the scenario acts at `t`.

    `action` is a code of `codes.WHATS`: a strike is that of its side; `target` the kind that is
    signed, or the stage.
    Marks: marks[0] = (derailment, -, -, -), the other two are those of a strike.
    """
    if action == codes.RUSSIAN_WAVE or action == codes.REFINERY_STRIKE:
        happen(action, s, p, t, marks[1], marks[2])
    elif action == codes.OFFENSIVE:
        offensive(s, p, t, km2, marks[0][0])
    elif action == codes.WITHDRAW:
        withdraw(s, t)
    elif action == codes.SIGN:
        sign(s, p, t, target)
        s.result = codes.SIGNED_COMPLETE if target == codes.COMPLETE else codes.SIGNED_PARTIAL
    elif action == codes.END:
        call_off(s, p, t)
    elif action == codes.STAGE:
        s.stage = target
