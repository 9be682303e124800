"""The decisive tests of the article's conditions C9 to C12; what is said of rates in `test_conditions` holds here."""

from __future__ import annotations

import numpy as np
import pytest

from sim.model.codes import BROADER_TALKS, REFINERY_STRIKE
from sim.scenario import REGISTRY, load
from sim.testing import (
    assert_decreases,
    assert_identical,
    assert_never_earlier,
)

from .runs import KINDS, NO_MORATORIUM, NO_TALKS, run
from .test_conditions import EAGER
from .varied import both


def test_c9_without_linkage_the_gap_moves_only_the_broader_talks(histories):
    near, far = both(histories, ("demands.gap", 0, 1), {**EAGER, "demands.linkage": 0}, 500, "baseline")
    same = [column for column in near.frame.columns if column not in ("broader_talks_day", "events", "fingerprint")]
    assert_identical(near, far, same)
    assert_never_earlier(near, far, "broader_talks_day", some_differ=True)


def test_c9_linked_the_gap_stands_in_the_way_of_the_narrow_deal(histories):
    near, far = both(histories, ("demands.gap", 0.0, 1.0), {"demands.linkage": 0.5}, 1500, "baseline")
    assert_decreases(near, far, "first_deal_day", within=365, shown=True)


def test_c10_no_broader_talks_before_a_formal_spell_has_held():
    hold = 45.0
    settings = {**EAGER, "broader_talks.hold_days": hold, "broader_talks.per_day": 0.1, "demands.gap": 0}
    made = run({**settings, "moratorium.incidents_per_day": 0.1, "moratorium.complete.tolerance": 9}, 1500, log=True)
    opened = np.flatnonzero(~np.isnan(made.rows["broader_talks_day"]))
    assert len(opened) > 300
    formal = made.spells[made.spells["kind"] > 1]
    breaches = made.log[(made.log["result"] == 3) | (made.log["result"] == 4)]
    broken = 0
    for replicate in opened:
        at = made.rows["broader_talks_day"][replicate]
        own = formal[formal["replicate"] == replicate]
        (spell,) = own[(own["start"] <= at) & (own["end"] >= at)]
        assert at - spell["start"] >= hold
        before = breaches["day"][(breaches["replicate"] == replicate) & (breaches["day"] < at)]
        assert not len(before) or at - before[-1] >= hold
        broken += int(len(before) > 0 and before[-1] > spell["start"])
    assert broken > 10  # the wait began anew with a breach


def test_c10_switched_off_there_are_none():
    made = run({**EAGER, "broader_talks.per_day": 0}, 300, log=True)
    assert np.isnan(made.rows["broader_talks_day"]).all()
    assert not (made.log["what"] == BROADER_TALKS).any()


@pytest.mark.parametrize("kind", KINDS)
def test_c11_scope_0_is_no_moratorium_for_strikes(kind):
    off = {**NO_TALKS, "strikes.ukraine.leverage_push": 0, "moratorium.incidents_per_day": 0}
    scopes = {f"moratorium.{k}.scope": 0 for k in KINDS}
    without = run({**off, **NO_MORATORIUM}, 400, base="baseline", log=True)
    unbound = run({**off, **scopes, "moratorium.initial": kind}, 400, base="baseline", log=True)
    struck = [made.log[made.log["what"] <= REFINERY_STRIKE] for made in (without, unbound)]
    assert len(struck[0]) > 10_000
    for field in ("replicate", "day", "what", "address", "parent", "light", "idle"):
        assert np.array_equal(struck[0][field], struck[1][field]), field


def test_c12_the_denials_are_a_scenario_without_talks():
    denied = run({}, 800, base="no_talks")
    assert np.isnan(denied.rows["first_deal_day"]).all()
    assert denied.rows["tacit_end_cause"].any()  # the understanding itself is not denied


def test_c12_every_default_carries_its_source_and_a_range():
    """Without a range: switches, sizes of units, and conventions of measuring."""
    for path, parameter in REGISTRY.items():
        assert parameter.source.strip(), path
        assert parameter.sentence.strip(), path
        assert set(parameter.basis.split(", ")) <= {"A", "R", "L", "J"}, path
        if parameter.range is None:
            assert parameter.no_range.strip(), path
        else:
            low, high = parameter.range
            assert low < high
            if parameter.default is not None:
                assert low <= parameter.default <= high, path


def test_c12_any_number_may_be_uncertain():
    for path, parameter in REGISTRY.items():
        if parameter.range is not None:
            assert load("baseline", {path: "range"}).values[path].support() == parameter.range, path
