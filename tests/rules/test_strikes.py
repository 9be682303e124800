"""Strikes: rates under scope, restraint and temptation; aggregate damage; who answers what."""

from __future__ import annotations

import math

import pytest

from sim.model import codes
from sim.model.chance import poisson
from sim.model.strikes import (
    answer_count,
    answering_clock,
    base_russia,
    base_ukraine,
    count_answer,
    in_scope,
    refinery_rate,
    refinery_strike,
    russian_wave,
    wave_rate,
)
from sim.scenario import KINDS

from .world import ALWAYS, NEVER, world

COLDEST, WARM = 82.0, 82.0 + 182.625  # days from 30 October 2024 to 20 January, and half a year later
RECIPROCITY = "strikes.reciprocity"
MEAN = math.exp(-1.0)  # the mark that makes an exponential its mean


def test_the_scope_decides_what_a_moratorium_forbids():
    s, p = world({"moratorium.partial.scope": 0.7}, kind=codes.PARTIAL)
    assert not in_scope(s, p, 0.29)
    assert in_scope(s, p, 0.31)
    s.kind = codes.NONE
    assert not in_scope(s, p, NEVER)


def test_the_cold_pulls_russian_strikes():
    s, p = world({"strikes.russia.per_day": 0.02, "strikes.russia.winter_pull": 1.5})
    assert base_russia(s, p, COLDEST) == pytest.approx(0.05)
    assert base_russia(s, p, WARM) == pytest.approx(0.02)


@pytest.mark.parametrize(("kind", "rate"), [(0, 0.15), (1, 0.15), (2, 0.1), (3, 0.1)])
def test_refinery_strikes_press_while_no_formal_deal_is_in_force(kind, rate):
    s, p = world({"strikes.ukraine.per_day": 0.1, "strikes.ukraine.leverage_push": 0.5}, kind=kind)
    assert base_ukraine(s, p) == pytest.approx(rate)


def test_restraint_and_temptation_of_russia():
    s, p = world({"moratorium.tacit.restraint.russia": 0.1, "moratorium.temptation.russia": 1.0}, kind=codes.TACIT)
    assert wave_rate(s, p, WARM, NEVER) == pytest.approx(0.1 * base_russia(s, p, WARM))
    assert wave_rate(s, p, COLDEST, NEVER) == pytest.approx(0.1 * math.e * base_russia(s, p, COLDEST))


def test_restraint_and_temptation_of_ukraine():
    s, p = world({"moratorium.tacit.restraint.ukraine": 0.1, "moratorium.temptation.ukraine": 1.0}, kind=codes.TACIT)
    assert refinery_rate(s, p, COLDEST, NEVER) == pytest.approx(0.1 * base_ukraine(s, p))
    assert refinery_rate(s, p, WARM, NEVER) == pytest.approx(0.1 * math.e * base_ukraine(s, p))


def test_temptation_never_makes_more_of_a_strike_than_no_moratorium():
    changes = {f"moratorium.temptation.{side}": 10.0 for side in ("russia", "ukraine")}
    s, p = world(changes, kind=codes.TACIT)
    assert wave_rate(s, p, COLDEST, NEVER) == base_russia(s, p, COLDEST)
    assert refinery_rate(s, p, WARM, NEVER) == base_ukraine(s, p)


def test_out_of_scope_candidates_come_at_the_base_rate():
    s, p = world({"moratorium.tacit.scope": 0.7}, kind=codes.TACIT)
    assert wave_rate(s, p, COLDEST, 0.1) == base_russia(s, p, COLDEST)
    assert refinery_rate(s, p, COLDEST, 0.1) == base_ukraine(s, p)


def wave(s, p, *, scope=NEVER, damage=MEAN, whole=0.5, own=ALWAYS, other=ALWAYS, forgive=NEVER):
    russian_wave(s, p, 10.0, (scope, damage, whole, own), (other, forgive, ALWAYS, 0.5))


