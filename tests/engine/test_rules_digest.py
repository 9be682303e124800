"""Results are kept apart by a digest of what decides a history: it must miss no part of that, and no more."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path

import pytest

import sim
from sim.engine import compiled, digest, prepared_draws, simpy_engine
from tests.matrix import matrix, some

PACKAGE = Path(sim.__file__).resolve().parent


def test_the_digest_covers_every_rule_and_both_drivers():
    parts = [*compiled.rule_modules(), prepared_draws, simpy_engine]
    assert {Path(str(part.__file__)).resolve() for part in parts} <= set(digest.rule_sources())


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the rules that the digest is taken of, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before = digest.rules_digest.__wrapped__()
    for folder in ("model", "engine"):
        shutil.copytree(PACKAGE / folder, tmp_path / folder)
    monkeypatch.setattr(digest, "__file__", str(tmp_path / "engine" / "digest.py"))
    assert digest.rules_digest.__wrapped__() == before
    return tmp_path


PARTS = ["model/talks.py", "engine/draws.py", "engine/due_events.py", "engine/simpy_engine.py"]


@matrix("part, edit", PARTS, ["more", "value", "less"])
def test_another_rule_or_driver_has_another_digest(part, edit, copy):
    before, text = digest.rules_digest.__wrapped__(), (copy / part).read_text()
    edits = {
        "more": text + "EDITED = 1\n",
        "value": re.sub(r"(?m)^(\s*[\w.]+) = ", r"\1 = 1 + ", text, count=1),
        "less": re.sub(r"(?m)^    return .*$", "    return None", text, count=1),
    }
    assert edits[edit] != text
    (copy / part).write_text(edits[edit])
    assert digest.rules_digest.__wrapped__() != before


@pytest.mark.parametrize("part", some(["model/talks.py", "engine/kernel.py", *PARTS[1:]], every=2))
def test_comments_docstrings_and_layout_leave_it(part, copy):
    before, text = digest.rules_digest.__wrapped__(), (copy / part).read_text()
    told = re.sub(r'(?m)^( *)"""(?=\w)', r'\1"""Told otherwise. ', text)
    assert told.count("Told otherwise.") > 3
    (copy / part).write_text("# edited\n" + told.replace("\n\n", "\n\n\n") + "\n# the end\n")
    assert digest.rules_digest.__wrapped__() == before


def test_a_text_that_is_code_counts():
    assert digest.code_of('x = "a"') != digest.code_of('x = "b"')
    assert digest.code_of('def f():\n    "told"\n    return "a"') == digest.code_of('def f():\n    return "a"')
    assert digest.code_of("x = 1") != digest.code_of("x = 1.0") != digest.code_of("x = True")


def test_the_rules_are_parsed_once_for_their_bytes(copy, monkeypatch):
    before, parsed = digest.rules_digest.__wrapped__(), []
    monkeypatch.setattr(digest, "code_of", lambda text: parsed.append(text) or "other code")
    assert digest.rules_digest.__wrapped__() == before
    assert not parsed
    (copy / "model" / "talks.py").write_text((copy / "model" / "talks.py").read_text() + "# edited\n")
    assert digest.rules_digest.__wrapped__() != before
    assert len(parsed) == len(digest.rule_sources())


def test_another_way_of_taking_the_digest_is_not_answered_from_the_cache(copy, monkeypatch):
    digest.rules_digest.__wrapped__()
    monkeypatch.setattr(digest, "code_of", lambda text: "other code")
    (copy / "engine" / "digest.py").write_text("# written otherwise\n")
    assert digest.rules_digest.__wrapped__() == digest.digest_of(
        (path.name, path.read_bytes()) for path in digest.rule_sources()
    )


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="users have no numbers here")
def test_a_digest_that_others_may_have_written_is_not_believed(copy, capsys):
    before = digest.rules_digest.__wrapped__()
    (kept,) = (copy / "cache").rglob(digest.FILE)
    forged = b"0" * 64
    kept.write_bytes(hashlib.sha256(forged).digest() + forged)
    assert digest.rules_digest.__wrapped__() == forged.decode()  # where it is read, and what is in it counts
    (copy / "cache" / "moratorium").chmod(0o777)
    assert digest.rules_digest.__wrapped__() == before
    assert capsys.readouterr().err == ""
