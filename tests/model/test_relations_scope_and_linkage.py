"""Two switches that leave nothing of what they switch off, to the bit (docs/model.md, "Relations")."""

from __future__ import annotations

import numpy as np
import pytest

from sim.model.codes import BROADER_TALKS, REFINERY_STRIKE
from sim.testing import assert_identical, assert_never_earlier

from .runs import KINDS, OPEN_WAR, run
from .varied import as_runs, both

STRIKES = ("russian_waves", "russian_answers", "refinery_strikes", "ukrainian_answers")
NO_EFFECT = {"strikes.ukraine.leverage_push": 0, "moratorium.incidents_per_day": 0}
NO_SCOPE = {f"moratorium.{kind}.scope": 0 for kind in KINDS}
N = 500


def strikes(runs):
    """Who struck when in which replicate, and what each answered."""
    log = runs.log[runs.log["what"] <= REFINERY_STRIKE]
    return log[["replicate", "day", "what", "address", "parent", "branch"]]


@pytest.mark.parametrize("kind", KINDS)
def test_without_scope_strikes_are_those_of_no_moratorium(kind):
    settings = ({**NO_EFFECT, **OPEN_WAR}, {**NO_EFFECT, **NO_SCOPE, "moratorium.initial": kind})
    without, unbound = (run(changes, N, log=True) for changes in settings)
    same = [*STRIKES, "refining_idle_mean", "refining_idle_max", "hours_short", "unserved_gwh"]
    assert_identical(as_runs(without, settings[0]), as_runs(unbound, settings[1]), same)
    assert np.array_equal(strikes(without), strikes(unbound))
    assert not unbound.rows["breaches"].any()


def test_without_linkage_the_gap_moves_only_the_broader_talks():
    settings = [{"demands.linkage": 0, "talks.stage": "near_agreed", "demands.gap": gap} for gap in (0.0, 1.0)]
    near, far = (run(changes, N, log=True) for changes in settings)
    same = [column for column in near.rows.dtype.names if column not in ("broader_talks_day", "events", "fingerprint")]
    assert_identical(as_runs(near, settings[0]), as_runs(far, settings[1]), same)
    columns = [name for name in near.log.dtype.names if name != "fingerprint"]
    logs = [made.log[made.log["what"] != BROADER_TALKS][columns] for made in (near, far)]
    assert np.array_equal(*logs)


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.5), (0.5, 1.0)])
def test_without_linkage_a_wider_gap_never_brings_broader_talks_forward(histories, low, high):
    a, b = both(histories, ("demands.gap", low, high), {"demands.linkage": 0, "talks.stage": "near_agreed"}, 1500)
    assert_never_earlier(a, b, "broader_talks_day", some_differ=True)
