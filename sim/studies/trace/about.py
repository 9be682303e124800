"""One history, told, as what JSON holds."""

from __future__ import annotations

from typing import Any

from sim.studies.trace import machines
from sim.studies.trace.data import TraceData


def about(trace: TraceData) -> dict[str, Any]:
    """Which history, its fingerprint, its events (rounds with what each side said), and why its moratoria ended."""
    events = machines.events(trace.told)
    for one, event in zip(trace.told, events, strict=True):
        if one.address in trace.reasons.said:
            event["said"] = [machines.said(said) for said in trace.reasons.said[one.address]]
        if one.address in trace.reasons.temptation:
            event["temptation"] = trace.reasons.temptation[one.address]
    return {
        "scenario": trace.scenario.name,
        "replicate": trace.replicate,
        "seed": trace.seed,
        "fingerprint": trace.history.fingerprint,
        "events": events,
        "ends": machines.ends(trace.ends),
    }
