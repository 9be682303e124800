"""A thread's first room for spells and log entries grows; pending answers end in a named error."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine import allocation, compiled, simpy_chunk
from sim.engine.pending import TooManyAnswersError
from sim.engine.plan import make_plan
from sim.engine.simpy_engine import simulate
from sim.scenario import load

from .same import assert_same_chunk
from .scenarios import CORNERS


def in_pieces(plan, count, size, log):
    """The same replicates in chunks that fit into the first room."""
    pieces = [compiled.run_chunk(plan, first, size, 1, size, log) for first in range(0, count, size)]
    parts = {part: np.concatenate([getattr(p, part) for p in pieces]) for part in ("rows", "spells", "daily")}
    return pieces[0].__class__(0, **parts, log=np.concatenate([p.log for p in pieces]) if log else None)


def test_a_log_longer_than_the_first_room_is_whole():
    plan = make_plan(load("baseline"))
    whole = compiled.run_chunk(plan, 0, 60, 1, 60, True)
    assert len(whole.log) > 2 * allocation.LOG_ROOM
    assert_same_chunk(whole, in_pieces(plan, 60, 5, log=True))


def test_more_spells_than_the_first_room_are_whole():
    short = {"moratorium.terms.days": 1, "moratorium.terms.max_renewals": 0, "horizon_days": 100}
    signing = {"talks.mediator": 5, "talks.stage": "near_agreed", "talks.round_days": 7, "kursk.area_km2": 0}
    settled = {"talks.setback_on_end": 0, "moratorium.initial": "complete"}
    plan = make_plan(load("baseline", {**short, **signing, **settled}))
    whole = compiled.run_chunk(plan, 0, 800, 1, 800, False)
    assert len(whole.spells) > 2 * allocation.SPELL_ROOM
    assert_same_chunk(whole, in_pieces(plan, 800, 50, log=False))


def test_more_candidates_than_the_first_room_holds_are_all_looked_at():
    """Four years of a busy clock: the agenda is lengthened until it holds them, and no event is lost."""
    busy = {"ceilings.refinery_strike": 20, "strikes.ukraine.per_day": 4, "horizon_days": 1400}
    plan = make_plan(load("baseline", busy))
    assert sum(plan.limits) * plan.horizon > 4 * allocation.CANDIDATE_ROOM
    compiled_rows = compiled.run_chunk(plan, 0, 2, 1, 0, False).rows
    assert compiled_rows.tobytes() == simpy_chunk.run_chunk(plan, 0, 2, 1, 0, False).rows.tobytes()


def test_one_history_longer_than_the_first_room_is_whole():
    busy = {"ceilings.refinery_strike": 20, "strikes.ukraine.per_day": 13, "moratorium.initial": "none"}
    plan = make_plan(load("baseline", {**busy, "strikes.reciprocity.memory_days": 1}))
    whole = compiled.run_chunk(plan, 3, 2, 1, 2, True)
    assert np.count_nonzero(whole.log["replicate"] == 3) > allocation.LOG_ROOM
    assert whole.log[whole.log["replicate"] == 4].tobytes() == simulate(plan, 4, 1).log.tobytes()


def crowded():
    corner = {**CORNERS["answers that hardly die out"], "strikes.reciprocity.memory_days": 3650}
    busy = {"strikes.ukraine.per_day": 20, "ceilings.refinery_strike": 40}
    return make_plan(load("baseline", {**corner, **busy}))


def test_more_answers_than_there_is_room_for_end_in_the_same_named_error_on_both_engines():
    told = []
    for engine in (compiled, simpy_chunk):
        with pytest.raises(TooManyAnswersError) as caught:
            engine.run_chunk(crowded(), 0, 3, 1, 0, False)
        told.append(str(caught.value))
    assert told[0] == told[1]
    assert told[0].startswith("more than 4096 answers fall due at once in replicate 0: lower strikes.reciprocity")


def test_after_the_error_a_thread_runs_on():
    """Nothing of the replicate that failed is left for the next chunk."""
    with pytest.raises(TooManyAnswersError):
        compiled.run_chunk(crowded(), 0, 3, 1, 0, False)
    plan = make_plan(load("baseline"))
    chunk = compiled.run_chunk(plan, 0, 1, 1, 1, True)
    assert chunk.log.tobytes() == simulate(plan, 0, 1).log.tobytes()
