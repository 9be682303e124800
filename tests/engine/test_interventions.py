"""One event undone: the same on both engines, nothing of the past changed, all later luck at its addresses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.engine.compiled import run_chunk
from sim.engine.interventions import MOST_CHANGES, NOTHING, Interventions, future_seed
from sim.engine.plan import Plan, make_plan
from sim.engine.simpy_engine import simulate
from sim.engine.variants import run_variants
from sim.model import codes
from sim.scenario import load

N, SEED = 40, 5
STRIKES = (codes.RUSSIAN_WAVE, codes.REFINERY_STRIKE)
INCIDENTS = (codes.INCIDENT_BY_RUSSIA, codes.INCIDENT_BY_UKRAINE)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan(load("baseline", ["moratorium.incidents_per_day=0.3", "moratorium.collapse_retaliation.russia=8"]))


@pytest.fixture(scope="module")
def log(plan: Plan) -> NDArray[Any]:
    found = run_chunk(plan, 0, N, SEED, 0, True).log
    assert found is not None
    return found


def of(log: NDArray[Any], replicate: int, whats: tuple[int, ...]) -> NDArray[Any]:
    return log[(log["replicate"] == replicate) & np.isin(log["what"], whats)]


def changes(log: NDArray[Any], replicate: int) -> list[Interventions]:
    """Some of each kind."""
    made = [Interventions(redraw_day=90.5, redraw_seed=future_seed(SEED, 2))]
    for entry in of(log, replicate, STRIKES)[::7]:
        address, day = int(entry["address"]), float(entry["day"])
        made += [Interventions(withheld=(address,)), Interventions(forgiven=(address,))]
        made.append(Interventions(withheld=(address,), redraw_day=day, redraw_seed=future_seed(SEED, 1)))
    for entry in of(log, replicate, INCIDENTS)[::4]:
        address = int(entry["address"])
        made += [Interventions(explained=(address,)), Interventions(forgiven=(address,))]
    return made


def test_both_engines_do_the_same(plan: Plan, log: NDArray[Any]) -> None:
    compared = 0
    for replicate in range(0, N, 20):
        done = changes(log, replicate)
        rows = run_variants(plan, [(replicate, one) for one in done], SEED)
        for one, row in zip(done, rows, strict=True):
            assert (
                simulate(plan, replicate, SEED, brief=True, interventions=one).row["fingerprint"] == row["fingerprint"]
            )
            compared += 1
    assert compared > 25


def test_nothing_done_is_the_history_itself(plan: Plan) -> None:
    rows = run_variants(plan, [(replicate, NOTHING) for replicate in range(N)], SEED)
    np.testing.assert_array_equal(rows["fingerprint"], run_chunk(plan, 0, N, SEED, 0, False).rows["fingerprint"])
    late = Interventions(redraw_day=float(plan.horizon), redraw_seed=9)
    assert run_variants(plan, [(3, late)], SEED)["fingerprint"][0] == rows["fingerprint"][3]


def test_the_past_is_equal_to_the_bit_and_the_branch_is_gone(plan: Plan, log: NDArray[Any]) -> None:
    parents = set(log["parent"].tolist())
    for replicate in range(N):
        before = log[log["replicate"] == replicate]
        told = [e for e in of(log, replicate, STRIKES) if int(e["address"]) in parents]
        if not told:
            continue
        gone = int(told[0]["address"])
        after = simulate(plan, replicate, SEED, interventions=Interventions(withheld=(gone,))).log
        day = float(told[0]["day"])
        np.testing.assert_array_equal(before[before["day"] < day], after[after["day"] < day])
        assert gone not in after["address"]
        assert gone not in after["parent"]


def test_an_incident_explained_is_none_and_a_breach_forgiven_is_one(plan: Plan, log: NDArray[Any]) -> None:
    seen = 0
    for replicate in range(0, N, 8):
        for entry in of(log, replicate, INCIDENTS):
            if codes.RESULTS[int(entry["result"])] not in ("breach", "collapse"):
                continue
            address = int(entry["address"])
            for done, wanted in (
                (Interventions(explained=(address,)), "explained"),
                (Interventions(forgiven=(address,)), "forgiven"),
            ):
                after = simulate(plan, replicate, SEED, interventions=done).log
                [same] = after[after["address"] == address]
                assert codes.RESULTS[int(same["result"])] == wanted
                assert same["day"] == entry["day"]
                seen += 1
    assert seen > 10


def test_a_dated_strike_is_withheld_or_forgiven_too() -> None:
    dated = [{"day": 5, "strike": "russia"}, {"day": 6, "strike": "ukraine"}]
    plan = make_plan(load({"extends": "baseline", "events": dated}))
    for replicate in range(6):
        log = simulate(plan, replicate, SEED).log
        for entry in log[np.isin(log["day"], (5.0, 6.0)) & np.isin(log["what"], STRIKES)]:
            address = int(entry["address"])
            for done in (Interventions(withheld=(address,)), Interventions(forgiven=(address,))):
                after = simulate(plan, replicate, SEED, interventions=done)
                assert run_variants(plan, [(replicate, done)], SEED)["fingerprint"][0] == after.row["fingerprint"]
                there = after.log[after.log["address"] == address]
                assert len(there) == (0 if done.withheld else 1)
                assert all(codes.RESULTS[int(one["result"])] in ("forgiven", "legal") for one in there)


def test_redrawn_futures_differ_after_their_moment_only(plan: Plan, log: NDArray[Any]) -> None:
    day = 60.25
    futures = [
        simulate(plan, 2, SEED, interventions=Interventions(redraw_day=day, redraw_seed=future_seed(SEED, k))).log
        for k in range(4)
    ]
    before = log[log["replicate"] == 2]
    assert len({future["fingerprint"][-1] for future in futures}) == 4
    for future in futures:
        np.testing.assert_array_equal(future[future["day"] <= day], before[before["day"] <= day])


def test_redrawn_futures_are_spread_as_histories_are() -> None:
    """Redrawn from day 0, the number of strikes has the mean of other histories (4 standard errors, fixed seed)."""
    plan = make_plan(load("baseline"))
    futures = [(0, Interventions(redraw_day=1e-9, redraw_seed=future_seed(SEED, k))) for k in range(1500)]
    redrawn = run_variants(plan, futures, SEED)["refinery_strikes"]
    fresh = run_chunk(plan, 0, 1500, SEED + 1, 0, False).rows["refinery_strikes"]
    error = np.sqrt((redrawn.var() + fresh.var()) / 1500)
    assert abs(redrawn.mean() - fresh.mean()) < 4 * error


def test_there_is_room_for_so_many_changes() -> None:
    with pytest.raises(ValueError, match="at most 64"):
        Interventions(withheld=tuple(range(MOST_CHANGES + 1)))
