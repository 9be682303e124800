"""Everything that the page knows, as one object of JSON."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

from sim.engine.digest import rules_digest
from sim.outcomes.enough import SHORT
from sim.outcomes.headlines import HEADLINES
from sim.outcomes.lives import LIVES
from sim.outcomes.spans import over_the_span
from sim.plots.labels import CAUSE_LABELS, KIND_LABELS
from sim.report.numbers import unit_of, with_unit
from sim.results import versions
from sim.scenario import REGISTRY, Scenario, common_ceilings
from sim.studies.event_words import SCHEDULED
from sim.studies.explore import shipped
from sim.studies.explore.controls import conditions, sliders
from sim.studies.explore.layout import layout
from sim.studies.explore.plans import page_scenario
from sim.studies.explore.sentences import sentences
from sim.studies.headline_words import MEANS, SHARES, UNITS

MOST = 10_000
"""Histories of each side to which the page refines."""


def page_data(scenarios: Sequence[Scenario], seed: int) -> dict[str, Any]:
    """The page of these scenarios, ready for JSON. Raises `shipped.StaleError` where the module is of other rules."""
    ceilings = common_ceilings(scenarios)
    return {
        "wasm": base64.b64encode(shipped.module()).decode("ascii"),
        "layout": layout(),
        "scenarios": [page_scenario(one, ceilings) for one in scenarios],
        "conditions": conditions(),
        "sliders": sliders(scenarios),
        "words": {path: list(one.allowed) for path, one in REGISTRY.items() if one.type == "choice"},
        "registry": list(REGISTRY),
        "outcomes": _outcomes(),
        "short": SHORT,
        "lives": [_life(name) for name in LIVES],
        "labels": {"causes": CAUSE_LABELS, "kinds": KIND_LABELS},
        "sentences": sentences(),
        "scheduled": list(SCHEDULED),
        "seed": seed,
        "most": MOST,
        "rules": rules_digest(),
        "versions": ", ".join(f"{name} {version}" for name, version in versions().items()),
    }


def _outcomes() -> list[dict[str, Any]]:
    """Every headline in the order of a comparison's table; `words` where a comparison speaks of it in a sentence."""
    words = {**SHARES, **MEANS}
    return [
        {
            "name": name,
            "label": with_unit(one.label, unit_of(one.kind, one.unit)),
            "words": words.get(name),
            "kind": one.kind,
            "column": one.column,
            "within": one.within,
            "q": one.q,
            "better": one.better,
            "overSpan": over_the_span(one),
            "season": name.startswith("winter_"),
            "unitWords": UNITS.get(name, ""),
        }
        for name, one in HEADLINES.items()
    ]


def _life(name: str) -> dict[str, Any]:
    life = LIVES[name]
    return {
        "name": name,
        "label": life.label,
        "kinds": list(life.kinds),
        "ends": list(life.ends),
        "failures": list(life.failures),
    }
