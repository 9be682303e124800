"""What makes a moratorium live longer or shorter, run by run, for each kind (docs/model.md, "Relations").

Talks off, push 0, formation 0, endless terms: the life of the moratorium in force at the start and nothing else.
"""

from __future__ import annotations

import pytest

from .pairs import both, first_life, never_less
from .runs import KINDS, NO_TALKS

ALONE = {
    **NO_TALKS,
    "strikes.ukraine.leverage_push": 0,
    "moratorium.tacit_formation_per_day": 0,
    "moratorium.terms.days": None,
}
# One breach tolerated and more incidents than by default, so that each kind ends often enough to tell.
BRITTLE = {"moratorium.incidents_per_day": 0.1, **{f"moratorium.{kind}.tolerance": 1 for kind in KINDS}}
LONGER = [
    ("moratorium.terms.monitoring", 0.0, 0.9),
    ("moratorium.*.tolerance", 0, 1),
    ("moratorium.*.tolerance", 1, 10),
    ("moratorium.forgiveness", 0.0, 0.7),
    ("moratorium.terms.graduated_response", 0.0, 1.0),
]
SHORTER = [
    ("moratorium.misread", 0.0, 0.6),
    ("moratorium.incidents_per_day", 0.01, 0.5),
    ("strikes.russia.per_day", 0.01, 0.05),
    ("strikes.ukraine.per_day", 0.05, 0.25),
    ("moratorium.temptation.russia", 0.0, 2.0),
    ("moratorium.temptation.ukraine", 0.0, 2.0),
    ("moratorium.*.restraint.russia", 0.02, 0.5),
    ("moratorium.*.restraint.ukraine", 0.02, 0.5),
]
N = 500


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("path", "low", "high"), LONGER)
def test_what_steadies_a_moratorium_never_shortens_its_life(path, low, high, kind):
    a, b = both(path, low, high, {**ALONE, **BRITTLE, "moratorium.initial": kind}, N)
    never_less(first_life(a), first_life(b))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("path", "low", "high"), SHORTER)
def test_what_strains_a_moratorium_never_lengthens_its_life(path, low, high, kind):
    a, b = both(path, low, high, {**ALONE, **BRITTLE, "moratorium.initial": kind}, N)
    never_less(first_life(b), first_life(a))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("side", "column"), [("russia", "russian_waves"), ("ukraine", "refinery_strikes")])
def test_more_collapse_retaliation_never_gives_fewer_strikes(side, column, kind):
    settings = {**ALONE, **BRITTLE, "moratorium.initial": kind}
    a, b = both(f"moratorium.collapse_retaliation.{side}", 0, 8, settings, N)
    never_less(a.rows[column], b.rows[column], column)
    for either in ("russian_waves", "refinery_strikes"):
        assert (b.rows[either] >= a.rows[either]).all()
