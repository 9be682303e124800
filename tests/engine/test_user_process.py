"""A user's own SimPy process reads the state of a history and steps in."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.engine.simpy_engine import simulate
from sim.model.codes import EXPIRY, REFINERY_STRIKE, ROUND, RUSSIAN_WAVE, SET, TACIT, WITHDRAW
from sim.scenario import load

CERTAIN = {"talks.derail_probability": 1, "horizon_days": 200}


def told(history):
    """What a history comes to, without addresses and the fingerprint that digests them."""
    names = [name for name in history.row.dtype.names if name != "fingerprint"]
    columns = [name for name in history.log.dtype.names if name not in ("address", "parent", "fingerprint")]
    return str(history.row[names]), history.log[columns].tolist(), history.daily.tobytes(), history.spells.tobytes()


def test_one_that_only_observes_changes_nothing():
    seen = []

    def observe(env, run):
        while True:
            yield env.timeout(30)
            seen.append((env.now, run.state.kind, run.state.stage))

    scenario = load("baseline")
    watched, plain = simulate(scenario, 3, 1, processes=[observe]), simulate(scenario, 3, 1)
    assert watched.fingerprint == plain.fingerprint
    assert watched.log.tobytes() == plain.log.tobytes()
    assert [day for day, _, _ in seen] == [30.0 * k for k in range(1, 13)]
    days = plain.daily[[int(day) - 1 for day, _, _ in seen]]
    assert [(kind, stage) for _, kind, stage in seen] == list(zip(days["kind"], days["stage"], strict=True))


@pytest.mark.parametrize(
    ("act", "event"),
    [
        (lambda run: run.set("strikes.ukraine.per_day", 0.5), {"set": {"strikes.ukraine.per_day": 0.5}}),
        (lambda run: run.set("moratorium.tacit.scope", 0.0), {"set": {"moratorium.tacit.scope": 0}}),
        (lambda run: run.withdraw(), {"withdraw": True}),
        (lambda run: run.offensive(1000), {"offensive": 1000}),
        (
            lambda run: run.sign("complete", days=20, monitoring=0.5),
            {"sign": {"kind": "complete", "days": 20, "monitoring": 0.5}},
        ),
        (lambda run: run.end(), {"end": True}),
        (lambda run: run.stage("near_agreed"), {"stage": "near_agreed"}),
    ],
)
def test_one_that_steps_in_does_what_a_scheduled_event_does(act, event):
    def step_in(env, run):
        yield env.timeout(40.5)
        act(run)

    plain = load({"extends": "baseline"}, CERTAIN)
    dated = load({"extends": "baseline", "events": [{"day": 40.5, **event}]}, CERTAIN)
    for replicate in range(5):
        history = simulate(plain, replicate, 1, processes=[step_in])
        assert told(history) == told(simulate(dated, replicate, 1))
        assert told(history) != told(simulate(plain, replicate, 1))


@pytest.mark.parametrize(("side", "what"), [("russia", RUSSIAN_WAVE), ("ukraine", REFINERY_STRIKE)])
def test_a_strike_of_its_own_is_unprovoked_and_has_luck_of_its_own(side, what):
    """Three at one moment differ in their damage; all that was before is as it was."""

    def step_in(env, run):
        yield env.timeout(40.5)
        for _ in range(3):
            run.strike(side)

    plain = simulate(load("baseline"), 2, 1).log
    log = simulate(load("baseline"), 2, 1, processes=[step_in]).log
    own = log[log["day"] == 40.5]
    before = int(np.sum(log["day"] < 40.5))
    assert own["what"].tolist() == [what] * 3
    assert own["parent"].tolist() == [-1] * 3
    assert len(set(own["address"].tolist())) == 3
    assert log[:before].tobytes() == plain[:before].tobytes()
    column = "light" if side == "russia" else "idle"
    rise = np.diff(own[column])
    assert (rise > 0).all()
    assert rise[0] != rise[1]


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda run: run.sign("tacit"), "kind cannot be 'tacit'; allowed: partial, complete"),
        (lambda run: run.sign("complete", dayz=3), "moratorium.terms.dayz is no parameter"),
        (lambda run: run.stage("signed"), "stage cannot be 'signed'; allowed: dormant"),
        (lambda run: run.strike("both"), "side cannot be 'both'; allowed: russia, ukraine"),
    ],
)
def test_words_that_no_scenario_may_say_are_refused(act, message):
    def step_in(env, run):
        yield env.timeout(5)
        act(run)

    with pytest.raises(ValueError, match=message):
        simulate(load("baseline"), 0, 1, processes=[step_in])


def test_one_can_answer_to_what_it_sees():
    """Withdraw from Kursk ten days after the tacit understanding ended."""

    def concede(env, run):
        while run.state.kind == TACIT:
            yield env.timeout(1)
        yield env.timeout(10)
        run.withdraw()
        run.set("demands.gap", 0.0)

    bare = {"extends": "baseline", "inherit_events": False}
    scenario = load(bare, {"talks.channel_open": False, "moratorium.tacit.tolerance": 0, "kursk.loss_per_day": 0})
    history = simulate(scenario, 1, 1, processes=[concede])
    acts = history.log[(history.log["what"] == WITHDRAW) | (history.log["what"] == SET)]
    assert acts["what"].tolist() == [WITHDRAW, SET]
    ended = history.spells["end"][0]
    assert ended + 10 <= acts["day"][0] == acts["day"][1] <= ended + 11
    assert history.row["kursk_clear_day"] == acts["day"][0]


def test_the_same_process_gives_the_same_history_again():
    def step_in(env, run):
        yield env.timeout(10)
        run.offensive(500)
        yield env.timeout(10)
        run.offensive(500)

    scenario = load("baseline")
    first, second = (simulate(scenario, 7, 1, processes=[step_in]) for _ in range(2))
    assert first.fingerprint == second.fingerprint


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("grid.imports", 1.0),
        ("talks.stage", 3),
        ("kursk.unit_km2", 50.0),
        ("grid.imports_gw", math.nan),
        ("grid.imports_gw", -1.0),
        ("grid.imports_gw", None),
        ("grid.crews", 2.5),
    ],
)
def test_one_may_set_what_a_scheduled_event_may_and_nothing_else(path, value):
    def step_in(env, run):
        yield env.timeout(5)
        run.set(path, value)

    with pytest.raises(ValueError, match=path):
        simulate(load("baseline"), 0, 1, processes=[step_in])


def test_one_may_make_terms_endless_and_close_the_channel():
    def step_in(env, run):
        yield env.timeout(5)
        run.set("moratorium.terms.days", None)
        run.set("talks.channel_open", False)

    log = simulate(load("baseline", {"moratorium.initial": "partial"}), 0, 1, processes=[step_in]).log
    assert not (log[log["day"] > 5]["what"] == ROUND).any()
    assert (log["what"] == EXPIRY).sum() <= 1  # the term that runs keeps its end


def test_what_a_process_raises_comes_out():
    def fail(env, run):
        yield env.timeout(5)
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        simulate(load("baseline"), 0, 1, processes=[fail])


@pytest.mark.parametrize(("replicate", "seed"), [(-1, 0), (2**32, 0), (0, -1), (0, 2**63)])
def test_addresses_out_of_range_are_refused(replicate, seed):
    with pytest.raises(ValueError, match="replicate must lie"):
        simulate(load("baseline"), replicate, seed)
