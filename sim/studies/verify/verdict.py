"""What a verification found."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import polars as pl

from sim.scenario.problems import clip

TOLD = 10
"""How many differences are told; the rest are counted."""

CLOSE = 1e-9
"""How far estimates may be apart, as a part of their size."""


def same(one: object, other: object) -> bool:
    """Whether two values are the same, numbers to `CLOSE`; no number is the same as none."""
    one, other = (None if isinstance(value, float) and math.isnan(value) else value for value in (one, other))
    if isinstance(one, float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=CLOSE, abs_tol=1e-12)
    return one == other


@dataclass
class Verdict:
    """`again` of `histories` were run again; `differences` and `damage` say what is not as the folder says.

    `notes` are things to know that are no fault: rules that have changed since, a folder that holds no histories.
    """

    path: str
    kind: str
    files: int = 0
    histories: int = 0
    again: int = 0
    differences: list[str] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unequal: int = 0

    @property
    def equal(self) -> bool:
        """Whether nothing differs."""
        return not self.differences and not self.damage

    def compare(
        self, there: pl.DataFrame, now: pl.DataFrame, keys: tuple[str, ...], noun: str, *, close: bool = False
    ) -> None:
        """Note what differs between stored rows and those made again, both in the order of `keys`.

        To the last bit, or with `close`, for what is estimated, to `CLOSE`: a library may sum in another order.
        """
        if there.height != now.height or not there.select(keys).equals(now.select(keys)):
            self._note(f"{noun}: {there.height:,} rows there, {now.height:,} now")
            return
        shared = [name for name in there.columns if name in now.columns]
        if missing := [name for name in now.columns if name not in there.columns]:
            self.notes.append(f"columns that the folder does not have are not looked at: {', '.join(missing)}")
        for name in shared:
            wrong = there[name].cast(now[name].dtype, strict=False).ne_missing(now[name])
            for row in wrong.arg_true().to_list():
                one, other = there[name][row], now[name][row]
                if close and same(one, other):
                    continue
                place = ", ".join(f"{key} {now[key][row]}" for key in keys) or f"row {row}"
                self._note(f"{noun}, {place}: {name} is {one} there and {other} now")

    def compare_told(self, there: object, now: object, place: str) -> None:
        """Note what differs between plain values as JSON holds them."""
        if isinstance(there, dict) and isinstance(now, dict):
            for key in dict.fromkeys([*now, *there]):
                self.compare_told(there.get(key), now.get(key), f"{place}: {key}")
        elif isinstance(there, list) and isinstance(now, list | tuple) and len(there) == len(now):
            for number, (one, other) in enumerate(zip(there, now, strict=True)):
                self.compare_told(one, other, f"{place}[{number}]")
        elif not same(there, now):
            self._note(f"{place} is {clip(repr(there))} there and {clip(repr(now))} now")

    def _note(self, line: str) -> None:
        self.unequal += 1
        if len(self.differences) < TOLD:
            self.differences.append(line)
