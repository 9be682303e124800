"""What makes a moratorium live longer or shorter, run by run, for each kind (docs/model.md, "Relations").

Talks off, push 0, formation 0, endless terms: the life of the moratorium in force at the start and nothing else.
"""

from __future__ import annotations

import pytest

from sim.testing import assert_identical, assert_never_higher, assert_never_lower

from .runs import KINDS, NO_TALKS
from .varied import both, both_lives

ALONE = {
    **NO_TALKS,
    "strikes.ukraine.leverage_push": 0,
    "moratorium.tacit_formation_per_day": 0,
    "moratorium.terms.days": None,
}
# One breach tolerated and more incidents than by default, so that each kind ends often enough to tell.
BRITTLE = {"moratorium.incidents_per_day": 0.1, **{f"moratorium.{kind}.tolerance": 1 for kind in KINDS}}
TACIT, FORMAL = KINDS[:1], KINDS[1:]
LONGER = [
    ("moratorium.*.tolerance", 0, 1),
    ("moratorium.*.tolerance", 1, 10),
    ("moratorium.forgiveness", 0.0, 0.7),
]
WITH_A_TEXT = [
    ("moratorium.terms.monitoring", 0.0, 0.9),
    ("moratorium.terms.graduated_response", 0.0, 1.0),
    ("moratorium.deterrence", 0.0, 1.0),
]
WITHOUT = [("moratorium.hotline", 0.0, 0.6)]
SHORTER = [
    ("moratorium.misread", 0.0, 0.6),
    ("moratorium.incidents_per_day", 0.01, 0.5),
    ("strikes.russia.per_day", 0.01, 0.05),
    ("strikes.ukraine.per_day", 0.05, 0.25),
    ("moratorium.temptation.russia", 0.0, 2.0),
    ("moratorium.temptation.ukraine", 0.0, 2.0),
    ("moratorium.*.restraint.russia", 0.02, 0.5),
    ("moratorium.*.restraint.ukraine", 0.02, 0.5),
    ("moratorium.breach_weight.russian_wave", 1, 2),
    ("moratorium.breach_weight.refinery_strike", 1, 2),
    ("moratorium.breach_weight.incident", 1, 2),
]
N = 500


STEADIES = [
    *((*varied, kind) for varied in LONGER for kind in KINDS),
    *((*varied, kind) for varied in WITH_A_TEXT for kind in FORMAL),
    *((*varied, kind) for varied in WITHOUT for kind in TACIT),
]
NO_EFFECT = [
    *((*varied, kind) for varied in WITH_A_TEXT for kind in TACIT),
    *((*varied, kind) for varied in WITHOUT for kind in FORMAL),
]


@pytest.mark.parametrize(("path", "low", "high", "kind"), STEADIES)
def test_what_steadies_a_moratorium_never_shortens_its_life(path, low, high, kind):
    monitors = {} if path.endswith("monitoring") else {"moratorium.terms.monitoring": 0.5}
    a, b = both_lives((path, low, high), {**ALONE, **BRITTLE, **monitors, "moratorium.initial": kind}, N)
    assert_never_lower(a, b, "first_life", some_differ=True)


@pytest.mark.parametrize(("path", "low", "high", "kind"), NO_EFFECT)
def test_what_needs_a_text_does_nothing_without_one_and_a_hotline_nothing_with_one(histories, path, low, high, kind):
    a, b = both(histories, (path, low, high), {**ALONE, **BRITTLE, "moratorium.initial": kind}, N)
    assert_identical(a, b)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("path", "low", "high"), SHORTER)
def test_what_strains_a_moratorium_never_lengthens_its_life(path, low, high, kind):
    a, b = both_lives((path, low, high), {**ALONE, **BRITTLE, "moratorium.initial": kind}, N)
    assert_never_higher(a, b, "first_life", some_differ=True)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("side", "column"), [("russia", "russian_waves"), ("ukraine", "refinery_strikes")])
def test_more_collapse_retaliation_never_gives_fewer_strikes(histories, side, column, kind):
    settings = {**ALONE, **BRITTLE, "moratorium.initial": kind}
    a, b = both(histories, (f"moratorium.collapse_retaliation.{side}", 0, 8), settings, N)
    for either in ("russian_waves", "refinery_strikes"):
        assert_never_lower(a, b, either, some_differ=either == column)
