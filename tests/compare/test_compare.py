"""`sim.compare`: the same luck, exact zeros, failures named, and figures that can be worked out again from the rows."""

import polars as pl
import pytest

import sim
from sim.engine.simpy_engine import simulate
from sim.outcomes.classes import classes
from sim.outcomes.headlines import headlines_for
from sim.report.render import render
from sim.studies.compare.figures import context_of
from sim.studies.compare.page import compare_page
from sim.studies.compare.words import paragraph, trace_command

from .conftest import short


@pytest.fixture(scope="module")
def itself():
    return sim.compare(short("baseline"), short("baseline"), n=100, workers=1, bands=20)


def test_a_scenario_against_itself_differs_by_exactly_zero(itself, three):
    for column in ("difference", "low", "high", "se"):
        assert itself.differences[column].unique().to_list() == [0.0]
        assert itself.times.filter(pl.col(column).is_not_null())[column].unique().to_list() == [0.0]
    assert itself.differences["equal"].drop_nulls().unique().to_list() == [1.0]
    assert itself.moves.filter(pl.col("before") != pl.col("after")).is_empty()
    assert itself.divergence.is_empty()
    assert itself.divergence.columns == three.divergence.columns
    assert "Nothing differs" in paragraph(itself, itself.others[0])
    assert [arm.name for arm in itself.arms] == ["baseline", "baseline (2)"]


def test_every_scenario_and_headline_has_its_row(three):
    names = [headline.name for headline in headlines_for(200)]
    assert three.differences.select("scenario", "name").rows() == [
        (scenario, name) for scenario in ("kursk_withdrawal", "no_talks") for name in names
    ]
    assert three.levels["scenario"].unique(maintain_order=True).to_list() == [
        "baseline",
        "kursk_withdrawal",
        "no_talks",
    ]
    assert three.paired
    assert three.failed == []


def test_the_paired_difference_is_that_of_the_rows(three):
    reference, withdrawal = three.arms[0].result.runs, three.arms[1].result.runs
    assert reference["replicate"].to_list() == withdrawal["replicate"].to_list()
    change = withdrawal["unserved_gwh"] - reference["unserved_gwh"]
    row = three.differences.row(by_predicate=_row("kursk_withdrawal", "unserved_gwh"), named=True)
    assert row["difference"] == pytest.approx(change.mean())
    assert row["se"] == pytest.approx(change.std() / 300**0.5)
    assert row["better"] == (change < 0).mean()
    unpaired = withdrawal["unserved_gwh"].var() + reference["unserved_gwh"].var()
    assert row["variance_ratio"] == pytest.approx(unpaired / change.var())
    signed = [frame["first_deal_day"].le(180).fill_null(value=False) for frame in (reference, withdrawal)]
    row = three.differences.row(by_predicate=_row("kursk_withdrawal", "deal_180"), named=True)
    assert row["gained"] == (signed[1] & ~signed[0]).sum() > 0
    assert row["lost"] == (signed[0] & ~signed[1]).sum()


def test_moves_and_divergence_are_of_the_same_histories(three):
    before, after = (classes(arm.result.runs, arm.result.spells) for arm in three.arms[:2])
    changed = before.join(after, on="replicate").filter(pl.col("outcome_class") != pl.col("outcome_class_right"))
    moved = three.moves.filter((pl.col("scenario") == "kursk_withdrawal") & (pl.col("before") != pl.col("after")))
    assert moved["histories"].sum() == changed.height > 0
    followed = three.divergence.filter(pl.col("scenario") == "kursk_withdrawal")
    assert followed["replicate"].to_list() == changed["replicate"].to_list()[:100]
    # Withdrawal is on 15 November, day 16: nothing can differ before it.
    assert followed["parting_day"].min() >= 16
    assert (followed["step_day"] >= followed["parting_day"]).all()


