"""`python -m tests.fuzz [--minutes M] [--seed S] [--case K]`: a message and an exit code, never a traceback."""

from __future__ import annotations

import argparse
import random
import secrets
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from tests.fuzz import damage, files, options

KINDS = {"files": files.case, "command lines": options.case, "folders": damage.case}


def main(words: list[str]) -> int:
    """Fuzz; the exit code is 1 if any case failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--case", type=int, default=None, help="this case only")
    asked = parser.parse_args(words)
    seed = secrets.randbelow(2**32) if asked.seed is None else asked.seed
    print(f"seed {seed}", flush=True)
    end = time.monotonic() + 60 * asked.minutes
    done: Counter[str] = Counter()
    failed: list[int] = []
    with tempfile.TemporaryDirectory(prefix="fuzz") as place:
        number = asked.case or 0
        while time.monotonic() < end or asked.case is not None:
            kind = list(KINDS)[number % len(KINDS)]
            done[kind] += 1
            if not _one(kind, seed, number, Path(place)):
                failed.append(number)
            if asked.case is not None:
                break
            number += 1
    told = ", ".join(f"{count:,} {kind}" for kind, count in done.items())
    print(f"{told}; {len(failed)} failures" + (f": cases {failed} of seed {seed}" if failed else ""))
    return 1 if failed else 0


def _one(kind: str, seed: int, number: int, place: Path) -> bool:
    luck = random.Random(f"{seed} {number}")
    folder = place / "case"
    folder.mkdir(exist_ok=True)
    try:
        KINDS[kind](luck, folder, place)
        return True
    except Exception:
        print(f"\n{kind}: case {number} of seed {seed}", file=sys.stderr)
        traceback.print_exc()
        return False
    finally:
        files.clear(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
