"""Where two histories of the same luck part: the first event, and the first step of talks or moratorium, that differ.

Both logs hold every event that counted, in order of time. Two entries are the same event if day, kind of event and
address agree; the histories are the same up to there if its result agrees too. What the state holds besides (trust,
blocks waiting for repair) may differ from the start without any event differing, and is no parting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.model.codes import RESULTS, SET, WHATS, WITHDRAW

Log = npt.NDArray[Any]

REFERENCE, OTHER, BOTH, START = "reference", "other", "both", "start"


@dataclass(frozen=True)
class Parting:
    """One point at which two histories part.

    `day` in days from the start; `event` a clock or scheduled event by name (`start` if the two never had a common
    state); `where`: `reference` or `other` if the event counts in that one only, `both` if it counts in both with
    another result; `result` what it came to (in both: `reference / other`).
    """

    day: float
    event: str
    where: str
    result: str


def first_parting(reference: Log, other: Log) -> Parting | None:
    """The first event that differs, or None if the same events counted with the same results.

    Scheduled `set` and `withdraw` events are left out: they are the scenario's own difference, not its consequence.
    """
    a, b = _unscheduled(reference), _unscheduled(other)
    common = min(a.size, b.size)
    differs = np.zeros(common, dtype=bool)
    for field in ("day", "what", "address", "result"):
        differs |= a[field][:common] != b[field][:common]
    at = int(np.argmax(differs)) if differs.any() else common
    return _parting(a, b, at)


def first_step_apart(reference: Log, other: Log, starts: tuple[tuple[int, int], tuple[int, int]]) -> Parting | None:
    """The first event after which the kind of moratorium or the stage of talks differs; None if they never do.

    `starts` holds (kind, stage) before the first event, of the reference and of the other. What differs from the start
    (the stage, where one scenario has no talks) says nothing about where histories part, and only the rest is followed;
    if both differ, they part at the `start`.
    """
    followed = [at for at in (0, 1) if starts[0][at] == starts[1][at]]
    if not followed:
        return Parting(0.0, START, BOTH, "")
    fields = [("kind", "stage")[at] for at in followed]
    a, b = (_steps(log, dict(zip(("kind", "stage"), starts[0], strict=True)), fields) for log in (reference, other))
    common = min(a.size, b.size)
    differs = np.zeros(common, dtype=bool)
    for field in ("day", *fields):
        differs |= a[field][:common] != b[field][:common]
    at = int(np.argmax(differs)) if differs.any() else common
    return _parting(a, b, at)


def _unscheduled(log: Log) -> Log:
    chosen: Log = log[(log["what"] != SET) & (log["what"] != WITHDRAW)]
    return chosen


def _steps(log: Log, start: dict[str, int], fields: list[str]) -> Log:
    """The entries after which one of `fields` is another than before."""
    changed = np.zeros(log.size, dtype=bool)
    for field in fields:
        before = np.concatenate([[start[field]], log[field][:-1]])[: log.size]
        changed |= log[field] != before
    chosen: Log = log[changed]
    return chosen


def _parting(a: Log, b: Log, at: int) -> Parting | None:
    """Describe what stands at place `at` of both, where either may have come to its end."""
    if at >= a.size and at >= b.size:
        return None
    entry_a, entry_b = (a[at] if at < a.size else None), (b[at] if at < b.size else None)
    if entry_b is None or (entry_a is not None and entry_a["day"] < entry_b["day"]):
        return _describe(entry_a, REFERENCE)
    if entry_a is None or entry_b["day"] < entry_a["day"]:
        return _describe(entry_b, OTHER)
    words = f"{_result(entry_a)} / {_result(entry_b)}"
    return Parting(float(entry_a["day"]), WHATS[int(entry_a["what"])], BOTH, words)


def _describe(entry: Any, where: str) -> Parting:
    return Parting(float(entry["day"]), WHATS[int(entry["what"])], where, _result(entry))


def _result(entry: Any) -> str:
    return RESULTS[int(entry["result"])] or "plain"
