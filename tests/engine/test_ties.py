"""What falls on the same instant comes in order: scheduled events, expiry, answers, clocks, the daily tick."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import numpy as np
import pytest

from sim.engine import simpy_engine
from sim.engine.due_events import find_first_due
from sim.model import codes
from sim.scenario import load

from .same import assert_engines_agree

QUIET = {
    "strikes.russia.per_day": 0,
    "strikes.ukraine.per_day": 0,
    "talks.channel_open": False,
    "moratorium.incidents_per_day": 0,
    "moratorium.tacit_formation_per_day": 0,
    "kursk.loss_per_day": 0,
    "grid.destroyed_gw": 0,
    "grid.weather_sd": 0,
    "talks.break_per_day": 0,
    "strikes.shift_sd": 0,
    "horizon_days": 90,
}


def run(*events, **changes):
    scenario = load({"extends": "baseline", "inherit_events": False, "events": list(events)}, {**QUIET, **changes})
    return assert_engines_agree(scenario, 2, seed=1)


def test_a_tick_reads_what_an_event_of_its_instant_has_set():
    before = run().daily["supply_gw"][0]
    after = run({"day": 30, "set": {"grid.imports_gw": 0}}).daily["supply_gw"][0]
    assert (after[:29] == before[:29]).all()
    assert after[29:] == pytest.approx(before[29:] - 1.7)


def test_an_event_after_the_tick_waits_for_the_next():
    after = run({"day": 30.001, "set": {"grid.imports_gw": 0}}).daily["supply_gw"][0]
    assert np.flatnonzero(np.diff(after - run().daily["supply_gw"][0])).tolist()[0] == 29  # day 31


def test_an_event_at_the_horizon_acts():
    assert run({"day": 90, "withdraw": True}).rows["kursk_clear_day"].tolist() == [90.0, 90.0]
    before = run().daily["supply_gw"][0][-1]
    assert run({"day": 90, "set": {"grid.imports_gw": 0}}).daily["supply_gw"][0][-1] == pytest.approx(before - 1.7)


TERM = {"moratorium.initial": "partial", "moratorium.terms.days": 30, "moratorium.terms.renewal_bonus": 50}


def test_an_event_of_the_same_instant_comes_before_expiry():
    never = {"willingness.ukraine": -50, "moratorium.terms.renewal_bonus": -50}
    renewed = run({"day": 30.001, "set": never}, **TERM)
    assert renewed.rows["deal_days"].tolist() == [60.0, 60.0]
    ended = run({"day": 30, "set": never}, **TERM)
    assert ended.rows["deal_days"].tolist() == [30.0, 30.0]
    assert ended.log["what"].tolist() == [codes.SET, codes.EXPIRY] * 2


def test_terms_end_on_the_instant_and_the_last_one_at_the_horizon():
    log = run(**{**TERM, "moratorium.terms.max_renewals": 2}).log
    assert log["day"].tolist() == [30.0, 60.0, 90.0] * 2
    assert log["result"].tolist() == [codes.RENEWED, codes.RENEWED, codes.ENDED] * 2


def test_events_of_one_instant_act_in_an_order_that_the_file_does_not_decide():
    events = [{"day": 10, "withdraw": True}, {"day": 10, "offensive": 500}, {"day": 10, "set": {"demands.gap": 0.1}}]
    runs = [run(*order, **{"talks.derail_probability": 0.5}) for order in itertools.permutations(events)]
    assert len({made.log.tobytes() for made in runs}) == 1
    assert runs[0].log["what"][:3].tolist() == [codes.OFFENSIVE, codes.SET, codes.WITHDRAW]
    assert runs[0].log["units"][:3].tolist() == [11, 11, 0]


def test_what_one_state_sets_off_acts_in_an_order_that_the_file_does_not_decide():
    """After what is dated: Kursk is left on the day itself, and what the state of the start sets off follows."""
    tacit = [{"withdraw": True}, {"offensive": 500}, {"set": {"demands.gap": 0.1}}]
    events = [{"when": {"kind": "tacit"}, **act} for act in tacit] + [{"day": 0, "withdraw": True}]
    runs = [run(*order, **{"talks.derail_probability": 0.5}) for order in itertools.permutations(events)]
    assert len({made.log.tobytes() for made in runs}) == 1
    one = runs[0].log[runs[0].log["replicate"] == 0]
    assert one["what"].tolist() == [codes.WITHDRAW, codes.OFFENSIVE, codes.SET, codes.WITHDRAW]
    assert one["units"].tolist() == [0, 5, 5, 0]


def test_of_two_states_that_set_one_parameter_at_once_the_stage_has_the_last_word():
    events = [
        {"when": {"kind": "tacit"}, "set": {"grid.imports_gw": 0}},
        {"when": {"stage": "contacts"}, "set": {"grid.imports_gw": 1}},
    ]
    first, second = (run(*order).daily["supply_gw"][0] for order in (events, events[::-1]))
    assert (first == second).all()
    assert first[0] == pytest.approx(run().daily["supply_gw"][0][0] - 0.7)


def test_a_state_at_the_start_sets_off_what_waits_for_it_on_day_0():
    log = run({"when": {"kind": "tacit"}, "withdraw": True}, {"when": {"stage": "dormant"}, "offensive": 500}).log
    assert log["what"].tolist() == [codes.WITHDRAW, codes.WITHDRAW]
    assert log["day"].tolist() == [0.0, 0.0]


def test_what_waits_for_a_state_acts_at_once_and_only_once():
    """An offensive that derails makes the stage dormant; what waits for that follows on the same day."""
    shock = [{"day": 20, "offensive": 1000}, {"day": 40, "offensive": 1000}]
    waiting = [
        {"when": {"stage": "dormant"}, "withdraw": True},
        {"when": {"kind": "none"}, "after_days": 5, "set": {"demands.gap": 0}},
    ]
    log = run(*shock, *waiting, **{"talks.derail_probability": 1, "talks.stage": "drafting"}).log
    one = log[log["replicate"] == 0]
    assert one["what"].tolist() == [codes.OFFENSIVE, codes.WITHDRAW, codes.SET, codes.OFFENSIVE]
    assert one["day"].tolist() == [20.0, 20.0, 25.0, 40.0]


def test_answers_of_one_instant_come_by_their_addresses_on_the_compiled_engine():
    """Pending answers lie in no order; which of two comes first must not hang on it."""
    for order in itertools.permutations([(3.0, 70), (2.0, 60), (2.0, 50), (2.0, 80)]):
        days, addresses = (list(column) for column in zip(*order, strict=True))
        q = SimpleNamespace(pending=4, pending_day=days, pending_address=addresses)
        find_first_due(q)
        assert (q.answer_day, addresses[q.first_pending]) == (2.0, 50)


def test_answers_of_one_instant_come_by_their_addresses_on_simpy(monkeypatch):
    """Every answer after two days, so that those of one strike fall due together."""
    monkeypatch.setattr(simpy_engine, "exponential", lambda mean, mark: 2.0)
    changes = {"moratorium.collapse_retaliation.russia": 30, "moratorium.tacit.tolerance": 0}
    log = simpy_engine.simulate(load("baseline", {**changes, "horizon_days": 200}), 1, 1).log
    answers = log[log["parent"] != -1][["day", "address"]].tolist()
    assert len({day for day, _ in answers}) < len(answers) - 10
    assert answers == sorted(answers)


def test_a_changed_length_of_terms_acts_from_the_next_term():
    log = run({"day": 10, "set": {"moratorium.terms.days": 20}}, **TERM).log
    one = log[(log["replicate"] == 0) & (log["what"] == codes.EXPIRY)]
    assert one["day"].tolist() == [30.0, 50.0, 70.0, 90.0]
