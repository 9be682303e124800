"""What the record says of the model, in the sentences that the kept scores of the shipped hindcasts give."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PLACE = Path(__file__).with_name("verdict.json")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`words` are the two sentences of the README; `failures` what the model got wrong."""

    words: str
    failures: tuple[str, ...]


@cache
def verdict() -> Verdict:
    """The verdict that ships, written by `python -m tests.reference.hindcast --update`."""
    about = json.loads(PLACE.read_text(encoding="utf-8"))
    return Verdict(about["words"], tuple(about["failures"]))
