"""Results are kept apart by a digest of what decides a history: it must miss no part of that."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import sim
from sim.engine import ahead, compiled, simpy_engine
from sim.model import digest

PACKAGE = Path(sim.__file__).resolve().parent


def test_the_digest_covers_every_rule_and_both_drivers():
    parts = [*compiled.rule_modules(), ahead, simpy_engine]
    assert {Path(str(part.__file__)).resolve() for part in parts} <= set(digest.rule_sources())


@pytest.mark.parametrize("part", ["model/talks.py", "engine/draws.py", "engine/happening.py", "engine/simpy_engine.py"])
def test_another_rule_or_driver_has_another_digest(part, tmp_path, monkeypatch):
    before = digest.rules_digest.__wrapped__()
    for folder in ("model", "engine"):
        shutil.copytree(PACKAGE / folder, tmp_path / folder)
    monkeypatch.setattr(digest, "__file__", str(tmp_path / "model" / "digest.py"))
    assert digest.rules_digest.__wrapped__() == before
    with (tmp_path / part).open("a") as file:
        file.write("# edited\n")
    assert digest.rules_digest.__wrapped__() != before
