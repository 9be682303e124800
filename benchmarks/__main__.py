"""`python -m benchmarks [--json] [--quick] [--write]`: every figure of docs/performance.md, measured in one run."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from benchmarks import bare_clocks, by_hand, commands, engines, page, scaling, studies, threads, windows

FULL: dict[str, Callable[[], dict[str, float]]] = {
    "engines": engines.measure,
    "by_hand": by_hand.measure,
    "bare_clocks": bare_clocks.measure,
    "threads": threads.measure,
    "scaling": scaling.measure,
    "commands": commands.measure,
    "studies": studies.measure,
    "windows": windows.measure,
}
QUICK: dict[str, Callable[[], dict[str, float]]] = {
    "engines": lambda: engines.measure(rounds=3, few=10, many=1_000),
    "by_hand": lambda: by_hand.measure(n=1_000, rounds=3),
    "bare_clocks": lambda: bare_clocks.measure(few=5, many=1_000, rounds=1),
    "threads": lambda: threads.measure(n=5_000, rounds=3),
    "scaling": lambda: scaling.measure(sizes=(1_000, 10_000), horizons=(90, 365)),
    "commands": lambda: commands.measure(sizes=(10_000,), rounds=1),
    "studies": lambda: studies.measure(steps=5, n=100, rows=32, replicates=20),
    "windows": lambda: windows.measure(n=500, rounds=4),
}


def main(arguments: list[str]) -> int:
    """Measure and print; `--json` for machines, `--quick` for a smaller measure, `--write` into docs/performance.md."""
    unknown = set(arguments) - {"--json", "--quick", "--write"}
    if unknown:
        print(f"unknown: {' '.join(sorted(unknown))}; known: --json, --quick, --write", file=sys.stderr)
        return 2
    made: dict[str, dict[str, float]] = {}
    for name, measure in (QUICK if "--quick" in arguments else FULL).items():
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        made[name] = measure()
        if "--json" not in arguments:
            for key, value in made[name].items():
                print(f"{name:11} {key:40} {value:12.4g}", flush=True)
    if "--json" in arguments:
        print(json.dumps(made, indent=2))
    if "--write" in arguments:
        page.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
