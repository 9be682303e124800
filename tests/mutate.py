"""Take each rule out, one at a time, and see that the suite notices.

``tests/mutations.toml`` lists edits of the rules and of the two drivers, each with the test that must fail under it.
This script applies every edit to a copy of the tree, never to the tree itself, runs the named tests there, and fails if
they stay green: then the rule could be lost without anybody seeing it.

    python tests/mutate.py                    all of them, two at a time
    python tests/mutate.py --sixth 1          every sixth one, from the second
    python tests/mutate.py --only '^C8'       those whose rule's name has this pattern
    python tests/mutate.py --list             what there is

Exit code 0 if every mutation was caught, 1 if one survived or could not be tried, 2 if the list itself is wrong.
"""

from __future__ import annotations

import argparse
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tests" / "mutations.toml"
# What the named tests need of the tree. Nothing else is copied, so a stray build folder can never be imported.
COPIED = ("sim", "tests", "scenarios", "benchmarks", "docs", "results/reference", "pyproject.toml", "README.md")
TIMEOUT = 400  # seconds for one mutation, its compilation included
FAILED, GREEN = 1, 0  # pytest's exit codes; any other means that the tests did not run


@dataclass(frozen=True)
class Mutation:
    """One edit: `find`, which stands exactly once in `file`, becomes `replace`; one of `tests` must then fail."""

    rule: str
    file: str
    find: str
    replace: str
    tests: tuple[str, ...]

    def problem(self, root: Path) -> str | None:
        """Why this entry is wrong, or None."""
        path = root / self.file
        if not path.is_file():
            return f"{self.rule}: there is no file {self.file}"
        if (count := path.read_text(encoding="utf-8").count(self.find)) != 1:
            return f"{self.rule}: {self.find!r} stands {count} times in {self.file}, not once"
        if self.find == self.replace:
            return f"{self.rule}: the edit changes nothing"
        missing = [test for test in self.tests if not exists(test, root)]
        return f"{self.rule}: no such test: {', '.join(missing)}" if missing else None


def exists(test: str, root: Path) -> bool:
    """Whether `file` or `file::function` is there."""
    name, _, function = test.partition("::")
    file = root / name
    return file.exists() and (not function or f"def {function.partition('[')[0]}(" in file.read_text(encoding="utf-8"))


def read(path: Path = LIST) -> list[Mutation]:
    """The mutations in `path`, in order of the file."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["mutation"]
    return [
        Mutation(
            rule=entry["rule"],
            file=entry["file"],
            find=entry["find"],
            replace=entry["replace"],
            tests=tuple([entry["test"]] if isinstance(entry["test"], str) else entry["test"]),
        )
        for entry in entries
    ]


def copy_tree(target: Path) -> Path:
    """A copy of what the tests need, under `target`."""
    skip = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=skip)
        elif source.is_file():
            shutil.copy2(source, target / name)
    return target


def run_tests(tree: Path, tests: Iterable[str]) -> tuple[int, str]:
    """pytest's exit code and output for `tests` in `tree`; the package is imported from the tree, not as installed."""
    environment = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["XDG_CACHE_HOME"] = str(tree / ".cache")  # compiled mutants must not fill the user's cache
    # -m "" undoes the default "not slow": a named test runs whatever it is marked.
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-m", "", "-n", "0", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command, cwd=tree, env=environment, capture_output=True, text=True, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        return -1, f"no answer within {TIMEOUT} s"
    return done.returncode, done.stdout + done.stderr


def try_one(mutation: Mutation, tree: Path) -> tuple[bool, str]:
    """Whether `mutation`, applied to the copy in `tree` and taken back, was caught, and a line that says how."""
    path = tree / mutation.file
    original = path.read_text(encoding="utf-8")
    begin = time.monotonic()
    path.write_text(original.replace(mutation.find, mutation.replace), encoding="utf-8")
    try:
        code, output = run_tests(tree, mutation.tests)
    finally:
        path.write_text(original, encoding="utf-8")
    seconds = f"{time.monotonic() - begin:.0f} s"
    if code == FAILED:
        return True, f"caught    {mutation.rule}  ({seconds})"
    if code == GREEN:
        return False, f"SURVIVED  {mutation.rule}: {', '.join(mutation.tests)} stayed green ({seconds})"
    return False, f"UNDECIDED {mutation.rule}: pytest ended with {code} ({seconds})\n{output[-2000:]}"


def check_unmutated(mutations: Sequence[Mutation], tree: Path) -> str | None:
    """What is wrong with the named tests before anything is mutated: a test that always fails catches nothing."""
    tests = sorted({test for mutation in mutations for test in mutation.tests})
    code, output = run_tests(tree, tests)
    return (
        None if code == GREEN else f"the named tests do not pass unmutated (pytest ended with {code})\n{output[-4000:]}"
    )


def try_all(mutations: Sequence[Mutation], jobs: int, passing: bool = False) -> int:
    """Try `mutations` in `jobs` copies side by side; print a line each; the number not caught.

    `passing` says that the named tests are known to pass without any.
    """
    with tempfile.TemporaryDirectory(prefix="moratorium-mutants-") as folder:
        trees: queue.Queue[Path] = queue.Queue()
        for number in range(jobs):
            trees.put(copy_tree(Path(folder) / str(number)))
        if not passing and (problem := check_unmutated(mutations, Path(folder) / "0")):
            print(problem)
            return len(mutations)

        def work(mutation: Mutation) -> bool:
            tree = trees.get()
            try:
                caught, line = try_one(mutation, tree)
            finally:
                trees.put(tree)
            print(line, flush=True)
            return caught

        with ThreadPoolExecutor(jobs) as pool:
            return sum(not caught for caught in pool.map(work, mutations))


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse, choose, try, sum up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sixth", type=int, help="only every sixth mutation, beginning with this one (0 to 5)")
    parser.add_argument("--only", help="only rules in whose name this pattern is found")
    parser.add_argument("--jobs", type=int, default=2, help="copies worked on side by side (default 2)")
    parser.add_argument("--passing", action="store_true", help="the whole suite has just passed: begin at once")
    parser.add_argument("--list", action="store_true", help="print the rules and stop")
    options = parser.parse_args(arguments)
    mutations = read()
    if options.sixth is not None:
        mutations = mutations[options.sixth % 6 :: 6]
    if options.only:
        mutations = [mutation for mutation in mutations if re.search(options.only, mutation.rule)]
    if options.list:
        print("\n".join(f"{mutation.rule}  ({mutation.file})" for mutation in mutations))
        return 0
    if not mutations:
        print("no mutation of that name")
        return 2
    if problems := [problem for mutation in mutations if (problem := mutation.problem(ROOT))]:
        print("\n".join(problems))
        return 2
    survivors = try_all(mutations, options.jobs, options.passing)
    print(f"{len(mutations) - survivors} of {len(mutations)} mutations caught")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