def strike(s, p, *, scope=NEVER, size=MEAN, own=ALWAYS, other=ALWAYS, forgive=NEVER):
    refinery_strike(s, p, 10.0, (scope, size, 0.5, own), (other, forgive, ALWAYS, 0.5))


DAMAGE = {
    "strikes.russia.damage_gw": 2.5,
    "strikes.russia.light_share": 0.4,
    "strikes.russia.saturation": 0.0,
    "grid.block_gw": 0.1,
}


def test_damage_is_part_light_and_part_heavy():
    s, p = world(DAMAGE, kind=codes.NONE, heavy=0)
    wave(s, p)  # the mark makes it exactly the mean, 2.5 GW
    assert s.light == pytest.approx(1.0)
    assert s.heavy == 15


@pytest.mark.parametrize(("whole", "blocks"), [(0.4, 15), (0.6, 16)])
def test_heavy_damage_comes_in_whole_blocks_without_bias(whole, blocks):
    s, p = world({**DAMAGE, "strikes.russia.damage_gw": 2.5 + 0.5 / 6.0}, kind=codes.NONE, heavy=0)
    wave(s, p, whole=whole)
    assert s.heavy == blocks


def test_heavy_damage_never_exceeds_the_plants():
    s, p = world({**DAMAGE, "grid.other_gw": 9.0}, kind=codes.NONE, heavy=85)
    wave(s, p)
    assert s.heavy == 90


def test_heavy_damage_falls_off_with_what_is_out_already_and_light_damage_does_not():
    s, p = world({**DAMAGE, "grid.other_gw": 10.0, "strikes.russia.saturation": 0.8}, kind=codes.NONE, heavy=50)
    wave(s, p)
    assert s.light == pytest.approx(1.0)
    assert s.heavy == 50 + 9  # 15 blocks, times 1 - 0.8 * 5 GW / 10 GW


def test_one_wave_hits_no_more_than_there_is():
    s, p = world({**DAMAGE, "grid.other_gw": 1.0, "strikes.russia.saturation": 0.5}, kind=codes.NONE, heavy=5)
    wave(s, p)  # 1.5 GW of heavy damage, 1 GW of plants, half of them out: 1 GW * (1 - 0.5 * 0.5)
    assert s.heavy == 10
    s, p = world({**DAMAGE, "grid.other_gw": 0.0}, kind=codes.NONE, heavy=0)
    wave(s, p)
    assert s.heavy == 0


@pytest.mark.parametrize(("kind", "left"), [(1, 1.0), (2, 0.8), (3, 0.8)])
def test_monitors_deter_under_a_text_only(kind, left):
    held = {f"moratorium.{name}.restraint.{side}": 0.1 for name in KINDS[1:] for side in ("russia", "ukraine")}
    monitors = {"moratorium.deterrence": 0.5, "moratorium.terms.monitoring": 0.4, "strikes.ukraine.leverage_push": 0.0}
    s, p = world({**held, **monitors}, kind=kind)
    assert wave_rate(s, p, COLDEST, NEVER) == pytest.approx(0.1 * math.exp(left) * base_russia(s, p, COLDEST))
    assert refinery_rate(s, p, WARM, NEVER) == pytest.approx(0.1 * math.exp(left) * base_ukraine(s, p))


def test_light_damage_adds_to_what_is_left():
    s, p = world({**DAMAGE, "grid.light_repair_days": 10.0}, kind=codes.NONE, light=2.0)
    wave(s, p)
    assert s.light == pytest.approx(2.0 * math.exp(-1.0) + 1.0)


def test_a_legal_wave_breeds_waves_and_is_answered():
    answers = {f"{RECIPROCITY}.russia_by_russia": 0.2, f"{RECIPROCITY}.ukraine_by_russia": 0.5}
    s, p = world(answers, kind=codes.NONE)
    wave(s, p, own=0.99, other=0.95)
    assert s.own_answers == poisson(0.2, 0.99) == 2
    assert s.other_answers == poisson(0.5, 0.95) == 2
    assert (s.russian_waves, s.author, s.result, s.breaches) == (1, codes.RUSSIA, codes.LEGAL, 0)


