"""The module that the package ships is of these rules, and asks for nothing."""

import json

import pytest

from sim.studies.explore import shipped
from tests.explore.node import run


def test_the_module_is_of_these_rules():
    assert shipped.stale() is None, f"run {shipped.BUILD}"


def test_other_rules_are_noticed(monkeypatch):
    monkeypatch.setattr(shipped, "rules_digest", lambda: "0" * 64)
    assert "stale" in (shipped.stale() or "")
    with pytest.raises(shipped.StaleError, match=r"sim\.studies\.explore\.build"):
        shipped.module()


def test_another_module_is_noticed(monkeypatch, tmp_path):
    other = tmp_path / "kernel.wasm"
    other.write_bytes(shipped.WASM.read_bytes() + b"\0")
    monkeypatch.setattr(shipped, "WASM", other)
    assert shipped.stale() is not None


def test_the_facts_name_the_tools():
    assert set(json.loads(shipped.FACTS.read_text())) >= {"rules", "sha256", "numba", "llvmlite", "linker"}


def test_the_module_has_32_bit_memory_and_imports_nothing(page):
    asked = """
    const module = await WebAssembly.compile(bytesOf(page.wasm));
    return [WebAssembly.Module.imports(module), typeof kernel.exports.__heap_base.value, WebAssembly.Module.exports(module).map(({ name }) => name)];
    """
    imports, address, exports = run(asked, page)
    assert imports == []
    assert address == "number"  # a 64-bit memory would give a bigint
    assert {"run_block", "begin", "bound", "most_heavy", "memory"} <= set(exports)
