"""`sim.whatif`: one history with one thing otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.scenario import Scenario, load
from sim.studies.trace.drawn import refuse_undrawn
from sim.studies.trace.shown import chosen
from sim.studies.whatif.asked import day_of
from sim.studies.whatif.machines import about, row
from sim.studies.whatif.single import Change
from sim.studies.whatif.single import WhatIf as Found
from sim.studies.whatif.single import whatif as study
from sim.studies.whatif.words import HEADS, ends, parting, words

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class WhatIf:
    """Two histories that share their luck: `text()`, `parted`, `row`, `row_after`, `plot()`, a notebook view."""

    def __init__(self, found: Found) -> None:
        """Keep what the study found."""
        self.found = found
        self.parted = found.parted
        self.row, self.row_after = row(found.before.row), row(found.after.row)

    def text(self, everything: bool = False) -> str:
        """Both tellings side by side from where they part; repairs only with `everything`."""
        return words(self.found, everything)

    def as_dict(self) -> dict[str, Any]:
        """What `--json` prints."""
        return about(self.found)

    def plot(self) -> Figure:
        """Both histories along the dates."""
        from sim.studies.trace.figures import timelines

        found = self.found
        histories = dict(zip(HEADS, (found.before, found.after), strict=True))
        return timelines(found.scenario, histories, found.replicate, found.seed, found.parted).make()

    def _repr_html_(self) -> str:
        found = self.found
        since = found.parted
        parts = [f"<h4>{escape(found.scenario.title)}, replicate {found.replicate}</h4>"]
        parts += [f"<p>{escape(text)}</p>" for text in (*found.words, parting(found))]
        if since is not None:
            parts.append(f"<pre>{escape(ends(found))}</pre>")
            for head, told in zip(HEADS, (found.told, found.told_after), strict=True):
                rows = "".join(
                    f"<tr><td>{one.date}</td><td>{escape(one.words)}</td></tr>"
                    for one in chosen(told)
                    if one.day >= since
                )
                parts.append(f"<details><summary>{head}</summary><table>{rows}</table></details>")
        return "".join(parts)


def whatif(
    scenario: Scenario | str | Path | Mapping[str, object],
    replicate: int,
    seed: int = 1,
    *,
    at: float | str | None = None,
    sets: Sequence[str] = (),
    forgive: Sequence[int | str] = (),
    explain: Sequence[int | str] = (),
    remove: Sequence[int | str] = (),
    withdraw: bool = False,
    sign: str = "",
) -> WhatIf:
    """Tell history `replicate` again with one thing otherwise, all later luck equal.

    `forgive`, `explain` and `remove` are lists of events, each by its number in `sim.trace` or its date; `sets`
    (`PATH=VALUE`), `withdraw` (bool) and `sign` (a kind) act `at` a day from the start or a date. Raises
    `ScenarioError` or `StudyError` for what cannot be, with the nearest event that did happen.

    >>> import sim
    >>> same = sim.whatif("baseline", replicate=3)
    >>> same.parted is None and same.row == same.row_after
    True
    """
    chosen = scenario if isinstance(scenario, Scenario) else load(scenario)
    refuse_undrawn(chosen)
    day = None if at is None else day_of(str(at), chosen)
    change = Change(
        [str(event) for event in forgive], [str(event) for event in explain], [str(event) for event in remove], day,
        sets, withdraw, sign,
    )  # fmt: skip
    return WhatIf(study(chosen, replicate, seed, change))
