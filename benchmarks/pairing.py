"""What pairing saves: how many independent histories one pair of histories is worth, for every shipped scenario.

    python -m benchmarks.pairing            prints the tables
    python -m benchmarks.pairing --write    puts them, the one comparison and its picture into docs/comparing.md

The figure is (variance of the outcome here + variance in the parent) / variance of the difference within pairs: the
number of unpaired histories that it takes to know the mean difference as narrowly as one pair does. For a share there
is a most that any pairing could give: when every discordant pair points the same way, the variance of the difference is
d (1 - d) with d the difference itself, and no luck that is shared better can make it less.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from benchmarks.markers import DOCS, markdown, marks, put

PAGE, PICTURE = DOCS / "comparing.md", DOCS / "images" / "compare.png"
TABLE, SENTENCE = "pairing table", "one comparison"
BEGIN, END = marks(TABLE)

SHARES = {
    "deal_180": "formal deal in 180 d",
    "deal_365": "formal deal in 365 d",
    "complete_365": "complete halt in 365 d",
    "tacit_ended_180": "tacit broken in 180 d",
    "broader_talks": "broader talks",
}
MEANS = {
    "formal_days": "days under a deal",
    "russian_waves": "Russian waves",
    "refinery_strikes": "refinery strikes",
    "breaches": "breaches",
    "hours_short": "hours short",
    "unserved_gwh": "unserved energy",
    "customer_outage_hours": "customer outage hours",
    "winter_hours_short": "hours short, winter",
    "winter_unserved_gwh": "unserved, winter",
    "refining_idle_mean": "refining idle",
}

Rows = dict[str, dict[str, Any]]


def measure(n: int, seed: int) -> dict[str, Rows]:
    """The rows of the comparison with its parent by headline, for each shipped scenario that extends another.

    Keys are `NAME (PARENT)` as the table has them.
    """
    import sim
    from sim.scenario import parent_of, shipped

    found = {}
    for name in shipped():
        scenario = sim.load(name)
        parent = parent_of(scenario)
        if parent is not None:
            rows = sim.compare(parent, scenario, n=n, seed=seed, bands=1).differences.iter_rows(named=True)
            found[f"`{name}` (`{parent.name}`)"] = {row["name"]: row for row in rows}
    return found


def tables(found: dict[str, Rows]) -> str:
    """Two Markdown tables, shares and means: outcomes across, scenarios down."""
    shares = [[_share(rows.get(name)) for name in SHARES] for rows in found.values()]
    means = [[_equal(rows.get("unserved_gwh")), *(_mean(rows.get(name)) for name in MEANS)] for rows in found.values()]
    return "\n\n".join(
        [
            "Shares: what pairing saves / the most it could.",
            _markdown(found, SHARES.values(), shares),
            "Means, beside the share of histories whose unserved energy is the same in both.",
            _markdown(found, ("unserved the same", *MEANS.values()), means),
        ]
    )


def _markdown(names: Iterable[str], heads: Iterable[str], cells: list[list[str]]) -> str:
    rows = ([name, *row] for name, row in zip(names, cells, strict=True))
    return markdown(("scenario (parent)", *heads), rows)


def _share(row: dict[str, Any] | None) -> str:
    """`1.7 / 1.8`; `never` where neither scenario has it, `same` where no history differs in it."""
    if row is None or row["a"] == row["b"] == 0:
        return "never"
    if row["variance_ratio"] is None:
        return "same"
    difference = abs(row["difference"])
    apart = difference * (1 - difference)
    spread = row["a"] * (1 - row["a"]) + row["b"] * (1 - row["b"])
    most = _number(spread / apart) if apart > 0 else "any"
    return f"{_number(row['variance_ratio'])} / {most}"


def _equal(row: dict[str, Any] | None) -> str:
    """In how many of 100 pairs the two are the same; `-` where the scenarios do not both have the outcome."""
    return "-" if row is None else _number(row["equal"] * 100) + "%"


def _mean(row: dict[str, Any] | None) -> str:
    if row is None or row["a"] == row["b"] == 0:
        return "never"
    return "same" if row["variance_ratio"] is None else _number(row["variance_ratio"])


def _number(value: float) -> str:
    """Two digits: more is within the noise of 4,000 pairs."""
    return f"{value:.1f}" if value < 10 else f"{float(f'{value:.2g}'):,.0f}"


def one_comparison(n: int, seed: int) -> tuple[str, bytes]:
    """The sentence of the documentation's one comparison, and the picture that it goes with."""
    import sim
    from sim.plots import render

    found = sim.compare("baseline", "kursk_withdrawal", "no_talks", n=n, seed=seed, bands=1)
    row = next(row for row in found.differences.iter_rows(named=True) if row["name"] == "deal_365")
    a, b, difference, low, high = (100 * row[name] for name in ("a", "b", "difference", "low", "high"))
    lines = (
        f"Under the same luck in {n:,} histories, withdrawal from Kursk in mid-November 2024 raises the share",
        f"with a formal deal within a year from {a:.0f}% to {b:.0f}%, by {difference:.1f} points (95% interval "
        f"{low:.1f} to {high:.1f}):",
        f"{row['gained']} histories gain a deal by it and {row['lost']} lose one. Without talks there is none.",
    )
    return "\n".join(lines), render(found.plot("deal_curves"), "png", dpi=110)


def main() -> None:
    """Measure, print, and with `--write` put all of it into the documentation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    text = f"{given.n:,} pairs a row, seed {given.seed}.\n\n{tables(measure(given.n, given.seed))}"
    print(text)
    if given.write:
        sentence, picture = one_comparison(given.n, given.seed)
        put(PAGE, TABLE, text)
        put(PAGE, SENTENCE, sentence)
        PICTURE.write_bytes(picture)


if __name__ == "__main__":
    main()
