"""Every sentence with which `trace` may tell an event, so that the page tells a history in the same words.

The sentences are asked of `sim.studies.trace.telling` itself, once for each state that it may read, with numbers that
stand out and become blanks; so a new rule's words are in the page without a line here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from sim.model import codes
from sim.model.records import LOG_DTYPE
from sim.scenario import KINDS, STAGES
from sim.studies.trace.telling import SCHEDULED, event_words

BLANKS = {"units": 987_001, "heavy": 987_002, "parent": 987_003}
LEVELS = {"level_russia": 987_004.25, "level_ukraine": 987_005.25}
"""Levels of campaigns are told by their exponential, to two places."""
KEY = ("event", "result", "kind", "stage", "branch", "answers")


class _Entry(SimpleNamespace):
    """A log entry in which every number that is not asked about is one that stands out."""

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)


def sentences() -> dict[str, str]:
    """Sentence by key: the codes of KEY joined by commas, a star where the sentence does not depend on one.

    `answers` is 1 for an event whose parent is known. Blanks are `{units}`, `{heavy}`, `{parent}`.
    """
    found: dict[str, str] = {}
    for event in set(range(len(codes.WHATS))) - set(SCHEDULED):  # those are told by what the scenario says
        for result in range(len(codes.RESULTS)):
            found.update(_of_result(event, result))
    return found


def _of_result(event: int, result: int) -> Iterator[tuple[str, str]] | dict[str, str]:
    told = {}
    for rest in _states():
        text = _asked(event, result, *rest)
        if text is not None:
            told[rest] = text
    texts = set(told.values())
    if len(texts) == 1:
        return {f"{event},{result},*,*,*,*": texts.pop()}
    return {",".join(map(str, (event, result, *rest))): text for rest, text in told.items()}


def _states() -> Iterator[tuple[int, int, int, int]]:
    for kind in range(len(KINDS)):
        for stage in range(len(STAGES)):
            for branch in range(len(codes.BRANCHES)):
                for answers in (0, 1):
                    if answers == (branch > 0):
                        yield kind, stage, branch, answers


def _asked(event: int, result: int, kind: int, stage: int, branch: int, answers: int) -> str | None:
    """The sentence with its blanks; None where no event ends so."""
    read = {"what": event, "result": result, "kind": kind, "stage": stage, "branch": branch}
    entry = _Entry(**{**_numbers(), **read})
    try:
        text = event_words(entry, BLANKS["parent"] if answers else None)
    except (KeyError, IndexError):
        return None
    for name, number in (*BLANKS.items(), *LEVELS.items()):
        text = text.replace(str(number), f"{{{name}}}")
    return text


def _numbers() -> dict[str, float]:
    levels = {name: math.log(rate) for name, rate in LEVELS.items()}
    return {**dict.fromkeys(LOG_DTYPE.names or (), 0), "units": BLANKS["units"], "heavy": BLANKS["heavy"], **levels}
