"""Short runs for the tests of the results folder."""

import sim
from sim.studies.run import keepers
from sim.studies.run.study import DATA

SHORT = ["horizon_days=60"]


def work(out, n, resume, say):
    """A run that keeps a part after every chunk, for `tests.killing`."""
    keepers.PART_SECONDS = 0.0
    run(out, n, resume=resume, chunk=100, bands=200, say=say)


def short(*overrides):
    return sim.load("baseline", [*SHORT, *overrides])


def run(out, n=300, *, scenario=None, **settings):
    """A short run without pictures, its bands over 50 histories; several parts even for a few hundred."""
    settings = {"bands": 50, "chunk": 40, "workers": 1, "decorate": lambda result: None, **settings}
    return sim.run(scenario or short(), n=n, out=out, **settings)


def contents(folder):
    """The bytes that must depend on scenario, rules, seed and n alone."""
    return {name: (folder / name).read_bytes() for name in DATA if (folder / name).exists()}


def stop_after(done):
    """A progress callback that interrupts as Ctrl-C would, once so many replicates are done."""

    def progress(count, total):
        if count >= done:
            raise KeyboardInterrupt

    return progress
