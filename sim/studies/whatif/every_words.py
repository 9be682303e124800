"""What would have saved the deal, in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sim.outcomes.rounding import share
from sim.report.text import near, paragraph, table
from sim.studies.whatif.every import Every
from sim.studies.whatif.shares import FIRM, LABELS, by, shares, strengths

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


def words(found: Every, path: Path) -> str:
    """The text that `moratorium whatif --all` prints."""
    parts = [head(found)]
    if found.answers:
        parts += ["\n".join(_table(found)), _kinds(found), paragraph(" ".join(sentences(found)))]
    parts.append(paragraph(READ))
    return "\n\n".join([*parts, f"Results: {near(path)}"])


def head(found: Every) -> str:
    """How many collapsed, and how many can be told."""
    settings, n = found.settings, len(found.answers)
    text = (
        f"{found.scenario.title}: in {n + found.late:,} of {settings.n:,} histories (seed {settings.seed}) the "
        f"{WHAT[settings.save]} collapsed by a breach; saved means alive {settings.for_days:g} days later"
    )
    if found.late:
        text += f" ({found.late:,} collapsed too near the horizon to tell and are left out)"
    return text + ("." if n else ". There is nothing to tell.")


def _table(found: Every) -> Iterator[str]:
    strong, rows = strengths(found), []
    for name, one in shares(found).items():
        cells = [LABELS[name], share(one.value, one.low, one.high)]
        if name in strong:
            average, firm = strong[name]
            cells += [f"{average.value:.2f}", share(firm.value, firm.low, firm.high)]
        rows.append([*cells, "-", "-"][:4])
    heads = ("what would have saved it", "of collapses", "strength", f"strength {FIRM:g} or more")
    yield table(heads, rows, (1, 2, 3))


def _kinds(found: Every) -> str:
    rows = [
        [LABELS[row["undo"]], EVENTS[row["what"]], f"{row['tried']:,}", share(row["value"], row["low"], row["high"])]
        for row in by(found, "undo", "what").iter_rows(named=True)
    ]
    return table(("undone", "event", "tried", "saves"), rows, (2, 3))


def sentences(found: Every) -> Iterator[str]:
    """The answer in a few sentences."""
    told, strong = shares(found), strengths(found)
    single, none = told["single"], told["none"]
    what = WHAT[found.settings.save]
    yield (
        f"In {share(single.value, single.low, single.high)} of collapses of the {what} one event undone would have "
        f"kept it alive; in {share(none.value, none.low, none.high)} neither one nor a pair of those tried would have."
    )
    best = max(("explain", "forgive", "withhold"), key=lambda undo: told[undo].value)
    if told[best].value > 0:
        yield f"Most often it is {LABELS[best]}."
    if best in strong:
        average, firm = strong[best]
        yield (
            f"On average that would have raised the probability by {average.value:.2f}; in "
            f"{share(firm.value, firm.low, firm.high)} of those cases by {FIRM:g} or more, and in the others the end "
            "would mostly have been put off by luck."
        )
