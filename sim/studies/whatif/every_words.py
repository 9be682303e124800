"""What would have saved the deal, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sim.outcomes.rounding import share
from sim.report.text import near, paragraph, table
from sim.scenario import Scenario
from sim.studies.whatif.shares import FIRM, LABELS

WHAT = {"deal": "first formal deal", "tacit": "first tacit understanding"}
EVENTS = {
    "russian_wave": "Russian wave",
    "refinery_strike": "refinery strike",
    "incident_by_russia": "Russian incident",
    "incident_by_ukraine": "Ukrainian incident",
}
READ = (
    "But-for: the same history with that one event undone and all later luck equal. A history may be counted under "
    "several of the first three. Strength: how much likelier the deal lives that long over futures redrawn from the "
    "moment after the last event that saves, with it undone less without. A strength near 0 says that the deal would "
    "have been put off its end by luck alone. Strikes are only ever taken away: nothing here is advice to strike, and "
    "nothing says what a party could have known."
)


def words(scenario: Scenario, told: Mapping[str, Any], path: Path) -> str:
    """The text that `moratorium whatif --all` prints, from what `summary.json` says."""
    parts = [head(scenario, told)]
    if told["collapsed"]:
        parts += [table(HEADS, list(share_rows(told)), (1, 2, 3)), _kinds(told), paragraph(" ".join(sentences(told)))]
    parts.append(paragraph(READ))
    return "\n\n".join([*parts, f"Results: {near(path)}"])


def head(scenario: Scenario, told: Mapping[str, Any]) -> str:
    """How many collapsed, and how many can be told."""
    n, late = told["collapsed"], told["too_late_to_tell"]
    text = (
        f"{scenario.title}: in {n + late:,} of {told['n']:,} histories (seed {told['seed']}) the "
        f"{WHAT[told['save']]} collapsed by a breach; saved means alive {told['for_days']:g} days later"
    )
    if late:
        text += f" ({late:,} collapsed too near the horizon to tell and are left out)"
    return text + ("." if n else ". There is nothing to tell.")


def _share(one: Mapping[str, float]) -> str:
    return share(one["value"], one["low"], one["high"])


HEADS = ("what would have saved it", "of collapses", "strength", f"strength {FIRM:g} or more")


def share_rows(told: Mapping[str, Any]) -> Iterator[list[str]]:
    """The rows under `HEADS`."""
    for name, one in told["shares"].items():
        cells = [LABELS[name], _share(one)]
        if name in told["strengths"]:
            strong = told["strengths"][name]
            cells += [f"{strong['mean']['value']:.2f}", _share(strong["firm"])]
        yield [*cells, "-", "-"][:4]


def _kinds(told: Mapping[str, Any]) -> str:
    rows = [
        [LABELS[row["undo"]], EVENTS[row["what"]], f"{row['tried']:,}", _share(row)] for row in told["by_kind_and_side"]
    ]
    return table(("undone", "event", "tried", "saves"), rows, (2, 3))


def sentences(told: Mapping[str, Any]) -> Iterator[str]:
    """The answer in a few sentences; none where nothing collapsed."""
    if not told["collapsed"]:
        return
    shares, strong = told["shares"], told["strengths"]
    what = WHAT[told["save"]]
    yield (
        f"In {_share(shares['single'])} of collapses of the {what} one event undone would have "
        f"kept it alive; in {_share(shares['none'])} neither one nor a pair of those tried would have."
    )
    best = max(("explain", "forgive", "withhold"), key=lambda undo: shares[undo]["value"])
    if shares[best]["value"] > 0:
        yield f"Most often it is {LABELS[best]}."
    if best in strong:
        yield (
            f"On average that would have raised the probability by {strong[best]['mean']['value']:.2f}; in "
            f"{_share(strong[best]['firm'])} of those cases by {FIRM:g} or more, and in the others the end "
            "would mostly have been put off by luck."
        )
