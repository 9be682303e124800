"""What an installation holds: every package, and the shipped scenarios from the one folder in the repository."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from sim.scenario import files, shipped, shipped_folder

ROOT = Path(__file__).resolve().parents[2]


def test_setup_lists_every_package_and_the_folder_of_scenarios(monkeypatch: pytest.MonkeyPatch) -> None:
    setuptools = pytest.importorskip("setuptools")
    told: dict[str, Any] = {}
    monkeypatch.setattr(setuptools, "setup", told.update)
    monkeypatch.chdir(ROOT)
    runpy.run_path(str(ROOT / "setup.py"))
    packages = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "sim").rglob("__init__.py")}
    assert set(told["packages"]) == packages | {"sim.shipped"}
    assert told["package_dir"] == {"sim.shipped": "scenarios"}
    assert told["package_data"]["sim.shipped"] == ["*.yaml", "hindcast/*.yaml", "calibration/*.yaml"]
    assert not (ROOT / "sim" / "shipped").exists()


def test_an_installed_copy_is_found_before_a_clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (shipped_folder() / "baseline.yaml").is_file()
    package = tmp_path / "site" / "sim" / "scenario"
    package.mkdir(parents=True)
    monkeypatch.setattr(files, "__file__", str(package / "files.py"))
    assert shipped_folder() == tmp_path / "site" / "scenarios"
    inside = tmp_path / "site" / "sim" / "shipped"
    inside.mkdir()
    (inside / "baseline.yaml").write_text("start: 2024-10-30\n")
    assert shipped_folder() == inside
    assert shipped() == ("baseline",)
