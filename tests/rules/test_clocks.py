"""The table of clocks: every clock has its rate, its bound and its event, and the chains keep the table's order."""

from __future__ import annotations

import random

import pytest

from sim.model import codes
from sim.model.clocks import bound, happen, needs_first_marks, needs_second_marks, rate
from sim.scenario import CLOCKS

from .world import ALWAYS, world

MARKS = (0.6, 0.4, 0.5, 0.5)


def test_the_codes_are_the_table():
    assert codes.WHATS[: codes.CLOCK_COUNT] == CLOCKS
    assert [getattr(codes, clock.upper()) for clock in CLOCKS] == list(range(codes.CLOCK_COUNT))


EVENTS = {
    "russian_wave": "russian_waves",
    "refinery_strike": "refinery_strikes",
    "incident_by_russia": "incidents",
    "incident_by_ukraine": "incidents",
    "round": "stage",
    "tacit_forms": "kind",
    "kursk_loss": "units",
    "offensive": "units",
    "heavy_repair": "heavy",
    "broader_talks": "broader_talks_day",
    "talks_break": "stage",
    "shift_by_russia": "level_russia",
    "shift_by_ukraine": "level_ukraine",
}


@pytest.mark.parametrize("clock", range(codes.CLOCK_COUNT), ids=CLOCKS)
def test_each_clock_has_its_own_event(clock):
    s, p = world(kind=codes.NONE, stage=2)
    before = {name: getattr(s, name) for name in sorted(set(EVENTS.values()))}
    happen(clock, s, p, 3.0, (ALWAYS, ALWAYS, 0.5, 0.5), MARKS)
    changed = {name for name, value in before.items() if str(getattr(s, name)) != str(value)}
    # An offensive that derails also takes the stage; heavy damage is part of a wave.
    assert EVENTS[CLOCKS[clock]] in changed
    assert changed <= {EVENTS[CLOCKS[clock]], "stage" if clock == codes.OFFENSIVE else "", *_damage(clock)}


def _damage(clock):
    return {"heavy"} if clock == codes.RUSSIAN_WAVE else set()


@pytest.mark.parametrize(
    ("clock", "author"),
    [(codes.INCIDENT_BY_RUSSIA, codes.RUSSIA), (codes.INCIDENT_BY_UKRAINE, codes.UKRAINE)],
)
def test_an_incident_has_its_author(clock, author):
    s, p = world(kind=codes.TACIT)
    happen(clock, s, p, 3.0, MARKS, MARKS)
    assert s.author == author


def test_incidents_need_a_moratorium():
    s, p = world(kind=codes.NONE)
    for clock in (codes.INCIDENT_BY_RUSSIA, codes.INCIDENT_BY_UKRAINE):
        s.kind = codes.NONE
        assert rate(clock, s, p, 0.0, 0.5) == 0.0
        s.kind = codes.TACIT
        assert rate(clock, s, p, 0.0, 0.5) == p.moratorium_incidents_per_day


def test_an_offensive_comes_at_its_own_rate():
    s, p = world({"kursk.offensive_per_day": 0.01})
    assert rate(codes.OFFENSIVE, s, p, 0.0, 0.5) == 0.01


@pytest.mark.parametrize("clock", range(codes.CLOCK_COUNT), ids=CLOCKS)
def test_a_rate_never_exceeds_its_bound(clock):
    """Else candidates that should count would be passed over."""
    luck = random.Random(7)
    reached = 0.0
    for _ in range(3000):
        s, p = world()
        p.strikes_russia_winter_pull = luck.choice([0.0, 2.0])
        p.moratorium_temptation_russia = p.moratorium_temptation_ukraine = 2.0
        p.kursk_offensive_per_day = 0.02
        p.willingness_ukraine = p.willingness_russia = 8.0
        s.kind, s.stage = luck.randrange(4), luck.randrange(4)
        s.units, s.heavy = luck.randrange(41), luck.randrange(104)
        s.trust_ukraine = s.trust_russia = luck.random()
        p.strikes_shift_sd = luck.choice([0.0, 0.5])
        if p.strikes_shift_sd:
            s.campaign_russia, s.campaign_ukraine = luck.uniform(0.25, 4.0), luck.uniform(0.25, 4.0)
        t = luck.uniform(0.0, 365.0)
        most = bound(clock, s, p)
        now = rate(clock, s, p, t, luck.random())
        assert now <= most * (1.0 + 1e-12)
        reached = max(reached, now / most if most else 0.0)
    assert reached > 0.4  # a bound that is never approached wastes candidates


class Watched(tuple):
    """Marks that note when they are read."""

    def __new__(cls, values, read, name):
        made = super().__new__(cls, values)
        made.read, made.name = read, name
        return made

    def __getitem__(self, place):
        self.read.add(self.name)
        return super().__getitem__(place)


@pytest.mark.parametrize("clock", range(codes.CLOCK_COUNT), ids=CLOCKS)
def test_marks_are_drawn_where_they_are_read(clock):
    read: set[str] = set()
    for kind in range(4):
        for stage in range(4):
            s, p = world({"moratorium.terms.monitoring": 0.1, "moratorium.misread": 0.9}, kind=kind, stage=stage)
            first, second = (Watched((0.2, 0.2, 0.5, 0.5), read, name) for name in ("first", "second"))
            happen(clock, s, p, 3.0, first, second)
    assert ("first" in read) == needs_first_marks(clock)
    assert ("second" in read) == needs_second_marks(clock)


def test_each_event_starts_with_an_empty_outbox():
    s, p = world(own_answers=3, other_answers=2, collapse_answers=1, ended_kind=1, result=5)
    happen(codes.HEAVY_REPAIR, s, p, 1.0, MARKS, MARKS)
    assert (s.own_answers, s.other_answers, s.collapse_answers, s.ended_kind, s.result) == (0, 0, 0, 0, 0)
