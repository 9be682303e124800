"""The sentences that the page has ready are those of `trace` in every state, though few of the states are asked."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from sim.model import codes
from sim.scenario import KINDS, STAGES
from sim.studies.event_words import SCHEDULED, event_words
from sim.studies.explore import sentences as module

NUMBERS = {**module.BLANKS, "level_russia": 0.0, "level_ukraine": 0.0}
BLANK = {str(number): f"{{{name}}}" for name, number in module.BLANKS.items()}


def told(what: int, result: int, kind: int, stage: int, branch: int) -> str | None:
    entry = {**NUMBERS, "what": what, "result": result, "kind": kind, "stage": stage, "branch": branch}
    try:
        text = event_words(entry, NUMBERS["parent"] if branch else None)
    except (KeyError, IndexError):
        return None
    for number, blank in BLANK.items():
        text = text.replace(number, blank)
    return text.replace("1.00", "{level_russia}" if what == codes.SHIFT_BY_RUSSIA else "{level_ukraine}")


def test_they_are_those_of_a_trace_in_every_state() -> None:
    ready = module.sentences()
    events = set(range(len(codes.WHATS))) - set(SCHEDULED)
    for what, result in product(events, range(len(codes.RESULTS))):
        for kind, stage, branch in product(range(len(KINDS)), range(len(STAGES)), range(len(codes.BRANCHES))):
            said = told(what, result, kind, stage, branch)
            found: dict[str, Any] = ready.get(f"{what},{result}", {"by": (), "texts": {}})
            state = {"kind": kind, "stage": stage, "branch": branch}
            key = ",".join(str(state[part]) for part in found["by"])
            assert said is None or found["texts"][key] == said


def test_only_states_that_a_sentence_reads_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(entry: Any, parent: int | None) -> str:
        asked.append(1)
        return event_words(entry, parent)

    monkeypatch.setattr(module, "event_words", counted)
    ready = module.sentences.__wrapped__()
    states = len(KINDS) * len(STAGES) * len(codes.BRANCHES)
    assert len(asked) < len(ready) * states / 6


def test_a_sentence_that_reads_more_in_some_states_is_asked_in_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def words(entry: Any, parent: int | None) -> str:
        if parent is not None and int(entry["kind"]) == 2:
            return f"at {STAGES[int(entry['stage'])]}"
        return "said"

    monkeypatch.setattr(module, "event_words", words)
    found = next(iter(module.sentences.__wrapped__().values()))
    assert found["by"] == ["kind", "stage", "branch"]
    assert {found["texts"][f"2,{stage},1"] for stage in range(len(STAGES))} == {f"at {name}" for name in STAGES}
    assert found["texts"]["2,1,0"] == found["texts"]["1,1,1"] == "said"
