"""One history with one thing otherwise, as what JSON holds."""

from __future__ import annotations

import math
from typing import Any

from sim.model.codes import CAUSES
from sim.scenario import KINDS
from sim.studies.trace.machines import events
from sim.studies.whatif.single import WhatIfData


def about(found: WhatIfData) -> dict[str, Any]:
    """Both histories' events, where they part, and what each came to."""
    return {
        "scenario": found.scenario.name,
        "replicate": found.replicate,
        "seed": found.seed,
        "otherwise": list(found.words),
        "typed": found.typed,
        "undone": {
            name: [f"{address:016x}" for address in getattr(found.interventions, name)]
            for name in ("withheld", "forgiven", "explained")
        },
        "parted": found.parted,
        "before": events(found.told),
        "after": events(found.told_after),
        "row": row(found.before.row),
        "row_after": row(found.after.row),
    }


def row(record: Any) -> dict[str, Any]:
    """A row with words for codes; what has not happened is None, the fingerprint hexadecimal."""
    made: dict[str, Any] = {}
    for name in record.dtype.names:
        value = record[name].item()
        if name.endswith("_cause"):
            made[name] = CAUSES[value] or None
        elif name.endswith("_kind"):
            made[name] = KINDS[value] if value else None
        elif name == "fingerprint":
            made[name] = f"{value:016x}"
        else:
            made[name] = None if isinstance(value, float) and math.isnan(value) else value
    return made
