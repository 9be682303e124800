"""What the compiled kernel reads and writes, as data: offsets of fields, shapes of arrays, words of codes.

Taken from the very types that the engine is compiled for, so that a new parameter, column or array needs no line here
or in the page.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.engine import workspace
from sim.engine.allocation import SCHEDULED_DTYPE, SET_DTYPE, make_plan_arrays, make_workspace
from sim.engine.limits import read_by_bound
from sim.engine.plan import Plan
from sim.model import codes
from sim.model.parameters import OFFSETS, PLACES, SIZE
from sim.model.records import DAILY_DTYPE, LOG_DTYPE, ROW_DTYPE, SPELL_DTYPE, STATE_DTYPE
from sim.scenario import CLOCKS, KINDS, STAGES

RECORDS = {
    "row": ROW_DTYPE,
    "spell": SPELL_DTYPE,
    "day": DAILY_DTYPE,
    "log": LOG_DTYPE,
    "scheduled": SCHEDULED_DTYPE,
    "set": SET_DTYPE,
}
"""Records that the page reads field by field."""


def layout() -> dict[str, Any]:
    """All of it, ready for JSON."""
    return {
        "records": {name: _record(dtype) for name, dtype in RECORDS.items()},
        "plan": _plan_arrays(),
        "workspace": _workspace(),
        "stateBytes": STATE_DTYPE.itemsize,
        "size": SIZE,
        "places": PLACES,
        "codes": _codes(),
        "limits": _limits(),
        "clocks": list(CLOCKS),
    }


def _record(dtype: np.dtype[Any]) -> dict[str, Any]:
    """Size of a record in bytes, and of each field its offset and form (`f8`, `i8`, `i4`)."""
    fields: Any = dtype.fields
    return {
        "bytes": dtype.itemsize,
        "fields": {name: [int(found[1]), found[0].str.lstrip("<|")] for name, found in fields.items()},
    }


def _plan_arrays() -> list[dict[str, Any]]:
    """Each field of a plan's arrays in order: bytes an element, 0 for a plain number."""
    arrays = make_plan_arrays(Plan(0, (), (), (), (), (), ()), log=False)
    return [
        {"name": name, "item": one.dtype.itemsize if isinstance(one, np.ndarray) else 0}
        for name, one in zip(arrays._fields, arrays, strict=True)
    ]


def _workspace() -> list[dict[str, Any]]:
    """Each array of a workspace in order: its shape, rows more for each scheduled event and day, bytes, contents.

    `same` names the array whose memory it shares. `start` are the words of 64 bits that are not 0 at the start, as
    (place, word), and `eachStarts` those of each row that a scheduled event adds.
    """
    none, one, day = make_workspace(0, 0), make_workspace(1, 0), make_workspace(0, 1)
    found: list[dict[str, Any]] = []
    for place, name in enumerate(none._fields):
        array, longer = none[place], one[place]
        same = [none._fields[k] for k in range(place) if np.shares_memory(none[k], array)]
        found.append(
            {
                "name": name,
                "shape": list(array.shape),
                "each": longer.shape[0] - array.shape[0],
                "eachDay": day[place].shape[0] - array.shape[0],
                "item": array.dtype.itemsize,
                "same": same[0] if same else None,
                "start": _words(array),
                "eachStarts": _words(longer[array.shape[0] :]),
            }
        )
    return found


def _words(array: Any) -> list[tuple[int, str]]:
    words = np.ascontiguousarray(array).view(np.int64).ravel() if array.size else np.zeros(0, np.int64)
    return [(int(place), str(words[place])) for place in words.nonzero()[0]]


def _limits() -> dict[str, Any]:
    """What `sim.engine.limits` reads of the parameters, as places: by clock, and the two that it asks for by name."""
    state: Any = STATE_DTYPE.fields
    reads = [[OFFSETS[name] for name in read_by_bound(clock)] for clock in range(len(CLOCKS))]
    return {
        "reads": reads,
        "offensivePerDay": OFFSETS["kursk_offensive_per_day"],
        "otherGw": OFFSETS["grid_other_gw"],
        "mostUnits": codes.MOST_UNITS,
        "units": int(state["units"][1]),
        "heavy": int(state["heavy"][1]),
    }


def _codes() -> dict[str, Any]:
    """Words of the small numbers in rows and logs, and the codes with which a block of histories ends."""
    return {
        "kinds": list(KINDS),
        "stages": list(STAGES),
        "causes": list(codes.CAUSES),
        "events": list(codes.WHATS),
        "results": list(codes.RESULTS),
        "branches": list(codes.BRANCHES),
        "done": workspace.DONE,
        "moreSpells": workspace.MORE_SPELLS,
        "moreLog": workspace.MORE_LOG,
        "moreCandidates": workspace.MORE_CANDIDATES,
    }