def test_the_typical_history_is_a_changed_one_and_its_command_gives_it_again(three):
    for arm in three.others:
        chosen = three.typical[arm.name]
        rows = three.divergence.filter((pl.col("scenario") == arm.name) & (pl.col("replicate") == chosen.replicate))
        assert rows.select("before", "after").rows() == [(chosen.before, chosen.after)]
        again = simulate(arm.scenario, chosen.replicate, 5).fingerprint
        assert again == arm.result.runs["fingerprint"][chosen.replicate]
        file = f"scenarios/{three.arms.index(arm)}_{arm.name}.yaml"
        assert trace_command(three, arm) == f"moratorium trace {file} --replicate {chosen.replicate} --seed 5"
        assert f"History {chosen.replicate} is the most typical" in paragraph(three, arm)


def test_a_scenario_that_fails_is_named_everywhere_and_costs_no_other(broken):
    failed = broken.differences.filter(pl.col("scenario") == "no_talks")
    assert failed.height == len(headlines_for(400))
    assert failed["difference"].null_count() == failed.height
    assert failed["failure"].str.contains("more than 4096 answers").all()
    assert [arm.name for arm in broken.failed] == ["no_talks"]
    assert broken.differences.filter(pl.col("scenario") == "kursk_withdrawal")["difference"].null_count() == 0
    page = render(compare_page(broken, {}))
    assert page.count("no_talks failed and has no figures: TooManyAnswersError") == 1
    assert page.count('<td class="number">failed</td>') == broken.levels["outcome"].n_unique()
    assert "No talks, as both capitals claimed (no results)" in _texts(broken.plot("deal_curves"))


def test_a_reference_that_fails_leaves_the_levels_of_the_others(broken):
    turned = sim.compare(broken.arms[1].scenario, broken.arms[0].result, n=20, workers=1, bands=20)
    assert turned.levels["scenario"].unique().to_list() == ["baseline"]
    assert turned.differences["failure"].str.contains("the reference no_talks failed").all()
    assert "no_talks failed" in render(compare_page(turned, {}))


def test_all_run_under_the_largest_ceilings_of_any_and_a_trace_is_told(broken):
    assert {arm.scenario.ceilings["refinery_strike"] for arm in broken.arms} == {40.0}
    assert broken.arms[0].raised == {"refinery_strike": 40.0}
    assert broken.arms[1].raised == {}
    higher = sim.load("kursk_withdrawal", {"ceilings.round": 0.4})
    raised = sim.compare(higher, "no_talks", n=100, workers=1, bands=20)
    assert raised.paired
    assert trace_command(raised, raised.others[0]).startswith(
        "moratorium trace no_talks --set ceilings.round=0.4 --repl"
    )


def test_other_spans_and_seasons_are_cautioned(three):
    other = sim.compare(short("baseline"), sim.load("last_winter", {"horizon_days": 90}), n=10, workers=1, bands=10)
    assert any("starts on 2023-10-01" in note for note in other.notes)
    assert any("runs 90 days" in note for note in other.notes)
    assert "deal_180" not in other.differences["name"].to_list()
    assert three.notes == []
    assert context_of(other).horizon_days == 90


def test_one_scenario_alone_has_levels_and_nothing_to_compare():
    alone = sim.compare(short("baseline"), n=10, workers=1, bands=10)
    assert alone.levels.height == len(headlines_for(200))
    assert alone.differences.is_empty()
    assert "nothing to compare" in alone.paragraphs()[0]
    assert "nothing to compare" in alone.report()
    assert "nothing to compare" in alone._repr_html_()


def test_an_unknown_setting_or_figure_is_refused(three):
    with pytest.raises(TypeError, match="no setting 'precision'"):
        sim.compare("baseline", "no_talks", precision=0.1)
    with pytest.raises(KeyError, match="deal_curves"):
        three.plot("pie")


def _row(scenario, name):
    return (pl.col("scenario") == scenario) & (pl.col("name") == name)


def _texts(figure):
    return [text.get_text() for legend in figure.legends for text in legend.get_texts()]


def test_it_shows_itself_in_a_notebook_and_writes_its_report(three, tmp_path):
    view = three._repr_html_()
    assert view.count("<table>") == 2
    assert "kursk_withdrawal against baseline" in view
    path = tmp_path / "comparison.html"
    text = three.report(path)
    assert path.read_text(encoding="utf-8") == text
    assert text.count('src="data:image/png;base64,') == len(three.figures) == 8
