"""Every sentence with which `trace` may tell an event, so that the page tells a history in the same words.

The sentences are asked of `sim.studies.event_words` itself, once for each state that it may read, with numbers that
stand out and become blanks; so a new rule's words are in the page without a line here.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations, product
from types import SimpleNamespace
from typing import Any

from sim.model import codes
from sim.model.records import LOG_DTYPE
from sim.scenario import KINDS, STAGES
from sim.studies.event_words import SCHEDULED, event_words

BLANKS = {"units": 987_001, "heavy": 987_002, "parent": 987_003}
LEVELS = {"level_russia": 987_004.25, "level_ukraine": 987_005.25}
"""Levels of campaigns are told by their exponential, to two places."""
STATE = ("kind", "stage", "branch")
"""What a sentence may depend on besides the event and its result; branch 0 is what answers nothing."""
NO_STATE = (0, 0, 0)


class _Entry(SimpleNamespace):
    """A log entry in which every number that is not asked about is one that stands out."""

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)


@cache
def sentences() -> dict[str, dict[str, Any]]:
    """By event and result (codes, joined by a comma): `by`, the parts of STATE that matter, and `texts` by their codes.

    Blanks are `{units}`, `{heavy}`, `{parent}`, `{level_russia}`, `{level_ukraine}`.
    """
    found = {}
    for event in set(range(len(codes.WHATS))) - set(SCHEDULED):  # those are told by what the scenario says
        for result in range(len(codes.RESULTS)):
            if _asked(event, result, *NO_STATE) is None:  # no event of the kind ends so
                continue
            told = {state: text for state in _states() if (text := _asked(event, result, *state)) is not None}
            found[f"{event},{result}"] = _fewest(told)
    return found


def _states() -> product[tuple[int, ...]]:
    return product(range(len(KINDS)), range(len(STAGES)), range(len(codes.BRANCHES)))


def _fewest(told: dict[tuple[int, ...], str]) -> dict[str, Any]:
    """The sentences by as few parts of the state as tell them apart."""
    for count in range(len(STATE) + 1):
        for by in combinations(range(len(STATE)), count):
            texts: dict[str, set[str]] = {}
            for state, text in told.items():
                texts.setdefault(",".join(str(state[part]) for part in by), set()).add(text)
            if all(len(same) == 1 for same in texts.values()):
                return {"by": [STATE[part] for part in by], "texts": {key: same.pop() for key, same in texts.items()}}
    raise AssertionError("the whole state tells its sentences apart")


def _asked(event: int, result: int, kind: int, stage: int, branch: int) -> str | None:
    """The sentence with its blanks; None where no event ends so."""
    read = {"what": event, "result": result, "kind": kind, "stage": stage, "branch": branch}
    entry = _Entry(**{**_numbers(), **read})
    try:
        text = event_words(entry, BLANKS["parent"] if branch else None)
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
