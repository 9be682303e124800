"""What a sweep keeps: nothing is lost, what was begun goes on, and damage is found."""

from pathlib import Path

import polars as pl
import pytest

import sim
from sim.studies.sweep.folder import open_folder as open_sweep
from tests.studies.sweeps import N, contents, hidden, interrupted, make, sweep

ROOT = Path(__file__).parents[2]


def test_the_tables_are_those_of_a_sweep_in_memory(straight):
    kept = open_sweep(straight)
    table = sim.sweep(
        sim.load("baseline", ["horizon_days=60"]),
        {"talks.mediator": [0.0, 0.25, 0.5, 0.75, 1.0], "kursk.precondition.strictness": [0, 1]}, n=N,
    ).runs  # fmt: skip
    assert kept.runs.equals(table)
    assert (kept.paths, kept.n, kept.seed, kept.design) == (make().paths, N, 1, "grid")


def test_from_python_it_draws_and_shows_itself(straight):
    swept = sim.open_sweep(straight)
    assert swept.figures[:2] == ("response_curves", "heat_map_russian_waves")
    assert len(swept.plot().axes) >= 3
    assert swept.plot("heat_map_hours_short").axes
    assert repr(swept) == (
        "<sim.Sweep of baseline over talks.mediator, kursk.precondition.strictness; runs, points, plot()>"
    )
    assert "talks.mediator" in swept._repr_html_()
    with pytest.raises(KeyError, match="there are response_curves"):
        swept.plot("pie")


def test_estimates_are_those_of_a_run(straight):
    from sim.outcomes.summary import summarise

    kept = open_sweep(straight)
    point = kept.scenario.replace({"talks.mediator": 0.75, "kursk.precondition.strictness": 1})
    result = sim.run(point, n=N)
    expected = summarise(result.runs, result.spells, point)["headlines"]
    rows = kept.points.filter((pl.col("talks.mediator") == 0.75) & (pl.col("kursk.precondition.strictness") == 1))
    assert rows.height > 8
    for row in rows.iter_rows(named=True):
        for key in ("value", "low", "high", "se"):
            there = expected[row["outcome"]][key]  # None where so few histories carry no interval
            same = row[key] is None if there is None else row[key] == pytest.approx(there, rel=1e-8)
            assert same, (row["outcome"], key)


def test_the_bytes_do_not_depend_on_workers_or_pieces(straight, tmp_path, monkeypatch):
    import sim.studies.sweep.pieces as rows

    monkeypatch.setitem(rows.MOST_ROWS, "compiled", 40)
    sweep(tmp_path / "a", workers=3)
    assert contents(tmp_path / "a") == contents(straight)


def test_an_interrupt_keeps_what_is_done(straight, tmp_path):
    interrupted(tmp_path / "a")
    assert not (tmp_path / "a").exists()
    said = []
    sweep(tmp_path / "a", resume=True, say=said.append)
    assert said == [f"continuing: {6 * N:,} of {10 * N:,} histories are kept"]
    assert contents(tmp_path / "a") == contents(straight)
    assert hidden(tmp_path) == []


def test_an_interrupted_sweep_may_go_on_with_fewer_replicates(tmp_path):
    interrupted(tmp_path / "a")
    sweep(tmp_path / "a", n=60, resume=True)
    sweep(tmp_path / "b", n=60)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_more_replicates_later(straight, tmp_path):
    sweep(tmp_path / "a", n=60)
    sweep(tmp_path / "a", n=N, resume=True)
    assert contents(tmp_path / "a") == contents(straight)


def test_more_points_later_in_any_order(straight, tmp_path):
    sweep(tmp_path / "a", vary=("talks.mediator=0.5,1", "kursk.precondition.strictness=1"))
    done = []
    sweep(tmp_path / "a", resume=True, progress=lambda count, total: done.append(count))
    assert done[0] == 2 * N
    assert contents(tmp_path / "a") == contents(straight)


def test_a_whole_sweep_resumed_is_the_same_and_runs_nothing(straight, tmp_path):
    sweep(tmp_path / "a")
    before = contents(tmp_path / "a")
    done = []
    sweep(tmp_path / "a", resume=True, progress=lambda count, total: done.append(count))
    assert done == [10 * N]
    assert contents(tmp_path / "a") == before


@pytest.mark.parametrize("damage", ["truncated", "flipped", "gone"])
def test_a_damaged_part_is_named_and_computed_again(straight, tmp_path, damage):
    interrupted(tmp_path / "a")
    part = sorted((tmp_path / ".a.partial" / "parts").glob("*.parquet"))[2]
    content = bytearray(part.read_bytes())
    if damage == "gone":
        part.unlink()
    else:
        content[len(content) // 2] ^= 0b100
        part.write_bytes(content if damage == "flipped" else content[:-7])
    said = []
    sweep(tmp_path / "a", resume=True, say=said.append)
    assert said[0] == f"damaged part {part}: its checksum is wrong; it is computed again"
    assert said[1] == f"continuing: {5 * N:,} of {10 * N:,} histories are kept"
    assert contents(tmp_path / "a") == contents(straight)


def test_a_damaged_whole_table_is_named_and_computed_again(straight, tmp_path):
    sweep(tmp_path / "a", n=60)
    path = tmp_path / "a" / "sweep.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    said = []
    sweep(tmp_path / "a", resume=True, say=said.append)
    assert f"damaged file {path}" in said[0]
    assert contents(tmp_path / "a") == contents(straight)


def test_pictures_are_titled_by_what_is_varied_and_asked_in_words(tmp_path):
    swept = sim.sweep(
        "baseline", vary={"talks.mediator": [0, 1], "willingness.kursk": [0, 1]}, n=2, outcomes=["deal_365"], workers=1
    )
    titles = {name: drawing.context.title for name, drawing in swept.drawings().items()}
    kursk = "Weight against Moscow's yes while more than the tolerated area of Kursk is held"
    over = f"over “Weight of the mediator” and “{kursk}”"
    assert titles["response_curves"] == f"Baseline, autumn 2024, {over}"
    assert titles["heat_map_deal_365"] == f"Baseline, autumn 2024: formal deal within 365 days {over}"
    tipped = sim.tip("baseline", "talks.mediator", 0, 1, outcome="deal_365", level=0.2, n=4, workers=1)
    (drawn,) = tipped.drawings().values()
    assert (
        drawn.context.title
        == "Baseline, autumn 2024: where “Weight of the mediator” tips “formal deal within 365 days”"
    )
