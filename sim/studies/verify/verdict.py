"""What a verification found."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

TOLD = 10
"""How many differences are told; the rest are counted."""


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

    def compare(self, there: pl.DataFrame, now: pl.DataFrame, keys: tuple[str, ...], noun: str) -> None:
        """Note what differs between stored rows and those made again, both in the order of `keys`."""
        if there.height != now.height or not there.select(keys).equals(now.select(keys)):
            self._note(f"{noun}: {there.height:,} rows there, {now.height:,} now")
            return
        shared = [name for name in there.columns if name in now.columns]
        if missing := [name for name in now.columns if name not in there.columns]:
            self.notes.append(f"columns that the folder does not have are not looked at: {', '.join(missing)}")
        for name in shared:
            wrong = there[name].cast(now[name].dtype, strict=False).ne_missing(now[name])
            for row in wrong.arg_true().to_list():
                place = ", ".join(f"{key} {now[key][row]}" for key in keys)
                self._note(f"{noun}, {place}: {name} is {there[name][row]} there and {now[name][row]} now")

    def _note(self, line: str) -> None:
        self.unequal += 1
        if len(self.differences) < TOLD:
            self.differences.append(line)
