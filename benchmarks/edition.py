"""`python -m benchmarks.edition [-n 100000] [--seed 1] [--write]`: the baseline's figures, and what edition two mends.

Three tables: every headline of baseline with its standard error, beside the program written by hand in C
(`baseline.c`) where that has it; the largest distance between the two on baseline and on variants, in joint standard
errors; and the figures of "What the second edition mends", from plain runs and given what happened. `--write` puts
them into docs/model.md. Exits 1 where the two programs are further apart than four joint standard errors.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

from benchmarks.by_hand import Figures, build, by_c, compiler, distances
from benchmarks.edition_found import NO_UNDERSTANDING, found, ours
from benchmarks.edition_given import given
from benchmarks.markers import DOCS, figure, markdown, put

PLACE = "figures of the baseline"
APART = 4.0
"""Joint standard errors; of some sixty figures one in 270 such tables has one further apart."""

VARIANTS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "baseline": ({}, ()),
    "no understanding ever": (NO_UNDERSTANDING, ("initial=0", "formation=0")),
    "open war, no talks": (
        {**NO_UNDERSTANDING, "talks.channel_open": False},
        ("initial=0", "formation=0", "channel=0"),
    ),
    "twice the refinery strikes": ({"strikes.ukraine.per_day": 0.2}, ("mu_U=.2",)),
    "no shifting campaigns, text without a price": (
        {"strikes.shift_sd": 0, "willingness.signature": 0, "willingness.intrusion": 0, "willingness.duration": 0},
        ("shift_sd=0", "b_sig=0", "b_intr=0", "b_dur=0"),
    ),
    "graduated response, monitored": (
        {"moratorium.terms.graduated_response": 1, "moratorium.terms.monitoring": 0.6},
        ("graduated=1", "monitor=.6"),
    ),
}
"""What is changed here, and in the program in C."""
HEADLINES = {"p180": "deal_180", "p365": "deal_365", "c365": "complete_365", "tacit180": "tacit_ended_180"}
HEADLINES |= {"larger": "broader_talks", "waves": "russian_waves", "refinery": "refinery_strikes"}
HEADLINES |= {"hours": "hours_short", "schedule": "schedule_hours", "unserved": "unserved_gwh"}
HEADLINES |= {"outage": "customer_outage_hours"}
"""Figures of the program in C and the headlines that they are."""


def theirs(n: int, seed: int) -> dict[str, Figures]:
    """Each variant's figures by the program in C; nothing where there is no compiler."""
    cc = compiler()
    if cc is None:
        print("no C compiler found: nothing is compared with the program in C", file=sys.stderr)
        return {}
    with tempfile.TemporaryDirectory() as folder:
        program = build(folder, cc)
        return {name: by_c(program, n, seed, settings)[1] for name, (_, settings) in VARIANTS.items()}


def headline_rows(summary: dict[str, Any], other: Figures) -> Iterator[list[str]]:
    """Every headline that has a standard error of its own, beside the program in C."""
    by_name = {headline: other[name] for name, headline in HEADLINES.items() if name in other}
    for name, one in summary["headlines"].items():
        beside = figure(*by_name[name]) if name in by_name else ""
        yield [one["label"], figure(one["value"], one["se"]), one["unit"], beside]


def disagree(apart: dict[str, dict[str, float]]) -> bool:
    """Whether any figure of any variant is too far off, or is no number."""
    return any(not far <= APART for variant in apart.values() for far in variant.values())


def main() -> int:
    """Measure, print, and with `--write` put the tables into docs/model.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    others, apart, tables = theirs(asked.n, asked.seed), {}, []
    for name, (changes, _) in VARIANTS.items():
        result = ours(changes, asked.n, asked.seed)
        if name == "baseline":
            heads = ("headline", "value (standard error)", "unit", "program in C")
            tables.append(markdown(heads, headline_rows(result.summary, others.get(name, {}))))
        if others:
            apart[name] = distances(result.runs, others[name])
    lines = ([name, f"{max(far.values()):.1f}", max(far, key=lambda one: far[one])] for name, far in apart.items())
    if apart:
        tables.append(markdown(("variant", "largest distance (joint standard errors)", "figure"), lines))
    mended = [*found(asked.n, asked.seed), *given(asked.n, asked.seed)]
    tables.append(markdown(("what the second edition mends", "value (standard error)"), mended))
    text = "\n\n".join([f"{asked.n:,} histories each, seed {asked.seed}.", *tables])
    print(text)
    if asked.write:
        put(DOCS / "model.md", PLACE, text)
    return int(disagree(apart))


if __name__ == "__main__":
    sys.exit(main())
