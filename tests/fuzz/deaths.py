"""`python -m tests.fuzz.deaths [--cases N] [--seed S]`: killed, or on a full disk, at any event.

What is at the name is whole at every moment, a user's notes stay, and the same command again gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import secrets
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.folders.dying import Dying
from tests.folders.verbs import DATA, RESUMABLE, VERBS, typed

HOWS = ("kill", "kill", "full", "limit")


class Deaths:
    """Cases in the folder `place`; a straight study of each verb is made once, with one of another seed."""

    def __init__(self, place: Path) -> None:
        """Start the process that dies."""
        self.place, self.dying = place, Dying()
        self.events: dict[str, int] = {}

    def straight(self, verb: str, seed: int) -> Path:
        """A study that nothing stopped."""
        out = self.place / f"{verb}-{seed}" / "r"
        if not out.exists():
            out.parent.mkdir()
            told = self.dying.run(typed(verb, self.place, "--out", out, "--seed", seed), out.parent)
            assert told["code"] == 0, told
            self.events[verb] = told["events"]
            (out / "notes.txt").write_text("mine")
        return out

    def case(self, luck: random.Random, verb: str, how: str) -> str:
        """One death and what follows; says what was done. Raises AssertionError for what does not hold."""
        straight = self.straight(verb, 1)
        folder = self.place / "case"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        target, before = folder / "r", luck.random() < 0.5
        if before:
            shutil.copytree(self.straight(verb, 2), target)
        largest = luck.choice([1, 100, 1500, 6000, 30_000])
        at = largest if how == "limit" else luck.randint(1, self.events[verb])
        words = typed(verb, self.place, "--out", target, "--seed", 1)
        told = self.dying.run(words, folder, **{how: at})
        done = f"{verb}, {how} {at}{', before' if before else ''}: {told['code']} {told['said'].strip()[-300:]!r}"
        if how != "kill":
            assert told["code"] == 0 or (told["code"] in (1, 2) and told["said"].strip()), done
            assert "Traceback" not in told["said"], done
        assert same(target, straight, verb) or (
            same(target, self.straight(verb, 2), verb) if before else not target.exists()
        ), done
        more = ["--resume"] if verb in RESUMABLE and not before else []
        told = self.dying.run([*words, *more], folder)
        done += f"; then {told['code']} {told['said'].strip()[-300:]!r}"
        assert told["code"] == 0, done
        assert same(target, straight, verb), done
        assert not before or (target / "notes.txt").read_text() == "mine", done
        left = sorted(path.name for path in folder.iterdir())
        assert set(left) <= {"r", "r.previous", "forecasts"}, (done, left)
        return done


def same(one: Path, other: Path, verb: str) -> bool:
    """Whether two folders are whole and hold the same."""
    names = (DATA[verb], *(["summary.json"] if verb not in ("tip", "hindcast", "compare", "calibrate") else []))
    try:
        about = json.loads((one / "manifest.json").read_bytes())
        return about["state"] == "whole" and all(
            (one / name).read_bytes() == (other / name).read_bytes() for name in names
        )
    except OSError:
        return False


def main(words: list[str]) -> int:
    """Run the cases; the exit code is 1 if any failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.deaths", description=__doc__)
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--seed", type=int, default=None)
    asked = parser.parse_args(words)
    seed = secrets.randbelow(2**32) if asked.seed is None else asked.seed
    print(f"seed {seed}", flush=True)
    done: Counter[str] = Counter()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="deaths") as place:
        deaths = Deaths(Path(place))
        for number in range(asked.cases):
            verb, how = VERBS[number % len(VERBS)], HOWS[number // len(VERBS) % len(HOWS)]
            done[how] += 1
            try:
                print(deaths.case(random.Random(f"{seed} {number}"), verb, how), flush=True)
            except AssertionError as error:
                failed += 1
                print(f"FAILED: case {number} of seed {seed}: {error}", file=sys.stderr, flush=True)
        deaths.dying.close()
    print(", ".join(f"{count} {how}" for how, count in done.items()) + f"; {failed} failures")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
