"""A template is compiled once for its text; what is kept of it is filled in, escaped and complained of as before."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, UndefinedError

from sim.report import template as module

TEXT = "{% if more %}\n  <p>{{ said }}</p>\n{% endif %}\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "moratorium"


def filled(text: str = TEXT, **values: object) -> str:
    return module.template.__wrapped__("page", text).render(**values)


def no_compiler(*_: object) -> None:
    raise AssertionError("a template is compiled")


def test_what_is_kept_is_filled_in_as_what_was_compiled(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = filled(more=True, said="<b>")
    assert first == "  <p>&lt;b&gt;</p>\n"
    monkeypatch.setattr(Environment, "compile", no_compiler)
    assert filled(more=True, said="<b>") == first
    with pytest.raises(UndefinedError, match="said"):
        filled(more=True)
    with pytest.raises(AssertionError, match="is compiled"):
        filled(TEXT + "more", more=False)
    monkeypatch.setattr(module, "SETTINGS", {"autoescape": False})
    with pytest.raises(AssertionError, match="is compiled"):
        filled(more=True, said="<b>")


def test_another_python_runs_no_code_of_this_one(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(more=False)
    monkeypatch.setattr(Environment, "compile", no_compiler)
    filled(more=False)
    monkeypatch.setattr(module, "sys", SimpleNamespace(version="another"))
    with pytest.raises(AssertionError, match="is compiled"):
        filled(more=False)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="users have no numbers here")
def test_what_others_may_have_written_is_not_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(more=False)
    root.chmod(0o777)
    monkeypatch.setattr(Environment, "compile", no_compiler)
    with pytest.raises(AssertionError, match="is compiled"):
        filled(more=False)
