"""What docs/comparing.md says of the shipped scenarios holds now (`python -m benchmarks.pairing --write`)."""

from pathlib import Path

import pytest

import sim
from benchmarks.pairing import BEGIN, END, SHARES, tables

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "comparing.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows():
    found = sim.compare("baseline", "kursk_withdrawal", n=4000, bands=1)
    return {row["name"]: row for row in found.differences.iter_rows(named=True)}


@pytest.mark.slow
def test_the_sentence_under_the_picture_is_measured(rows):
    row = rows["deal_365"]
    words = " ".join(PAGE.split("## One comparison")[1].split("## ")[0].split())
    assert f"from {100 * row['a']:.0f}% to {100 * row['b']:.0f}%, by {100 * row['difference']:.1f} points" in words
    assert f"(95% interval {100 * row['low']:.1f} to {100 * row['high']:.1f})" in words
    assert f"{row['gained']} histories gain a deal by it and {row['lost']} lose one" in words


@pytest.mark.slow
def test_the_pairing_table_is_measured(rows):
    measured = [line for line in tables({"`kursk_withdrawal` (`baseline`)": rows}).splitlines() if "kursk" in line]
    table = PAGE.split(BEGIN)[1].split(END)[0]
    assert len(measured) == 2
    assert all(line in table for line in measured)


def test_every_shipped_scenario_that_extends_another_has_its_rows():
    from sim.scenario import load, shipped

    table = PAGE.split(BEGIN)[1].split(END)[0]
    for name in shipped():
        parent = load(name).parent
        assert table.count(f"| `{name}` (`{parent}`) |") == (2 if parent else 0)


def test_a_share_says_what_pairing_saves_and_the_most_it_could():
    row = {"kind": "share", "a": 0.0, "b": 0.25, "difference": 0.25, "variance_ratio": 1.0, "equal": 0.75}
    other = {**row, "a": 0.2, "b": 0.3, "difference": 0.1, "variance_ratio": 2.0}
    never = {**row, "b": 0.0, "difference": 0.0, "variance_ratio": None}
    same = {**row, "a": 0.25, "difference": 0.0, "variance_ratio": None}
    names = list(SHARES)
    given = dict(zip(names, [row, other, never, same], strict=False)) | {"unserved_gwh": row}
    line = next(line for line in tables({"x": given}).splitlines() if line.startswith("| x |"))
    # (0.2 * 0.8 + 0.3 * 0.7) / (0.1 * 0.9) = 4.1
    assert line == "| x | 1.0 / 1.0 | 2.0 / 4.1 | never | same | never |"