def test_a_legal_refinery_strike_breeds_strikes_and_is_answered():
    answers = {f"{RECIPROCITY}.ukraine_by_ukraine": 0.2, f"{RECIPROCITY}.russia_by_ukraine": 0.05}
    s, p = world(answers, kind=codes.NONE)
    strike(s, p, own=0.99, other=0.99)
    assert s.own_answers == poisson(0.2, 0.99) == 2
    assert s.other_answers == poisson(0.05, 0.99) == 1
    assert (s.refinery_strikes, s.author, s.result, s.breaches) == (1, codes.UKRAINE, codes.LEGAL, 0)


def test_a_strike_in_scope_is_a_breach_and_one_out_of_scope_is_not():
    for strike_, author in ((wave, "trust_russia"), (strike, "trust_ukraine")):
        s, p = world({"moratorium.partial.tolerance": 8}, kind=codes.PARTIAL, trust_at=10.0)
        strike_(s, p, scope=0.1)
        assert (s.breaches, s.result) == (0, codes.LEGAL)
        strike_(s, p, scope=0.9)
        assert (s.breaches, s.last_breach, s.result) == (1, 10.0, codes.BREACHED)
        assert getattr(s, author) == pytest.approx(0.15)


def test_a_refinery_strike_provokes_in_scope_or_not():
    s, p = world({f"{RECIPROCITY}.memory_days": 10.0}, kind=codes.PARTIAL, provocation=1.0)
    strike(s, p, scope=0.1)
    assert s.provocation == pytest.approx(math.exp(-1.0) + 1.0)
    strike(s, p, scope=0.9)
    assert s.provocation == pytest.approx(math.exp(-1.0) + 2.0)


def test_a_refinery_strike_idles_its_share_and_never_more_than_all():
    s, p = world({"strikes.ukraine.refining_share": 0.3, "refining.idle_at_start": 0.0}, kind=codes.NONE)
    strike(s, p)
    assert s.idle == pytest.approx(0.3)
    for _ in range(3):
        strike(s, p)
    assert s.idle == 1.0
    assert s.refining_idle_max == 1.0


def test_answers_are_tallied_by_side():
    s, _ = world()
    count_answer(s, codes.RUSSIAN_WAVE)
    count_answer(s, codes.REFINERY_STRIKE)
    count_answer(s, codes.REFINERY_STRIKE)
    assert (s.russian_answers, s.ukrainian_answers) == (1, 2)


@pytest.mark.parametrize("author", [codes.RUSSIA, codes.UKRAINE])
def test_the_author_strikes_on_and_the_victim_answers(author):
    s, _ = world(author=author)
    own, other = (codes.RUSSIAN_WAVE, codes.REFINERY_STRIKE)[:: 1 if author == codes.RUSSIA else -1]
    assert answering_clock(s, codes.OWN_SIDE) == own
    assert answering_clock(s, codes.OTHER_SIDE) == other
    assert answering_clock(s, codes.COLLAPSE) == other


def test_each_set_of_answers_has_its_own_count():
    s, _ = world(own_answers=1, other_answers=2, collapse_answers=3)
    assert [answer_count(s, b) for b in (codes.OWN_SIDE, codes.OTHER_SIDE, codes.COLLAPSE)] == [1, 2, 3]


def test_another_mean_number_of_answers_holds_from_the_next_strike_on():
    s, p = world({f"{RECIPROCITY}.russia_by_russia": 0.4}, kind=codes.NONE)
    for mean in (0.4, 0.1, 0.0, 0.9, 0.4):
        p.strikes_reciprocity_russia_by_russia = mean
        for mark in (0.3, 0.7, 0.93, 0.999):
            russian_wave(s, p, 1.0, (NEVER, MEAN, 0.0, mark), (0.5, 0.5, 0.5, 0.5))
            assert s.own_answers == poisson(mean, mark)
