"""Folders of the first edition, before the studies had rooms of their own: they open, and are drawn again.

`first_edition.zip` holds a run, a comparison, a sweep, a tipping point and a sensitivity study of that time, of a few
histories over 60 days, without their pictures. Their histories are of other rules; that is said, and stops nothing.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from sim.cli.main import cli

SAMPLE = Path(__file__).with_name("first_edition.zip")
FIRST = {"run": "deal_share", "compare": "forest", "sweep": "response_curves", "tip": "tip", "sensitivity": "tornado"}
"""Of each kind the start of the name of a figure that it must bring."""


@pytest.fixture
def folder(tmp_path: Path, kind: str) -> Path:
    with zipfile.ZipFile(SAMPLE) as sample:
        sample.extractall(tmp_path, [name for name in sample.namelist() if name.startswith(f"{kind}/")])
    return tmp_path / kind


@pytest.mark.usefixtures("no_figures")
@pytest.mark.parametrize("kind", FIRST)
def test_it_is_drawn_again(folder: Path, kind: str) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.parquet")}
    done = CliRunner().invoke(cli, ["plot", str(folder)])
    assert done.exit_code == 0, done.output
    assert any(picture.name.startswith(FIRST[kind]) for picture in (folder / "plots").iterdir())
    assert {path.name: path.read_bytes() for path in folder.glob("*.parquet")} == before


@pytest.mark.usefixtures("no_figures")
@pytest.mark.parametrize("kind", ["run"])
def test_that_its_rules_were_others_is_said(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["verify", str(folder)])
    assert done.exit_code == 1
    assert "made by other rules than these" in done.output
