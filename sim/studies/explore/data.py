"""Everything that the page knows, as one object of JSON."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

from sim.engine.digest import rules_digest
from sim.outcomes.headlines import HEADLINES
from sim.outcomes.lives import LIVES
from sim.outcomes.spans import over_the_span
from sim.plots.labels import CAUSE_LABELS, KIND_LABELS
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
    """What a comparison speaks of, in its words and order."""
    words = {**SHARES, **MEANS}
    return [
        {
            "name": name,
            "words": words[name],
            "kind": HEADLINES[name].kind,
            "column": HEADLINES[name].column,
            "within": HEADLINES[name].within,
            "overSpan": over_the_span(HEADLINES[name]),
            "unitWords": UNITS.get(name, ""),
        }
        for name in words
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
