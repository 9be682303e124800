"""The figures of hindcasts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from sim.plots import Context
from sim.plots.drawing import Drawing, drawing
from sim.studies.hindcast.frames import months_frame, pit_frame, reliability_frame, scores_frame
from sim.studies.hindcast.scoring import Scored

TITLE = "Held against the record"


def drawings(rows: Sequence[Scored], about: dict[str, Any]) -> dict[str, Drawing]:
    """The pictures, by name; each is drawn when it is asked for."""
    scores = scores_frame(rows)
    months, bins, histogram = months_frame(scores), reliability_frame(scores), pit_frame(rows)
    made = {}
    if not months.is_empty():
        here = _context(rows, about, f"{months.height} forecasts of {months['month'].n_unique()} months")
        made["months_forecast"] = drawing(
            "months_forecast", months, context=here, outcome="Russian waves in the month (count)"
        )
    if not bins.is_empty():
        here = _context(rows, about, "numbers: how many forecasts stand behind a point")
        made["reliability"] = drawing("reliability", bins, context=here)
    if not histogram.is_empty():
        made["pit"] = drawing("pit", histogram, context=_context(rows, about, "forecasts of numbers"))
    return made


def _context(rows: Sequence[Scored], about: dict[str, Any], note: str) -> Context:
    first = min(datetime.date.fromisoformat(one["as_of"]) for one in about["hindcasts"])
    last = datetime.date.fromisoformat(max(row.month for row in rows) + "-28")
    return Context(TITLE, "", about["n"], about["seed"], first, (last - first).days, note)
