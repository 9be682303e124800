"""`python -m tests.reference [--update]`: compare the kept references with this tree, or write them anew."""

from __future__ import annotations

import sys

from .compute import compute, keep, kept, scenario_files


def main() -> int:
    """Say for each shipped scenario whether its histories are those that were kept; with --update, keep these."""
    update = "--update" in sys.argv[1:]
    changed = 0
    for path in scenario_files():
        now = compute(path)
        differs = now != kept(path)
        changed += differs
        if update and differs:
            keep(*now)
        print(f"{path.stem:24} {'changed' if differs else 'as kept'}")
    return 1 if changed and not update else 0


if __name__ == "__main__":
    sys.exit(main())
