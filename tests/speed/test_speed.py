"""The benchmarks run and measure what they say; no time is asserted here, only that ratios are there."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from benchmarks import __main__ as benchmarks
from benchmarks import bare_clocks, by_hand, commands, edition, engines, markers, page, scaling, threads


def test_engines_compares_fingerprints_while_timing(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = engines.measure(rounds=1, few=2, many=20)
    assert measured["fingerprints_compared"] == 2
    assert measured["simpy_over_compiled"] > 1
    monkeypatch.setattr(engines, "run_chunk", lambda plan, first, count, seed, *rest: engines_of_another_seed(plan))
    with pytest.raises(AssertionError, match="engines differ"):
        engines.measure(rounds=1, few=2, many=20)


def engines_of_another_seed(plan: engines.Plan) -> object:
    from sim.engine.compiled import run_chunk

    return run_chunk(plan, 0, 20, engines.SEED + 1, 0, False)


def test_bare_loop_has_as_many_candidates_as_the_history() -> None:
    plan = engines.make_plan(engines.load("baseline"))
    gaps = engines.drawn_gaps(plan, 0)
    expected = sum(plan.ceilings) * plan.horizon
    assert abs(sum(map(len, gaps)) - expected) < 5 * math.sqrt(expected)
    assert all(sum(delays) <= plan.horizon for delays in gaps)


@pytest.mark.slow
@pytest.mark.skipif(by_hand.compiler() is None, reason="no C compiler on this machine")
def test_the_program_in_c_agrees_and_a_wrong_one_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = by_hand.measure(n=300, rounds=2)
    assert 0 < measured["compiled_over_c_least"] <= measured["compiled_over_c"] <= measured["compiled_over_c_largest"]
    plan = by_hand.make_plan(by_hand.load("baseline", {"strikes.russia.damage_gw": 8.0}))
    monkeypatch.setattr(by_hand, "make_plan", lambda scenario: plan)
    with pytest.raises(AssertionError, match="by hand"):
        by_hand.measure(n=300, rounds=1)


def test_bare_clocks_tick_at_their_ceilings_and_a_missing_library_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(bare_clocks.LIBRARIES, "no_such_library", bare_clocks.in_simpy)
    measured = bare_clocks.measure(few=1, many=20, rounds=1)
    assert measured["bare_clocks_in_simpy_us"] > 0
    assert measured["whole_model_compiled_us"] > 0
    assert "no_such_library is not installed" in capsys.readouterr().err
    assert bare_clocks.in_simpy([1.0, 2.0], 1000, 1) == pytest.approx(3000, rel=0.1)


@pytest.mark.slow
def test_threads_and_scaling_give_ratios() -> None:
    assert threads.measure(n=40, rounds=1)["one_over_two_threads"] > 0
    measured = scaling.measure(sizes=(20, 40), horizons=(30, 60))
    assert measured["largest_over_smallest_by_n"] >= 1
    assert measured["largest_over_smallest_by_horizon"] >= 1


def test_commands_are_timed_and_a_failing_one_is_not_passed_over() -> None:
    assert all(figure > 0 for figure in commands.command(["--help"]))
    with pytest.raises(commands.subprocess.CalledProcessError):
        commands.command(["no-such-command"])


def test_an_unknown_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmarks.main(["--fast"]) == 2
    assert "--fast" in capsys.readouterr().err


@pytest.mark.slow
def test_memory_hardly_grows_with_the_number_of_histories(tmp_path: Path) -> None:
    """A history leaves some 500 bytes in the tables of its folder; a run may hold a fifth of them at once."""
    run = ["run", "baseline", "--workers", "2", "--out", str(tmp_path / "results"), "-n"]
    few, many = (commands.command([*run, n]).mebibytes for n in ("20000", "220000"))
    assert many - few < 60


def test_the_editions_figures_agree_with_the_program_in_c_and_a_wrong_one_is_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = edition.ours({}, 300, 1).runs
    values = {name: np.asarray(of(rows), dtype=float) for name, of in by_hand.FIGURES.items()}
    right = {name: (float(x.mean()), float(x.std()) / math.sqrt(300)) for name, x in values.items()}
    assert max(edition.distances(rows, right).values()) < 1e-6
    wrong = {**right, "waves": (right["waves"][0] + 10.0, right["waves"][1])}
    assert edition.distances(rows, wrong)["waves"] > edition.APART
    ended = rows.with_columns(tacit_end_day=1.0)  # in every history: no error on this side, and none on the other
    assert edition.distances(ended, {**right, "tacit180": (1.0, 0.0)})["tacit180"] == 0.0
    assert edition.distances(ended, {**right, "tacit180": (0.0, 0.0)})["tacit180"] > edition.APART
    monkeypatch.setattr(edition, "VARIANTS", {"baseline": ({}, ())})
    monkeypatch.setattr(edition, "found", lambda n, seed: iter([["a figure", "1"]]))
    monkeypatch.setattr(edition.sys, "argv", ["edition", "-n", "300"])
    monkeypatch.setattr(edition, "theirs", lambda n, seed: {"baseline": wrong})
    assert edition.main() == 1
    assert "| waves |" in capsys.readouterr().out
    monkeypatch.setattr(edition, "theirs", lambda n, seed: {"baseline": right})
    assert edition.main() == 0


def test_what_is_measured_goes_between_its_marks_and_nowhere_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- x -->\nold\n<!-- end of x -->\nafter\n")
    markers.put(page, "x", markers.markdown(("a", "b"), [("c", "1")]))
    assert page.read_text() == "before\n<!-- x -->\n| a | b |\n|---|---:|\n| c | 1 |\n<!-- end of x -->\nafter\n"
    with pytest.raises(ValueError, match="no place for y"):
        markers.put(page, "y", "text")


def test_the_page_has_a_row_for_what_was_measured_and_none_for_what_was_not() -> None:
    measured = {"threads": {"one_over_two_threads": 1.9712}, "by_hand": {"compiled_over_c": 0.355}}
    text = page.table(measured)
    assert "| one thread over two | 1.97 |" in text
    assert text.count("\n") == 2  # heads, rule, one row: of the ratios to C two are missing
    assert "Python 3" in page.machine()
