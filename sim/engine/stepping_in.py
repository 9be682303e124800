"""What a user's own SimPy process may do in a history: all that a scheduled event can, at the moment of the call."""

from __future__ import annotations

from abc import ABC, abstractmethod

from sim.engine import draws
from sim.engine.plan import ACTIONS, Scheduled, settable
from sim.model.state import State
from sim.scenario import KINDS, STAGES
from sim.scenario.clocks import FORMAL_KINDS, SIDES

_TERMS = "moratorium.terms."


class SteppingIn(ABC):
    """A running history as its user's processes see it: `state` to read, and these methods to step in."""

    state: State

    @abstractmethod
    def _apply(self, event: Scheduled, stream: int) -> None:
        """Let an event act now."""

    def set(self, path: str, value: float | None) -> None:
        """Give a parameter (registry path) another value from now on, in its unit; None for an endless term.

        Raises ValueError for what a scheduled `set` may not do either.
        """
        self._act("set", sets=((path, settable(path, value)),))

    def withdraw(self) -> None:
        """Ukraine leaves all that it holds in Kursk."""
        self._act("withdraw")

    def offensive(self, km2: float) -> None:
        """A ground offensive takes `km2` now; its draw is addressed by the count of events so far."""
        self._act("offensive", km2=km2, key=self.state.events)

    def sign(self, kind: str, **terms: float | None) -> None:
        """A deal of `kind` ('partial', 'complete') comes into force whatever the talks say.

        The `terms` (`days=30`, `monitoring=0.5`; names of `moratorium.terms`) hold for this deal and all later ones.
        Raises ValueError for another kind, and for terms that a scenario may not write.
        """
        target = KINDS.index(_one_of("kind", kind, FORMAL_KINDS))
        sets = tuple((_TERMS + name, settable(_TERMS + name, value)) for name, value in terms.items())
        self._act("sign", sets=sets, target=target)

    def end(self) -> None:
        """Any moratorium ends now, with the cause `event`; the talks go on."""
        self._act("end")

    def stage(self, stage: str) -> None:
        """The talks stand at `stage` from now on. Raises ValueError for no stage."""
        self._act("stage", target=STAGES.index(_one_of("stage", stage, STAGES)))

    def strike(self, side: str) -> None:
        """One unprovoked strike by `side` ('russia', 'ukraine'), which restraint does not thin.

        Its draws are addressed by the count of events so far. Raises ValueError for another side.
        """
        self._act(f"strike {_one_of('side', side, SIDES)}", key=self.state.events)

    def _act(
        self, action: str, *, sets: tuple[tuple[str, float], ...] = (), km2: float = 0.0, key: int = 0, target: int = 0
    ) -> None:
        self._apply(Scheduled(0.0, -1, -1, 0.0, ACTIONS[action], sets, km2, key, target), draws.USER)


def _one_of(what: str, word: str, words: tuple[str, ...]) -> str:
    if word not in words:
        raise ValueError(f"{what} cannot be {word!r}; allowed: {', '.join(words)}")
    return word
