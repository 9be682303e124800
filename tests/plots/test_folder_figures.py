"""Figures of a results folder read what they draw: rows and spells, which may be millions, are never held whole."""

from __future__ import annotations

from pathlib import Path

import sim


def test_figures_of_a_folder_hold_neither_rows_nor_spells(tmp_path: Path) -> None:
    short = sim.load("baseline", ["horizon_days=30"])
    result = sim.run(short, n=30, workers=1, out=tmp_path / "a", decorate=lambda result: None)
    for name in ("deal_share", "spell_life"):
        result.plot(name)
    assert not {"runs", "spells"} & set(result.tables)
