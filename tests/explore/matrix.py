"""Every shipped scenario and 50 random ones in a browser, each history against the engine's.

python -m tests.explore.matrix              Chromium and Firefox, 500 histories of each side; some minutes
python -m tests.explore.matrix firefox -n 100 --random 10

A random scenario has random parameters, scheduled events and ceilings, some of them in corners that strain an engine
(`tests.engine.scenarios`); each is run as its file says, and again with random switches and sliders.
"""

import argparse
import dataclasses
import random
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

import sim
from sim.scenario import common_ceilings, shipped
from sim.studies.explore.data import page_data
from sim.studies.explore.study import explore_page
from tests.engine.scenarios import scenarios
from tests.explore.hands import BROWSERS, hash_of, moved_to, opened, rows_of, there
from tests.explore.sides import fresh, random_side, same_in_python
from tests.explore.test_plans import prints

A_PAGE = 10
"""Scenarios of one page."""


def sharing_luck(loaded):
    """The scenarios with the ceilings that a page of all of them has."""
    ceilings = common_ceilings(loaded)
    return [dataclasses.replace(one, ceilings=ceilings) for one in loaded]


def random_scenarios(number):
    """So many random scenarios, the same each time."""
    found = []

    @seed(14)
    @settings(max_examples=number, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(scenarios())
    def collect(one):
        found.append(dataclasses.replace(one, name=f"random_{len(found)}"))

    collect()
    return found[:number]


def sides_of(scenarios, page, rng):
    """Each scenario as its file says, then with random switches and sliders."""
    for k in range(len(scenarios)):
        yield fresh(k), {**random_side(page, rng), "scenario": k}


def differing(browser, folder, loaded, n, rng):
    """Fingerprints of these scenarios that were compared, and those that differ, as (side, equal, of)."""
    loaded = sharing_luck(loaded)
    path = folder / f"{loaded[0].name}.html"
    path.write_text(explore_page(loaded), encoding="utf-8")
    page = page_data(loaded, 1)
    opened(browser, path.as_uri())
    compared, wrong = 0, []
    for pair in sides_of(loaded, page, rng):
        moved_to(browser, hash_of(page, pair))
        for k, side in enumerate(pair):
            wanted = prints(same_in_python(side, loaded), n)
            equal = sum(a == b for a, b in zip(rows_of(browser, k)[:n], wanted, strict=True))
            compared += n
            wrong += [(loaded[side["scenario"]].name, side, equal)] if equal < n else []
    return compared, wrong


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("browsers", nargs="*", help=f"of {', '.join(BROWSERS)}; all that are here if none is named")
    words.add_argument("-n", type=int, default=500, help="histories of each side, up to 500")
    words.add_argument("--random", type=int, default=50, help="random scenarios beside the shipped ones")
    asked = words.parse_args()
    every = [sim.load(name) for name in shipped()] + random_scenarios(asked.random)
    failed = False
    for name in asked.browsers or there():
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            browser = BROWSERS[name][1](Path(scratch))
            rng, compared, wrong = random.Random(9), 0, []
            for first in range(0, len(every), A_PAGE):
                found = differing(browser, Path(scratch), every[first : first + A_PAGE], asked.n, rng)
                compared, wrong = compared + found[0], wrong + found[1]
            browser.close()
        for scenario, side, equal in wrong:
            print(f"{name}: {scenario}: {equal} of {asked.n} are equal: {side}")
        print(f"{name}: {len(every)} scenarios, each as in its file and moved: "
              f"{compared - sum(asked.n - equal for *_, equal in wrong):,} of {compared:,} fingerprints are equal")  # fmt: skip
        failed = failed or bool(wrong)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
