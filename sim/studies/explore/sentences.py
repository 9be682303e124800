"""Every sentence with which `trace` may tell an event, so that the page tells a history in the same words.

The sentences are asked of `sim.studies.event_words` itself, once for each state of what it reads, with numbers that
stand out and become blanks; so a new rule's words are in the page without a line here.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations, product
from typing import Any

from sim.model import codes
from sim.model.records import LOG_DTYPE
from sim.scenario import KINDS, STAGES
from sim.studies.event_words import SCHEDULED, event_words

BLANKS = {"units": 987_001, "heavy": 987_002, "parent": 987_003}
LEVELS = {"level_russia": 987_004.25, "level_ukraine": 987_005.25}
"""Levels of campaigns are told by their exponential, to two places."""
STATE = {"kind": len(KINDS), "stage": len(STAGES), "branch": len(codes.BRANCHES)}
"""What a sentence may depend on besides the event and its result; branch 0 is what answers nothing."""
NO_STATE = (0, 0, 0)


class _Entry(dict[str, float]):
    """A log entry in which every number that is not asked about stands out; `read` is what is looked at."""

    def __init__(self, read: set[str], **known: int) -> None:
        super().__init__(_numbers(), **known)
        self._read = read

    def __getitem__(self, name: str) -> float:
        self._read.add(name)
        return super().__getitem__(name)


@cache
def sentences() -> dict[str, dict[str, Any]]:
    """By event and result (codes, joined by a comma): `by`, the parts of STATE that matter, and `texts` by their codes.

    Blanks are `{units}`, `{heavy}`, `{parent}`, `{level_russia}`, `{level_ukraine}`.
    """
    found = {}
    for event in set(range(len(codes.WHATS))) - set(SCHEDULED):  # those are told by what the scenario says
        for result in range(len(codes.RESULTS)):
            if _asked(event, result, NO_STATE, set()) is not None:  # else no event of the kind ends so
                found[f"{event},{result}"] = _fewest(_told(event, result))
    return found


def _told(event: int, result: int) -> dict[tuple[int, ...], str]:
    """The sentences by state, over the parts of the state that they read; the others are 0, for they change nothing."""
    read = {"branch"}  # it decides, besides, whether there is an event that is answered
    while True:
        looked: set[str] = set()
        states = product(*(range(size) if part in read else (0,) for part, size in STATE.items()))
        asked = {state: _asked(event, result, state, looked) for state in states}
        if read >= (looked & STATE.keys()):
            return {state: text for state, text in asked.items() if text is not None}
        read |= looked


def _fewest(told: dict[tuple[int, ...], str]) -> dict[str, Any]:
    """The sentences by as few parts of the state as tell them apart."""
    parts = list(STATE)
    for count in range(len(parts) + 1):
        for by in combinations(range(len(parts)), count):
            texts: dict[str, set[str]] = {}
            for state, text in told.items():
                texts.setdefault(",".join(str(state[part]) for part in by), set()).add(text)
            if all(len(same) == 1 for same in texts.values()):
                return {"by": [parts[part] for part in by], "texts": {key: same.pop() for key, same in texts.items()}}
    raise AssertionError("the whole state tells its sentences apart")


def _asked(event: int, result: int, state: tuple[int, ...], read: set[str]) -> str | None:
    """The sentence with its blanks, None where no event ends so; what it looks at is added to `read`."""
    entry = _Entry(read, what=event, result=result, **dict(zip(STATE, state, strict=True)))
    try:
        text = event_words(entry, BLANKS["parent"] if entry["branch"] else None)
    except (KeyError, IndexError):
        return None
    if "987" in text:  # as every number that stands out; most sentences have none
        for name, number in (*BLANKS.items(), *LEVELS.items()):
            text = text.replace(str(number), f"{{{name}}}")
    return text


@cache
def _numbers() -> dict[str, float]:
    levels = {name: math.log(rate) for name, rate in LEVELS.items()}
    return {**dict.fromkeys(LOG_DTYPE.names or (), 0), "units": BLANKS["units"], "heavy": BLANKS["heavy"], **levels}
